/* text.h: the flat attributed array, the one form of text from the reader to the page.
 *
 * A text is an array of characters, each with the source offset it came from and its attributes. Whoever
 * breaks, spaces or sets it sees characters, never markup borders (law 4; the peers lose rules at
 * such borders).
 *
 * Invariants: 1. offsets of characters that stand in the source rise strictly; generated ones have
 * GAZ_NOWHERE.
 * 2. a forced line end is the character '\n'. 3. no other C0 or C1 control stands in a text.
 */
#ifndef GAZ_BASE_TEXT_TEXT_H
#define GAZ_BASE_TEXT_TEXT_H

#include "base/text/source.h"

#include <stdbool.h>
#include <uchar.h>

struct gaz_arena;

enum gaz_char_attr {
    GAZ_CHAR_STRONG = 1 << 0,       /* **…**: the strong face, 黑体 */
    GAZ_CHAR_EM = 1 << 1,           /* *…*: 楷体 */
    GAZ_CHAR_BLANK = 1 << 2,        /* ＿ of a blank to fill in: set as a rule, not as a glyph */
    GAZ_CHAR_BLANK_MARGIN = 1 << 3, /* with BLANK: this run of ＿ goes on to the right margin (＿＿＿>) */
    GAZ_CHAR_LABEL = 1 << 4,        /* a number that structure gives: 第X条, 第X章, 第X节 */
    GAZ_CHAR_HEADING = 1 << 5,      /* a run-in heading: from the number to the first 。 */
    GAZ_CHAR_SUP = 1 << 6,          /* <sup>…</sup>: smaller and raised */
    GAZ_CHAR_SUB = 1 << 7,          /* <sub>…</sub>: smaller and lowered */
    GAZ_CHAR_JOINED = 1 << 8,       /* U+2060 was typed before it: no line ends there */
    GAZ_CHAR_LINE_SET = 1 << 9,     /* <!-- 行末 --> stands before it: a line ends there */
    GAZ_CHAR_PAGE_SET = 1 << 10,    /* <!-- 页末 --> stands before it: a line and a page end there */
};

struct gaz_char {
    uint32_t ch;     /* Unicode scalar value */
    uint32_t offset; /* byte in text.source, or GAZ_NOWHERE */
    uint32_t attrs;  /* gaz_char_attr; five bits of how many lines are lost before it (<!-- 缺行 N -->); in
                        the high half of a note's mark the note's number in its part */
};

enum { GAZ_LONGEST_TEXT = 60000 }; /* characters: a paragraph, the value of a key, are shaped at once */

enum { GAZ_LOST_SHIFT = 11, GAZ_MOST_LOST_LINES = 31 };

/* How many lines of the print stood before the character and are lost; a line ends there. */
static inline uint32_t gaz_char_lost(const struct gaz_char *ch) {
    return ch->attrs >> GAZ_LOST_SHIFT & GAZ_MOST_LOST_LINES;
}

/* Whether a line begins with the character because the source says so. */
static inline bool gaz_char_begins_line(const struct gaz_char *ch) {
    return ch->attrs & (GAZ_CHAR_LINE_SET | GAZ_CHAR_PAGE_SET) || gaz_char_lost(ch);
}

enum { GAZ_NOTE_SHIFT = 16, GAZ_MOST_NOTES = UINT16_MAX };

/* The number of the note that the character is a mark of; 0: it is none. */
static inline uint32_t gaz_char_note(const struct gaz_char *ch) {
    return ch->attrs >> GAZ_NOTE_SHIFT;
}

/* What the model has for a note's mark: ① to ㊿, U+FFFC for a higher number. A style may print another form.
 */
uint32_t gaz_note_mark(uint32_t number);

struct gaz_text {
    const struct gaz_char *chars; /* borrowed from the product's arena */
    uint32_t n;
    const struct gaz_source *source; /* NULL when every character is generated */
};

/* U+2060: by hand, that no line ends here. It is no character of a text but what it says of the next one. */
enum { GAZ_WORD_JOINER = 0x2060 };

static inline bool gaz_text_is_empty(struct gaz_text t) {
    return t.n == 0;
}

/* A text of generated characters (offset GAZ_NOWHERE) from UTF-8. */
struct gaz_text gaz_text_from_utf8(struct gaz_arena *arena, const char *utf8);

