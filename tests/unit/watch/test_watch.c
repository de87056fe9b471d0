/* test_watch.c: what the parts of a watch answer: who is let in and what he gets, what is told to whom, the
 * saves of a folder, the editor's command. The watch as a whole: tests/run/command/watch.py. */
/* link: gaz_watch */
#include "tests/unit/check.h"
#include "tests/unit/said.h"

#include "watch/address.h"
#include "watch/aside.h"
#include "watch/folder.h"
#include "watch/server.h"
#include "watch/starter.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATIENCE = 20 }; /* seconds */

/* The main loop goes round until it is done; false: it is not. */
static bool wait_for(bool (*is_done)(void *context), void *context) {
    gint64 end = g_get_monotonic_time() + PATIENCE * G_USEC_PER_SEC;
    while (!is_done(context) && g_get_monotonic_time() < end)
        if (!g_main_context_iteration(NULL, FALSE)) g_usleep(500);
    return is_done(context);
}

/* ---- the token */

static void test_tokens(void **state) {
    (void)state;
    char one[GAZ_TOKEN_DIGITS + 1], other[GAZ_TOKEN_DIGITS + 1];
    assert_true(gaz_token_make(one) && gaz_token_make(other));
    assert_string_not_equal(one, other);
    assert_int_equal(strlen(one), GAZ_TOKEN_DIGITS);
    assert_int_equal(strspn(one, "0123456789abcdef"), GAZ_TOKEN_DIGITS);
    assert_true(gaz_token_is(one, one, GAZ_TOKEN_DIGITS));
    assert_false(gaz_token_is(one, other, GAZ_TOKEN_DIGITS));
    assert_false(gaz_token_is(one, one, GAZ_TOKEN_DIGITS - 1));
    assert_false(gaz_token_is(one, "", 0));
    for (int i = 0; i < GAZ_TOKEN_DIGITS; i++) {
        char spoiled[GAZ_TOKEN_DIGITS + 2];
        g_snprintf(spoiled, sizeof spoiled, "%s0", one);
        assert_false(gaz_token_is(one, spoiled, GAZ_TOKEN_DIGITS + 1));
        spoiled[i] ^= 1;
        assert_false(gaz_token_is(one, spoiled, GAZ_TOKEN_DIGITS));
    }
}

/* ---- the address */

static void test_addresses(void **state) {
    struct world *world = *state;
    struct gaz_address address, twin;
    assert_true(gaz_address_take(&address, world->folder, NULL, world->diags));
    char *text = g_strdup_printf("http://127.0.0.1:%u/%s/", address.port, address.token);
    assert_string_equal(address.text, text);
    char *port = g_strdup_printf("%u", address.port);
    char *other = g_dir_make_tmp("gongbao-test-XXXXXX", NULL);
    assert_false(gaz_address_take(&twin, other, port, world->diags));
    assert_true(said(world->diags, "[watch-port-used]"));
    gaz_address_clear(&twin);
    static const char *const none[] = {"65536", "-1", "x", "", "80 "};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
        struct gaz_diags *diags = gaz_diags_new();
        assert_false(gaz_address_take(&twin, other, none[i], diags));
        assert_true(said(diags, "[watch-port]"));
        gaz_address_clear(&twin);
        gaz_diags_free(diags);
    }
    gaz_address_clear(&address);
    assert_true(gaz_address_take(&address, other, port, world->diags)); /* it is free again */
    gaz_address_clear(&address);
    remove_tree(other);
    g_free(other);
    g_free(port);
    g_free(text);
}

/* what a second watch of the folder is told, by one that answers in another thread */
static gpointer answer_twin(gpointer data) {
    const struct gaz_address *address = data;
    for (int i = 0; i < PATIENCE * 1000 && address->port; i++) {
        gaz_address_tell(address);
        g_usleep(1000);
    }
    return NULL;
}

