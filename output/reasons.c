/* reasons.c: see reasons.h. */
#include "output/reasons.h"

#include <glib.h>

static const struct {
    cairo_status_t status;
    const char *chinese;
} statuses[] = {
    {CAIRO_STATUS_NO_MEMORY, "绘图库（cairo）内存不足"},
    {CAIRO_STATUS_WRITE_ERROR, "绘图库（cairo）写不出结果"},
    {CAIRO_STATUS_READ_ERROR, "绘图库（cairo）读不到数据"},
    {CAIRO_STATUS_INVALID_SIZE, "绘图库（cairo）不接受这样的大小"},
    {CAIRO_STATUS_INVALID_MATRIX, "绘图库（cairo）不接受这样的变换"},
    {CAIRO_STATUS_INVALID_STRING, "绘图库（cairo）不接受这样的文字"},
    {CAIRO_STATUS_INVALID_INDEX, "绘图库（cairo）不接受这样的字形"},
    {CAIRO_STATUS_FONT_TYPE_MISMATCH, "绘图库（cairo）打不开字体"},
    {CAIRO_STATUS_FREETYPE_ERROR, "字体库（FreeType）打不开字体"},
    {CAIRO_STATUS_TAG_ERROR, "绘图库（cairo）不接受这样的链接"},
    {CAIRO_STATUS_PNG_ERROR, "PNG库写不出图片"},
    {CAIRO_STATUS_TEMP_FILE_ERROR, "绘图库（cairo）不能写临时文件"},
};

void gaz_report_cairo(cairo_status_t status, struct gaz_diags *diags) {
    const char *english = cairo_status_to_string(status);
    g_autofree char *unknown = g_strdup_printf("绘图库（cairo）出错（%s）", english);
    const char *chinese = unknown;
    for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++)
        if (statuses[i].status == status) chinese = statuses[i].chinese;
    gaz_report(diags, GAZ_D_DRAW, (struct gaz_span){0}, chinese, english);
}

static const char *kind_of(enum qpdf_error_code_e code) {
    static const struct {
        enum qpdf_error_code_e code;
        const char *chinese;
    } kinds[] = {{qpdf_e_system, "系统不许"},
                 {qpdf_e_unsupported, "不支持的写法"},
                 {qpdf_e_damaged_pdf, "PDF不完整"},
                 {qpdf_e_pages, "页面不对"},
                 {qpdf_e_object, "对象的种类不对"}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i].code == code) return kinds[i].chinese;
    return "内部错误";
}

/* The library's own words follow in brackets: they are for the author whom this is reported to. */
void gaz_report_qpdf(qpdf_data pdf, enum gaz_code code, struct gaz_reason otherwise,
                     struct gaz_diags *diags) {
    qpdf_error error = qpdf_has_error(pdf)       ? qpdf_get_error(pdf)
                       : qpdf_more_warnings(pdf) ? qpdf_next_warning(pdf)
                                                 : NULL;
    if (!error) {
        gaz_report(diags, code, (struct gaz_span){0}, otherwise.chinese, otherwise.english);
        return;
    }
    const char *english = qpdf_get_error_full_text(pdf, error);
    g_autofree char *chinese =
        g_strdup_printf("PDF库（libqpdf）：%s（%s）", kind_of(qpdf_get_error_code(pdf, error)), english);
    gaz_report(diags, code, (struct gaz_span){0}, chinese, english);
}
