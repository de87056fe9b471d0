/* server.c: see server.h. The library is asked from GLib's main loop, without a thread: its epoll descriptor
 * is one source among others. */
#include "watch/server.h"

#include <microhttpd.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

enum {
    MOST_CONNECTIONS = 64,
    PATIENCE = 30,           /* seconds for a request to come whole */
    PING = 15,               /* seconds after which a browser that is gone is noticed */
    BLOCK = 64 << 10,        /* of what is sent at once */
    MOST_EVENTS = 64,        /* that wait for one browser */
    MOST_WAITING = 64 << 20, /* their bytes */
    MOST_BODY = 4096,        /* which nobody reads */
};

struct gaz_listener {
    struct gaz_server *server;
    struct MHD_Connection *connection;
    GQueue events; /* GBytes */
    gsize sent;    /* of the first */
    gsize waiting; /* bytes of all */
    bool is_suspended;
};

struct gaz_server {
    struct gaz_server_job job;
    struct MHD_Daemon *daemon;
    GSource *source;
    guint ping;
    GPtrArray *listeners;
    char hosts[2][32]; /* as a browser of ours calls us */
    char ticket[GAZ_TOKEN_DIGITS + 1];
    char *ticket_text;
    bool is_ticket_good;
};

/* ---- the loop */

struct mhd_source {
    GSource source;
    struct MHD_Daemon *daemon;
    gpointer tag;
};

static gboolean prepare(GSource *source, gint *timeout) {
    MHD_UNSIGNED_LONG_LONG wait = 0;
    *timeout = -1;
    if (MHD_get_timeout(((struct mhd_source *)source)->daemon, &wait) != MHD_YES) return FALSE;
    *timeout = (gint)MIN(wait, (MHD_UNSIGNED_LONG_LONG)G_MAXINT);
    return wait == 0;
}

static gboolean is_due(GSource *source) {
    struct mhd_source *own = (struct mhd_source *)source;
    MHD_UNSIGNED_LONG_LONG wait = 1;
    if (g_source_query_unix_fd(source, own->tag)) return TRUE;
    return MHD_get_timeout(own->daemon, &wait) == MHD_YES && wait == 0;
}

