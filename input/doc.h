/* doc.h: the model, what an issue folder says.
 *
 * The product of input/. It knows nothing of styles, fonts or pages, and nobody after input/ writes to it.
 *
 * Invariants:
 * 1. Every character that is to be printed stands in one text of the model, once, in the order of the members
 * here; gaz_doc_texts visits them in printing order.
 * 2. Texts hold the printed form: 主送 ends with ：, 附注 has its （ ）, dates read 2023年6月16日; the added
 * characters are generated (GAZ_NOWHERE).
 * 3. A wrong block stays in the model as a paragraph of its source text; the error is in the diagnostics.
 */
#ifndef GAZ_INPUT_DOC_H
#define GAZ_INPUT_DOC_H

#include "base/terms/measure.h"
#include "base/terms/form.h"
#include "base/picture/picture.h"
#include "base/data/schema.h"
#include "base/text/text.h"

struct gaz_arena;

/* ---- tables */

enum gaz_table_class {
    GAZ_TABLE_TURNED = 1 << 0,     /* 横排: turned a quarter, on pages of its own */
    GAZ_TABLE_BORDERLESS = 1 << 1, /* 无框: aligned lists of names */
    GAZ_TABLE_THREE_RULE = 1 << 2, /* 三线 */
    GAZ_TABLE_NAMES = 1 << 3,      /* 名单, and 无框: layout puts its names into columns */
};

/* what a cell of a 名单 is */
enum gaz_cell_part {
    GAZ_CELL_PLAIN, /* of another table */
    GAZ_CELL_LABEL, /* 组　长： */
    GAZ_CELL_NAME,
    GAZ_CELL_POST,
};

/* how a 名单 is set, as its mark says */
enum gaz_names_order { GAZ_NAMES_BY_STYLE, GAZ_NAMES_BY_ROW, GAZ_NAMES_BY_COLUMN };
struct gaz_names {
    uint32_t n_columns; /* 0: it does not say */
    enum gaz_names_order order;
    bool has_posts; /* 职务: a person a line, the post behind the name */
};

enum gaz_cell_align { GAZ_CELL_DEFAULT, GAZ_CELL_LEFT, GAZ_CELL_CENTER, GAZ_CELL_RIGHT, GAZ_CELL_DECIMAL };
enum gaz_cell_valign { GAZ_CELL_VDEFAULT, GAZ_CELL_TOP, GAZ_CELL_MIDDLE, GAZ_CELL_BOTTOM };

/* a width as written; resolved by layout */
enum gaz_width_unit { GAZ_WIDTH_AUTO, GAZ_WIDTH_MICROMETRE, GAZ_WIDTH_PERMILLE, GAZ_WIDTH_CELLS_MILLI };

struct gaz_width {
    enum gaz_width_unit unit;
    int32_t value; /* µm, ‰ of the measure, or thousandths of a 字 */
};

/* a picture: of a block, of a cell, or a signer's stamp */
struct gaz_figure {
    const char *path;                      /* below the issue folder; NULL: there is none */
    struct gaz_width width;                /* {宽=…} */
    bool may_turn;                         /* {横排}: turned a quarter when it is wider than the measure */
    bool is_formula;                       /* {公式}: on a line of its own, without a caption */
    uint32_t pixels_wide;                  /* PNG, JPEG: as shown */
    int32_t natural_width, natural_height; /* µm, as shown (base/picture/picture.h); 0: unknown */
    uint8_t orientation;                   /* of the stored pixels */
    bool is_guessed;                       /* nobody has said how large it is: base/picture/picture.h */
    const unsigned char *data;             /* the file, read; its header was looked at */
    size_t size;
    enum gaz_picture_kind kind;
    struct gaz_text caption; /* printed below it; of a formula, in a cell, of a stamp none */
    struct gaz_text number;  /* of a formula: （1） */
    const char *alternative; /* {替代=…}, or the brackets' words where they are not printed; NULL: none */
    struct gaz_span span;    /* ![…](…){…} */
};