static void test_second_watch(void **state) {
    struct world *world = *state;
    struct gaz_address address, twin;
    assert_true(gaz_address_take(&address, world->folder, NULL, world->diags));
    struct gaz_address told = address;
    GThread *thread = g_thread_new(NULL, answer_twin, &told);
    assert_false(gaz_address_take(&twin, world->folder, NULL, world->diags));
    told.port = 0;
    g_thread_join(thread);
    assert_true(said(world->diags, "[watch-twice]"));
    assert_true(said(world->diags, address.text));
    gaz_address_clear(&twin);
    gaz_address_clear(&address);
    assert_true(gaz_address_take(&address, world->folder, NULL, world->diags));
    gaz_address_clear(&address);
}

/* ---- the server */

struct desk {
    struct gaz_address address;
    struct gaz_server *server;
    struct gaz_listener *listener; /* the last that was greeted */
    struct gaz_shown shown;
    GString *opened;
};

static GString *page(void *context) {
    (void)context;
    return g_string_new("<p>页");
}

static GString *data(void *context) {
    (void)context;
    return g_string_new("{\"a\":1}");
}

static bool open_place(void *context, const char *file, uint32_t line, uint32_t column) {
    struct desk *desk = context;
    g_string_printf(desk->opened, "%s:%u:%u", file, line, column);
    return strcmp(file, "01.md") == 0;
}

static void greet(void *context, struct gaz_listener *listener, struct gaz_shown shown) {
    struct desk *desk = context;
    desk->listener = listener;
    desk->shown = shown;
}

static struct desk *desk_new(struct world *world) {
    struct desk *desk = g_new0(struct desk, 1);
    assert_true(gaz_address_take(&desk->address, world->folder, NULL, world->diags));
    desk->opened = g_string_new(NULL);
    desk->server =
        gaz_server_new(&(struct gaz_server_job){&desk->address, page, data, open_place, greet, desk});
    assert_non_null(desk->server);
    return desk;
}

static void desk_free(struct desk *desk) {
    gaz_server_free(desk->server);
    gaz_address_clear(&desk->address);
    g_string_free(desk->opened, TRUE);
    g_free(desk);
}

/* a browser: a socket and what came */
struct browser {
    int fd;
    GString *came;
    const char *wanted; /* it waits for this; NULL: until the other end is closed */
    bool is_closed;
};

static bool read_more(void *context) {
    struct browser *browser = context;
    char bytes[4096];
    ssize_t n = recv(browser->fd, bytes, sizeof bytes, MSG_DONTWAIT);
    if (n > 0) g_string_append_len(browser->came, bytes, n);
    if (n == 0) browser->is_closed = true;
    return browser->is_closed || (browser->wanted && strstr(browser->came->str, browser->wanted));
}

static void browser_open(struct browser *browser, const struct desk *desk, const char *request) {
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons(desk->address.port)};
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    *browser =
        (struct browser){socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), g_string_new(NULL), NULL, false};
    assert_int_equal(connect(browser->fd, (struct sockaddr *)&name, sizeof name), 0);
    assert_int_equal(send(browser->fd, request, strlen(request), MSG_NOSIGNAL), (ssize_t)strlen(request));
}

static void browser_wait(struct browser *browser, const char *wanted) {
    browser->wanted = wanted;
    assert_true(wait_for(read_more, browser));
    if (wanted) assert_non_null(strstr(browser->came->str, wanted));
}

static void browser_close(struct browser *browser) {
    close(browser->fd);
    g_string_free(browser->came, TRUE);
}

/* $ stands for the token, % for the port. Freed with g_free. */
static char *filled(const struct desk *desk, const char *text, const char *more) {
    GString *out = g_string_new(NULL);
    for (; *text; text++) {
        if (*text == '$')
            g_string_append(out, desk->address.token);
        else if (*text == '%')
            g_string_append_printf(out, "%u", desk->address.port);
        else
            g_string_append_c(out, *text);
    }
    g_string_append(out, more);
    return g_string_free(out, FALSE);
}

static char *answer_to(struct desk *desk, const char *request, const char *headers) {
    char *begin = filled(desk, request, " HTTP/1.1\r\n"),
         *rest = filled(desk, headers, "Connection: close\r\n\r\n");
    char *whole = g_strconcat(begin, rest, NULL);
    struct browser browser;
    browser_open(&browser, desk, whole);
    browser_wait(&browser, NULL);
    char *answer = g_strdup(browser.came->str);
    browser_close(&browser);
    g_free(begin);
    g_free(rest);
    g_free(whole);
    return answer;
}

