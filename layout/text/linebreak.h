/* linebreak.h: where the lines of a paragraph end: total fit, pure, on integers; and what it weighed. */
#ifndef GAZ_LAYOUT_TEXT_LINEBREAK_H
#define GAZ_LAYOUT_TEXT_LINEBREAK_H

#include "layout/text/atoms.h"

struct gaz_break_params {
    gaz_len cell;                  /* the unit that looseness is counted in */
    gaz_len first_measure;         /* of the first line */
    gaz_len measure;               /* of the others */
    gaz_len squeeze;               /* a line may be squeezed by this in all, out of its gaps' shrink */
    int squeeze_weight;            /* what a squeeze costs, in hundredths of the same looseness */
    int first_line_squeeze_weight; /* what a squeeze costs in the first line, in hundredths of another's */
    int first_line_weight; /* what looseness costs in the first line, in hundredths of another line's */
    bool lone_character;   /* a last line of one character (and marks) is allowed (孤字成行, C-55) */
    gaz_len lone_squeeze;  /* to avoid one, the line before may be squeezed by this */
    bool keeps_solid;      /* never by more than its gaps' shrink: no line is below solid (C-13) */
    int more_lines;        /* so many lines more than by the rules, or less (加一行, 减一行) */
    bool last_set;         /* the last line is set full, as one whose end the source gives (行末) */
    gaz_len set_squeeze;   /* by what lines may be squeezed, out of all gaps, for the sake of that number */
};

/* one line: atoms [begin, end) without the spaces at its ends */
struct gaz_broken_line {
    uint32_t begin, end;
    uint32_t next;    /* where the next line's atoms begin, spaces included */
    gaz_len natural;  /* width of [begin, end) with its trims */
    gaz_len hang;     /* how far it stands in, under the typed blanks that its stretch begins with */
    bool is_last;     /* of the paragraph or before a forced end */
    bool is_overfull; /* nothing that is allowed makes it fit */
    bool is_taken_in; /* squeezed, so that there is one line less than there would be */
};

/* Whether a line of this natural width with this to give may be squeezed into a measure by `most`, or by no
 * more than it has where all lines keep solid. */
static inline bool gaz_line_fits(const struct gaz_break_params *params, int64_t over, int64_t shrink,
                                 gaz_len most) {
    return over <= (params->keeps_solid ? MIN(shrink, most) : most);
}

/* The full-width blanks that were typed before the first of n atoms, up to a forced line end, set as wide as
 * this; 0 where nothing follows them. */
gaz_len gaz_typed_indent(const struct gaz_atom *atoms, uint32_t n);

/* Breaks the whole array; the lines are in a new array (g_free), their number in *n. A line ends before every
 * atom that is set, however it looks. Where more_lines cannot be had, the lines are as if it were 0. */
struct gaz_broken_line *gaz_break_lines(const struct gaz_atoms *atoms, const struct gaz_break_params *params,
                                        uint32_t *n);

/* What a line costs, by cause: COST(member, Chinese, English). A million is a line that is loose by a cell.
 */
#define GAZ_COST_CAUSES(COST)                                                                                \
    COST(loose, "疏松", "looseness")                                                                         \
    COST(few_gaps, "可伸之处少", "few gaps that open")                                                       \
    COST(squeeze, "压缩", "squeeze")                                                                         \
    COST(first_line, "首行折扣", "first line")                                                               \
    COST(late, "靠后优先", "later lines give way")                                                           \
    COST(lone, "孤字成行", "lone character")                                                                 \
    COST(drawn_up, "收上孤字", "lone character drawn up")                                                    \
    COST(held, "拆开日期或起止", "a date or range parted")                                                   \
    COST(forbidden, "违反禁则", "forbidden place")                                                           \
    COST(overfull, "放不下", "too wide for any line")

struct gaz_line_cost {
    bool fits; /* false: it cannot be set, and the parts are 0 */
#define GAZ_COST(member, chinese, english) int64_t member;
    GAZ_COST_CAUSES(GAZ_COST)
#undef GAZ_COST
};

#define GAZ_COST_NONE INT64_MAX

/* The cost is the sum of its parts; GAZ_COST_NONE when the line does not fit. */
static inline int64_t gaz_cost_sum(const struct gaz_line_cost *cost) {
    int64_t sum = 0;
#define GAZ_COST(member, chinese, english) sum += cost->member;
    GAZ_COST_CAUSES(GAZ_COST)
#undef GAZ_COST
    return cost->fits ? sum : GAZ_COST_NONE;
}

/* one place where a line that begins at a given atom might end */
struct gaz_line_choice {
    uint32_t end;         /* the line would hold the atoms before this one */
    gaz_len natural;      /* its width */
    int64_t looseness;    /* of the measure over it; negative: to be squeezed */
    int64_t shrink, gaps; /* what its gaps can give; how many open */
    bool allowed;         /* a line may end here, or the paragraph has no way without such a place */
    struct gaz_line_cost cost;
    int64_t rest; /* the least cost of all lines behind it; GAZ_COST_NONE: there is no way on */
};

/* The places where the line that begins at atom `begin` might end, from the shortest line to the first that
 * is hopelessly long, weighed by the very functions of the search: of the choices whose cost and rest are
 * there, the one with the least sum is the one that gaz_break_lines takes. The array is new (g_free). */
struct gaz_line_choice *gaz_line_choices(const struct gaz_atoms *atoms, const struct gaz_break_params *params,
                                         uint32_t begin, uint32_t *n);

#endif
