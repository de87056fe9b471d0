/* shaped.c: making a shaped draft, and what of it is said to a person. */
#include "intake/shaped.h"

const char *gaz_front_name(enum gaz_front_key key) {
    static const char *const names[GAZ_N_FRONT_KEYS] = {
        [GAZ_FRONT_MARK] = "发文机关标志",   [GAZ_FRONT_NUMBER] = "发文字号",
        [GAZ_FRONT_TITLE] = "标题",          [GAZ_FRONT_SUBTITLE] = "题注",
        [GAZ_FRONT_ADDRESSEES] = "主送",     [GAZ_FRONT_SIGNATURE] = "署名",
        [GAZ_FRONT_DATE] = "成文日期",       [GAZ_FRONT_NOTE] = "附注",
        [GAZ_FRONT_COPIES] = "抄送",         [GAZ_FRONT_PRINTER] = "印发机关",
        [GAZ_FRONT_PRINT_DATE] = "印发日期", [GAZ_FRONT_PRESENT] = "出席",
        [GAZ_FRONT_EXCUSED] = "请假",        [GAZ_FRONT_ABSENT] = "缺席",
        [GAZ_FRONT_OBSERVING] = "列席"};
    return names[key];
}

static void free_chars(void *chars) {
    g_array_unref(chars);
}

static void free_block(void *data) {
    struct gaz_shaped_block *block = data;
    if (block->chars) g_array_unref(block->chars);
    g_free(block);
}

struct gaz_shaped *gaz_shaped_new(const struct gaz_draft *draft) {
    struct gaz_shaped *shaped = g_new0(struct gaz_shaped, 1);
    shaped->draft = draft;
    for (unsigned i = 0; i < GAZ_N_FRONT_KEYS; i++)
        shaped->front[i] = g_ptr_array_new_with_free_func(free_chars);
    shaped->blocks = g_ptr_array_new_with_free_func(free_block);
    return shaped;
}

void gaz_shaped_free(struct gaz_shaped *shaped) {
    if (!shaped) return;
    for (unsigned i = 0; i < GAZ_N_FRONT_KEYS; i++)
        g_ptr_array_unref(shaped->front[i]);
    g_ptr_array_unref(shaped->blocks);
    g_free(shaped);
}

static GArray *copied(const struct gaz_draft_block *block, guint begin, guint n) {
    GArray *chars = g_array_new(FALSE, FALSE, sizeof(struct gaz_draft_char));
    if (n > 0) g_array_append_vals(chars, gaz_draft_chars(block) + begin, n);
    return chars;
}

GArray *gaz_shaped_add_value(struct gaz_shaped *shaped, enum gaz_front_key key,
                             const struct gaz_draft_block *block, guint begin, guint n) {
    GArray *chars = copied(block, begin, n);
    g_ptr_array_add(shaped->front[key], chars);
    return chars;
}

struct gaz_shaped_block *gaz_shaped_add_block(struct gaz_shaped *shaped, enum gaz_shaped_kind kind,
                                              const struct gaz_draft_block *block) {
    struct gaz_shaped_block *made = g_new0(struct gaz_shaped_block, 1);
    made->kind = kind;
    made->block = block;
    if (block->chars) made->chars = copied(block, 0, block->chars->len);
    g_ptr_array_add(shaped->blocks, made);
    return made;
}

char *gaz_shaped_value(const struct gaz_shaped *shaped, enum gaz_front_key key) {
    const GPtrArray *texts = shaped->front[key];
    return texts->len > 0 ? gaz_draft_chars_utf8(g_ptr_array_index(texts, 0)) : NULL;
}