/* Whoever does not know the token gets 404, who is of another place 403, both with nothing in them. */
static void test_requests(void **state) {
    static const char ours[] = "Host: 127.0.0.1:%\r\n";
    static const struct {
        const char *request, *headers;
        int status;
        const char *body, *opened;
    } rows[] = {
        {"GET /$/", ours, 200, "<p>页", ""},
        {"GET /$/", "Host: localhost:%\r\n", 200, "<p>页", ""},
        {"GET /$/", "Host: 127.0.0.1:%\r\nSec-Fetch-Site: same-origin\r\nOrigin: http://127.0.0.1:%\r\n", 200,
         "<p>页", ""},
        {"GET /$/", "Host: 127.0.0.1:%\r\nSec-Fetch-Site: none\r\n", 200, "<p>页", ""},
        {"GET /$/data", ours, 200, "{\"a\":1}", ""},
        {"GET /$/other", ours, 404, "", ""},
        {"GET /$", ours, 404, "", ""},
        {"GET /$x/", ours, 404, "", ""},
        {"GET /x/", ours, 404, "", ""},
        {"GET /", ours, 404, "", ""},
        {"GET //$/", ours, 404, "", ""},
        {"GET *", ours, 404, "", ""},
        {"GET x$/", ours, 404, "", ""},
        {"GET /$/", "Host: example.com\r\n", 403, "", ""},
        {"GET /$/", "Host: 127.0.0.1\r\n", 403, "", ""},
        {"GET /$/", "Host: 127.0.0.1:%\r\nOrigin: http://example.com\r\n", 403, "", ""},
        {"GET /$/", "Host: 127.0.0.1:%\r\nOrigin: null\r\n", 403, "", ""},
        {"GET /$/", "Host: 127.0.0.1:%\r\nOrigin: http://localhost:%\r\n", 403, "", ""},
        {"GET /$/", "Host: 127.0.0.1:%\r\nOrigin: https://127.0.0.1:%\r\n", 403, "", ""},
        {"GET /$/", "Host: 127.0.0.1:%\r\nSec-Fetch-Site: cross-site\r\n", 403, "", ""},
        {"GET /$/", "Host: 127.0.0.1:%\r\nSec-Fetch-Site: same-site\r\n", 403, "", ""},
        {"POST /$/open?file=01.md&line=7&column=4294967295", ours, 204, "", "01.md:7:4294967295"},
        {"POST /$/open?file=01.md&line=4294967296&column=x", ours, 204, "", "01.md:0:0"},
        {"POST /$/open?file=02.md&line=3", ours, 404, "", "02.md:3:0"},
        {"POST /$/open?line=3", ours, 404, "", ""},
        {"GET /$/open?file=01.md", ours, 405, "", ""},
        {"POST /$/", ours, 405, "", ""},
        {"POST /$/data", ours, 405, "", ""},
        {"PUT /$/open?file=01.md", ours, 405, "", ""},
        {"POST /x/open?file=01.md", ours, 404, "", ""},
    };
    struct desk *desk = desk_new(*state);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_string_truncate(desk->opened, 0);
        char *answer = answer_to(desk, rows[i].request, rows[i].headers);
        const char *body = strstr(answer, "\r\n\r\n");
        if (atoi(answer + strlen("HTTP/1.1 ")) != rows[i].status)
            print_message("%s\n%s", rows[i].request, answer);
        assert_int_equal(atoi(answer + strlen("HTTP/1.1 ")), rows[i].status);
        assert_non_null(body);
        assert_string_equal(body + 4, rows[i].body);
        assert_string_equal(desk->opened->str, rows[i].opened);
        g_free(answer);
    }
    desk_free(desk);
}

