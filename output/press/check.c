/* check.c: reads a file for a press, walks over it, asks the rules and reports what they find. */
#include "output/press/check.h"

#include "output/objects/keys.h"
#include "output/press/sight.h"
#include "output/reasons.h"

#include "base/data/xmp.h"
#include "base/diag/diag.h"

#include <stdlib.h>

enum kinds { X1A = 1 << GAZ_PDFX_1A, X4 = 1 << GAZ_PDFX_4, BOTH = X1A | X4 };

struct rule {
    const char *name;
    enum kinds kinds;
    enum gaz_press_level level;
    const char *clause; /* of ISO 32000-1; NULL: the house's own */
    struct gaz_reason wrong;
    bool (*holds)(const struct gaz_press_sight *sight);
};

static const struct rule rules[] = {
#define GAZ_PRESS_RULE(name, kinds, level, clause, chinese, english)                                         \
    {#name, kinds, GAZ_PRESS_##level, clause, {chinese, english}, gaz_press_holds_##name},
#include "output/press/rules.def"
#undef GAZ_PRESS_RULE
};

/* ---- reporting */

/* 第3页、对象12, 第3页, 对象12, 文件 */
static char *place_of(const struct gaz_press_sight *sight, bool chinese) {
    bool has_page = sight->page >= 0, has_object = sight->id > 0;
    if (!has_page && !has_object) return g_strdup(chinese ? "文件" : "the file");
    g_autofree char *page = g_strdup_printf(chinese ? "第%d页" : "page %d", sight->page + 1);
    g_autofree char *object = g_strdup_printf(chinese ? "对象%d" : "object %d", sight->id);
    const char *between = !has_page || !has_object ? "" : chinese ? "、" : ", ";
    return g_strconcat(has_page ? page : "", between, has_object ? object : "", NULL);
}

static char *standard_of(const struct rule *rule, enum gaz_pdfx pdfx, bool chinese) {
    if (!rule->clause) return g_strdup(chinese ? "本程序所许" : "promised by this program");
    return g_strdup_printf("ISO 15930-%c, ISO 32000-1 %s", pdfx == GAZ_PDFX_1A ? '4' : '7', rule->clause);
}

static void report(const struct gaz_press_sight *sight, const struct rule *rule) {
    enum gaz_pdfx pdfx = sight->check->press->pdfx;
    g_autofree char *place = place_of(sight, true), *law = standard_of(rule, pdfx, true);
    g_autofree char *place_en = place_of(sight, false), *law_en = standard_of(rule, pdfx, false);
    g_autofree char *chinese =
        g_strdup_printf("%s：%s（%s；%s）", place, rule->wrong.chinese, rule->name, law);
    g_autofree char *english =
        g_strdup_printf("%s: %s (%s; %s)", place_en, rule->wrong.english, rule->name, law_en);
    gaz_report(sight->check->diags, GAZ_D_PRESS_FILE, (struct gaz_span){0}, chinese, english);
}

void gaz_press_ask(const struct gaz_press_sight *sight, enum gaz_press_level level) {
    struct gaz_press_check *check = sight->check;
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        const struct rule *rule = &rules[i];
        if (rule->level != level || check->is_broken[i] || !(rule->kinds & 1 << check->press->pdfx)) continue;
        if (rule->holds(sight)) continue;
        check->is_broken[i] = true;
        report(sight, rule);
    }
}

/* ---- ways to look */

qpdf_oh gaz_press_key(qpdf_data pdf, qpdf_oh object, const char *key) {
    if (qpdf_oh_is_stream(pdf, object)) object = qpdf_oh_get_dict(pdf, object);
    return qpdf_oh_is_dictionary(pdf, object) ? qpdf_oh_get_key(pdf, object, key) : qpdf_oh_new_null(pdf);
}

qpdf_oh gaz_press_inherited(qpdf_data pdf, qpdf_oh page, const char *key) {
    enum { DEEPEST = 64 };
    for (int i = 0; i < DEEPEST && qpdf_oh_is_dictionary(pdf, page); i++) {
        if (qpdf_oh_has_key(pdf, page, key)) return qpdf_oh_get_key(pdf, page, key);
        page = qpdf_oh_get_key(pdf, page, "/Parent");
    }
    return qpdf_oh_new_null(pdf);
}

qpdf_oh gaz_press_at(qpdf_data pdf, const char *const *keys) {
    qpdf_oh at = qpdf_get_trailer(pdf);
    for (; *keys; keys++)
        at = gaz_press_key(pdf, at, *keys);
    return at;
}

qpdf_oh gaz_press_intent(qpdf_data pdf) {
    qpdf_oh all = GAZ_PRESS_AT(pdf, "/Root", "/OutputIntents");
    int n = qpdf_oh_is_array(pdf, all) ? qpdf_oh_get_array_n_items(pdf, all) : 0;
    for (int i = 0; i < n; i++) {
        qpdf_oh one = qpdf_oh_get_array_item(pdf, all, i);
        if (qpdf_oh_is_name_and_equals(pdf, gaz_press_key(pdf, one, "/S"), "/GTS_PDFX")) return one;
    }
    return qpdf_oh_new_null(pdf);
}

