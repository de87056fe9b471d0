/* doc_dump.c: the golden dump of the model, one fact a line.
 *
 *     title "甲\n乙" @3:3+1,3:4-,4:3+1
 *
 * A text is followed by its characters' places: runs of characters that stand side by side in the source,
 * each as line:column+count; `-+count` are generated ones. Then the attributes, each with the runs of
 * characters (from 0) that have it. Empty members are left out.
 */
#include "input/input.h"

#include "base/text/text.h"

#include <glib.h>

struct dump {
    FILE *out;
    int indent;
};

static void begin(const struct dump *d, const char *role) {
    fprintf(d->out, "%*s%s", d->indent * 2, "", role);
}

static void put_quoted(const struct dump *d, const char *utf8) {
    fputc('"', d->out);
    for (const char *p = utf8; *p; p++) {
        if (*p == '\n')
            fputs("\\n", d->out);
        else if (*p == '"' || *p == '\\')
            fprintf(d->out, "\\%c", *p);
        else
            fputc(*p, d->out);
    }
    fputc('"', d->out);
}

/* ---- texts */

static bool goes_on(struct gaz_text text, uint32_t i) {
    uint32_t last = text.chars[i - 1].offset, next = text.chars[i].offset;
    if (last == GAZ_NOWHERE || next == GAZ_NOWHERE) return last == next;
    const char *at = text.source->text + last;
    return text.source->text + next == g_utf8_next_char(at);
}

static void put_places(const struct dump *d, struct gaz_text text) {
    for (uint32_t i = 0, n; i < text.n; i += n) {
        for (n = 1; i + n < text.n && goes_on(text, i + n);)
            n++;
        fputs(i ? "," : " @", d->out);
        if (text.chars[i].offset == GAZ_NOWHERE) {
            fprintf(d->out, "-+%u", n);
        } else {
            struct gaz_place place = gaz_source_place(text.source, text.chars[i].offset);
            fprintf(d->out, "%u:%u+%u", place.line, place.column, n);
        }
    }
}

static void put_attribute(const struct dump *d, struct gaz_text text, unsigned attr, const char *name) {
    bool first = true;
    for (uint32_t i = 0; i < text.n; i++) {
        if (!(text.chars[i].attrs & attr)) continue;
        uint32_t end = i;
        while (end < text.n && text.chars[end].attrs & attr)
            end++;
        fprintf(d->out, "%s%s%u+%u", first ? " " : ",", first ? name : "", i, end - i);
        first = false;
        i = end;
    }
}

static void put_text(const struct dump *d, struct gaz_text text) {
    static const char *const names[] = {"strong ", "em ",  "blank ",  "to-margin ", "label ",   "run-in ",
                                        "sup ",    "sub ", "joined ", "line-set ",  "page-set "};
    char *utf8 = gaz_text_to_utf8(text);
    put_quoted(d, utf8);
    g_free(utf8);
    put_places(d, text);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        put_attribute(d, text, 1u << i, names[i]);
    put_attribute(d, text, GAZ_MOST_LOST_LINES << GAZ_LOST_SHIFT, "lost-before ");
}

static void text_line(const struct dump *d, const char *role, struct gaz_text text) {
    if (text.n == 0) return;
    begin(d, role);
    fputc(' ', d->out);
    put_text(d, text);
    fputc('\n', d->out);
}

static void texts_lines(const struct dump *d, const char *role, struct gaz_texts texts) {
    for (uint32_t i = 0; i < texts.n; i++)
        text_line(d, role, texts.texts[i]);
}

/* ---- tables */

static void put_width(const struct dump *d, struct gaz_width width) {
    static const char *const units[] = {"auto", "um", "permille", "milli-zi"};
    fprintf(d->out, " %s", units[width.unit]);
    if (width.unit != GAZ_WIDTH_AUTO) fprintf(d->out, " %d", width.value);
}

static void dump_figure(struct dump *d, const struct gaz_figure *figure) {
    static const char *const kinds[] = {"none", "svg", "png", "jpeg"};
    begin(d, figure->is_formula ? "formula" : "figure");
    fprintf(d->out, " %s %s natural %dx%d width", figure->path, kinds[figure->kind], figure->natural_width,
            figure->natural_height);
    put_width(d, figure->width);
    if (figure->may_turn) fputs(" may-turn", d->out);
    const struct gaz_text *text = figure->is_formula ? &figure->number : &figure->caption;
    if (text->n > 0) fputc(' ', d->out);
    if (text->n > 0) put_text(d, *text);
    fputc('\n', d->out);
    if (!figure->alternative) return;
    d->indent++;
    begin(d, "alternative ");
    put_quoted(d, figure->alternative);
    fputc('\n', d->out);
    d->indent--;
}