struct gaz_cell {
    uint32_t row, column;           /* of its top left place, from 0 */
    uint32_t row_span, column_span; /* at least 1 */
    enum gaz_cell_align align;
    enum gaz_cell_valign valign;
    bool is_head;     /* th, or in the header rows */
    bool is_vertical; /* class="竖排" */
    bool runs_on;     /* NAME: goes on the line of the name before it */
    enum gaz_cell_part part;
    struct gaz_text text;             /* <br> is '\n' */
    const struct gaz_figure *figures; /* in the order of the source; two texts that one parts are two lines */
    uint32_t n_figures;
    struct gaz_span span;
};

/* <!-- 断表 -->: the row begins a page */
struct gaz_table_cut {
    uint32_t row;
    struct gaz_span span;
};

/* <!-- 表格 行距=1.2字 字号=五号 上下空=0.1字 -->: what a table has of its own in the place of the style's
 * 表格 and 文字.表格 */
enum gaz_table_value { GAZ_TABLE_LINE, GAZ_TABLE_SIZE, GAZ_TABLE_PAD_Y, GAZ_TABLE_PAD_X, GAZ_N_TABLE_VALUES };

struct gaz_own_measure {
    struct gaz_measure measure;
    struct gaz_span span; /* of KEY=VALUE; no source: it has none of its own */
};

/* The key as it is written in the mark. */
const char *gaz_table_value_name(enum gaz_table_value value);

enum { GAZ_MOST_ROWS = 20000, GAZ_MOST_COLUMNS = 64 }; /* libraries.md 4 */

struct gaz_table {
    unsigned classes; /* gaz_table_class */
    struct gaz_own_measure own[GAZ_N_TABLE_VALUES];
    struct gaz_span own_span; /* of the mark that says so; no source: there is none */
    uint32_t n_below_own;     /* blocks between it and the table, as read: its title and unit */
    struct gaz_names
        names; /* NAMES: of one column, a name a row; of two: name, post; of three: label, name, post */
    struct gaz_text caption;
    struct gaz_text unit;   /* 单位：亿元, below the caption at the right */
    struct gaz_texts notes; /* 注：…, 资料来源：…, below the table */
    uint32_t n_rows, n_columns;
    uint32_t n_header_rows;
    const struct gaz_table_cut *cuts; /* <!-- 断表 -->, by row */
    uint32_t n_cuts;
    const struct gaz_width *widths; /* n_columns */
    const struct gaz_cell *cells; /* by row, then column; spans never overlap; every grid place is covered */
    uint32_t n_cells;
};

/* ---- blocks */

enum gaz_block_kind {
    GAZ_BLOCK_PARAGRAPH,
    GAZ_BLOCK_HEADING,        /* a line of its own: level 1–4 */
    GAZ_BLOCK_BOOK,           /* 第X编: a division, the highest first; all centred */
    GAZ_BLOCK_SUBBOOK,        /* 第X分编 */
    GAZ_BLOCK_CHAPTER,        /* 第X章 */
    GAZ_BLOCK_SECTION,        /* 第X节 */
    GAZ_BLOCK_SUBSECTION,     /* 第X目 */
    GAZ_BLOCK_CONTENTS_TITLE, /* 目录 above its lines, of the document's own contents */
    GAZ_BLOCK_CONTENTS_ENTRY, /* a line of them; level: its depth, from 1 */
    GAZ_BLOCK_CONTENTS_HERE, /* <!-- 目录 自动 -->: no text; contents made of the part's heads are set here */
    GAZ_BLOCK_ATTACHMENT_LIST,      /* a paragraph that begins 附件： */
    GAZ_BLOCK_ATTACHMENT_LIST_HERE, /* <!-- 附件说明 -->: no text; the automatic or given list is set here */
    GAZ_BLOCK_TABLE,
    GAZ_BLOCK_FIGURE,
    GAZ_BLOCK_PAGE_BREAK,    /* <!-- 分页 --> */
    GAZ_BLOCK_MISSING_PAGES, /* <!-- 缺页 N --> */
    GAZ_BLOCK_PAGE_END,      /* <!-- 页末 -->: the printed page ends here, full as it was */
    GAZ_BLOCK_LOST_LINES,    /* <!-- 缺行 N -->: lines of the print that the source lacks */
};

