// One bulk tunnel: a CONNECT, then GET after GET of one big file through it, read and thrown away.
//
//   bulk PROXY_PORT ORIGIN_PORT PATH SECONDS
//
// prints   GB/s N bytes N   (of 1e9 bytes). With 0 as PROXY_PORT it asks the origin itself: what the machine does with no proxy.
#include "loopback.h"
#include <poll.h>

enum { PIECE = 1 << 20, PATIENCE_MS = 5000 };

static char piece[PIECE];

static void await(int fd, short what)
{
    struct pollfd wait = {.fd = fd, .events = what};
    if (poll(&wait, 1, PATIENCE_MS) <= 0) {
        fprintf(stderr, "nothing came or went for %d ms\n", PATIENCE_MS);
        exit(1);
    }
}

static void send_all(int fd, const char *text, int length)
{
    await(fd, POLLOUT);
    if (write(fd, text, (size_t)length) != length)
        fail("write");
}

static ssize_t receive(int fd, char *into, size_t most)
{
    for (;;) {
        ssize_t count = read(fd, into, most);
        if (count > 0)
            return count;
        if (count == 0) {
            fprintf(stderr, "the tunnel ended\n");
            exit(1);
        }
        if (errno != EAGAIN)
            fail("read");
        await(fd, POLLIN);
    }
}

// Reads a head byte by byte, so that nothing of what follows is taken; its Content-Length, 0 if it has none.
static long long read_head(int fd)
{
    char head[4096];
    size_t length = 0;
    while (length < 4 || memcmp(head + length - 4, "\r\n\r\n", 4) != 0) {
        if (length == sizeof head - 1) {
            fprintf(stderr, "a head without an end\n");
            exit(1);
        }
        length += (size_t)receive(fd, head + length, 1);
    }
    head[length] = 0;
    if (strncmp(head + 8, " 200", 4) != 0) {
        fprintf(stderr, "not 200: %.60s\n", head);
        exit(1);
    }
    const char *field = strcasestr(head, "\r\ncontent-length:");
    return field == NULL ? 0 : atoll(field + 17);
}

int main(int count, char **words)
{
    if (count < 5) {
        fprintf(stderr, "usage: bulk PROXY_PORT ORIGIN_PORT PATH SECONDS\n");
        return 2;
    }
    int proxy_port = atoi(words[1]), origin_port = atoi(words[2]);
    double length = atof(words[4]);
    char head[500];

    int fd = connect_to(proxy_port != 0 ? proxy_port : origin_port);
    await(fd, POLLOUT);
    if (connect_error(fd) != 0)
        fail("connect");
    if (proxy_port != 0) {
        send_all(fd, head, connect_head(head, sizeof head, origin_port));
        read_head(fd);
    }

    long long total = 0, left = 0;
    double began = seconds_now();
    while (seconds_now() - began < length) {
        if (left == 0) {
            send_all(fd, head, snprintf(head, sizeof head, "GET %s HTTP/1.1\r\nHost: origin\r\n\r\n", words[3]));
            left = read_head(fd);
        }
        ssize_t got = receive(fd, piece, left < PIECE ? (size_t)left : PIECE);
        left -= got;
        total += got;
    }
    double took = seconds_now() - began;
    printf("GB/s %.3f bytes %lld\n", (double)total / took / 1e9, total);
    return 0;
}
