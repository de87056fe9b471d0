/* equation.c: equations (22.1) as far as a line of text can have them: letters, figures and signs one behind
 * another with indices, a fraction as a/b, with brackets where one has to know what is above and what below,
 * a root as √(a), a sum with its limits as indices. The others are left out whole, and told. */
#include "base/text/text.h"
#include "intake/docx/reader.h"

/* ---- what an element is */

enum kind {
    LEAF,   /* holds text */
    PROPS,  /* says how something looks */
    HOLDER, /* what is in it stands in the line */
    SCRIPT, /* the same, as an index */
    FRACTION,
    ROOT,
    SUM,
    BRACKETS,
    FUNCTION,
    OTHER, /* no line has it */
};

static enum kind kind_of(const struct gaz_docx_node *node) {
    static const struct {
        const char *name;
        enum kind kind;
    } kinds[] = {{"m:t", LEAF},         {"m:r", HOLDER},     {"m:e", HOLDER},     {"m:num", HOLDER},
                 {"m:den", HOLDER},     {"m:oMath", HOLDER}, {"m:sSup", HOLDER},  {"m:sSub", HOLDER},
                 {"m:sSubSup", HOLDER}, {"m:box", HOLDER},   {"m:fName", HOLDER}, {"m:sup", SCRIPT},
                 {"m:sub", SCRIPT},     {"m:f", FRACTION},   {"m:rad", ROOT},     {"m:nary", SUM},
                 {"m:d", BRACKETS},     {"m:func", FUNCTION}};
    if (g_str_has_suffix(node->name, "Pr")) return PROPS;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (gaz_docx_named(node, kinds[i].name)) return kinds[i].kind;
    return OTHER;
}

static bool is_empty(const struct gaz_docx_node *node) {
    for (const struct gaz_docx_node *at = node ? node->first : NULL; at; at = at->next)
        if (at->n_carriers || !is_empty(at)) return false;
    return true;
}

/* Letters and figures alone: what may stand beside a / without brackets. */
static bool is_term(const struct gaz_docx_node *node) {
    for (const struct gaz_docx_node *at = node->first; at; at = at->next) {
        if (kind_of(at) == PROPS) continue;
        if (kind_of(at) >= FRACTION) return false;
        for (const char *ch = at->text ? at->text : ""; *ch; ch = g_utf8_next_char(ch))
            if (!g_unichar_isalnum(g_utf8_get_char(ch))) return false;
        if (!is_term(at)) return false;
    }
    return true;
}

/* ---- whether a line can have it */

static bool has_bar(const struct gaz_docx_node *fraction) {
    const char *type = gaz_docx_attr(gaz_docx_child(gaz_docx_child(fraction, "m:fPr"), "m:type"), "m:val");
    return !type || !g_str_equal(type, "noBar");
}

/* max{a, b}: brackets say what a function is of. */
static bool has_brackets(const struct gaz_docx_node *function) {
    const struct gaz_docx_node *of = gaz_docx_child(function, "m:e");
    return of && gaz_docx_child(of, "m:d");
}

static bool fits(const struct gaz_docx_node *node, bool in_script) {
    switch (kind_of(node)) {
    case LEAF:
    case PROPS:
        return true;
    case HOLDER:
    case BRACKETS:
        break;
    case SCRIPT: /* an index of an index is no index */
        if (in_script && !is_empty(node)) return false;
        in_script = true;
        break;
    case FRACTION:
        if (!has_bar(node) || !gaz_docx_child(node, "m:num") || !gaz_docx_child(node, "m:den")) return false;
        break;
    case ROOT:
        return is_empty(gaz_docx_child(node, "m:deg")) && gaz_docx_child(node, "m:e") &&
               fits(gaz_docx_child(node, "m:e"), in_script);
    case SUM:
        if (in_script) return false;
        break;
    case FUNCTION:
        if (!has_brackets(node)) return false;
        break;
    default: /* a bookmark, the border of a remark */
        return g_str_has_prefix(node->name, "w:") && !node->n_carriers && is_empty(node);
    }
    for (const struct gaz_docx_node *at = node->first; at; at = at->next)
        if (!fits(at, in_script)) return false;
    return true;
}

/* ---- into the line */

static void put(struct gaz_docx_reader *reader, const struct gaz_docx_node *node, int32_t script);

static void put_below(struct gaz_docx_reader *reader, const struct gaz_docx_node *node, int32_t script) {
    for (const struct gaz_docx_node *at = node ? node->first : NULL; at; at = at->next)
        put(reader, at, script);
}

static void put_sign(struct gaz_docx_reader *reader, const char *sign, int32_t script) {
    reader->run.value[GAZ_DOCX_SCRIPT] = script;
    gaz_docx_put_in(reader, sign, GAZ_REASON_MATH_SIGN);
}

/* In brackets, where it has more than letters and figures. */
static void put_whole(struct gaz_docx_reader *reader, const struct gaz_docx_node *node, int32_t script) {
    bool has_to = !is_term(node);
    if (has_to) put_sign(reader, "(", script);
    put_below(reader, node, script);
    if (has_to) put_sign(reader, ")", script);
}

