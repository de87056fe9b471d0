/* names.c: see names.h. Names as they were seen on sites of governments and in the systems that make these.
 */
#include "intake/html/names.h"

#include "intake/html/parse.h"
#include "intake/words.h"

#include <glib.h>
#include <string.h>

/* ---- classes and ids */

/* Whole words of class or id, in lower case; with a * at the end: how they begin. */
static bool is_named(const char *words, const char *const *names, size_t n_names) {
    g_autofree char *low = words ? g_ascii_strdown(words, -1) : NULL;
    for (char *at = low; at && *at;) {
        at += strspn(at, " \t\r\n\f");
        size_t n = strcspn(at, " \t\r\n\f");
        for (size_t i = 0; n > 0 && i < n_names; i++) {
            size_t length = strlen(names[i]);
            bool begins = names[i][length - 1] == '*';
            if (begins && strncmp(at, names[i], length - 1) == 0) return true;
            if (length == n && strncmp(at, names[i], n) == 0) return true;
        }
        at += n;
    }
    return false;
}

static bool has_name(const GumboNode *node, const char *const *names, size_t n) {
    return is_named(gaz_html_attribute(node, "id"), names, n) ||
           is_named(gaz_html_attribute(node, "class"), names, n);
}

bool gaz_html_is_body_name(const GumboNode *node) {
    static const char *const names[] = {"zoom",
                                        "zoomcon",
                                        "article",
                                        "article*",
                                        "trs_editor*",
                                        "trs_ueditor*",
                                        "pages_content",
                                        "ucap-content",
                                        "content*",
                                        "view",
                                        "vsb_content*",
                                        "v_news_content",
                                        "custom_unionstyle",
                                        "cas_content",
                                        "xxgk_content*",
                                        "xxgk-content*",
                                        "news_content*",
                                        "newscontent*",
                                        "art_con*",
                                        "artcon*",
                                        "con_font",
                                        "conzt",
                                        "contxt",
                                        "con_text",
                                        "bt_content",
                                        "detail*",
                                        "text",
                                        "text_content",
                                        "textcontent",
                                        "txt",
                                        "main-txt",
                                        "maintext",
                                        "main_text",
                                        "mainbody",
                                        "nr",
                                        "neirong",
                                        "zw",
                                        "zhengwen",
                                        "wzy*",
                                        "wenzhang",
                                        "wp_articlecontent",
                                        "info_content",
                                        "infocontent",
                                        "printcontent",
                                        "print-content",
                                        "print_content",
                                        "divcontent",
                                        "doccontent",
                                        "doc-content",
                                        "editor_content",
                                        "ewb-article*",
                                        "infodetail",
                                        "bodytext",
                                        "post_content",
                                        "j-fontcontent",
                                        "easysite-news-text",
                                        "rich_media_content*",
                                        "js_content",
                                        "file_content",
                                        "filecontent"};
    return has_name(node, names, G_N_ELEMENTS(names));
}

bool gaz_html_is_title_name(const GumboNode *node) {
    static const char *const names[] = {"title",
                                        "tit",
                                        "bt",
                                        "biaoti",
                                        "arti_title*",
                                        "art_title*",
                                        "article-title",
                                        "article_title",
                                        "articletitle",
                                        "con_title*",
                                        "contitle",
                                        "news_title",
                                        "newstitle",
                                        "xxgk_title*",
                                        "main_title",
                                        "maintitle",
                                        "detail-title",
                                        "detail_title",
                                        "wzbt",
                                        "xl-title",
                                        "ucap-title",
                                        "page_title",
                                        "pagetitle",
                                        "doctitle",
                                        "rich_media_title*",
                                        "info_title",
                                        "infotitle",
                                        "ewb-article-tt"};
    GumboTag tag = gaz_html_tag(node);
    return (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H3) || has_name(node, names, G_N_ELEMENTS(names));
}