/* A page that nobody frames, keeps or takes for another kind. */
static void test_headers(void **state) {
    static const char *const wanted[] = {"Cache-Control: no-store",
                                         "Content-Security-Policy: frame-ancestors 'none'",
                                         "Cross-Origin-Opener-Policy: same-origin",
                                         "Cross-Origin-Resource-Policy: same-origin",
                                         "Referrer-Policy: no-referrer",
                                         "X-Content-Type-Options: nosniff",
                                         "X-Frame-Options: DENY",
                                         "Content-Type: text/html; charset=utf-8"};
    struct desk *desk = desk_new(*state);
    char *answer = answer_to(desk, "GET /$/", "Host: 127.0.0.1:%\r\n");
    for (size_t i = 0; i < G_N_ELEMENTS(wanted); i++)
        assert_non_null(strstr(answer, wanted[i]));
    g_free(answer);
    desk_free(desk);
}

/* An address for a command line leads on once, and is none before it is asked for. */
static void test_tickets(void **state) {
    struct desk *desk = desk_new(*state);
    char *text = g_strdup(gaz_server_ticket(desk->server));
    assert_string_equal(text, gaz_server_ticket(desk->server));
    const char *path = strchr(text + strlen("http://"), '/');
    assert_null(strstr(text, desk->address.token));
    char *request = g_strdup_printf("GET %s", path),
         *where = g_strdup_printf("Location: %s\r\n", desk->address.text);
    char *inner = g_strdup_printf("GET %sdata", path), *post = g_strdup_printf("POST %s", path);
    const struct {
        const char *request, *status;
    } rows[] = {{inner, "404"}, {post, "404"}, {request, "303"}, {request, "404"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char *answer = answer_to(desk, rows[i].request, "Host: 127.0.0.1:%\r\n");
        assert_memory_equal(answer + strlen("HTTP/1.1 "), rows[i].status, 3);
        assert_int_equal(strstr(answer, where) != NULL, strcmp(rows[i].status, "303") == 0);
        g_free(answer);
    }
    g_free(request);
    g_free(where);
    g_free(inner);
    g_free(post);
    g_free(text);
    desk_free(desk);
}

/* Of a body nothing is read; one that is too long is not waited for. */
static void test_bodies(void **state) {
    struct desk *desk = desk_new(*state);
    for (int size = 4000; size <= 8000; size += 4000) {
        char *body = g_strnfill((gsize)size, 'x'), *length = g_strdup_printf("Content-Length: %d\r\n", size);
        char *head = filled(
            desk, "POST /$/open?file=01.md HTTP/1.1\r\nHost: 127.0.0.1:%\r\nConnection: close\r\n", length);
        char *request = g_strconcat(head, "\r\n", body, NULL);
        struct browser browser;
        g_string_truncate(desk->opened, 0);
        browser_open(&browser, desk, request);
        browser_wait(&browser, size == 4000 ? "HTTP/1.1 204" : NULL);
        assert_string_equal(desk->opened->str, size == 4000 ? "01.md:0:0" : "");
        browser_close(&browser);
        g_free(body);
        g_free(length);
        g_free(head);
        g_free(request);
    }
    desk_free(desk);
}

static bool is_greeted(void *context) {
    return ((struct desk *)context)->listener != NULL;
}

static void begin_to_listen(struct desk *desk, struct browser *browser, const char *request,
                            const char *headers) {
    char *begin = filled(desk, request, " HTTP/1.1\r\n"), *rest = filled(desk, headers, "\r\n");
    char *whole = g_strconcat(begin, rest, NULL);
    desk->listener = NULL;
    browser_open(browser, desk, whole);
    assert_true(wait_for(is_greeted, desk));
    g_free(begin);
    g_free(rest);
    g_free(whole);
}

static void test_greetings(void **state) {
    static const struct {
        const char *request, *headers;
        uint32_t version, lists;
    } rows[] = {
        {"GET /$/events?since=7&lists=3", "Host: 127.0.0.1:%\r\n", 7, 3},
        {"GET /$/events", "Host: 127.0.0.1:%\r\n", 0, 0},
        {"GET /$/events?since=-1&lists=x", "Host: 127.0.0.1:%\r\n", 0, 0},
        {"GET /$/events?since=7&lists=3", "Host: 127.0.0.1:%\r\nLast-Event-ID: 12\r\n", 12, 0},
    };
    struct desk *desk = desk_new(*state);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct browser browser;
        begin_to_listen(desk, &browser, rows[i].request, rows[i].headers);
        assert_int_equal(desk->shown.version, rows[i].version);
        assert_int_equal(desk->shown.lists, rows[i].lists);
        browser_wait(&browser, "text/event-stream; charset=utf-8");
        browser_close(&browser);
    }
    desk_free(desk);
}