/* The first character below a node, or of what stands behind it; 0: there is none. */
static gunichar first_from(const struct gaz_docx_node *node) {
    for (; node; node = node->next) {
        if (kind_of(node) == PROPS) continue;
        if (node->text && *node->text) return g_utf8_get_char(node->text);
        gunichar below = first_from(node->first);
        if (below) return below;
    }
    return 0;
}

/* Whether what stands before or behind a fraction would be read as a part of it: 2 a/b, a/b c. */
static bool is_between_terms(const struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    const GArray *chars = reader->at.paragraph.chars;
    uint32_t before = chars->len > 0 ? gaz_ch_at(chars, chars->len - 1) : 0;
    return gaz_char_is_latin(before) || g_unichar_isalnum(first_from(node->next)) ||
           (node->next && kind_of(node->next) >= FRACTION && kind_of(node->next) < OTHER);
}

static void put_fraction(struct gaz_docx_reader *reader, const struct gaz_docx_node *node, int32_t script) {
    bool has_to = is_between_terms(reader, node);
    if (has_to) put_sign(reader, "(", script);
    put_whole(reader, gaz_docx_child(node, "m:num"), script);
    reader->run.value[GAZ_DOCX_SCRIPT] = script;
    gaz_docx_put_in(reader, "/", GAZ_REASON_FRACTION);
    put_whole(reader, gaz_docx_child(node, "m:den"), script);
    if (has_to) put_sign(reader, ")", script);
}

/* A sign that the properties say; `usual`: they say none. */
static const char *sign_of(const struct gaz_docx_node *props, const char *name, const char *usual) {
    const struct gaz_docx_node *sign = props ? gaz_docx_child(props, name) : NULL;
    const char *said = sign ? gaz_docx_attr(sign, "m:val") : NULL;
    return sign ? (said ? said : "") : usual;
}

static void put_brackets(struct gaz_docx_reader *reader, const struct gaz_docx_node *node, int32_t script) {
    const struct gaz_docx_node *props = gaz_docx_child(node, "m:dPr");
    bool is_first = true;
    put_sign(reader, sign_of(props, "m:begChr", "("), script);
    for (const struct gaz_docx_node *at = node->first; at; at = at->next) {
        if (kind_of(at) == PROPS) continue;
        if (!is_first) put_sign(reader, sign_of(props, "m:sepChr", "|"), script);
        put(reader, at, script);
        is_first = false;
    }
    put_sign(reader, sign_of(props, "m:endChr", ")"), script);
}

static void put(struct gaz_docx_reader *reader, const struct gaz_docx_node *node, int32_t script) {
    switch (kind_of(node)) {
    case PROPS:
        return;
    case LEAF:
        reader->run.value[GAZ_DOCX_SCRIPT] = script;
        gaz_docx_put_text(reader, node);
        return;
    case SCRIPT:
        put_below(reader, node, gaz_docx_named(node, "m:sup") ? GAZ_DRAFT_SUP : GAZ_DRAFT_SUB);
        return;
    case FRACTION:
        put_fraction(reader, node, script);
        return;
    case ROOT:
        put_sign(reader, "√", script);
        put_whole(reader, gaz_docx_child(node, "m:e"), script);
        return;
    case SUM:
        put_sign(reader, sign_of(gaz_docx_child(node, "m:naryPr"), "m:chr", "∫"), script);
        break;
    case BRACKETS:
        put_brackets(reader, node, script);
        return;
    default:
        break;
    }
    put_below(reader, node, script);
}

/* ---- the whole */

static bool is_rewritten(const struct gaz_docx_node *node) {
    for (const struct gaz_docx_node *at = node->first; at; at = at->next) {
        enum kind kind = kind_of(at);
        if (kind == FRACTION || kind == ROOT || kind == SUM || is_rewritten(at)) return true;
    }
    return false;
}

static void read_equation(struct gaz_docx_reader *reader, const struct gaz_docx_node *node) {
    int gone = gaz_docx_gone(reader);
    if (gone != GAZ_DOCX_KEPT || !fits(node, false)) {
        gaz_docx_leave(reader, node,
                       gone == GAZ_DOCX_KEPT ? GAZ_REASON_EQUATION : (enum gaz_intake_reason)gone);
        return;
    }
    struct gaz_docx_run_props run = reader->run;
    guint begin = reader->at.paragraph.chars->len;
    put(reader, node, 0);
    reader->run = run;
    const GArray *chars = reader->at.paragraph.chars;
    if (!is_rewritten(node) || begin >= chars->len) return;
    g_autofree char *text = gaz_draft_slice_utf8(chars, begin, chars->len - begin);
    gaz_docx_doubt(reader, GAZ_REASON_FORMULA, text, GAZ_DOUBT_FORMULA);
}

void gaz_docx_add_equation_handlers(struct gaz_docx_reader *reader) {
    gaz_docx_handle(reader, "m:oMath", read_equation);
    gaz_docx_handle(reader, "m:oMathPara", gaz_docx_read_children);
}