/* <!-- 标题 --> and <!-- 正文 --> above a numbered paragraph: its first sentence is a heading, or is none,
 * whatever the rule says; <!-- 题注 --> below a part's title: the paragraph is its 题注; <!-- 名单 -->: the
 * paragraph becomes a table; <!-- 目录 -->: it and the lines below are contents (in the model no block has
 * these two) */
enum gaz_by_hand {
    GAZ_HAND_NONE,
    GAZ_HAND_HEADING,
    GAZ_HAND_BODY,
    GAZ_HAND_SUBTITLE,
    GAZ_HAND_NAMES,
    GAZ_HAND_CONTENTS
};

enum gaz_block_align {
    GAZ_ALIGN_BODY,
    GAZ_ALIGN_LEFT,
    GAZ_ALIGN_CENTER,
    GAZ_ALIGN_RIGHT
}; /* plain, <<, <>, >> */

/* a note: it belongs to the block in which its first mark stands */
struct gaz_note {
    uint32_t number; /* in its part, by the order of the first marks, from 1 */
    const char *label;
    struct gaz_text text; /* without its mark */
    struct gaz_span span; /* of [^label]: */
};

struct gaz_block {
    enum gaz_block_kind kind;
    struct gaz_span span;
    enum gaz_block_align align;
    uint8_t level;     /* 1–4: the level that its numbering gives, 0: none; of a division 1–5: how many of
                          those above it stand over it, and itself, so that no level is left out */
    bool is_provision; /* a 第X条 paragraph; its label has GAZ_CHAR_LABEL, blanks after it GAZ_CHAR_LABEL too
                        */
    bool is_numbered;  /* begins with a typed number */
    enum gaz_by_hand by_hand;
    bool is_heading_only; /* PARAGRAPH whose run-in heading is all there is: kept with the next */
    struct gaz_text text; /* paragraph, heading */
    const struct gaz_table *table;
    const struct gaz_figure *figures; /* FIGURE: one or more side by side */
    uint32_t n_figures;
    uint32_t head; /* its number in the document, from 1, of a division's head and of what contents name; 0:
                      others */
    uint32_t n_label; /* of a division's head and of a CONTENTS_ENTRY: the characters of its number, the
                         blanks behind it included */
    uint32_t names;   /* CONTENTS_ENTRY: the number of its head; 0: none */
    uint32_t n_words, n_kept; /* the same: its characters without （第一条至第九条）, leader and page number;
                                 and without the latter two, which are printed as typed */
    int8_t n_lines; /* PARAGRAPH: how many lines more than by the rules: <!-- 加一行 -->, <!-- 减一行 --> */
    struct gaz_span n_lines_span; /* of the last of these marks */
    struct gaz_span
        last_line; /* PARAGRAPH: of a 行末 at its very end: its last line is full; no source: there is none */
    uint32_t n_pages;             /* MISSING_PAGES */
    uint32_t n_lost;              /* LOST_LINES */
    const struct gaz_note *notes; /* whose first marks stand in it */
    uint32_t n_notes;
};

/* 1–5 of 编, 分编, 章, 节, 目; 0: no division's head. */
static inline unsigned gaz_block_division(const struct gaz_block *block) {
    bool is_division = block->kind >= GAZ_BLOCK_BOOK && block->kind <= GAZ_BLOCK_SUBSECTION;
    return is_division ? (unsigned)(block->kind - GAZ_BLOCK_BOOK + 1) : 0;
}