static void send_all(struct desk *desk, const char *name, uint32_t version, const char *json) {
    GBytes *event = gaz_event_new(name, version, json);
    gaz_server_send(desk->server, event);
    g_bytes_unref(event);
}

/* What is sent comes to all, in order; who is slow is told to fetch the whole. */
static void test_events(void **state) {
    struct desk *desk = desk_new(*state);
    struct browser one, other;
    begin_to_listen(desk, &one, "GET /$/events", "Host: 127.0.0.1:%\r\n");
    begin_to_listen(desk, &other, "GET /$/events", "Host: 127.0.0.1:%\r\n");
    browser_wait(&one, "\r\n\r\n");
    browser_wait(&other, "\r\n\r\n");
    send_all(desk, "pages", 3, "{\"a\":\n1}");
    browser_wait(&one, "event: pages\nid: 3\ndata: {\"a\":1}\n\n");
    browser_wait(&other, "event: pages\nid: 3\ndata: {\"a\":1}\n\n");
    send_all(desk, "lists", 0, "{}");
    browser_wait(&one, "event: lists\ndata: {}\n\n");
    GBytes *event = gaz_event_new("many", 9, "{}");
    for (int i = 0; i < 64; i++)
        gaz_listener_send(desk->listener, event);
    GBytes *last = gaz_event_new("last", 0, "{}");
    gaz_server_send(desk->server, last);
    browser_wait(&other, "event: whole\ndata: {}\n\n");
    assert_null(strstr(other.came->str, "event: last"));
    browser_wait(&one, "event: last\ndata: {}\n\n");
    g_bytes_unref(event);
    g_bytes_unref(last);
    browser_close(&other);
    send_all(desk, "after", 0, "{}");
    browser_wait(&one, "event: after\ndata: {}\n\n");
    browser_close(&one);
    desk_free(desk);
}

static void test_event_texts(void **state) {
    (void)state;
    static const struct {
        const char *name;
        uint32_t version;
        const char *json, *text;
    } rows[] = {
        {"pages", 1, "{}", "event: pages\nid: 1\ndata: {}\n\n"},
        {"whole", 0, "", "event: whole\ndata: \n\n"},
        {"lists", 0, "\n[1,\r\n2]\n", "event: lists\ndata: [1,2]\n\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        gsize size;
        GBytes *event = gaz_event_new(rows[i].name, rows[i].version, rows[i].json);
        const char *bytes = g_bytes_get_data(event, &size);
        assert_int_equal(size, strlen(rows[i].text));
        assert_memory_equal(bytes, rows[i].text, size);
        g_bytes_unref(event);
    }
}

/* ---- saves of a folder */

struct heard {
    int n_saved, n_gone, wanted;
};

static void hear(void *context, enum gaz_folder_word word) {
    struct heard *heard = context;
    heard->n_saved += word == GAZ_FOLDER_SAVED;
    heard->n_gone += word == GAZ_FOLDER_GONE;
}

static bool is_saved(void *context) {
    const struct heard *heard = context;
    return heard->n_saved >= heard->wanted;
}

static bool is_gone(void *context) {
    return ((struct heard *)context)->n_gone > 0;
}

static bool is_over(void *context) {
    return g_get_monotonic_time() >= *(gint64 *)context;
}

static void write_into(const char *folder, const char *name, const char *text) {
    char *path = g_build_filename(folder, name, NULL);
    assert_true(g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_NONE, 0666, NULL));
    g_free(path);
}

