/* order.c: key files of GLib. */
#include "archive/regenerate/order.h"

#include "archive/lock/matched.h"
#include "base/file/file.h"

#define GROUP "gongbao"

static char *name_of(const char *prefix, const char *ending) {
    return g_strconcat(prefix, ending, NULL);
}

static char *text_of(GKeyFile *file, const char *key) {
    char *text = g_key_file_get_string(file, GROUP, key, NULL);
    return text ? text : g_strdup("");
}

/* "pdf-0": of a kind */
static char *key_of(const char *name, int kind) {
    return g_strdup_printf("%s-%d", name, kind);
}

static void set_texts(GKeyFile *file, const char *name, const char *const *texts) {
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++) {
        g_autofree char *key = key_of(name, i);
        g_key_file_set_string(file, GROUP, key, texts[i]);
    }
}

static void read_texts(GKeyFile *file, const char *name, const char **texts) {
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++) {
        g_autofree char *key = key_of(name, i);
        texts[i] = text_of(file, key);
    }
}

static void free_texts(const char **texts) {
    for (int i = 0; i < GAZ_N_PDF_KINDS; i++)
        g_free((char *)texts[i]);
}

/* ---- order */

void gaz_order_write(const struct gaz_order *order, const char *prefix) {
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_key_file_set_string(file, GROUP, "program", order->program);
    g_key_file_set_string(file, GROUP, "input", order->input);
    set_texts(file, "pdf", order->pdfs);
    set_texts(file, "path", order->paths);
    g_key_file_set_boolean(file, GROUP, "locked", order->locked);
    g_key_file_set_boolean(file, GROUP, "split", order->split);
    g_autofree char *name = name_of(prefix, ".order");
    g_key_file_save_to_file(file, name, NULL); /* without an order everything is made */
}

void gaz_order_read(struct gaz_order *order, const char *prefix) {
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autofree char *name = name_of(prefix, ".order");
    g_key_file_load_from_file(file, name, G_KEY_FILE_NONE, NULL);
    *order = (struct gaz_order){.program = text_of(file, "program"),
                                .input = text_of(file, "input"),
                                .locked = g_key_file_get_boolean(file, GROUP, "locked", NULL),
                                .split = g_key_file_get_boolean(file, GROUP, "split", NULL)};
    read_texts(file, "pdf", order->pdfs);
    read_texts(file, "path", order->paths);
}

void gaz_order_clear(struct gaz_order *order) {
    g_free((char *)order->program);
    g_free((char *)order->input);
    free_texts(order->pdfs);
    free_texts(order->paths);
    *order = (struct gaz_order){0};
}

/* ---- receipt */

void gaz_receipt_write(const struct gaz_receipt *receipt, const char *prefix, struct gaz_diags *diags) {
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_key_file_set_boolean(file, GROUP, "kept", receipt->is_kept);
    g_key_file_set_integer(file, GROUP, "pages", (int)receipt->pages);
    g_key_file_set_integer(file, GROUP, "warnings", (int)receipt->warnings);
    g_key_file_set_integer(file, GROUP, "font-warnings", (int)receipt->font_warnings);
    g_key_file_set_integer(file, GROUP, "errors", (int)receipt->errors);
    g_key_file_set_integer(file, GROUP, "matched", (int)receipt->matched);
    g_key_file_set_string(file, GROUP, "input", receipt->input);
    set_texts(file, "pdf", (const char *const *)receipt->pdfs);
    gsize size = 0;
    g_autofree char *text = g_key_file_to_data(file, &size, NULL);
    g_autofree char *name = name_of(prefix, ".record");
    gaz_file_write(name, text, size, diags);
}

static unsigned count_of(GKeyFile *file, const char *key) {
    return (unsigned)MAX(g_key_file_get_integer(file, GROUP, key, NULL), 0);
}

bool gaz_receipt_read(struct gaz_receipt *receipt, const char *prefix) {
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autofree char *name = name_of(prefix, ".record");
    *receipt = (struct gaz_receipt){0};
    if (!g_key_file_load_from_file(file, name, G_KEY_FILE_NONE, NULL)) return false;
    receipt->is_kept = g_key_file_get_boolean(file, GROUP, "kept", NULL);
    receipt->pages = count_of(file, "pages");
    receipt->warnings = count_of(file, "warnings");
    receipt->font_warnings = count_of(file, "font-warnings");
    receipt->errors = count_of(file, "errors");
    receipt->matched = MIN(count_of(file, "matched"), GAZ_N_MATCHED - 1);
    receipt->input = text_of(file, "input");
    read_texts(file, "pdf", (const char **)receipt->pdfs);
    return true;
}

void gaz_receipt_clear(struct gaz_receipt *receipt) {
    g_free(receipt->input);
    free_texts((const char **)receipt->pdfs);
    *receipt = (struct gaz_receipt){0};
}
