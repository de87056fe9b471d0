/* address.c: see address.h.
 *
 * That a folder is watched is told by a socket whose name is made of its device and inode, in the namespace
 * that is no file's: it is gone with the process, however that ends. Only processes of the same user are
 * believed and answered.
 */
#include "watch/address.h"

#include "base/diag/diag.h"
#include "base/diag/reason.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { TOKEN_BYTES = GAZ_TOKEN_DIGITS / 2, MOST_WAITING = 16, MOST_ADDRESS = 256 };

/* ---- the token */

bool gaz_token_make(char token[GAZ_TOKEN_DIGITS + 1]) {
    unsigned char bytes[TOKEN_BYTES];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) return false;
    for (int i = 0; i < TOKEN_BYTES; i++)
        g_snprintf(token + (size_t)2 * (size_t)i, 3, "%02x", bytes[i]);
    return true;
}

bool gaz_token_is(const char *token, const char *text, gsize n) {
    unsigned char differs = n != GAZ_TOKEN_DIGITS;
    for (gsize i = 0; i < GAZ_TOKEN_DIGITS; i++)
        differs |= (unsigned char)(token[i] ^ (i < n ? text[i] : 0));
    return differs == 0;
}

/* ---- one watch a folder */

static socklen_t twin_name(struct sockaddr_un *name, const struct stat *folder) {
    *name = (struct sockaddr_un){.sun_family = AF_UNIX};
    int n = g_snprintf(name->sun_path + 1, sizeof name->sun_path - 1, "gongbao-watch-%u-%ju-%ju",
                       (unsigned)getuid(), (uintmax_t)folder->st_dev, (uintmax_t)folder->st_ino);
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)n);
}

static bool is_ours(int fd) {
    struct ucred peer;
    socklen_t size = sizeof peer;
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == getuid();
}

/* The address of the watch that has the name, or … where it is busy for long; NULL: it is no watch of ours.
 */
static char *ask_twin(const struct sockaddr_un *name, socklen_t size) {
    char text[MOST_ADDRESS];
    struct timeval patience = {.tv_sec = 10};
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    bool there = fd >= 0 && connect(fd, (const struct sockaddr *)name, size) == 0 && is_ours(fd);
    ssize_t n = there ? recv(fd, text, sizeof text - 1, MSG_WAITALL) : 0;
    if (fd >= 0) close(fd);
    if (!there) return NULL;
    return n > 0 ? g_strndup(text, (gsize)n) : g_strdup("…");
}

static bool take_folder(struct gaz_address *address, const char *folder, struct gaz_diags *diags) {
    struct stat about;
    struct sockaddr_un name;
    if (stat(folder, &about) != 0 || !S_ISDIR(about.st_mode)) return true; /* who reads it says so */
    socklen_t size = twin_name(&name, &about);
    address->twin = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (address->twin >= 0 && bind(address->twin, (struct sockaddr *)&name, size) == 0 &&
        listen(address->twin, MOST_WAITING) == 0)
        return true;
    g_autofree char *other = errno == EADDRINUSE ? ask_twin(&name, size) : NULL;
    if (address->twin >= 0) close(address->twin);
    address->twin = -1;
    if (other) gaz_report_file(diags, GAZ_D_WATCH_TWICE, folder, other);
    return !other;
}

void gaz_address_tell(const struct gaz_address *address) {
    int fd = accept4(address->twin, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0) return;
    if (is_ours(fd) && send(fd, address->text, strlen(address->text), MSG_NOSIGNAL) < 0) errno = 0;
    close(fd);
}

/* ---- the port */

static bool read_port(const char *typed, uint16_t *port) {
    guint64 number = 0;
    if (typed && !g_ascii_string_to_unsigned(typed, 10, 0, UINT16_MAX, &number, NULL)) return false;
    *port = (uint16_t)number;
    return true;
}

/* With SO_REUSEADDR Linux still refuses a port on which somebody listens. */
static int listen_on(uint16_t *port) {
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons(*port)};
    socklen_t size = sizeof name;
    int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0) return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&name, sizeof name) == 0 && listen(fd, MOST_WAITING) == 0 &&
        getsockname(fd, (struct sockaddr *)&name, &size) == 0) {
        *port = ntohs(name.sin_port);
        return fd;
    }
    int error = errno;
    close(fd);
    errno = error;
    return -1;
}

static bool take_port(struct gaz_address *address, const char *folder, const char *typed,
                      struct gaz_diags *diags) {
    if (!read_port(typed, &address->port)) {
        gaz_report_file(diags, GAZ_D_WATCH_PORT, folder, typed);
        return false;
    }
    address->listener = listen_on(&address->port);
    if (address->listener >= 0) return true;
    struct gaz_reason why = gaz_reason_of(errno);
    if (errno == EADDRINUSE)
        gaz_report_file(diags, GAZ_D_WATCH_PORT_USED, folder, typed);
    else
        gaz_report_file(diags, GAZ_D_WATCH_NO_PORT, folder, typed ? typed : "0", why.chinese, why.english);
    return false;
}

bool gaz_address_take(struct gaz_address *address, const char *folder, const char *port,
                      struct gaz_diags *diags) {
    *address = (struct gaz_address){.listener = -1, .twin = -1};
    if (!take_folder(address, folder, diags) || !take_port(address, folder, port, diags)) return false;
    if (!gaz_token_make(address->token)) {
        gaz_report_file(diags, GAZ_D_WATCH_NO_PORT, folder, "0", "系统不给随机数",
                        "the system gives no random numbers");
        return false;
    }
    address->text = g_strdup_printf("http://127.0.0.1:%u/%s/", address->port, address->token);
    return true;
}

void gaz_address_clear(struct gaz_address *address) {
    if (address->listener >= 0) close(address->listener);
    if (address->twin >= 0) close(address->twin);
    g_free(address->text);
    *address = (struct gaz_address){.listener = -1, .twin = -1};
}
