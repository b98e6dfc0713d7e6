// Tunnels a second: connect, CONNECT, one GET of 1 KB through the tunnel, close; over and over, a number of them at a time.
//
//   tunnels PROXY_PORT ORIGIN_PORT AT_A_TIME SECONDS [reset|fin]
//
// prints   tunnels/s N p50_ms N p99_ms N done N failed N   and ends with 1 if any tunnel failed. A tunnel ends with a reset, so
// that none of its ports waits (TIME_WAIT), or with an ordinary close if "fin" is asked for.
#include "loopback.h"

enum state { CONNECTING, AWAITS_TUNNEL, AWAITS_BODY };
enum outcome { GOES_ON, DONE, FAILED };
enum { BODY = 1024, MOST_TIMES = 4000000, EVENTS = 512, LONGEST = 10 };

struct tunnel {
    int fd;
    enum state state;
    size_t length;
    double started;
    char text[4096];
};

static int epoll, proxy_port, origin_port, with_reset = 1;
static long done, failed, failed_by[3];
static double times[MOST_TIMES];

static void start(struct tunnel *t)
{
    t->fd = connect_to(proxy_port);
    if (with_reset) {
        struct linger linger = {1, 0};
        setsockopt(t->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    }
    t->state = CONNECTING;
    t->length = 0;
    t->started = seconds_now();
    watch(epoll, EPOLL_CTL_ADD, t->fd, EPOLLOUT, t);
}

static enum outcome send_text(struct tunnel *t, const char *text, size_t length, enum state next)
{
    t->state = next;
    t->length = 0;
    return write(t->fd, text, length) == (ssize_t)length ? GOES_ON : FAILED;
}

static enum outcome connected(struct tunnel *t)
{
    if (connect_error(t->fd) != 0)
        return FAILED;

    char head[200];
    int length = connect_head(head, sizeof head, origin_port);
    watch(epoll, EPOLL_CTL_MOD, t->fd, EPOLLIN, t);
    return send_text(t, head, (size_t)length, AWAITS_TUNNEL);
}

static enum outcome received(struct tunnel *t)
{
    ssize_t count = read(t->fd, t->text + t->length, sizeof t->text - 1 - t->length);
    if (count <= 0)
        return count < 0 && errno == EAGAIN ? GOES_ON : FAILED;

    t->length += (size_t)count;
    t->text[t->length] = 0;
    const char *end = strstr(t->text, "\r\n\r\n");
    if (end == NULL)
        return t->length < sizeof t->text - 1 ? GOES_ON : FAILED;
    if (strncmp(t->text, "HTTP/1.", 7) != 0 || strncmp(t->text + 8, " 200", 4) != 0)
        return FAILED;

    static const char get[] = "GET /1k HTTP/1.1\r\nHost: origin\r\n\r\n";
    if (t->state == AWAITS_TUNNEL)
        return send_text(t, get, sizeof get - 1, AWAITS_BODY);
    return t->length - (size_t)(end + 4 - t->text) >= BODY ? DONE : GOES_ON;
}

static void end(struct tunnel *t, enum outcome outcome)
{
    if (outcome == FAILED) {
        failed++;
        failed_by[t->state]++;
    } else {
        if (done < MOST_TIMES)
            times[done] = seconds_now() - t->started;
        done++;
    }
    close(t->fd);
}

static int by_time(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double percentile_ms(int percent)
{
    long count = done < MOST_TIMES ? done : MOST_TIMES;
    return count == 0 ? 0 : times[count * percent / 100] * 1e3;
}

int main(int count, char **words)
{
    if (count < 5) {
        fprintf(stderr, "usage: tunnels PROXY_PORT ORIGIN_PORT AT_A_TIME SECONDS [reset|fin]\n");
        return 2;
    }
    proxy_port = atoi(words[1]);
    origin_port = atoi(words[2]);
    int at_a_time = atoi(words[3]);
    double length = atof(words[4]);
    with_reset = count < 6 || strcmp(words[5], "fin") != 0;

    allow_many_descriptors();
    epoll = epoll_create1(EPOLL_CLOEXEC);
    struct tunnel *tunnels = calloc((size_t)at_a_time, sizeof *tunnels);
    struct epoll_event events[EVENTS];
    double began = seconds_now(), stop = began + length;
    for (int i = 0; i < at_a_time; i++)
        start(&tunnels[i]);

    while (seconds_now() < stop) {
        int ready = epoll_wait(epoll, events, EVENTS, 100);
        for (int i = 0; i < ready; i++) {
            struct tunnel *t = events[i].data.ptr;
            enum outcome outcome = t->state == CONNECTING ? connected(t) : received(t);
            if (outcome != GOES_ON) {
                end(t, outcome);
                start(t);
            }
        }
    }
    double took = seconds_now() - began;

    // A tunnel that has hung all the time is a failure that no event tells of.
    for (int i = 0; i < at_a_time; i++) {
        if (seconds_now() - tunnels[i].started > (length < LONGEST ? length : LONGEST) * 0.9) {
            failed++;
            failed_by[tunnels[i].state]++;
        }
    }

    qsort(times, (size_t)(done < MOST_TIMES ? done : MOST_TIMES), sizeof *times, by_time);
    printf("tunnels/s %.0f p50_ms %.2f p99_ms %.2f done %ld failed %ld\n", (double)done / took, percentile_ms(50), percentile_ms(99), done, failed);
    if (failed > 0)
        fprintf(stderr, "failed: %ld while connecting, %ld before the tunnel stood, %ld in the tunnel\n", failed_by[CONNECTING], failed_by[AWAITS_TUNNEL], failed_by[AWAITS_BODY]);
    return failed > 0 || done == 0;
}
