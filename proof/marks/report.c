/* report.c: the marks for people, and as JSON. */
#include "proof/marks/fate.h"
#include "proof/marks/marks.h"

#include "base/data/json.h"
#include "base/text/visible.h"

#include <string.h>

/* ---- what both tell */

static const struct {
    const char *name; /* in JSON */
    const char *words[2];
} kinds[GAZ_N_PROOF_KINDS] = {
    [GAZ_ANNOTATION_HIGHLIGHT] = {"highlight", {"突出", "highlight"}},
    [GAZ_ANNOTATION_UNDERLINE] = {"underline", {"下划线", "underline"}},
    [GAZ_ANNOTATION_SQUIGGLY] = {"squiggly", {"波浪线", "squiggly"}},
    [GAZ_ANNOTATION_STRIKE_OUT] = {"strikeout", {"删除线", "strikeout"}},
    [GAZ_ANNOTATION_CARET] = {"caret", {"插入符", "caret"}},
    [GAZ_ANNOTATION_NOTE] = {"note", {"便笺", "note"}},
    [GAZ_ANNOTATION_FREE_TEXT] = {"freetext", {"文字", "text"}},
    [GAZ_ANNOTATION_INK] = {"ink", {"手画", "ink"}},
    [GAZ_ANNOTATION_STAMP] = {"stamp", {"图章", "stamp"}},
    [GAZ_ANNOTATION_SHAPE] = {"shape", {"图形", "shape"}},
    [GAZ_PROOF_REPLACE] = {"replace", {"替换", "replace"}},
};

static const char *const effects[] = {NULL, "delete", "replace", "insert"};

static const struct {
    const char *name, *words[2];
} reasons[] = {
    [GAZ_PLACED] = {NULL, {NULL, NULL}},
    [GAZ_UNPLACED_DRAWN] = {"drawn", {"画的，不挨着文字", "drawn, beside no text"}},
    [GAZ_UNPLACED_PAGE] = {"page", {"这一页已经不同，没有落到文稿", "the page is not as it was"}},
    [GAZ_UNPLACED_SHEET] = {"sheet",
                            {"批在校样单、清单上，不在版面上", "on a sheet of the proof that shows no page"}},
    [GAZ_UNPLACED_BARE] = {"bare", {"下面没有文字", "no text is under it"}},
    [GAZ_UNPLACED_GONE] = {"gone", {"这几个字现在已经没有", "these characters are there no longer"}},
    [GAZ_UNPLACED_GENERATED] = {"generated", {"下面的文字不在文稿里", "what is under it is in no source"}},
};

/* D:20260131093000+08'00' as 2026-01-31T09:30:00+08:00, the beginning of it that is there; as it is when it
 * is no such date. Freed with g_free. */
static char *iso_date(const char *date) {
    static const int ends[] = {4, 6, 8, 10, 12, 14};
    static const char before[] = "--T::";
    const char *digits = date + (g_str_has_prefix(date, "D:") ? 2 : 0);
    size_t n = strspn(digits, "0123456789");
    if (n < 8 || n > 14 || n % 2) return g_strdup(date);
    GString *out = g_string_new_len(digits, 4);
    for (int i = 1; i < 6 && (size_t)ends[i] <= n; i++) {
        g_string_append_c(out, before[i - 1]);
        g_string_append_len(out, digits + ends[i - 1], 2);
    }
    const char *zone = digits + n;
    if (n == 14 && *zone == 'Z') g_string_append_c(out, 'Z');
    if (n == 14 && (*zone == '+' || *zone == '-') && strspn(zone + 1, "0123456789") >= 2) {
        g_string_append_printf(out, "%.3s:", zone);
        const char *minutes = zone + 3 + (zone[3] == '\'');
        g_string_append_printf(out, "%.2s", strspn(minutes, "0123456789") >= 2 ? minutes : "00");
    }
    return g_string_free(out, FALSE);
}

static int page_number(const struct gaz_proof_marks *marks, const struct gaz_proof_mark *mark) {
    bool is_ours = !mark->is_on_proof && mark->page < marks->pages->n_pages;
    return is_ours ? marks->pages->pages[mark->page].number : (int)mark->page + 1;
}

static int millimetres(gaz_len length) {
    return (int)(((int64_t)length * 254 / (INT64_C(72) * GAZ_POINT) + 5) / 10);
}

