// Standing tunnels: opens COUNT of them to an echo service, uses each once, lets them stand, and uses each again when told to.
//
//   idle PROXY_PORT ECHO_PORT COUNT
//
// prints "standing N failed N" once all are open, then waits for a line on its standard input; prints "echoed N failed N" after
// it has had 32 bytes back through every tunnel, and waits for one more line before it closes them. Ends with 1 if any failed.
#include "loopback.h"

enum state { CONNECTING, AWAITS_TUNNEL, AWAITS_ECHO, STANDS, FAILED };
enum { AT_A_TIME = 128, WORD = 32, EVENTS = 256, PATIENCE = 60 };

struct tunnel {
    int fd;
    enum state state;
    size_t length;
    char text[1024];
};

static int epoll, proxy_port, echo_port, count, turn;
static struct tunnel *tunnels;

static void say(struct tunnel *t)
{
    char word[WORD + 1];
    snprintf(word, sizeof word, "%-15d %-15d\n", (int)(t - tunnels), turn);
    t->length = 0;
    t->state = write(t->fd, word, WORD) == WORD ? AWAITS_ECHO : FAILED;
}

static void received(struct tunnel *t)
{
    ssize_t got = read(t->fd, t->text + t->length, sizeof t->text - 1 - t->length);
    if (got < 0 && errno == EAGAIN)
        return;
    if (got <= 0) {
        t->state = FAILED;
        return;
    }
    t->length += (size_t)got;
    t->text[t->length] = 0;

    if (t->state == AWAITS_TUNNEL && strstr(t->text, "\r\n\r\n") != NULL) {
        if (strncmp(t->text + 8, " 200", 4) == 0)
            say(t);
        else
            t->state = FAILED;
    } else if (t->state == AWAITS_ECHO && t->length >= WORD) {
        char word[WORD + 1];
        snprintf(word, sizeof word, "%-15d %-15d\n", (int)(t - tunnels), turn);
        t->state = t->length == WORD && memcmp(word, t->text, WORD) == 0 ? STANDS : FAILED;
    } else if (t->state == STANDS) {
        t->state = FAILED; // nothing was asked for
    }
}

static void handle(struct tunnel *t)
{
    if (t->state != CONNECTING) {
        received(t);
        return;
    }
    char head[200];
    int length = connect_head(head, sizeof head, echo_port);
    watch(epoll, EPOLL_CTL_MOD, t->fd, EPOLLIN, t);
    t->state = connect_error(t->fd) == 0 && write(t->fd, head, (size_t)length) == length ? AWAITS_TUNNEL : FAILED;
}

static void open_one(struct tunnel *t)
{
    t->fd = connect_to(proxy_port);
    t->state = CONNECTING;
    watch(epoll, EPOLL_CTL_ADD, t->fd, EPOLLOUT, t);
}

static void say_again(struct tunnel *t)
{
    if (t->state == STANDS)
        say(t);
}

// Has every tunnel do a thing, no more than AT_A_TIME of them at once; how many stand after that.
static int each(void (*begin)(struct tunnel *))
{
    struct epoll_event events[EVENTS];
    int begun = 0, ended = 0;
    double stop = seconds_now() + PATIENCE;
    while (ended < count && seconds_now() < stop) {
        while (begun < count && begun - ended < AT_A_TIME) {
            begin(&tunnels[begun]);
            if (tunnels[begun++].state == FAILED)
                ended++;
        }
        int ready = epoll_wait(epoll, events, EVENTS, 100);
        for (int i = 0; i < ready; i++) {
            struct tunnel *t = events[i].data.ptr;
            int in_hand = t->state < STANDS;
            handle(t);
            if (t->state == FAILED)
                epoll_ctl(epoll, EPOLL_CTL_DEL, t->fd, NULL);
            ended += in_hand && t->state >= STANDS;
        }
    }

    int standing = 0;
    for (int i = 0; i < count; i++)
        standing += tunnels[i].state == STANDS;
    return standing;
}

static void report(const char *what, int standing)
{
    printf("%s %d failed %d\n", what, standing, count - standing);
    fflush(stdout);
    char line[100];
    if (fgets(line, sizeof line, stdin) == NULL)
        exit(1);
}

int main(int words, char **word)
{
    if (words < 4) {
        fprintf(stderr, "usage: idle PROXY_PORT ECHO_PORT COUNT\n");
        return 2;
    }
    proxy_port = atoi(word[1]);
    echo_port = atoi(word[2]);
    count = atoi(word[3]);

    allow_many_descriptors();
    epoll = epoll_create1(EPOLL_CLOEXEC);
    tunnels = calloc((size_t)count, sizeof *tunnels);
    report("standing", each(open_one));
    turn++;
    int standing = each(say_again);
    report("echoed", standing);
    return standing < count;
}
