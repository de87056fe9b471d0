/* order.c: key files of GLib. */
#include "archive/order.h"

#include "base/file.h"

#define GROUP "gongbao"

static char *name_of(const char *prefix, const char *ending) {
    return g_strconcat(prefix, ending, NULL);
}

static char *text_of(GKeyFile *file, const char *key) {
    char *text = g_key_file_get_string(file, GROUP, key, NULL);
    return text ? text : g_strdup("");
}

/* ---- order */

void gaz_order_write(const struct gaz_order *order, const char *prefix) {
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_key_file_set_string(file, GROUP, "input", order->input);
    g_key_file_set_string(file, GROUP, "pdf", order->pdf);
    g_key_file_set_string(file, GROUP, "path", order->path);
    g_key_file_set_boolean(file, GROUP, "locked", order->locked);
    g_autofree char *name = name_of(prefix, ".order");
    g_key_file_save_to_file(file, name, NULL); /* without an order everything is made */
}

void gaz_order_read(struct gaz_order *order, const char *prefix) {
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autofree char *name = name_of(prefix, ".order");
    g_key_file_load_from_file(file, name, G_KEY_FILE_NONE, NULL);
    *order = (struct gaz_order){text_of(file, "input"), text_of(file, "pdf"), text_of(file, "path"),
                                g_key_file_get_boolean(file, GROUP, "locked", NULL)};
}

void gaz_order_clear(struct gaz_order *order) {
    g_free((char *)order->input);
    g_free((char *)order->pdf);
    g_free((char *)order->path);
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
    g_key_file_set_string(file, GROUP, "input", receipt->input);
    g_key_file_set_string(file, GROUP, "pdf", receipt->pdf);
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
    receipt->input = text_of(file, "input");
    receipt->pdf = text_of(file, "pdf");
    return true;
}

void gaz_receipt_clear(struct gaz_receipt *receipt) {
    g_free(receipt->input);
    g_free(receipt->pdf);
    *receipt = (struct gaz_receipt){0};
}
