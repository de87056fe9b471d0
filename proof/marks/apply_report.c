/* apply_report.c: the account of marks that were carried out: a diff, every change with the mark that asked
 * for it, what was left and why.
 */
#include "proof/marks/apply.h"

#include "base/data/json.h"
#include "base/diag/diag_text.h"
#include "base/diff/unified.h"
#include "base/text/visible.h"

static const char *const reasons[][3] = {
    [GAZ_KEPT_WORDS] = {"words", "写的是话，不是要改成的文字，请人改", "its words are for a person"},
    [GAZ_KEPT_UNPLACED] = {"unplaced", "没有落到确切的文字", "it lies on no text of the sources"},
    [GAZ_KEPT_MARKUP] = {"marks", "这几个字之间夹有标记或转义，请在文稿里改",
                         "marks or escapes stand in between: change it by hand"},
    [GAZ_KEPT_CONTRARY] = {"contrary", "同选定的另一条矛盾，只能选一条",
                           "it contradicts another one that was chosen"},
    [GAZ_KEPT_STRUCTURE] = {"structure", "照这样改，这一处或别处会读成另一种结构，请在文稿里改",
                            "with this, something would be read as another structure: change it by hand"},
    [GAZ_KEPT_CHANGED] = {"changed", "出校样以后这里的文字已经改过，请人看",
                          "its text was changed since the proof"},
    [GAZ_KEPT_SAME] = {"same", "要改成的同原文一样", "it asks for what stands there"},
    [GAZ_KEPT_STALE] = {"stale", "文稿读过以后又改过了", "its file was changed since it was read"},
};

const char *gaz_kept_name(enum gaz_kept kept) {
    return reasons[kept][0];
}

static const struct gaz_applied_file *file_at(const struct gaz_proof_apply *apply, guint i) {
    return apply->files->pdata[i];
}

static const struct gaz_edit *edit_at(const struct gaz_applied_file *file, guint i) {
    return &g_array_index(file->edits, struct gaz_edit, i);
}

static char *text_before(const struct gaz_applied_file *file, const struct gaz_edit *edit) {
    return g_strndup(file->source->text + edit->begin, edit->end - edit->begin);
}

/* Of a mark each reason for which something of it is left, once. */
static bool is_told(const struct gaz_proof_apply *apply, guint i) {
    const struct gaz_chosen *chosen = gaz_chosen_at(apply, i);
    const struct gaz_chosen *before = i > 0 ? chosen - 1 : NULL;
    bool is_same = before && before->number == chosen->number && before->kept == chosen->kept;
    return chosen->kept && !is_same;
}

struct counts {
    unsigned changed, left, gone, come; /* changes, marks; characters */
};

static struct counts count(const struct gaz_proof_apply *apply) {
    struct counts counts = {0};
    for (guint i = 0; i < apply->chosen->len; i++)
        counts.left += is_told(apply, i);
    for (guint i = 0; i < apply->files->len; i++)
        for (guint k = 0; k < file_at(apply, i)->edits->len; k++) {
            const struct gaz_edit *edit = edit_at(file_at(apply, i), k);
            g_autofree char *was = text_before(file_at(apply, i), edit);
            counts.changed++;
            counts.gone += (unsigned)g_utf8_strlen(was, -1);
            counts.come += (unsigned)g_utf8_strlen(edit->text, -1);
        }
    return counts;
}

/* ---- for people */

static void append_diff(GString *out, const struct gaz_applied_file *file) {
    GString *now = gaz_applied_bytes(file);
    gaz_unified_diff(out, file->source->name,
                     (struct gaz_version){(const char *)file->bytes.data, file->bytes.size},
                     (struct gaz_version){now->str, now->len});
    g_string_free(now, TRUE);
}

