/* next_date.c: when the next issue is due: a proposal.
 *
 * Half-monthly gazettes stand for the 15th and the last day of a month and come out a few days before or
 * after: 2019 No. 4 on 28 February, 2020 No. 16 on 4 September (for 31 August), 2023 No. 12 on 29 June. So a
 * date belongs to the nearest of these days, to the earlier one where two are equally near, since an issue is
 * late more often than it is early; the next one is due on the next of these days.
 *
 * A gazette that has had no more issues than months by the end of a month is a monthly one: it is due at the
 * end of the next month.
 */
#include "editing/skeleton.h"

static struct gaz_date month_end(int year, int month) {
    int days = g_date_get_days_in_month((GDateMonth)month, (GDateYear)year);
    return (struct gaz_date){(int16_t)year, (int8_t)month, (int8_t)days};
}

static struct gaz_date end_of_month_after(struct gaz_date date) {
    return date.month == 12 ? month_end(date.year + 1, 1) : month_end(date.year, date.month + 1);
}

struct gaz_date gaz_due_date(struct gaz_date published) {
    struct gaz_date before = published.month == 1 ? month_end(published.year - 1, 12)
                                                  : month_end(published.year, published.month - 1);
    struct gaz_date middle = {published.year, published.month, 15};
    struct gaz_date end = month_end(published.year, published.month);
    int from_before = published.day, from_middle = ABS(published.day - 15), to_end = end.day - published.day;
    if (from_before <= from_middle) return before;
    return from_middle <= to_end ? middle : end;
}

struct gaz_date gaz_half_month_after(struct gaz_date due) {
    if (due.day == 15) return month_end(due.year, due.month);
    struct gaz_date next = end_of_month_after(due);
    next.day = 15;
    return next;
}

struct gaz_date gaz_next_date(struct gaz_date last, int number, enum gaz_rhythm *rhythm) {
    struct gaz_date due = gaz_due_date(last);
    bool monthly = due.day != 15 && number <= due.month;
    *rhythm = monthly ? GAZ_RHYTHM_MONTH : GAZ_RHYTHM_HALF_MONTH;
    return monthly ? end_of_month_after(due) : gaz_half_month_after(due);
}