static void expect_save(struct heard *heard, const char *folder, const char *name, const char *text) {
    heard->wanted = heard->n_saved + 1;
    gint64 before = g_get_monotonic_time();
    write_into(folder, name, text);
    assert_true(wait_for(is_saved, heard));
    assert_true(g_get_monotonic_time() - before < PATIENCE * G_USEC_PER_SEC);
}

/* The folder that stands `depth` folders below; freed with g_free. */
static char *make_below(const char *folder, int depth) {
    GString *path = g_string_new(folder);
    for (int i = 0; i < depth; i++)
        g_string_append(path, "/下");
    assert_int_equal(g_mkdir_with_parents(path->str, 0777), 0);
    return g_string_free(path, FALSE);
}

enum { DEEPEST = 16 }; /* folders within one another that are watched: below an issue a whole disk may lie */

static void watch_folder(struct world *world, bool polls) {
    struct heard heard = {0};
    char *below = make_below(world->folder, 1), *deepest = make_below(world->folder, DEEPEST),
         *deeper = make_below(world->folder, DEEPEST + 1),
         *outside = g_dir_make_tmp("gongbao-test-XXXXXX", NULL);
    struct gaz_folder *folder = gaz_folder_new(world->folder, polls, hear, &heard);
    gint64 before = g_get_monotonic_time();
    expect_save(&heard, world->folder, "01.md", "一");
    assert_in_range(gaz_folder_noticed(folder), before, g_get_monotonic_time());
    expect_save(&heard, below, "02.md", "二");
    expect_save(&heard, deepest, "图.svg", "二");
    gaz_folder_also(folder, outside);
    expect_save(&heard, outside, "style.yaml", "三");
    expect_save(&heard, world->folder, "说明.doc",
                "四"); /* no part of an issue, but perhaps one renamed next */
    int n = heard.n_saved;
    static const char *const nothing[] = {".01.md.swp", "#01.md#", "01.md~", "x.tmp", "y.swp"};
    for (size_t i = 0; i < G_N_ELEMENTS(nothing); i++)
        write_into(world->folder, nothing[i], "无");
    write_into(deeper, "03.md", "无");
    gint64 end = g_get_monotonic_time() + (polls ? 700 : 150) * 1000;
    wait_for(is_over, &end);
    assert_int_equal(heard.n_saved, n);
    remove_tree(world->folder);
    assert_true(wait_for(is_gone, &heard));
    assert_int_equal(heard.n_gone, 1);
    gaz_folder_free(folder);
    remove_tree(outside);
    g_free(outside);
    g_free(deeper);
    g_free(deepest);
    g_free(below);
}

static void test_folder(void **state) {
    watch_folder(*state, false);
}

static void test_folder_looked_through(void **state) {
    watch_folder(*state, true);
}

/* ---- the process aside */

struct aside_world {
    char answers[64];
    int n_answers;
};

static void enter(void *context) {
    ((struct aside_world *)context)->n_answers = 100;
}

/* In the other process: it tells how often it was asked there. */
static void work(void *context, GString *out) {
    struct aside_world *own = context;
    g_usleep(20000);
    g_string_printf(out, "%d", ++own->n_answers);
}

static void done(void *context, const GString *text) {
    struct aside_world *own = context;
    own->n_answers++;
    g_strlcat(own->answers, text->str, sizeof own->answers);
    g_strlcat(own->answers, " ", sizeof own->answers);
}

static bool has_answered(void *context) {
    return ((struct aside_world *)context)->n_answers > 0;
}