/* One figure is a line; those side by side stand under one. */
static void dump_figures(struct dump *d, const struct gaz_figure *figures, uint32_t n) {
    if (n > 1) {
        begin(d, "figures");
        fprintf(d->out, " %u\n", n);
        d->indent++;
    }
    for (uint32_t i = 0; i < n; i++)
        dump_figure(d, &figures[i]);
    d->indent -= n > 1;
}

static void dump_cell(struct dump *d, const struct gaz_cell *cell) {
    static const char *const aligns[] = {"", " left", " center", " right", " decimal"};
    static const char *const valigns[] = {"", " top", " middle", " bottom"};
    begin(d, "cell");
    fprintf(d->out, " %u,%u", cell->row, cell->column);
    if (cell->row_span > 1 || cell->column_span > 1)
        fprintf(d->out, " span %ux%u", cell->row_span, cell->column_span);
    static const char *const parts[] = {"", " label", " name", " post"};
    fprintf(d->out, "%s%s%s%s%s%s ", parts[cell->part], cell->runs_on ? " runs-on" : "",
            cell->is_head ? " head" : "", cell->is_vertical ? " vertical" : "", aligns[cell->align],
            valigns[cell->valign]);
    put_text(d, cell->text);
    fputc('\n', d->out);
    d->indent++;
    for (uint32_t i = 0; i < cell->n_figures; i++)
        dump_figure(d, &cell->figures[i]);
    d->indent--;
}

static void put_names(struct dump *d, struct gaz_names names) {
    static const char *const orders[] = {"", " by-row", " by-column"};
    fprintf(d->out, " names %u%s%s", names.n_columns, orders[names.order], names.has_posts ? " posts" : "");
}

static void put_own(struct dump *d, const struct gaz_table *table) {
    static const char *const units[] = {"", "mm", "磅", "字", "行"};
    for (int i = 0; i < GAZ_N_TABLE_VALUES; i++) {
        const struct gaz_measure *measure = &table->own[i].measure;
        if (!table->own[i].span.source) continue;
        fprintf(d->out, " %s %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "%s",
                gaz_table_value_name((enum gaz_table_value)i), measure->numerator, measure->denominator,
                units[measure->unit]);
    }
}

static void dump_table(struct dump *d, const struct gaz_table *table) {
    begin(d, "table");
    fprintf(d->out, " %ux%u head %u%s%s%s", table->n_rows, table->n_columns, table->n_header_rows,
            table->classes & GAZ_TABLE_TURNED ? " turned" : "",
            table->classes & GAZ_TABLE_BORDERLESS ? " borderless" : "",
            table->classes & GAZ_TABLE_THREE_RULE ? " three-rule" : "");
    if (table->classes & GAZ_TABLE_NAMES) put_names(d, table->names);
    fputs(" widths", d->out);
    for (uint32_t i = 0; i < table->n_columns; i++)
        put_width(d, table->widths[i]);
    for (uint32_t i = 0; i < table->n_cuts; i++)
        fprintf(d->out, "%s%u", i ? "," : " cuts ", table->cuts[i].row);
    put_own(d, table);
    fputc('\n', d->out);
    d->indent++;
    text_line(d, "caption", table->caption);
    text_line(d, "unit", table->unit);
    for (uint32_t i = 0; i < table->n_cells; i++)
        dump_cell(d, &table->cells[i]);
    for (uint32_t i = 0; i < table->notes.n; i++)
        text_line(d, "table-note", table->notes.texts[i]);
    d->indent--;
}

/* ---- blocks */

static void dump_text_block(const struct dump *d, const struct gaz_block *block) {
    static const char *const kinds[] = {"paragraph",      "heading", "book",           "subbook",
                                        "chapter",        "section", "subsection",     "contents-title",
                                        "contents-entry", "",        "attachment-list"};
    static const char *const aligns[] = {"", " left", " center", " right"};
    begin(d, kinds[block->kind]);
    if (block->level > 0) fprintf(d->out, " level %u", block->level);
    fprintf(d->out, "%s%s%s%s ", aligns[block->align], block->is_numbered ? " numbered" : "",
            block->is_provision ? " provision" : "", block->is_heading_only ? " heading-only" : "");
    if (block->names) fprintf(d->out, "names %u ", block->names);
    if (block->n_lines) fprintf(d->out, "lines %+d ", block->n_lines);
    put_text(d, block->text);
    if (block->last_line.source) fputs(" last-line-set", d->out);
    fputc('\n', d->out);
}

