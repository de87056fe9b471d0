/* watch.c: the door: word of a save, the issue set anew, the browsers told. All in one thread: nobody
 * waits for a setting but who wants its result. What takes longer and may come later (what is found in the
 * text, what changed, where marks lie now) is done aside. */
#include "watch/watch.h"
#include "watch/address.h"
#include "watch/aside.h"
#include "watch/folder.h"
#include "watch/resident.h"
#include "watch/server.h"
#include "watch/starter.h"

#include "base/diag/diag.h"
#include "base/file/file.h"

#include <glib-unix.h>

#include <string.h>

enum {
    STILL = 250,         /* milliseconds after the last save before what costs more is looked for */
    TROUBLE_WAITS = 120, /* before a complaint is shown, for an editor may be in the middle of a save */
    MOST_KEPT = 16,      /* messages, for a browser that was away for a moment */
    MOST_KEPT_BYTES = 16 << 20,
};

struct gaz_watch {
    char *folder;
    bool opens, polls;
    struct gaz_address address;
    struct gaz_starter *starter;
};

struct kept {
    uint32_t version; /* that it leads to */
    GBytes *event;
};

struct run {
    struct gaz_watch *watch;
    const struct gaz_watch_job *job;
    struct gaz_diags *diags;
    struct gaz_resident resident;
    struct gaz_folder *folder;
    struct gaz_server *server;
    GQueue kept; /* struct kept, rising by one */
    gsize kept_bytes;
    guint lists_timer, trouble_timer, twin;
    struct gaz_aside *lists; /* who makes them */
    bool is_trouble_shown;
    gint64 noticed;
    GMainLoop *loop;
};

/* ---- opening */

struct gaz_watch *gaz_watch_open(const struct gaz_watch_wish *wish, struct gaz_diags *diags) {
    struct gaz_watch *watch = g_new0(struct gaz_watch, 1);
    watch->folder = g_strdup(wish->folder);
    watch->opens = wish->opens;
    watch->polls = wish->polls;
    watch->address = (struct gaz_address){.listener = -1, .twin = -1};
    if (!g_file_test(wish->folder, G_FILE_TEST_IS_DIR))
        gaz_issue_free(gaz_issue_read(wish->folder, diags)); /* says what is wrong */
    else if ((watch->starter = gaz_starter_new(wish->folder, wish->editor, wish->opens, diags)) &&
             gaz_address_take(&watch->address, wish->folder, wish->port, diags))
        return watch;
    gaz_watch_close(watch);
    return NULL;
}

void gaz_watch_close(struct gaz_watch *watch) {
    if (!watch) return;
    gaz_starter_free(watch->starter);
    gaz_address_clear(&watch->address);
    g_free(watch->folder);
    g_free(watch);
}

const char *gaz_watch_address(const struct gaz_watch *watch) {
    return watch->address.text;
}

/* ---- what browsers are told */

static void send(struct run *run, const char *name, const char *json) {
    GBytes *event = gaz_event_new(name, 0, json);
    gaz_server_send(run->server, event);
    g_bytes_unref(event);
}

static void forget_first(struct run *run) {
    struct kept *first = g_queue_pop_head(&run->kept);
    run->kept_bytes -= g_bytes_get_size(first->event);
    g_bytes_unref(first->event);
    g_free(first);
}

static void keep(struct run *run, GBytes *event) {
    struct kept *last = g_new(struct kept, 1);
    *last = (struct kept){run->resident.version, g_bytes_ref(event)};
    g_queue_push_tail(&run->kept, last);
    run->kept_bytes += g_bytes_get_size(event);
    while (g_queue_get_length(&run->kept) > MOST_KEPT || run->kept_bytes > MOST_KEPT_BYTES)
        forget_first(run);
}

static void forget_all(struct run *run) {
    while (!g_queue_is_empty(&run->kept))
        forget_first(run);
}

static char *trouble_of(const struct run *run) {
    return g_strdup_printf("{\"trouble\":%s}", run->resident.trouble->str);
}

static void send_trouble(struct run *run) {
    g_autofree char *trouble = trouble_of(run);
    run->is_trouble_shown = strcmp(run->resident.trouble->str, "[]") != 0;
    send(run, "trouble", trouble);
}