/* The characters of several texts of one source (or generated) behind one another. */
struct gaz_text gaz_text_join(struct gaz_arena *arena, const struct gaz_text *parts, uint32_t n);

/* A part [begin, begin+n) of a text, borrowed from it. */
struct gaz_text gaz_text_slice(struct gaz_text text, uint32_t begin, uint32_t n);

/* The text without what is_blank says at both ends, borrowed from it. */
struct gaz_text gaz_text_trim(struct gaz_text text, bool (*is_blank)(uint32_t ch));

/* The text with forced line ends taken out: a title as the contents print it. */
struct gaz_text gaz_text_unbroken(struct gaz_arena *arena, struct gaz_text text);

/* UTF-8 of the text; the caller owns it (g_free). */
char *gaz_text_to_utf8(struct gaz_text text);

/* True when the text begins with these characters. */
bool gaz_text_has_prefix(struct gaz_text text, const char *utf8);

/* Whether they have the same characters; attributes and places do not count. */
bool gaz_text_equals(struct gaz_text a, struct gaz_text b);

/* Whether one of these characters is among the text's. */
bool gaz_text_has_any(struct gaz_text text, const char *utf8);

/* From the first character's place to the last's end; no source when all are generated. */
struct gaz_span gaz_text_span(struct gaz_text text);

/* The character at i; 0 outside of the text (i - 1 of 0 is far outside too). */
static inline uint32_t gaz_char_at(struct gaz_text text, uint32_t i) {
    return i < text.n ? text.chars[i].ch : 0;
}

/* The first byte of a character's UTF-8: most characters are told apart by it. */
static inline unsigned char gaz_utf8_first(uint32_t ch) {
    return (unsigned char)(ch < 0x80      ? ch
                           : ch < 0x800   ? 0xC0 | ch >> 6
                           : ch < 0x10000 ? 0xE0 | ch >> 12
                                          : 0xF0 | ch >> 18);
}

/* Whether the character is one of a UTF-8 string's; 0 is never. */
bool gaz_char_is_in(uint32_t ch, const char *utf8);

/* The same of a literal, which the compiler turns into characters: rules ask it of every character of an
 * issue. */
#define gaz_char_is_one_of(ch, literal)                                                                      \
    gaz_char_is_among((ch), U"" literal, sizeof(U"" literal) / sizeof(char32_t) - 1)

static inline bool gaz_char_is_among(uint32_t ch, const char32_t *chars, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (chars[i] == ch) return true;
    return false;
}

/* One character as UTF-8, with a 0 behind it; of 0 nothing. */
struct gaz_utf8 {
    char bytes[7];
};
struct gaz_utf8 gaz_utf8_of(uint32_t ch);

bool gaz_char_is_han(uint32_t ch);   /* ideographs, with 〇 々 and the extension blocks */
bool gaz_char_is_latin(uint32_t ch); /* letters and digits of Latin, Greek, Cyrillic: what stands as words */
/* What may stand between words of a source, narrow or as wide as a character. */
static inline bool gaz_char_is_blank(uint32_t ch) {
    return ch == ' ' || ch == '\t' || ch == 0x3000;
}

bool gaz_char_is_digit(uint32_t ch); /* 0-9 */
bool gaz_char_is_wide(uint32_t ch);  /* full-width digits and letters, ０-９ Ａ-Ｚ ａ-ｚ */

/* Whether a name may begin with it (百家姓, and those that are common today). */
bool gaz_char_is_surname(uint32_t ch);

/* Whether a sentence goes on with it behind a name: 为, 同志, a mark, nothing. */
bool gaz_char_follows_name(uint32_t ch);

/* Whether printing the character leaves anything on the paper: no white space, no format or filling
 * character, no variation selector. */
bool gaz_char_has_ink(uint32_t ch);

/* What no source may hold: C0 and C1 controls but tab and line end, bidi controls, zero-width and other
 * invisible format characters but GAZ_WORD_JOINER, line and paragraph separators, noncharacters. Wherever a
 * character comes from (a file, a YAML escape, &#…;), it is asked here. */
bool gaz_char_is_refused(uint32_t ch);

/* What is printed as it is, with a warning: private use, compatibility ideographs, radicals, variation
 * selectors. */
bool gaz_char_is_odd(uint32_t ch);

#endif