static void dump_mark(const struct dump *d, const char *what, const struct gaz_block *block) {
    struct gaz_place place = gaz_source_place(block->span.source, block->span.begin);
    begin(d, what);
    if (block->n_pages > 0) fprintf(d->out, " %u", block->n_pages);
    if (block->n_lost > 0) fprintf(d->out, " %u", block->n_lost);
    fprintf(d->out, " @%u:%u\n", place.line, place.column);
}

static void dump_block(struct dump *d, const struct gaz_block *block) {
    switch (block->kind) {
    case GAZ_BLOCK_PARAGRAPH:
    case GAZ_BLOCK_HEADING:
    case GAZ_BLOCK_BOOK:
    case GAZ_BLOCK_SUBBOOK:
    case GAZ_BLOCK_CHAPTER:
    case GAZ_BLOCK_SECTION:
    case GAZ_BLOCK_SUBSECTION:
    case GAZ_BLOCK_CONTENTS_TITLE:
    case GAZ_BLOCK_CONTENTS_ENTRY:
    case GAZ_BLOCK_ATTACHMENT_LIST:
        dump_text_block(d, block);
        break;
    case GAZ_BLOCK_CONTENTS_HERE:
        dump_mark(d, "contents-here", block);
        break;
    case GAZ_BLOCK_ATTACHMENT_LIST_HERE:
        dump_mark(d, "attachment-list-here", block);
        break;
    case GAZ_BLOCK_TABLE:
        dump_table(d, block->table);
        break;
    case GAZ_BLOCK_FIGURE:
        dump_figures(d, block->figures, block->n_figures);
        break;
    case GAZ_BLOCK_PAGE_BREAK:
        dump_mark(d, "page-break", block);
        break;
    case GAZ_BLOCK_MISSING_PAGES:
        dump_mark(d, "missing-pages", block);
        break;
    case GAZ_BLOCK_PAGE_END:
        dump_mark(d, "page-end", block);
        break;
    case GAZ_BLOCK_LOST_LINES:
        dump_mark(d, "lost-lines", block);
        break;
    }
}

static void dump_block_with_notes(struct dump *d, const struct gaz_block *block) {
    dump_block(d, block);
    for (uint32_t i = 0; i < block->n_notes; i++) {
        begin(d, "footnote");
        fprintf(d->out, " %u ", block->notes[i].number);
        put_text(d, block->notes[i].text);
        fputc('\n', d->out);
    }
}

static void dump_part(struct dump *d, const struct gaz_part *part) {
    static const char *const kinds[] = {"body", "instrument", "attachment"};
    begin(d, "part");
    fprintf(d->out, " %s%s\n", kinds[part->kind], part->has_provisions ? " provisions" : "");
    d->indent++;
    text_line(d, "label", part->label);
    text_line(d, "title", part->title);
    text_line(d, "subtitle", part->subtitle);
    for (uint32_t i = 0; i < part->n_blocks; i++)
        dump_block_with_notes(d, &part->blocks[i]);
    d->indent--;
}

/* ---- documents and the issue */

static void dump_date(const struct dump *d, const char *role, struct gaz_date date) {
    if (date.year == 0) return;
    begin(d, role);
    fprintf(d->out, " %04d-%02d-%02d\n", date.year, date.month, date.day);
}

static void dump_attachment_list(const struct dump *d, const struct gaz_doc *doc) {
    static const char *const kinds[] = {"automatic", "none", "given"};
    begin(d, "attachment-list");
    fprintf(d->out, " %s\n", kinds[doc->attachment_list]);
    text_line(d, "given-attachment-list", doc->given_attachment_list);
}

static void dump_run_on(const struct dump *d, enum gaz_run_on run_on) {
    if (run_on == GAZ_RUN_ON_UNSAID) return;
    begin(d, "run-on");
    fprintf(d->out, " %s\n", run_on == GAZ_RUN_ON_YES ? "yes" : "no");
}

static void dump_form(const struct dump *d, enum gaz_form form) {
    if (form == GAZ_FORM_DOCUMENT) return;
    begin(d, "form");
    fprintf(d->out, " %s\n", gaz_form_names[form]);
}

static void dump_correction(const struct dump *d, const struct gaz_correction *one) {
    g_autofree char *number = gaz_numbers_text(one->number, "-");
    begin(d, "correction");
    fprintf(d->out, " year %d number %s%s page %d line %d\n", one->year,
            one->number.is_extra ? "supplement " : "", number, one->page, one->line);
    text_line(d, "wrong", one->wrong);
    text_line(d, "right", one->right);
}