static inline bool gaz_block_is_contents(const struct gaz_block *block) {
    return block->kind >= GAZ_BLOCK_CONTENTS_TITLE && block->kind <= GAZ_BLOCK_CONTENTS_HERE;
}

/* Whether contents that are made of the heads list the block: 编 to 节. */
static inline bool gaz_block_is_listed(const struct gaz_block *block) {
    unsigned division = gaz_block_division(block);
    return division > 0 && division <= GAZ_BLOCK_SECTION - GAZ_BLOCK_BOOK + 1;
}

/* ---- parts and documents */

enum gaz_part_kind {
    GAZ_PART_BODY, /* the document's own text (通知 and the like): always the first part, perhaps empty */
    GAZ_PART_INSTRUMENT, /* # 标题: 印发件 */
    GAZ_PART_ATTACHMENT, /* # 附件N 标题 */
};

struct gaz_part {
    enum gaz_part_kind kind;
    struct gaz_span span;
    struct gaz_text label;    /* 附件1 */
    struct gaz_text title;    /* editor's breaks are '\n' */
    struct gaz_text subtitle; /* 题注 of an instrument or attachment */
    bool has_provisions;      /* 第X条 occurs */
    const struct gaz_block *blocks;
    uint32_t n_blocks;
};

enum gaz_attachment_list { GAZ_LIST_AUTOMATIC, GAZ_LIST_NONE, GAZ_LIST_GIVEN };
enum gaz_footer_place { GAZ_FOOTER_AT_END, GAZ_FOOTER_AFTER_BODY };

/* 接排: whether a document follows on the page where the one before it in its 栏目 ended. The nearest word
 * counts: the document's, its 栏目's, the style's. YES and NO follow one another as the choices 是|否. */
enum gaz_run_on { GAZ_RUN_ON_UNSAID, GAZ_RUN_ON_YES, GAZ_RUN_ON_NO };

/* Who was there (GB/T 9704 10.3); each begins with its label, generated: 出席： */
enum gaz_attendance {
    GAZ_PRESENT,   /* 出席 */
    GAZ_EXCUSED,   /* 请假 */
    GAZ_ABSENT,    /* 缺席 */
    GAZ_OBSERVING, /* 列席 */
    GAZ_N_ATTENDANCES
};

/* 更正: what a document mends in an issue that was printed; not printed itself */
struct gaz_correction {
    int year; /* 0: that of the issue it stands in */
    struct gaz_numbers number;
    int page, line;               /* as printed; line 0: not said, -1: the last one */
    struct gaz_text wrong, right; /* 误, 正 */
    struct gaz_span span;
};

struct gaz_doc {
    const struct gaz_source *source;
    /* Of the printed view alone (layout/issue/printed.c); a reader leaves them empty. */
    struct gaz_text column_title; /* the name of the 栏目 that begins with it, where it is printed */
    bool numbers_below;           /* 发文字号 stands below the title for the house's sake */
    const char *name;             /* file name without ending */
    enum gaz_form form;
    struct gaz_texts letterhead;       /* 发文机关标志; more than one: joint issuers */
    struct gaz_text letterhead_suffix; /* 文件, generated, for joint issuers; else empty */
    struct gaz_text number;            /* 发文字号 */
    struct gaz_text title; /* editor's breaks are '\n'; empty: an order prints none, a notice may have none */
    struct gaz_text contents_title; /* 目录标题, empty: title unbroken */
    struct gaz_text english_title, english_number;
    struct gaz_texts subjects;  /* 主题词, for the index of a volume; not printed with the document */
    struct gaz_text subtitle;   /* 题注 */
    struct gaz_text addressees; /* 主送, ends with ： */
    struct gaz_text attendance[GAZ_N_ATTENDANCES];
    struct gaz_texts signatures;     /* 署名 */
    const struct gaz_figure *stamps; /* 签名章, one a signature: behind its text, or none */
    struct gaz_text date;            /* 成文日期 */
    struct gaz_text note;            /* 附注 */
    enum gaz_attachment_list attachment_list;
    struct gaz_text given_attachment_list; /* without 附件： */
    struct gaz_text moved_addressees; /* 主送：… of the 版记 (GB/T 9704 7.3.2); then there are no others */
    struct gaz_text copies;           /* 抄送：… */
    struct gaz_text printer;          /* 印发机关 */
    struct gaz_text print_date;       /* …印发 */
    struct gaz_date issued, printed; /* the same dates as numbers; year 0: none */
    enum gaz_footer_place footer_place;
    const struct gaz_yaml *overrides; /* 版面: style values of this document; NULL */
    enum gaz_run_on run_on;
    const struct gaz_correction *corrections;
    uint32_t n_corrections;
    const struct gaz_part *parts;
    uint32_t n_parts;
    uint32_t n_heads; /* blocks that have a number as heads */
};