static gboolean send_trouble_later(void *data) {
    struct run *run = data;
    run->trouble_timer = 0;
    send_trouble(run);
    return G_SOURCE_REMOVE;
}

static char *lists_of(const struct run *run) {
    return g_strdup_printf("{%s}", run->resident.lists->str);
}

/* ---- in the process that makes lists: it has a resident of its own */

static void enter_aside(void *context) {
    struct run *run = context;
    run->resident.is_unseen = true;
    gaz_starter_free(run->watch->starter);
    gaz_address_clear(&run->watch->address);
}

static void say_nothing(void *context, struct gaz_diags *diags) {
    (void)context;
    (void)diags;
}

static void make_lists(void *context, GString *out) {
    struct run *run = context;
    struct gaz_rebuild rebuild = gaz_resident_rebuild(&run->resident, say_nothing, NULL);
    gaz_resident_forget(&run->resident);
    if (rebuild.is_good)
        run->job->add_lists(run->job->context, run->resident.gazette, run->resident.diags, out);
}

/* ---- in ours */

static void take_lists(void *context, const GString *text) {
    struct run *run = context;
    if (text->len == 0) return; /* it met a save that is in the middle */
    g_string_assign(run->resident.lists, text->str);
    run->resident.n_lists++;
    g_autofree char *lists = lists_of(run);
    send(run, "lists", lists);
}

static gboolean begin_lists(void *data) {
    struct run *run = data;
    run->lists_timer = 0;
    gaz_aside_ask(run->lists);
    return G_SOURCE_REMOVE;
}

static void stop(guint *timer) {
    if (*timer) g_source_remove(*timer);
    *timer = 0;
}

/* ---- a browser begins to listen */

static bool send_since(const struct run *run, struct gaz_listener *listener, uint32_t since) {
    const struct kept *first = g_queue_peek_head((GQueue *)&run->kept);
    if (since == run->resident.version) return true;
    if (since > run->resident.version || !first || first->version > since + 1) return false;
    for (const GList *at = run->kept.head; at; at = at->next) {
        const struct kept *one = at->data;
        if (one->version > since) gaz_listener_send(listener, one->event);
    }
    return true;
}

static void send_one(struct gaz_listener *listener, const char *name, const char *json) {
    GBytes *event = gaz_event_new(name, 0, json);
    gaz_listener_send(listener, event);
    g_bytes_unref(event);
}

static void greet(void *context, struct gaz_listener *listener, struct gaz_shown shown) {
    const struct run *run = context;
    if (!send_since(run, listener, shown.version)) {
        send_one(listener, "whole", "{}");
        return;
    }
    g_autofree char *trouble = trouble_of(run), *lists = lists_of(run);
    send_one(listener, "trouble", trouble);
    if (shown.lists != run->resident.n_lists) send_one(listener, "lists", lists);
}

static GString *make_data(void *context) {
    return gaz_resident_data(&((struct run *)context)->resident);
}

static GString *make_page(void *context) {
    const struct run *run = context;
    GString *data = make_data(context);
    const struct gaz_gazette *gazette = run->resident.gazette;
    const char *title = gazette ? gazette->pages->title : NULL;
    GString *page = gaz_web_live_file(title ? title : run->job->name, data->str);
    g_string_free(data, TRUE);
    return page;
}

static bool open_place(void *context, const char *file, uint32_t line, uint32_t column) {
    const struct run *run = context;
    return g_hash_table_contains(run->resident.paths, file) &&
           gaz_starter_open(run->watch->starter, file, line, column);
}

/* ---- a save */

static void tell_terminal(const struct run *run, uint32_t n_new, struct gaz_diags *diags) {
    const struct gaz_gazette *gazette = run->resident.gazette;
    struct gaz_watch_news news = {.n_pages = gazette ? gazette->pages->n_pages : 0,
                                  .n_new = n_new,
                                  .took = g_get_monotonic_time() - run->noticed,
                                  .diags = diags};
    run->job->tell(run->job->context, &news);
}

static void take_bad(void *context, struct gaz_diags *diags) {
    tell_terminal(context, 0, diags);
}

static void send_pages(struct run *run, struct gaz_rebuild *rebuild) {
    if (rebuild->message) {
        GBytes *event = gaz_event_new("pages", run->resident.version, rebuild->message->str);
        keep(run, event);
        gaz_server_send(run->server, event);
        g_bytes_unref(event);
        g_string_free(rebuild->message, TRUE);
    } else if (rebuild->is_whole) {
        forget_all(run);
        send(run, "whole", "{}");
    }
}

