/* verdict.c: what the proof found, in words. */
#include "intake/verdict.h"

#include "base/text/text.h"

static const char *const faults[GAZ_N_INTAKE_FAULTS][2] = {
    [GAZ_INTAKE_SOUND] = {"", ""},
    [GAZ_INTAKE_LOST] = {"没有写进文稿，也没有列入报告", "is neither in the source nor in the report"},
    [GAZ_INTAKE_DOUBLED] = {"写了两次，或者列作未收却写了", "stands twice, or was left out and stands there"},
    [GAZ_INTAKE_UNREAD] = {"写进了文稿，读出来却不是它", "was written, but is not read as it is"},
    [GAZ_INTAKE_FOREIGN] = {"从文稿里读了出来，却不是来稿的字",
                            "is read from the source, but was not in the file"},
    [GAZ_INTAKE_UNTOLD] = {"改了写法，报告里没有", "was changed, and the report does not say so"},
    [GAZ_INTAKE_UNMADE] = {"报告里说改了写法的，比真改的多", "was changed less often than the report says"},
    [GAZ_INTAKE_INVENTED] = {"添上的字和报告里的不合",
                             "does not agree with what the report says was put in"}};

void gaz_intake_report(const struct gaz_draft *draft, struct gaz_intake_finding finding,
                       struct gaz_diags *diags) {
    g_autofree char *where = gaz_draft_where_carried(draft, finding.carrier), *around = NULL;
    if (where) {
        around = gaz_draft_carried(draft, finding.carrier - MIN(finding.carrier, 8), 17);
        g_strdelimit(around, "\n\r\t", ' ');
    }
    g_autofree char *ch = g_strdup_printf("%s（U+%04X）", gaz_utf8_of(finding.ch).bytes, finding.ch);
    g_autofree char *place = g_strdup_printf("%s“%s”", where ? where : "", around ? around : "");
    gaz_report_file(diags, GAZ_D_INTAKE_LOST, draft->file, ch, place, faults[finding.fault][0],
                    faults[finding.fault][1]);
}

bool gaz_intake_is_enough(const struct gaz_draft *draft, const struct gaz_account *account,
                          struct gaz_diags *diags) {
    uint32_t missing = gaz_account_missing(account), n = 0;
    for (uint32_t i = 0; i < draft->carriers->len; i++)
        n += !gaz_account_is_left_out(account, i);
    if ((uint64_t)missing * 100 <= (uint64_t)n + missing) return true;
    g_autofree char *shown = g_strdup_printf("%u", missing), *all = g_strdup_printf("%u", n + missing);
    g_autofree char *words = gaz_account_missing_words(account);
    gaz_report_file(diags, GAZ_D_INTAKE_MISSING, draft->file, shown, all, words);
    return false;
}