bool gaz_press_first_look(struct gaz_press_check *check, qpdf_oh object) {
    int id = qpdf_oh_get_object_id(check->pdf, object);
    return id == 0 || g_hash_table_add(check->seen, GINT_TO_POINTER(id));
}

/* ---- the whole file */

static void look_at_any(struct gaz_press_check *check, qpdf_oh object, int id);

static void look_into_dictionary(struct gaz_press_check *check, qpdf_oh dict, int id) {
    g_autoptr(GPtrArray) keys = gaz_pdf_keys(check->pdf, dict);
    for (guint i = 0; i < keys->len; i++) {
        qpdf_oh value = qpdf_oh_get_key(check->pdf, dict, keys->pdata[i]);
        if (qpdf_oh_get_object_id(check->pdf, value) == 0) look_at_any(check, value, id);
    }
}

static void look_into_array(struct gaz_press_check *check, qpdf_oh array, int id) {
    int n = qpdf_oh_get_array_n_items(check->pdf, array);
    for (int i = 0; i < n; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(check->pdf, array, i);
        if (!qpdf_oh_is_scalar(check->pdf, item) && qpdf_oh_get_object_id(check->pdf, item) == 0)
            look_at_any(check, item, id);
        qpdf_oh_release(check->pdf, item);
    }
}

/* An object and what is written inside it; what it refers to has its own turn. */
static void look_at_any(struct gaz_press_check *check, qpdf_oh object, int id) {
    qpdf_data pdf = check->pdf;
    bool is_stream = qpdf_oh_is_stream(pdf, object);
    if (is_stream || qpdf_oh_is_dictionary(pdf, object)) {
        gaz_press_ask(&(struct gaz_press_sight){check, -1, id, object, NULL}, GAZ_PRESS_DICTIONARY);
        look_into_dictionary(check, is_stream ? qpdf_oh_get_dict(pdf, object) : object, id);
    } else if (qpdf_oh_is_array(pdf, object)) {
        look_into_array(check, object, id);
    }
}

static void look_at_objects(struct gaz_press_check *check) {
    qpdf_oh size = qpdf_oh_get_key(check->pdf, qpdf_get_trailer(check->pdf), "/Size");
    int n = qpdf_oh_is_integer(check->pdf, size) ? qpdf_oh_get_int_value_as_int(check->pdf, size) : 0;
    for (int id = 1; id < n; id++) {
        look_at_any(check, qpdf_get_object_by_id(check->pdf, id, 0), id);
        qpdf_oh_release_all(check->pdf);
    }
}

static void look_at_file(struct gaz_press_check *check) {
    gaz_press_ask(&(struct gaz_press_sight){check, -1, 0, qpdf_get_trailer(check->pdf), NULL},
                  GAZ_PRESS_FILE);
    look_at_objects(check);
    int n = qpdf_get_num_pages(check->pdf);
    for (int i = 0; i < n; i++) {
        qpdf_oh page = qpdf_get_page_n(check->pdf, (size_t)i);
        gaz_press_ask(
            &(struct gaz_press_sight){check, i, qpdf_oh_get_object_id(check->pdf, page), page, NULL},
            GAZ_PRESS_PAGE);
        gaz_press_look_at_resources(check, i, gaz_press_inherited(check->pdf, page, "/Resources"));
        gaz_press_look_at_page(check, i);
        qpdf_oh_release_all(check->pdf);
    }
}

static GHashTable *read_xmp(qpdf_data pdf) {
    g_autoptr(GBytes) packet = gaz_pdf_take_data(pdf, GAZ_PRESS_AT(pdf, "/Root", "/Metadata"));
    if (!packet) return NULL;
    gsize size;
    const char *data = g_bytes_get_data(packet, &size);
    return gaz_xmp_read(data, size);
}

static bool check_all(struct gaz_press_check *check) {
    check->xmp = read_xmp(check->pdf);
    check->seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    check->spots = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    check->fonts = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, gaz_press_font_free);
    look_at_file(check);
    g_hash_table_unref(check->fonts);
    g_hash_table_unref(check->spots);
    g_hash_table_unref(check->seen);
    if (check->xmp) g_hash_table_unref(check->xmp);
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
        if (check->is_broken[i]) return false;
    return true;
}

static bool read_and_check(struct gaz_press_check *check) {
    gsize size;
    const char *data = g_bytes_get_data(check->bytes, &size);
    bool read = qpdf_read_memory(check->pdf, "PDF", data, size, NULL) == QPDF_SUCCESS;
    bool good = read && check_all(check);
    if (read && !qpdf_has_error(check->pdf) && !qpdf_more_warnings(check->pdf)) return good;
    gaz_report_qpdf(check->pdf, GAZ_D_READBACK_FILE, (struct gaz_reason){"libqpdf", "libqpdf"}, check->diags);
    return false;
}

bool gaz_press_verify(GBytes *bytes, const struct gaz_pages *pages, const struct gaz_press *press,
                      struct gaz_diags *diags) {
    struct gaz_press_check check = {
        .pdf = gaz_pdf_open(), .bytes = bytes, .pages = pages, .press = press, .diags = diags};
    bool good = read_and_check(&check);
    gaz_pdf_close(check.pdf);
    return good;
}