bool gaz_html_is_chrome(const GumboNode *node) {
    static const char *const names[] = {
        "share*",      "bdshare*", "bshare*", "jiathis*",    "print",  "printbtn*", "qrcode*",  "qr_*",
        "ewm*",        "erweima*", "editor",  "zerenbianji", "bianji", "nav",       "nav*",     "crumb*",
        "breadcrumb*", "position", "dqwz",    "footer*",     "foot",   "page_turn", "pagenav*", "prenext",
        "related*",    "xgwj",     "xglj",    "fontsize*",   "tools",  "toolbar*",  "pagebreak"};
    GumboTag tag = gaz_html_tag(node);
    return tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_ASIDE ||
           tag == GUMBO_TAG_BUTTON || tag == GUMBO_TAG_IFRAME || tag == GUMBO_TAG_CANVAS ||
           tag == GUMBO_TAG_OBJECT || (tag == GUMBO_TAG_SELECT && gaz_html_attribute(node, "onchange")) ||
           tag == GUMBO_TAG_VIDEO || tag == GUMBO_TAG_AUDIO || tag == GUMBO_TAG_NOFRAMES ||
           has_name(node, names, G_N_ELEMENTS(names));
}

bool gaz_html_is_block(const GumboNode *node) {
    static const GumboTag tags[] = {
        GUMBO_TAG_P,       GUMBO_TAG_DIV,     GUMBO_TAG_H1,      GUMBO_TAG_H2,         GUMBO_TAG_H3,
        GUMBO_TAG_H4,      GUMBO_TAG_H5,      GUMBO_TAG_H6,      GUMBO_TAG_LI,         GUMBO_TAG_UL,
        GUMBO_TAG_OL,      GUMBO_TAG_DL,      GUMBO_TAG_DT,      GUMBO_TAG_DD,         GUMBO_TAG_BLOCKQUOTE,
        GUMBO_TAG_PRE,     GUMBO_TAG_TABLE,   GUMBO_TAG_TR,      GUMBO_TAG_TD,         GUMBO_TAG_TH,
        GUMBO_TAG_CAPTION, GUMBO_TAG_CENTER,  GUMBO_TAG_ADDRESS, GUMBO_TAG_FORM,       GUMBO_TAG_FIELDSET,
        GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_HEADER,  GUMBO_TAG_FOOTER,     GUMBO_TAG_MAIN,
        GUMBO_TAG_NAV,     GUMBO_TAG_ASIDE,   GUMBO_TAG_FIGURE,  GUMBO_TAG_FIGCAPTION, GUMBO_TAG_HR,
        GUMBO_TAG_BODY,    GUMBO_TAG_HEAD,    GUMBO_TAG_TITLE,   GUMBO_TAG_TBODY,      GUMBO_TAG_THEAD,
        GUMBO_TAG_TFOOT,   GUMBO_TAG_LEGEND,  GUMBO_TAG_IFRAME,  GUMBO_TAG_BR};
    GumboTag tag = gaz_html_tag(node);
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
        if (tags[i] == tag) return true;
    return false;
}

/* ---- words */

static bool begins_with_any(const char *utf8, const char *const *words, size_t n) {
    utf8 += strspn(utf8, "[|");
    if (g_str_has_prefix(utf8, "【") || g_str_has_prefix(utf8, "「")) utf8 = g_utf8_next_char(utf8);
    for (size_t i = 0; i < n; i++)
        if (g_str_has_prefix(utf8, words[i])) return true;
    return false;
}

#define ORGAN "(?:" GAZ_ORGAN_ENDS "|网|网站|报|发布|科|站)"

