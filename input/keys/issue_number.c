/* issue_number.c: how an issue is called: 第5期, of a joint one (合刊) 第5—6期, a supplement 增刊1; 第5号 in
 * a house that says so.
 *
 * The dash is that of GB/T 15834 4.13 for numbers: one em. In Chinese figures, which it would look like one
 * of (十一—十二), 至 stands for it.
 */
#include "input/doc.h"

#include <glib.h>

char *gaz_numbers_text(struct gaz_numbers numbers, const char *dash) {
    if (numbers.last == 0) return g_strdup("");
    if (numbers.first == numbers.last) return g_strdup_printf("%d", numbers.first);
    return g_strdup_printf("%d%s%d", numbers.first, dash, numbers.last);
}

char *gaz_issue_ordinal(const struct gaz_issue *issue) {
    g_autofree char *number = gaz_numbers_text(issue->number, "—");
    if (issue->number.is_extra) return g_strconcat("增刊", number, NULL);
    return g_strconcat("第", number, issue->word == GAZ_CALLED_HAO ? "号" : "期", NULL);
}

char *gaz_issue_english(const struct gaz_issue *issue) {
    g_autofree char *number = gaz_numbers_text(issue->number, "–");
    if (!issue->number.is_extra) return g_strconcat("Issue No. ", number, NULL);
    return *number ? g_strconcat("Supplement No. ", number, NULL) : g_strdup("Supplement");
}

char *gaz_issue_total(const struct gaz_issue *issue) {
    g_autofree char *total = gaz_numbers_text(issue->total, "—");
    if (*total == '\0') return g_strdup("");
    if (issue->word == GAZ_CALLED_HAO) return g_strconcat("总号：", total, NULL);
    return g_strconcat("总第", total, "期", NULL);
}

char *gaz_issue_called(const struct gaz_issue *issue) {
    g_autofree char *ordinal = gaz_issue_ordinal(issue), *total = gaz_issue_total(issue);
    return g_strdup_printf(*total ? "%d年%s（%s）" : "%d年%s", issue->year, ordinal, total);
}

/* ---- in ideographs */

static const char *const digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

char *gaz_han_digits(int number) {
    g_autofree char *decimal = g_strdup_printf("%d", MAX(number, 0));
    GString *han = g_string_new(NULL);
    for (const char *at = decimal; *at; at++)
        g_string_append(han, digits[*at - '0']);
    return g_string_free(han, FALSE);
}

char *gaz_han_number(int number) {
    int tens = number / 10, ones = number % 10;
    if (number < 10 || number > 99) return gaz_han_digits(number);
    return g_strdup_printf("%s十%s", tens > 1 ? digits[tens] : "", ones ? digits[ones] : "");
}