/* ---- the issue */

struct gaz_column {
    struct gaz_text name, english_name;
    enum gaz_run_on run_on;
    uint32_t first_doc, n_docs; /* in gaz_issue.docs */
};

/* What is said of the printing, on 封底 and where else the style has it. */
enum gaz_imprint {
    GAZ_IMPRINT_LICENCE, /* 准印证号 */
    GAZ_IMPRINT_SERIAL,  /* 刊号 */
    GAZ_IMPRINT_COPIES,  /* 印数 */
    GAZ_IMPRINT_READERS, /* 发送对象 */
    GAZ_IMPRINT_PRINTER, /* 承印 */
    GAZ_IMPRINT_PRICE,   /* 定价 */
    GAZ_N_IMPRINTS
};

/* What a house calls an issue: 第5期（总第128期）, 第5号（总号：128）. */
enum gaz_issue_word { GAZ_CALLED_QI, GAZ_CALLED_HAO };

struct gaz_issue {
    enum gaz_issue_word word;        /* of the printed view; 期 in what a reader gives */
    struct gaz_arena *arena;         /* owns everything here */
    const char *folder;              /* as the user named it */
    const struct gaz_source *source; /* issue.yaml */
    struct gaz_text name, pinyin, english_name;
    int year;
    struct gaz_span year_span, number_span, total_span, published_span;
    struct gaz_numbers number, total; /* 期: is_extra: 增刊; 总期: is_extra: none */
    struct gaz_dated published;
    struct gaz_text sponsor, english_sponsor, supervisor; /* 主办, 英文主办, 主管 */
    struct gaz_text imprint[GAZ_N_IMPRINTS];
    const char *style; /* 样式 */
    struct gaz_span style_span;
    struct gaz_pairs board, contacts; /* 编辑委员会, 联系方式 */
    const struct gaz_column *columns;
    uint32_t n_columns;
    const struct gaz_doc *docs;
    uint32_t n_docs;
    const struct gaz_doc *about; /* 简介: a part of blocks, its title in parts[0].title; NULL */
    int first_page;              /* number of the cover */
};

/* How it is called; each is freed with g_free. 第5期, 第5—6期 (合刊), 增刊1; 总第128—129期, or ""; both with
 * the year: 2024年第5—6期（总第128—129期）. */
char *gaz_issue_ordinal(const struct gaz_issue *issue);
char *gaz_issue_total(const struct gaz_issue *issue);
/* Issue No. 5–6, Supplement No. 1 */
char *gaz_issue_english(const struct gaz_issue *issue);
char *gaz_issue_called(const struct gaz_issue *issue);
/* The numbers alone: 5, 5—6 with that dash; "" for none. */
char *gaz_numbers_text(struct gaz_numbers numbers, const char *dash);

/* In ideographs, freed with g_free: 2023 二〇二三; 24 二十四, from 100 on figure by figure. */
char *gaz_han_digits(int number);
char *gaz_han_number(int number);

/* ---- the order */