const char *gaz_proof_kind_name(int kind) {
    return kinds[kind].name;
}

long gaz_proof_length(const struct gaz_span *span) {
    return g_utf8_strlen(span->source->text + span->begin, (gssize)(span->end - span->begin));
}

static const struct {
    const char *name, *words[2];
} fates[GAZ_N_FATES] = {
    [GAZ_FATE_UNKNOWN] = {NULL, {"找不到", "not known"}},
    [GAZ_FATE_DONE] = {"done", {"已照改", "done"}},
    [GAZ_FATE_OTHERWISE] = {"otherwise", {"改成了别的", "done otherwise"}},
    [GAZ_FATE_OPEN] = {"open", {"没有改", "not done"}},
    [GAZ_FATE_CHANGED] = {"changed", {"文字已改", "the text was changed"}},
    [GAZ_FATE_SAME] = {"unchanged", {"文字没有改", "the text is as it was"}},
};

const char *gaz_fate_name(enum gaz_fate fate) {
    return fates[fate].name;
}

const char *gaz_fate_words(enum gaz_fate fate, enum gaz_language language) {
    return fates[fate].words[language == GAZ_ENGLISH];
}

/* Whether what it lies on read otherwise when it was made. */
static bool has_changed(const struct gaz_proof_mark *mark) {
    const char *now = mark->n_covered == 1 && !mark->is_near ? mark->covered[0].text : "";
    return mark->was && mark->n_covered < 2 && strcmp(mark->was, now) != 0;
}

/* ---- for people */

static void append_visible(GString *out, const char *text) {
    g_autofree char *visible = gaz_visible(text);
    g_string_append(out, visible);
}

static void append_place(GString *out, const struct gaz_covered *covered) {
    struct gaz_place place = gaz_source_place(covered->span.source, covered->span.begin);
    append_visible(out, covered->span.source->path);
    g_string_append_printf(out, ":%u:%u", place.line, place.column);
}

/* A few characters of the line on both sides of an insertion. */
static void append_around(GString *out, const struct gaz_span *span) {
    enum { AROUND = 4 };
    const char *text = span->source->text, *at = text + span->begin, *from = at, *to = at;
    for (int i = 0; i < AROUND && from > text && g_utf8_prev_char(from)[0] != '\n'; i++)
        from = g_utf8_prev_char(from);
    for (int i = 0; i < AROUND && *to && *to != '\n'; i++)
        to = g_utf8_next_char(to);
    g_autofree char *before = g_strndup(from, (gsize)(at - from)), *behind = g_strndup(at, (gsize)(to - at));
    append_visible(out, before);
    g_string_append(out, "▲");
    append_visible(out, behind);
}

static void append_covered(GString *out, const struct gaz_proof_mark *mark, bool english) {
    for (uint32_t i = 0; i < mark->n_covered; i++) {
        const struct gaz_covered *covered = &mark->covered[i];
        g_string_append(out, i ? english ? "; " : "；" : english ? " " : "　");
        if (i) append_place(out, covered);
        if (covered->span.begin == covered->span.end) {
            append_around(out, &covered->span);
        } else {
            g_string_append(out, "“");
            append_visible(out, covered->text);
            g_string_append(out, "”");
        }
    }
}

static void append_effect(GString *out, const struct gaz_proof_mark *mark, bool english) {
    static const char *const names[][2] = {
        {NULL, NULL}, {"删去", "delete"}, {"改为", "becomes"}, {"插入", "insert"}};
    if (!mark->effect) return;
    g_string_append_printf(out, "%s%s", english ? " — " : "　→　", names[mark->effect][english]);
    if (mark->effect == GAZ_EFFECT_DELETE) return;
    g_string_append(out, "“");
    append_visible(out, mark->text);
    g_string_append(out, "”");
}

static void append_who(GString *out, const char *author, const char *date) {
    g_autofree char *iso = date ? iso_date(date) : NULL;
    if (author) {
        g_string_append(out, "　");
        append_visible(out, author);
    }
    if (!iso) return;
    g_string_append(out, "　");
    g_autofree char *day = g_strndup(iso, 16);
    if (strlen(day) == 16) day[10] = ' ';
    append_visible(out, day);
}