static void append_change(GString *out, const struct gaz_proof_apply *apply,
                          const struct gaz_applied_file *file, guint i, bool english) {
    const struct gaz_edit *edit = edit_at(file, i);
    uint32_t number = g_array_index(file->numbers, uint32_t, i);
    const char *author = gaz_proof_mark_at(apply->marks, number - 1)->author;
    g_autofree char *was = text_before(file, edit), *who = gaz_visible(author ? author : "");
    gaz_place_append(out, file->source->name, (struct gaz_span){file->source, edit->begin, edit->end});
    g_string_append_printf(out, english ? "\"%s\" -> \"%s\" [%u%s%s]\n" : "“%s”→“%s” [第%u条%s%s]\n", was,
                           edit->text, number, *who ? "，" : "", who);
}

static void append_left(GString *out, const struct gaz_chosen *chosen, bool english) {
    g_string_append_printf(out, english ? "left: %u: %s\n" : "留下：第%u条：%s\n", chosen->number,
                           reasons[chosen->kept][1 + english]);
}

void gaz_proof_apply_report(const struct gaz_proof_apply *apply, bool written, enum gaz_language language,
                            GString *out) {
    bool english = language == GAZ_ENGLISH;
    struct counts counts = count(apply);
    for (guint i = 0; i < apply->files->len; i++)
        if (file_at(apply, i)->edits->len) append_diff(out, file_at(apply, i));
    for (guint i = 0; i < apply->files->len; i++)
        for (guint k = 0; k < file_at(apply, i)->edits->len; k++)
            append_change(out, apply, file_at(apply, i), k, english);
    for (guint i = 0; i < apply->chosen->len; i++)
        if (is_told(apply, i)) append_left(out, gaz_chosen_at(apply, i), english);
    g_string_append_printf(out,
                           english ? "%s %u: %u characters taken out, %u put in; %u left\n"
                                   : "%s%u处：去%u字，加%u字；留下%u条\n",
                           english ? (written ? "changed" : "to be changed") : (written ? "已改" : "可改"),
                           counts.changed, counts.gone, counts.come, counts.left);
}

/* ---- for programs */

static void add_change(GString *out, const struct gaz_applied_file *file, guint i) {
    const struct gaz_edit *edit = edit_at(file, i);
    g_autofree char *was = text_before(file, edit);
    struct gaz_place place = gaz_source_place(file->source, edit->begin);
    g_string_append_printf(out, "{\"line\": %u, \"column\": %u, \"from\": ", place.line, place.column);
    gaz_json_add_text(out, was);
    g_string_append(out, ", \"to\": ");
    gaz_json_add_text(out, edit->text);
    g_string_append_printf(out, ", \"number\": %u}", g_array_index(file->numbers, uint32_t, i));
}

static void add_file(GString *out, const struct gaz_applied_file *file, bool written) {
    g_string_append(out, "{\"file\": ");
    gaz_json_add_text(out, file->source->path);
    g_string_append_printf(out, ", \"written\": %s, \"changes\": [",
                           written && file->edits->len ? "true" : "false");
    for (guint i = 0; i < file->edits->len; i++) {
        g_string_append(out, i ? ",\n    " : "\n    ");
        add_change(out, file, i);
    }
    g_string_append(out, "]}");
}

void gaz_proof_apply_report_json(const struct gaz_proof_apply *apply, bool written, GString *out) {
    struct counts counts = count(apply);
    const char *between = "\n  ";
    g_string_append(out, "{\"files\": [");
    for (guint i = 0; i < apply->files->len; i++) {
        g_string_append(out, i ? ",\n  " : "\n  ");
        add_file(out, file_at(apply, i), written);
    }
    g_string_append(out, "],\n \"left\": [");
    for (guint i = 0; i < apply->chosen->len; i++) {
        const struct gaz_chosen *chosen = gaz_chosen_at(apply, i);
        if (!is_told(apply, i)) continue;
        g_string_append_printf(out, "%s{\"number\": %u, \"reason\": \"%s\"}", between, chosen->number,
                               reasons[chosen->kept][0]);
        between = ",\n  ";
    }
    g_string_append_printf(out, "],\n \"changed\": %u, \"gone\": %u, \"come\": %u}\n", counts.changed,
                           counts.gone, counts.come);
}