bool gaz_html_is_site_line(const char *utf8, bool is_above) {
    static const char *const anywhere[] = {
        "责任编辑",     "编辑：",    "网站编辑",   "初审：",           "终审：",   "打印",     "关闭",
        "分享",         "扫一扫",    "扫描二维码", "浏览次数",         "点击数",   "点击率",   "阅读次数",
        "访问量",       "上一篇",    "下一篇",     "上一条",           "下一条",   "相关链接", "相关阅读",
        "相关解读",     "返回顶部",  "版权所有",   "网站地图",         "当前位置", "您的位置", "您当前的位置",
        "您现在的位置", "字号：",    "字体：",     "字体大小",         "我要纠错", "收藏",     "视力保护色",
        "保存本页",     "Copyright", "ICP备",      "在手机打开当前页", "点击上方", "点击蓝字", "往期推荐",
        "往期回顾",     "推荐阅读",  "延伸阅读",   "阅读原文",         "长按识别", "扫码关注"};
    static const char *const above[] = {"来源：",   "信息来源", "文章来源", "发布时间", "发布日期",
                                        "发布单位", "时间：",   "日期：",   "作者：",   "发布人",
                                        "首页",     "索引号",   "更新时间", "信息时间", "发布机构"};
    enum { LONGEST = 80 };
    /* 2024-06-05 10:20, which is no document's own form; whose page it is may stand beside it */
    static const char day[] =
        "^(?:\\p{Han}{0,20}" ORGAN "[|｜·]?)?\\d{4}([-/])\\d{1,2}\\1\\d{1,2}(?:\\d{1,2}:\\d{2}(?"
        "::\\d{2})?)?(?:[|｜·]?\\p{Han}{0,20}" ORGAN ")?$";
    /* 编辑｜小周: who made the page, as accounts have it below a text */
    static const char maker[] =
        "^(?:来源|供稿|文字|图文|作者|编辑|责编|校对|排版|审核|审校|初审|复审|终审|监制)[|｜丨/]";
    if (g_utf8_strlen(utf8, -1) > LONGEST) return false;
    if (g_regex_match_simple(maker, utf8, 0, 0)) return true;
    if (is_above && g_regex_match_simple(day, utf8, 0, 0)) return true;
    return begins_with_any(utf8, anywhere, G_N_ELEMENTS(anywhere)) ||
           (is_above && begins_with_any(utf8, above, G_N_ELEMENTS(above)));
}

const char *gaz_html_label(const char *utf8, const char **value) {
    static const struct {
        const char *label, *name;
    } labels[] = {{"索引号", "索引号"},     {"主题分类", "主题分类"}, {"信息分类", "主题分类"},
                  {"组配分类", "主题分类"}, {"体裁分类", "体裁分类"}, {"发文机关", "发文机关"},
                  {"发布机构", "发文机关"}, {"发文单位", "发文机关"}, {"制发机关", "发文机关"},
                  {"发布单位", "发文机关"}, {"发布机关", "发文机关"}, {"公开主体", "发文机关"},
                  {"成文日期", "成文日期"}, {"成文时间", "成文日期"}, {"生成日期", "成文日期"},
                  {"发文日期", "成文日期"}, {"制发日期", "成文日期"}, {"印发日期", "成文日期"},
                  {"标题", "标题"},         {"名称", "标题"},         {"文件名称", "标题"},
                  {"信息名称", "标题"},     {"发文字号", "发文字号"}, {"文号", "发文字号"},
                  {"文件编号", "发文字号"}, {"发文文号", "发文字号"}, {"文件字号", "发文字号"},
                  {"发布文号", "发文字号"}, {"发布日期", "发布日期"}, {"发布时间", "发布日期"},
                  {"公开日期", "发布日期"}, {"公开时间", "发布日期"}, {"主题词", "主题词"},
                  {"关键词", "主题词"},     {"关键字", "主题词"},     {"公开方式", "公开方式"},
                  {"公开范围", "公开范围"}, {"公开时限", "公开时限"}, {"有效性", "有效性"},
                  {"是否有效", "有效性"},   {"效力状态", "有效性"},   {"时效性", "有效性"},
                  {"施行日期", "施行日期"}, {"实施日期", "施行日期"}, {"生效日期", "施行日期"},
                  {"废止日期", "废止日期"}, {"失效日期", "废止日期"}, {"来源", "来源"},
                  {"信息来源", "来源"},     {"文章来源", "来源"}};
    *value = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        if (!g_str_has_prefix(utf8, labels[i].label)) continue;
        const char *behind = utf8 + strlen(labels[i].label);
        bool has_colon = g_str_has_prefix(behind, "：") || *behind == ':';
        if (has_colon) behind = g_utf8_next_char(behind);
        if (*behind && !has_colon) continue;
        if (*behind) *value = behind;
        return labels[i].name;
    }
    return NULL;
}

bool gaz_html_is_attached(const char *href) {
    static const char *const endings[] = {".doc", ".docx", ".wps", ".xls", ".xlsx", ".et",
                                          ".pdf", ".rtf",  ".ofd", ".ppt", ".pptx", ".zip",
                                          ".rar", ".7z",   ".txt", ".jpg", ".png",  ".tif"};
    g_autofree char *low = g_ascii_strdown(href ? href : "", -1);
    low[strcspn(low, "?#")] = '\0';
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(low, endings[i])) return true;
    return false;
}