static gboolean run(GSource *source, GSourceFunc callback, gpointer data) {
    (void)callback;
    (void)data;
    MHD_run(((struct mhd_source *)source)->daemon);
    return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = {.prepare = prepare, .check = is_due, .dispatch = run};

static void attach(struct gaz_server *server, int fd) {
    server->source = g_source_new(&source_funcs, sizeof(struct mhd_source));
    struct mhd_source *own = (struct mhd_source *)server->source;
    own->daemon = server->daemon;
    own->tag = g_source_add_unix_fd(server->source, fd, G_IO_IN);
    g_source_attach(server->source, NULL);
}

/* ---- answers */

static void add_headers(struct MHD_Response *response, const char *type) {
    static const char *const headers[][2] = {
        {"Cache-Control", "no-store"},
        {"Content-Security-Policy", "frame-ancestors 'none'"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Referrer-Policy", "no-referrer"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++)
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
    if (type) MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
}

static enum MHD_Result answer(struct MHD_Connection *connection, unsigned status,
                              struct MHD_Response *response, const char *type) {
    if (!response) return MHD_NO;
    add_headers(response, type);
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result answer_nothing(struct MHD_Connection *connection, unsigned status) {
    return answer(connection, status, MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT), NULL);
}

static void free_text(void *text) {
    g_string_free(text, TRUE);
}

static enum MHD_Result answer_text(struct MHD_Connection *connection, GString *text, const char *type) {
    return answer(
        connection, MHD_HTTP_OK,
        MHD_create_response_from_buffer_with_free_callback_cls(text->len, text->str, free_text, text), type);
}

static enum MHD_Result answer_ticket(struct gaz_server *server, struct MHD_Connection *connection) {
    server->is_ticket_good = false;
    struct MHD_Response *response = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    if (response) MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, server->job.address->text);
    return answer(connection, MHD_HTTP_SEE_OTHER, response, NULL);
}

/* ---- events */

GBytes *gaz_event_new(const char *name, uint32_t version, const char *json) {
    GString *text = g_string_new("event: ");
    g_string_append(text, name);
    if (version) g_string_append_printf(text, "\nid: %u", version);
    g_string_append(text, "\ndata: ");
    for (const char *at = json; *at;) { /* in JSON a line end is a blank */
        size_t plain = strcspn(at, "\n\r");
        g_string_append_len(text, at, (gssize)plain);
        at += plain + (at[plain] != '\0');
    }
    g_string_append(text, "\n\n");
    return g_string_free_to_bytes(text);
}

static void drop_first(struct gaz_listener *listener) {
    GBytes *first = g_queue_pop_head(&listener->events);
    listener->waiting -= g_bytes_get_size(first);
    listener->sent = 0;
    g_bytes_unref(first);
}

static ssize_t read_events(void *data, uint64_t at, char *buffer, size_t room) {
    struct gaz_listener *listener = data;
    GBytes *first = g_queue_peek_head(&listener->events);
    gsize size = 0;
    (void)at;
    if (!first) {
        listener->is_suspended = true;
        MHD_suspend_connection(listener->connection);
        return 0;
    }
    const char *bytes = g_bytes_get_data(first, &size);
    gsize n = MIN(size - listener->sent, room);
    memcpy(buffer, bytes + listener->sent, n);
    listener->sent += n;
    if (listener->sent == size) drop_first(listener);
    return (ssize_t)n;
}

static void free_listener(void *data) {
    struct gaz_listener *listener = data;
    g_ptr_array_remove_fast(listener->server->listeners, listener);
    while (!g_queue_is_empty(&listener->events))
        drop_first(listener);
    g_free(listener);
}

static void queue_event(struct gaz_listener *listener, GBytes *event) {
    g_queue_push_tail(&listener->events, g_bytes_ref(event));
    listener->waiting += g_bytes_get_size(event);
}

/* What is half sent is sent to its end. */
static void queue_whole_instead(struct gaz_listener *listener) {
    GBytes *whole = gaz_event_new("whole", 0, "{}");
    while (g_queue_get_length(&listener->events) > (listener->sent > 0)) {
        GBytes *last = g_queue_pop_tail(&listener->events);
        listener->waiting -= g_bytes_get_size(last);
        g_bytes_unref(last);
    }
    queue_event(listener, whole);
    g_bytes_unref(whole);
}

void gaz_listener_send(struct gaz_listener *listener, GBytes *event) {
    queue_event(listener, event);
    if (g_queue_get_length(&listener->events) > MOST_EVENTS || listener->waiting > MOST_WAITING)
        queue_whole_instead(listener);
    if (listener->is_suspended) MHD_resume_connection(listener->connection);
    listener->is_suspended = false;
}

void gaz_server_send(struct gaz_server *server, GBytes *event) {
    for (guint i = 0; i < server->listeners->len; i++)
        gaz_listener_send(server->listeners->pdata[i], event);
    MHD_run(server->daemon);
}

/* A comment, which a browser passes over: one that is gone is found out. */
static gboolean ping(void *data) {
    static const char comment[] = ":\n\n";
    GBytes *event = g_bytes_new_static(comment, sizeof comment - 1);
    gaz_server_send(data, event);
    g_bytes_unref(event);
    return G_SOURCE_CONTINUE;
}

static uint32_t read_number(const char *text) {
    guint64 number = 0;
    if (!text || !g_ascii_string_to_unsigned(text, 10, 0, UINT32_MAX, &number, NULL)) return 0;
    return (uint32_t)number;
}

static uint32_t number_of(struct MHD_Connection *connection, const char *name) {
    return read_number(MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, name));
}

/* Whoever listens again says what the last event was that it took. */
static struct gaz_shown shown_of(struct MHD_Connection *connection) {
    const char *last = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Last-Event-ID");
    if (last) return (struct gaz_shown){read_number(last), 0};
    return (struct gaz_shown){number_of(connection, "since"), number_of(connection, "lists")};
}

static void never_wait(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    int on = 1;
    if (info) setsockopt(info->connect_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    MHD_set_connection_option(connection, MHD_CONNECTION_OPTION_TIMEOUT, 0u);
}

static enum MHD_Result answer_events(struct gaz_server *server, struct MHD_Connection *connection) {
    struct gaz_listener *listener = g_new0(struct gaz_listener, 1);
    *listener = (struct gaz_listener){.server = server, .connection = connection};
    g_queue_init(&listener->events);
    g_ptr_array_add(server->listeners, listener);
    never_wait(connection);
    server->job.greet(server->job.context, listener, shown_of(connection));
    struct MHD_Response *response =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, read_events, listener, free_listener);
    if (!response) free_listener(listener);
    return answer(connection, MHD_HTTP_OK, response, "text/event-stream; charset=utf-8");
}

/* ---- requests */

static bool is_one_of_ours(const struct gaz_server *server, const char *host) {
    for (size_t i = 0; host && i < G_N_ELEMENTS(server->hosts); i++)
        if (strcmp(server->hosts[i], host) == 0) return true;
    return false;
}

/* A browser says whose page asks; who says nothing is no page. */
static bool is_from_us(const struct gaz_server *server, struct MHD_Connection *connection) {
    const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host"),
               *origin = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Origin"),
               *site = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Sec-Fetch-Site");
    if (!is_one_of_ours(server, host)) return false;
    if (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0) return false;
    return !origin || (g_str_has_prefix(origin, "http://") && strcmp(origin + strlen("http://"), host) == 0);
}

/* What stands behind "/TOKEN/"; NULL: it is another token, or none. */
static const char *behind_token(const char *path, const char *token) {
    if (*path != '/') return NULL;
    const char *end = strchr(path + 1, '/');
    gsize n = end ? (gsize)(end - path - 1) : strlen(path + 1);
    return gaz_token_is(token, path + 1, n) && end ? end + 1 : NULL;
}

static enum MHD_Result answer_open(struct gaz_server *server, struct MHD_Connection *connection) {
    const char *file = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "file");
    bool good = file && server->job.open(server->job.context, file, number_of(connection, "line"),
                                         number_of(connection, "column"));
    return answer_nothing(connection, good ? MHD_HTTP_NO_CONTENT : MHD_HTTP_NOT_FOUND);
}

