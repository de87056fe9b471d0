/* facts.c: what a file says of itself beside its text, against the text: the table above a page on a site was
 * filled in by hand, and one of both is wrong where they differ. */
#include "intake/shape/parts.h"

#include "base/text/text.h"
#include "intake/source/source.h"

#include <string.h>

/* A number without what is written in several ways: its brackets, 第. Freed with g_free. */
static char *number_of(const char *text) {
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar ch = g_utf8_get_char(at);
        bool counts = gaz_char_is_digit(ch) || (gaz_char_is_han(ch) && ch != 0x7B2C);
        if (counts) g_string_append_unichar(out, ch);
    }
    return g_string_free(out, FALSE);
}

/* Year, month and day alone; freed with g_free. NULL: it is no day. */
static char *day_of(const char *text) {
    g_autoptr(GArray) chars = g_array_new(FALSE, FALSE, sizeof(struct gaz_draft_char));
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        struct gaz_draft_char ch = {g_utf8_get_char(at), GAZ_NOWHERE, 0, 0};
        g_array_append_val(chars, ch);
    }
    struct gaz_date date;
    return gaz_draft_date(chars, &date) ? gaz_draft_date_printed(date, GAZ_FRONT_DATE) : NULL;
}

/* An order's number stands below the mark, which names the organ: 第5号 is 国令第5号. */
static bool is_end_of(const char *whole, const char *end) {
    size_t n = strlen(whole), length = strlen(end);
    if (length > n || strcmp(whole + n - length, end) != 0) return false;
    return length == n || !g_ascii_isdigit(whole[n - length - 1]);
}

static const struct {
    enum gaz_front_key key;
    char *(*what_counts)(const char *text);
} compared[] = {{GAZ_FRONT_NUMBER, number_of}, {GAZ_FRONT_DATE, day_of}};

void gaz_shape_doubt_facts(struct gaz_lines *lines) {
    for (size_t i = 0; i < G_N_ELEMENTS(compared); i++) {
        enum gaz_front_key key = compared[i].key;
        const char *fact = gaz_lines_fact(lines, gaz_front_name(key));
        g_autofree char *text = gaz_shaped_value(lines->shaped, key);
        g_autofree char *one = fact && text ? compared[i].what_counts(fact) : NULL;
        g_autofree char *other = one ? compared[i].what_counts(text) : NULL;
        if (!other || is_end_of(one, other)) continue;
        const GArray *chars = g_ptr_array_index(lines->shaped->front[key], 0);
        g_autofree char *where =
            gaz_draft_where_carried(lines->draft, g_array_index(chars, struct gaz_draft_char, 0).carrier);
        g_autofree char *doubt = g_strdup_printf("来稿的信息表写的是“%s”", fact);
        struct gaz_account_entry entry = {
            .text = text, .becomes = gaz_front_name(key), .where = where, .doubt = doubt, .count = 1};
        gaz_account_add(lines->account, GAZ_REASON_FRONT, entry);
    }
}