static void dump_stamp(const struct dump *d, const struct gaz_figure *stamp) {
    begin(d, "stamp");
    fprintf(d->out, " %s ", stamp->path);
    put_quoted(d, stamp->alternative ? stamp->alternative : "");
    fputc('\n', d->out);
}

static void dump_front(const struct dump *d, const struct gaz_doc *doc) {
    dump_form(d, doc->form);
    texts_lines(d, "letterhead", doc->letterhead);
    text_line(d, "letterhead-suffix", doc->letterhead_suffix);
    text_line(d, "number", doc->number);
    text_line(d, "title", doc->title);
    text_line(d, "contents-title", doc->contents_title);
    text_line(d, "english-title", doc->english_title);
    text_line(d, "english-number", doc->english_number);
    texts_lines(d, "subject", doc->subjects);
    text_line(d, "subtitle", doc->subtitle);
    text_line(d, "addressees", doc->addressees);
    for (int i = 0; i < GAZ_N_ATTENDANCES; i++)
        text_line(d, "attendance", doc->attendance[i]);
    texts_lines(d, "signature", doc->signatures);
    for (uint32_t i = 0; i < doc->signatures.n; i++)
        if (doc->stamps[i].path) dump_stamp(d, &doc->stamps[i]);
    text_line(d, "date", doc->date);
    dump_date(d, "issued", doc->issued);
    text_line(d, "note", doc->note);
    dump_attachment_list(d, doc);
    text_line(d, "moved-addressees", doc->moved_addressees);
    text_line(d, "copies", doc->copies);
    text_line(d, "printer", doc->printer);
    text_line(d, "print-date", doc->print_date);
    dump_date(d, "printed", doc->printed);
    begin(d, "footer");
    fprintf(d->out, " %s\n", doc->footer_place == GAZ_FOOTER_AFTER_BODY ? "after-body" : "at-end");
    dump_run_on(d, doc->run_on);
    for (uint32_t i = 0; i < doc->n_corrections; i++)
        dump_correction(d, &doc->corrections[i]);
    if (!doc->overrides) return;
    begin(d, "overrides");
    fprintf(d->out, " %u\n", doc->overrides->n);
}

static void dump_doc(struct dump *d, const struct gaz_doc *doc, bool is_about) {
    begin(d, is_about ? "about" : "document");
    fprintf(d->out, " %s\n", doc->source->path);
    d->indent++;
    if (!is_about) dump_front(d, doc);
    for (uint32_t i = 0; i < doc->n_parts; i++)
        dump_part(d, &doc->parts[i]);
    d->indent--;
}

static void dump_pairs(const struct dump *d, const char *role, struct gaz_pairs pairs) {
    for (uint32_t i = 0; i < pairs.n; i++) {
        begin(d, role);
        fputc(' ', d->out);
        put_text(d, pairs.pairs[i].label);
        fputc(' ', d->out);
        put_text(d, pairs.pairs[i].value);
        fputc('\n', d->out);
    }
}

static void dump_manifest(const struct dump *d, const struct gaz_issue *issue) {
    text_line(d, "name", issue->name);
    text_line(d, "pinyin", issue->pinyin);
    text_line(d, "english-name", issue->english_name);
    begin(d, "year");
    g_autofree char *number = gaz_numbers_text(issue->number, "-");
    g_autofree char *total = gaz_numbers_text(issue->total, "-");
    fprintf(d->out, " %d number %s%s total %s first-page %d style %s\n", issue->year,
            issue->number.is_extra ? "supplement " : "", *number ? number : "0", *total ? total : "0",
            issue->first_page, issue->style);
    dump_date(d, "published", issue->published.date);
    text_line(d, "sponsor", issue->sponsor);
    text_line(d, "english-sponsor", issue->english_sponsor);
    text_line(d, "supervisor", issue->supervisor);
    dump_pairs(d, "board", issue->board);
    dump_pairs(d, "contact", issue->contacts);
}

void gaz_issue_dump(const struct gaz_issue *issue, FILE *out) {
    struct dump d = {out, 1};
    fputs("issue\n", out);
    dump_manifest(&d, issue);
    for (uint32_t c = 0; c < issue->n_columns; c++) {
        const struct gaz_column *column = &issue->columns[c];
        begin(&d, "column");
        fprintf(out, " %u documents\n", column->n_docs);
        d.indent++;
        text_line(&d, "name", column->name);
        text_line(&d, "english-name", column->english_name);
        dump_run_on(&d, column->run_on);
        for (uint32_t i = 0; i < column->n_docs; i++)
            dump_doc(&d, &issue->docs[column->first_doc + i], false);
        d.indent--;
    }
    if (issue->about) dump_doc(&d, issue->about, true);
}