static void append_lines(GString *out, const char *lead, const char *text) {
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        g_string_append(out, lead);
        append_visible(out, lines[i]);
        g_string_append_c(out, '\n');
    }
}

static void append_notes(GString *out, const struct gaz_proof_mark *mark, bool english) {
    bool is_said = mark->effect && mark->words && strcmp(mark->words, mark->text) == 0;
    if (mark->words && !is_said) append_lines(out, "      ", mark->words);
    for (uint32_t i = 0; i < mark->n_answers; i++) {
        const struct gaz_answer *answer = &mark->answers[i];
        g_string_append(out, english ? "      answer" : "      答复");
        append_who(out, answer->author, answer->date);
        if (answer->state) g_string_append(out, "　");
        if (answer->state) append_visible(out, answer->state);
        g_string_append_c(out, '\n');
        if (answer->words) append_lines(out, "        ", answer->words);
    }
    if (mark->same)
        g_string_append_printf(out, english ? "      same as %u\n" : "      同第%u条\n", mark->same);
    for (uint32_t i = 0; i < mark->n_contrary; i++)
        g_string_append_printf(out, english ? "      contradicts %u\n" : "      同第%u条矛盾\n",
                               mark->contrary[i]);
}

static void append_fate(GString *out, const struct gaz_proof_mark *mark, bool english) {
    if (has_changed(mark)) {
        g_string_append(out, english ? " (was \"" : "（原为“");
        append_visible(out, mark->was);
        g_string_append(out, english ? "\")" : "”）");
    }
    if (mark->fate)
        g_string_append_printf(out, english ? " [%s]" : "　〔%s〕", fates[mark->fate].words[english]);
}

/* As printed; a cover and a page that is none of the by its place in the file. */
static void append_page(GString *out, const struct gaz_proof_marks *marks, const struct gaz_proof_mark *mark,
                        bool english) {
    int number = page_number(marks, mark);
    if (number < 1 || mark->is_on_proof)
        g_string_append_printf(out, english ? "  PDF page %u  " : "　PDF第%u页　", mark->page + 1);
    else
        g_string_append_printf(out, english ? "  page %d  " : "　第%d页　", number);
}

static void append_mark(GString *out, const struct gaz_proof_marks *marks, guint i, bool english) {
    const struct gaz_proof_mark *mark = gaz_proof_mark_at(marks, i);
    g_string_append_printf(out, "%3u  ", i + 1);
    if (mark->n_covered == 0)
        g_string_append(out, "—");
    else
        append_place(out, &mark->covered[0]);
    append_page(out, marks, mark, english);
    g_string_append(out, kinds[mark->kind].words[english]);
    if (mark->is_near) g_string_append(out, english ? " (near)" : "（大致在此）");
    if (mark->finding)
        g_string_append_printf(out, english ? " (answers finding %u)" : "（答提示%u）", mark->finding);
    append_covered(out, mark, english);
    if (mark->state) g_string_append(out, "　");
    if (mark->state) append_visible(out, mark->state);
    if (mark->unplaced)
        g_string_append_printf(
            out, english ? "  %d mm from the left, %d from the top: %s" : "　距左%d毫米、距上%d毫米：%s",
            millimetres(mark->x), millimetres(mark->y), reasons[mark->unplaced].words[english]);
    append_effect(out, mark, english);
    append_fate(out, mark, english);
    append_who(out, mark->author, mark->date);
    g_string_append_c(out, '\n');
    append_notes(out, mark, english);
}

void gaz_proof_marks_report(const struct gaz_proof_marks *marks, enum gaz_language language, GString *out) {
    bool english = language == GAZ_ENGLISH;
    for (guint i = 0; i < marks->list->len; i++)
        append_mark(out, marks, i, english);
}

/* ---- JSON */

static void add_date(GString *out, const char *date) {
    g_autofree char *iso = date ? iso_date(date) : NULL;
    gaz_json_add_member_if(out, "date", iso);
}

/* file, line, column, length, text. */
static void add_covered(GString *out, const struct gaz_covered *covered) {
    struct gaz_place place = gaz_source_place(covered->span.source, covered->span.begin);
    g_string_append(out, "\"file\": ");
    gaz_json_add_text(out, covered->span.source->path);
    g_string_append_printf(out, ", \"line\": %u, \"column\": %u, \"length\": %ld", place.line, place.column,
                           gaz_proof_length(&covered->span));
    gaz_json_add_member_if(out, "text", covered->text);
}

