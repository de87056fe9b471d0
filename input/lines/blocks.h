/* blocks.h: a body in the making, what its readers append to. Inside input/ only. */
#ifndef GAZ_INPUT_LINES_BLOCKS_H
#define GAZ_INPUT_LINES_BLOCKS_H

#include "input/lines/pasted.h"
#include "input/reader.h"

/* what <!-- 表格 … --> said above a table that has not come yet */
struct gaz_table_own {
    struct gaz_own_measure values[GAZ_N_TABLE_VALUES];
    struct gaz_span span; /* no source: there is none */
    uint32_t at;          /* blocks of the part before it */
};

struct gaz_body {
    struct gaz_reader *reader;
    struct gaz_doc *doc;    /* whose body it is: its front matter has been read */
    bool is_about;          /* the 简介: a # line is its title */
    struct gaz_part *parts; /* the last one is being filled */
    uint32_t n_parts;
    size_t parts_capacity;
    struct gaz_block *blocks; /* of the last part */
    uint32_t n_blocks;
    size_t blocks_capacity;
    struct gaz_note *notes; /* of the last part, in the order of the source */
    uint32_t n_notes;
    size_t notes_capacity;
    enum gaz_by_hand hand; /* the mark that the next block has above it */
    struct gaz_span hand_span;
    struct gaz_names names; /* what <!-- 名单 --> said */
    struct gaz_table_own table_own;
    int n_lines; /* what <!-- 加一行 --> and <!-- 减一行 --> above the next paragraph say */
    struct gaz_span n_lines_span;
    uint32_t n_heads; /* of the document so far */
    bool in_contents; /* 目录 was read, and nothing since that is no line of it */
    guint first_mark; /* of the last part, in the reader's note_marks */
    uint32_t at;      /* offset of the line that is read next */
    struct gaz_pasted pasted;
};

/* A block of this kind that spans [begin, end); the rest of it is to be filled. Valid until
 * the next is added. */
struct gaz_block *gaz_body_add_block(struct gaz_body *body, enum gaz_block_kind kind, uint32_t begin,
                                     uint32_t end);

/* Source bytes that turned out wrong, as a paragraph of their own. */
void gaz_body_add_wrong(struct gaz_body *body, uint32_t begin, uint32_t end);

/* body/parts.c: a `# ` line whose text is [begin, end) begins a part; `line` is where its # stands. */
void gaz_part_begin(struct gaz_body *body, uint32_t line, uint32_t begin, uint32_t end);
struct gaz_part *gaz_part_add(struct gaz_body *body, enum gaz_part_kind kind);
void gaz_part_finish(struct gaz_body *body);

/* body/notes.c: whether the line [begin, end) begins a note's text; the text, which goes on to `end`; at
 * the end of a part its notes find their marks. */
bool gaz_note_begins(const struct gaz_source *source, uint32_t begin, uint32_t end);
void gaz_note_read(struct gaz_body *body, uint32_t begin, uint32_t line_end, uint32_t end);
void gaz_notes_resolve(struct gaz_body *body);

/* table/around.c: the tables of a part take in the paragraphs beside them that are theirs. */
void gaz_tables_gather(struct gaz_body *body);

/* comment.c: the comment at body->at; goes past it. */
void gaz_comment_read(struct gaz_body *body);

/* table/own.c: whether a comment is <!-- 表格 行距=1.2字 … -->, and how that is written; reads the one in
 * [begin, end); complains of one that no table came for. Gives a table what waits; complains when more stands
 * between the two than the n_taken blocks that are the table's title and unit. */
bool gaz_table_own_is_mark(const char *comment);
const char *gaz_table_own_form(void);
void gaz_table_own_read(struct gaz_body *body, uint32_t begin, uint32_t end);
void gaz_table_own_finish(struct gaz_body *body);
const struct gaz_table *gaz_table_own_give(struct gaz_body *body, const struct gaz_table *table);
void gaz_table_own_look(struct gaz_body *body, const struct gaz_table *table, uint32_t n_taken);

/* A mark above a paragraph that does not suit it is told of; NONE is no mark. */
void gaz_hand_refuse(struct gaz_body *body, enum gaz_by_hand hand, struct gaz_span span);
/* A mark that nothing followed is told of. */
void gaz_hand_finish(struct gaz_body *body);

/* body/structure.c: numbers give the blocks of a part their kinds and levels, and their characters the marks.
 */
void gaz_structure_apply(struct gaz_body *body, struct gaz_part *part);

#endif