/* What a document prints, piece by piece: a piece is what is set together. */
enum gaz_piece_kind {
    GAZ_PIECE_COLUMN,     /* the name of the 栏目 that begins here */
    GAZ_PIECE_LETTERHEAD, /* 版头: 发文机关标志, 文件, 发文字号 */
    GAZ_PIECE_TITLE,
    GAZ_PIECE_NUMBER, /* below the title: of a notice without 版头 */
    GAZ_PIECE_SUBTITLE,
    GAZ_PIECE_ADDRESSEES,
    GAZ_PIECE_BLOCK,           /* of a part */
    GAZ_PIECE_ATTACHMENT_LIST, /* 附件说明: automatic, given or none */
    GAZ_PIECE_ATTENDANCE,      /* 出席, 请假, 缺席, 列席 */
    GAZ_PIECE_SIGNATURE,       /* 署名, 成文日期, 附注 */
    GAZ_PIECE_PART,   /* a later part begins: its label, title and 题注; of a 简介 the only one */
    GAZ_PIECE_FOOTER, /* 版记: 主送, 抄送, 印发机关, 印发日期 */
};

struct gaz_piece {
    enum gaz_piece_kind kind;
    const struct gaz_part *part; /* BLOCK, PART; of ATTACHMENT_LIST where a mark asks for it */
    const struct gaz_block *block;
    const struct gaz_figure *figure; /* BLOCK: of a text of a figure: its caption, its number; else NULL */
};

/* The sources of an issue: issue.yaml, the documents in their order, 简介. */
static inline uint32_t gaz_issue_n_sources(const struct gaz_issue *issue) {
    return issue->n_docs + 2;
}

/* NULL: there is none, or it could not be read. */
static inline const struct gaz_source *gaz_issue_source(const struct gaz_issue *issue, uint32_t n) {
    if (n == 0) return issue->source;
    if (n <= issue->n_docs) return issue->docs[n - 1].source;
    return issue->about ? issue->about->source : NULL;
}

static inline const struct gaz_source *gaz_issue_source_of(const struct gaz_issue *issue, const char *path) {
    for (uint32_t i = 0; i < gaz_issue_n_sources(issue); i++) {
        const struct gaz_source *source = gaz_issue_source(issue, i);
        if (source && strcmp(source->path, path) == 0) return source;
    }
    return NULL;
}

/* Where a document is, when something is said of the whole: at its title, else at its mark. */
static inline struct gaz_span gaz_doc_place(const struct gaz_doc *doc) {
    struct gaz_text mark = doc->letterhead.n ? doc->letterhead.texts[0] : doc->number;
    return gaz_text_span(doc->title.n ? doc->title : mark);
}

/* Whether 发文字号 stands below the title, as a notice without 版头 has it, or any where the house says so.
 */
static inline bool gaz_doc_numbers_title(const struct gaz_doc *doc) {
    return doc->numbers_below || (doc->form == GAZ_FORM_NOTICE && doc->letterhead.n == 0);
}

/* Visits the pieces of one document in printing order; those that a document does not have come empty. The
 * one place that knows this order: layout sets by it, the self-check proves by it. */
typedef void gaz_piece_visitor(void *context, const struct gaz_doc *doc, struct gaz_piece piece);
void gaz_doc_pieces(const struct gaz_doc *doc, gaz_piece_visitor *visit, void *context);

/* Every picture of a document once, in printing order. */
typedef void gaz_figure_visitor(void *context, const struct gaz_figure *figure);
void gaz_doc_figures(const struct gaz_doc *doc, gaz_figure_visitor *visit, void *context);

/* The title that the contents have, with the editor's breaks. */
static inline struct gaz_text gaz_doc_contents_title(const struct gaz_doc *doc) {
    return doc->contents_title.n ? doc->contents_title : doc->title;
}

/* The pieces text by text, each text that is not empty once. The list of attachments that is made
 * automatically is a copy and is not visited. */
typedef void gaz_text_visitor(void *context, struct gaz_piece piece, struct gaz_text text);
void gaz_doc_texts(const struct gaz_doc *doc, gaz_text_visitor *visit, void *context);

#endif