/* One answer for all that was asked meanwhile, and none of what was dropped. */
static void test_aside(void **state) {
    (void)state;
    struct aside_world own = {0};
    struct gaz_aside *aside = gaz_aside_new(&(struct gaz_aside_job){enter, work, done, &own});
    assert_non_null(aside);
    gaz_aside_ask(aside);
    assert_true(wait_for(has_answered, &own));
    assert_string_equal(own.answers, "101 ");
    own.n_answers = 0;
    gaz_aside_ask(aside);
    gaz_aside_ask(aside);
    gaz_aside_ask(aside);
    assert_true(wait_for(has_answered, &own));
    assert_string_equal(own.answers, "101 103 ");
    own.n_answers = 0;
    gaz_aside_ask(aside);
    gaz_aside_drop(aside);
    gaz_aside_ask(aside);
    assert_true(wait_for(has_answered, &own));
    assert_string_equal(own.answers, "101 103 105 ");
    gint64 end = g_get_monotonic_time() + 60000;
    gaz_aside_ask(aside);
    gaz_aside_drop(aside);
    wait_for(is_over, &end);
    assert_string_equal(own.answers, "101 103 105 ");
    gaz_aside_free(aside);
    gaz_aside_free(NULL);
}

/* ---- the editor */

static void test_editor_commands(void **state) {
    struct world *world = *state;
    static const struct {
        const char *command, *slug;
    } rows[] = {
        {"true", "[watch-editor]"}, {"true '{file}", "[watch-editor]"},
        {"", "[watch-editor]"},     {"no-such-program-here {file}", "[watch-editor]"},
        {"true {file}", NULL},      {NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct gaz_diags *diags = gaz_diags_new();
        struct gaz_starter *starter = gaz_starter_new(world->folder, rows[i].command, false, diags);
        assert_int_equal(starter == NULL, rows[i].slug != NULL);
        if (rows[i].slug) assert_true(said(diags, rows[i].slug));
        if (starter) assert_int_equal(gaz_starter_has_editor(starter), rows[i].command != NULL);
        if (starter && !rows[i].command) assert_false(gaz_starter_open(starter, "01.md", 1, 1));
        gaz_starter_free(starter);
        gaz_diags_free(diags);
    }
}

static bool has_file(void *context) {
    char *text = NULL;
    bool good = g_file_get_contents(context, &text, NULL, NULL) && g_str_has_suffix(text, "\n");
    g_free(text);
    return good;
}

/* The editor gets the place in its own words, and no file that is not below the folder. */
static void test_editor(void **state) {
    struct world *world = *state;
    char *script = g_build_filename(world->folder, "editor", NULL),
         *out = g_build_filename(world->folder, "out", NULL);
    char *text = g_strdup_printf("#!/bin/sh\necho \"$#|$1|$2\" >>'%s'\n", out);
    assert_true(g_file_set_contents_full(script, text, -1, G_FILE_SET_CONTENTS_NONE, 0755, NULL));
    char *command = g_strdup_printf("'%s' '+{line}:{column} {' {file}", script);
    struct gaz_starter *starter = gaz_starter_new(world->folder, command, false, world->diags);
    assert_non_null(starter);
    assert_false(gaz_starter_open(starter, "a\nb", 1, 1));
    static const char *const refused[] = {"../01.md", "/01.md", "a/../../b", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
        assert_true(gaz_starter_open(starter, refused[i], 1, 1));
    assert_true(gaz_starter_open(starter, "甲 乙/01..md", 7, 30));
    assert_true(wait_for(has_file, out));
    char *root = realpath(world->folder, NULL),
         *wanted = g_strdup_printf("2|+7:30 {|%s/甲 乙/01..md\n", root), *seen = NULL;
    assert_true(g_file_get_contents(out, &seen, NULL, NULL));
    assert_string_equal(seen, wanted);
    gaz_starter_free(starter);
    free(root);
    g_free(wanted);
    g_free(seen);
    g_free(command);
    g_free(text);
    g_free(script);
    g_free(out);
}

#define IN_WORLD(test) cmocka_unit_test_setup_teardown(test, make_world, free_world)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens), IN_WORLD(test_addresses),
        IN_WORLD(test_second_watch),   IN_WORLD(test_requests),
        IN_WORLD(test_headers),        IN_WORLD(test_tickets),
        IN_WORLD(test_bodies),         IN_WORLD(test_greetings),
        IN_WORLD(test_events),         cmocka_unit_test(test_event_texts),
        IN_WORLD(test_folder),         IN_WORLD(test_folder_looked_through),
        cmocka_unit_test(test_aside),  IN_WORLD(test_editor_commands),
        IN_WORLD(test_editor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