static void add_answers(GString *out, const struct gaz_proof_mark *mark) {
    if (mark->n_answers == 0) return;
    g_string_append(out, ", \"answers\": [");
    for (uint32_t i = 0; i < mark->n_answers; i++) {
        const struct gaz_answer *answer = &mark->answers[i];
        g_string_append(out, i ? ", {\"words\": " : "{\"words\": ");
        gaz_json_add_text(out, answer->words ? answer->words : "");
        gaz_json_add_member_if(out, "author", answer->author);
        add_date(out, answer->date);
        gaz_json_add_member_if(out, "state", answer->state);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static void add_also(GString *out, const struct gaz_proof_mark *mark) {
    if (mark->n_covered < 2) return;
    g_string_append(out, ", \"also\": [");
    for (uint32_t i = 1; i < mark->n_covered; i++) {
        g_string_append(out, i > 1 ? ", {" : "{");
        add_covered(out, &mark->covered[i]);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static void add_others(GString *out, const struct gaz_proof_mark *mark) {
    if (mark->same) g_string_append_printf(out, ", \"same\": %u", mark->same);
    if (mark->n_contrary == 0) return;
    g_string_append(out, ", \"contrary\": [");
    for (uint32_t i = 0; i < mark->n_contrary; i++)
        g_string_append_printf(out, i ? ", %u" : "%u", mark->contrary[i]);
    g_string_append_c(out, ']');
}

/* What only a mark of another state has. */
static void add_carried(GString *out, const struct gaz_proof_mark *mark) {
    if (mark->is_carried) g_string_append(out, ", \"carried\": true");
    if (has_changed(mark)) gaz_json_add_member_if(out, "was", mark->was);
    if (mark->fate) gaz_json_add_member_if(out, "fate", fates[mark->fate].name);
    if (mark->is_carried || mark->fate || mark->is_on_proof)
        g_string_append_printf(out, ", \"proof_page\": %u", mark->proof_page + 1);
}

void gaz_proof_mark_add_members(GString *out, const struct gaz_proof_marks *marks, guint i) {
    const struct gaz_proof_mark *mark = gaz_proof_mark_at(marks, i);
    g_string_append_printf(out, "\"number\": %u, \"kind\": \"%s\", ", i + 1, kinds[mark->kind].name);
    if (mark->n_covered == 0)
        g_string_append(out, "\"file\": null");
    else
        add_covered(out, &mark->covered[0]);
    gaz_json_add_member_if(out, "unplaced", reasons[mark->unplaced].name);
    add_also(out, mark);
    if (mark->is_near) g_string_append(out, ", \"near\": true");
    if (mark->finding) g_string_append_printf(out, ", \"answers_finding\": %u", mark->finding);
    gaz_json_add_member_if(out, "state", mark->state);
    g_string_append(out, ", \"words\": ");
    gaz_json_add_text(out, mark->words ? mark->words : "");
    gaz_json_add_member_if(out, "effect", effects[mark->effect]);
    if (mark->effect > GAZ_EFFECT_DELETE) gaz_json_add_member_if(out, "new", mark->text);
    gaz_json_add_member_if(out, "author", mark->author);
    add_date(out, mark->date);
    g_string_append_printf(out, ", \"page\": %d, \"x\": %d, \"y\": %d", page_number(marks, mark),
                           millimetres(mark->x), millimetres(mark->y));
    gaz_json_add_member_if(out, "proof", mark->file);
    add_carried(out, mark);
    add_answers(out, mark);
    add_others(out, mark);
}

void gaz_proof_mark_add_json(const struct gaz_proof_marks *marks, guint i, GString *out) {
    g_string_append_c(out, '{');
    gaz_proof_mark_add_members(out, marks, i);
    g_string_append_c(out, '}');
}

void gaz_proof_marks_report_json(const struct gaz_proof_marks *marks, GString *out) {
    g_string_append_c(out, '[');
    for (guint i = 0; i < marks->list->len; i++) {
        g_string_append(out, i ? ",\n  " : "\n  ");
        gaz_proof_mark_add_json(marks, i, out);
    }
    g_string_append(out, marks->list->len ? "\n]\n" : "]\n");
}