static enum MHD_Result answer_get(struct gaz_server *server, struct MHD_Connection *connection,
                                  const char *what) {
    void *context = server->job.context;
    if (!*what) return answer_text(connection, server->job.page(context), "text/html; charset=utf-8");
    if (strcmp(what, "data") == 0)
        return answer_text(connection, server->job.data(context), "application/json");
    if (strcmp(what, "events") == 0) return answer_events(server, connection);
    return answer_nothing(connection,
                          strcmp(what, "open") == 0 ? MHD_HTTP_METHOD_NOT_ALLOWED : MHD_HTTP_NOT_FOUND);
}

static enum MHD_Result answer_request(struct gaz_server *server, struct MHD_Connection *connection,
                                      const char *path, const char *method) {
    bool is_get = strcmp(method, MHD_HTTP_METHOD_GET) == 0;
    if (!is_from_us(server, connection)) return answer_nothing(connection, MHD_HTTP_FORBIDDEN);
    const char *what = behind_token(path, server->ticket);
    if (what && !*what && is_get && server->is_ticket_good) return answer_ticket(server, connection);
    what = behind_token(path, server->job.address->token);
    if (!what) return answer_nothing(connection, MHD_HTTP_NOT_FOUND);
    if (is_get) return answer_get(server, connection, what);
    if (strcmp(method, MHD_HTTP_METHOD_POST) != 0 || strcmp(what, "open") != 0)
        return answer_nothing(connection, MHD_HTTP_METHOD_NOT_ALLOWED);
    return answer_open(server, connection);
}

/* Called first when the headers are there, then for each part of a body, which is thrown away, then at its
 * end. `*state` is how much of it came. */
static enum MHD_Result take_request(void *data, struct MHD_Connection *connection, const char *path,
                                    const char *method, const char *version, const char *body, size_t *size,
                                    void **state) {
    (void)version;
    (void)body;
    if (!*state) {
        *state = GSIZE_TO_POINTER(1);
        return MHD_YES;
    }
    if (*size == 0) return answer_request(data, connection, path, method);
    gsize came = GPOINTER_TO_SIZE(*state) + *size;
    *state = GSIZE_TO_POINTER(came);
    *size = 0;
    return came > MOST_BODY ? MHD_NO : MHD_YES;
}

/* ---- beginning and end */

static struct MHD_Daemon *begin(struct gaz_server *server) {
    struct MHD_OptionItem options[] = {
        {MHD_OPTION_LISTEN_SOCKET, server->job.address->listener, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, MOST_CONNECTIONS, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, PATIENCE, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    return MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, take_request, server,
                            MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

struct gaz_server *gaz_server_new(const struct gaz_server_job *job) {
    struct gaz_server *server = g_new0(struct gaz_server, 1);
    server->job = *job;
    server->listeners = g_ptr_array_new();
    g_snprintf(server->hosts[0], sizeof server->hosts[0], "127.0.0.1:%u", job->address->port);
    g_snprintf(server->hosts[1], sizeof server->hosts[1], "localhost:%u", job->address->port);
    server->daemon = gaz_token_make(server->ticket) ? begin(server) : NULL;
    const union MHD_DaemonInfo *info =
        server->daemon ? MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD) : NULL;
    if (!info) {
        gaz_server_free(server);
        return NULL;
    }
    attach(server, info->epoll_fd);
    server->ping = g_timeout_add_seconds(PING, ping, server);
    return server;
}

/* The socket that it listens on is the address's. */
void gaz_server_free(struct gaz_server *server) {
    if (!server) return;
    if (server->ping) g_source_remove(server->ping);
    if (server->source) {
        g_source_destroy(server->source);
        g_source_unref(server->source);
    }
    for (guint i = 0; i < server->listeners->len; i++) {
        struct gaz_listener *listener = server->listeners->pdata[i];
        if (listener->is_suspended) MHD_resume_connection(listener->connection);
        listener->is_suspended = false;
    }
    if (server->daemon) {
        MHD_quiesce_daemon(server->daemon);
        MHD_stop_daemon(server->daemon);
    }
    g_ptr_array_unref(server->listeners);
    g_free(server->ticket_text);
    g_free(server);
}

const char *gaz_server_ticket(struct gaz_server *server) {
    server->is_ticket_good = true;
    g_free(server->ticket_text);
    server->ticket_text =
        g_strdup_printf("http://127.0.0.1:%u/%s/", server->job.address->port, server->ticket);
    return server->ticket_text;
}
