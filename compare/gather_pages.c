/* gather_pages.c: a build from the display list. */
#include "compare/gather.h"

#include "base/process/arena.h"
#include "fonts/face.h"
#include "output/write.h"

static int64_t hundredths(gaz_len length) {
    return gaz_decimal_points(length, 2);
}

static const char *text_of(struct gaz_arena *arena, const struct gaz_char *chars, uint32_t n) {
    g_autoptr(GString) text = g_string_new(NULL);
    gaz_append_chars(text, chars, n);
    return gaz_arena_strndup(arena, text->str, text->len);
}

static void take_run(struct gaz_mark *mark, const struct gaz_glyph_run *run, struct gaz_arena *arena) {
    mark->face = gaz_arena_printf(arena, "%s#%d", run->face->file_name, run->face->index);
    mark->size = hundredths(run->size);
    mark->text = text_of(arena, run->chars, run->n_chars);
}

static void take_size(struct gaz_mark *mark, gaz_len width, gaz_len height) {
    mark->width = hundredths(width);
    mark->height = hundredths(height);
}

static void take_rule(struct gaz_mark *mark, const struct gaz_rule *rule, struct gaz_arena *arena) {
    take_size(mark, rule->width, rule->height);
    if (rule->n_chars > 0) mark->text = text_of(arena, rule->chars, rule->n_chars);
}

static void add_item(struct gaz_gathering *gathering, const struct gaz_pages *pages,
                     const struct gaz_item *item) {
    struct gaz_mark mark = {.kind = item->kind,
                            .x = hundredths(item->x),
                            .y = hundredths(item->y),
                            .turn = item->turn & 3,
                            .line = item->line,
                            .furniture = gaz_item_is_furniture(pages, item)};
    switch (item->kind) {
    case GAZ_ITEM_GLYPHS:
        take_run(&mark, &item->as.glyphs, gathering->scratch);
        mark.colour = pages->inks[item->as.glyphs.ink].screen;
        break;
    case GAZ_ITEM_RULE:
        take_rule(&mark, &item->as.rule, gathering->scratch);
        mark.colour = pages->inks[item->as.rule.ink].screen;
        break;
    case GAZ_ITEM_IMAGE:
        take_size(&mark, item->as.image.width, item->as.image.height);
        mark.face = item->as.image.name ? item->as.image.name : "-";
        break;
    case GAZ_ITEM_LINK:
        take_size(&mark, item->as.link.width, item->as.link.height);
        break;
    }
    gaz_gather_mark(gathering, &mark);
}

void gaz_gather_from_pages(struct gaz_gathering *gathering, const struct gaz_pages *pages) {
    for (uint32_t i = 0; i < pages->n_pages; i++) {
        const struct gaz_page *page = &pages->pages[i];
        gaz_gather_page(gathering, (struct gaz_page_head){page->number, hundredths(page->width),
                                                          hundredths(page->height), page->turned});
        for (uint32_t k = 0; k < page->n_items; k++)
            add_item(gathering, pages, &page->items[k]);
    }
    for (uint32_t i = 0; i < pages->n_outline; i++) {
        const struct gaz_outline *entry = &pages->outline[i];
        const struct gaz_target *target = &pages->targets[entry->target];
        gaz_gather_bookmark(gathering, &(struct gaz_bookmark){entry->level, entry->title ? entry->title : "",
                                                              target->page, hundredths(target->x),
                                                              hundredths(target->y)});
    }
}