static void rebuild(struct run *run) {
    stop(&run->lists_timer);
    gaz_aside_drop(run->lists);
    stop(&run->trouble_timer);
    struct gaz_rebuild rebuild = gaz_resident_rebuild(&run->resident, take_bad, run);
    if (rebuild.is_good) {
        send_pages(run, &rebuild);
        if (rebuild.has_trouble || run->is_trouble_shown) send_trouble(run);
        tell_terminal(run, rebuild.n_new, run->resident.diags);
        gaz_resident_forget(&run->resident);
    } else {
        run->trouble_timer = g_timeout_add(TROUBLE_WAITS, send_trouble_later, run);
    }
    if (run->resident.gazette) run->lists_timer = g_timeout_add(STILL, begin_lists, run);
}

static void end(struct run *run) {
    gaz_report_file(run->diags, GAZ_D_WATCH_GONE, run->watch->folder, NULL);
    send(run, "end", "{\"words\":\"本期文件夹没有了，gongbao watch已经结束。\"}");
    g_main_loop_quit(run->loop);
}

static void take_word(void *context, enum gaz_folder_word word) {
    struct run *run = context;
    run->noticed = gaz_folder_noticed(run->folder);
    if (word == GAZ_FOLDER_GONE)
        end(run);
    else
        rebuild(run);
}

/* ---- running */

static gboolean tell_twin(int fd, GIOCondition condition, void *data) {
    (void)fd;
    (void)condition;
    gaz_address_tell(&((struct run *)data)->watch->address);
    return G_SOURCE_CONTINUE;
}

static void confine(void *context, const struct gaz_gazette *gazette) {
    const struct run *run = context;
    run->job->confine(run->job->context, gazette);
}

/* Where the styles of the program lie, which somebody may be working on. */
static void watch_styles(struct run *run) {
    g_autofree char *data = gaz_data_folder();
    g_autofree char *styles = data ? g_build_filename(data, "styles", NULL) : NULL;
    if (styles) gaz_folder_also(run->folder, styles);
}

static bool begin(struct run *run) {
    struct gaz_watch *watch = run->watch;
    struct gaz_server_job served = {&watch->address, make_page, make_data, open_place, greet, run};
    struct gaz_aside_job aside = {enter_aside, make_lists, take_lists, run};
    run->resident = (struct gaz_resident){.options = run->job->options,
                                          .name = run->job->name,
                                          .before = run->job->before,
                                          .has_editor = gaz_starter_has_editor(watch->starter),
                                          .confine = confine,
                                          .context = run};
    gaz_resident_begin(&run->resident);
    run->lists = gaz_aside_new(&aside); /* before there are connections, which are not its */
    run->server = gaz_server_new(&served);
    if (!run->server) {
        gaz_report_file(run->diags, GAZ_D_WATCH_NO_PORT, watch->folder, "0", "服务不能开始",
                        "the server cannot be begun");
        return false;
    }
    run->folder = gaz_folder_new(watch->folder, watch->polls, take_word, run);
    watch_styles(run);
    if (watch->address.twin >= 0) run->twin = g_unix_fd_add(watch->address.twin, G_IO_IN, tell_twin, run);
    return true;
}

static void finish(struct run *run) {
    stop(&run->lists_timer);
    gaz_aside_free(run->lists);
    stop(&run->trouble_timer);
    stop(&run->twin);
    gaz_folder_free(run->folder);
    gaz_server_free(run->server);
    forget_all(run);
    gaz_resident_clear(&run->resident);
}

void gaz_watch_run(struct gaz_watch *watch, const struct gaz_watch_job *job, struct gaz_diags *diags) {
    struct run run = {.watch = watch, .job = job, .diags = diags, .noticed = g_get_monotonic_time()};
    if (!begin(&run)) {
        finish(&run);
        return;
    }
    run.loop = g_main_loop_new(NULL, FALSE);
    rebuild(&run);
    if (watch->opens) gaz_starter_show(watch->starter, gaz_server_ticket(run.server));
    g_main_loop_run(run.loop);
    g_main_loop_unref(run.loop);
    finish(&run);
}
