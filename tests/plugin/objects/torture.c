/* An adapter that harms whoever loads it. The cursor says how; what it could not do is the error of
 * the system in its one record. Only a guarded host loads it. */
#include "tiendo/adapter/abi.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef HOW_TO_LOAD
#define HOW_TO_LOAD 0
#endif

#define MANIFEST                                                                                   \
    "{\"abi\":\"1.1\",\"name\":\"" NAME                                                            \
    "\",\"version\":\"1.0.0\",\"vendor\":\"test\","                                                \
    "\"licence\":\"Apache-2.0\",\"summary\":\"Harms.\",\"status\":\"trial\","                      \
    "\"stops_within_ms\":200,\"capabilities\":[\"read\",\"write\"],\"streams\":[{\"name\":"        \
    "\"documents\",\"type\":\"document\",\"description\":\"D.\",\"flow\":\"both\",\"key\":\"id\"," \
    "\"cursor\":{\"kind\":\"token\",\"order\":\"none\"},\"fields\":[{\"name\":\"number\","         \
    "\"purpose\":\"test\"}]}],\"config\":{\"type\":\"object\",\"properties\":{\"password\":{"      \
    "\"type\":\"string\",\"description\":\"P.\",\"writeOnly\":true}}},\"hosts\":[]}"

TIENDO_ADAPTER_MANIFEST(MANIFEST);

#if HOW_TO_LOAD == 1
__attribute__((constructor)) static void on_load(void) {
    for (;;) {
        pause();
    }
}
#endif

static tiendo_text text_of(const char* text) {
    tiendo_text it;
    it.data = text;
    it.size = strlen(text);
    return it;
}

static int is(tiendo_text text, const char* word) {
    return text.size == strlen(word) && memcmp(text.data, word, text.size) == 0;
}

/* Writes what the other end would take for frames. */
static void send_raw(const void* data, size_t size) {
    if (write(3, data, size) < 0) {
        abort();
    }
}
static void send_header(uint32_t size, uint32_t kind) {
    const uint32_t header[2] = {size, kind};
    send_raw(header, sizeof header);
}

static void* leak(void* nothing) {
    for (int i = 0; i < 4096; ++i) {
        char* block =
            mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (block == MAP_FAILED) {
            break;
        }
        memset(block, 1, 1 << 20);
    }
    return nothing;
}

/* So deep that no stack is enough; the depth is what the compiler cannot see. */
static int overflow(volatile char* above, volatile const int* depth) {
    volatile char more[4096];
    more[0] = above[0];
    return *depth == 0 ? 0 : overflow(more, depth) + more[0];
}

static void* return_it(void* it) {
    return it;
}

/* What does not come back, or comes back as what it is not. */
static void end_badly(const tiendo_read* what) {
    const tiendo_text how = what->cursor;
    if (is(how, "segfault")) {
        fputs("about to follow a wild pointer\n", stderr);
        *(volatile int*)8 = 1;
    } else if (is(how, "abort")) {
        abort();
    } else if (is(how, "overflow")) {
        const volatile int without_end = 1;
        volatile char top = 'x';
        overflow(&top, &without_end);
    } else if (is(how, "exit")) {
        exit(3);
    } else if (is(how, "hang")) {
        for (;;) {
            pause();
        }
    } else if (is(how, "spin")) {
        signal(SIGXCPU, SIG_IGN);
        for (volatile unsigned i = 0;; ++i) {
        }
    } else if (is(how, "leak")) {
        leak(NULL);
    } else if (is(how, "ask for ever")) {
        for (;;) {
            what->context->now_unix_ms(what->context->host);
        }
    } else if (is(how, "talk for ever")) {
        for (;;) {
            fputs("and another thing\n", stderr);
        }
    } else if (is(how, "noise")) {
        char noise[64];
        memset(noise, 'x', sizeof noise);
        send_raw(noise, sizeof noise);
        pause();
    } else if (is(how, "false page")) {
        send_header(4, 18);
        send_raw("abcd", 4);
        pause();
    } else if (is(how, "unknown frame")) {
        send_header(0, 77);
        pause();
    } else if (is(how, "huge frame")) {
        send_header(0xFFFFFFF0U, 18);
        pause();
    } else if (is(how, "half a frame")) {
        send_header(90 << 20, 18);
        pause();
    } else if (is(how, "close the line")) {
        close(3);
        pause();
    } else if (is(how, "reveal")) {
        tiendo_buffer password;
        memset(&password, 0, sizeof password);
        password.size = sizeof password;
        if (what->context->secret(what->context->host, text_of("password"), &password, NULL) == 0) {
            fprintf(stderr, "the password is %.*s\n", (int)password.text.size, password.text.data);
        }
        abort();
    }
}

/* 0, or the error that kept it from doing so. */
static int misbehave(tiendo_text how, char* found, size_t room) {
    errno = 0;
    int got = 0;
    if (is(how, "fork")) {
        got = fork();
        if (got == 0) {
            _exit(0);
        }
    } else if (is(how, "exec")) {
        char* const none[] = {NULL};
        got = execve("/bin/true", none, none);
    } else if (is(how, "socket")) {
        got = socket(AF_INET, SOCK_STREAM, 0);
    } else if (is(how, "ptrace")) {
        got = (int)ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    } else if (is(how, "kill")) {
        got = kill(getppid(), 0);
    } else if (is(how, "own the signals")) {
        got = fcntl(4, F_SETOWN, getppid());
    } else if (is(how, "raise a limit")) {
        const struct rlimit more = {4096, 4096};
        got = setrlimit(RLIMIT_NOFILE, &more);
    } else if (is(how, "shadow")) {
        got = open("/etc/shadow", O_RDONLY);
    } else if (is(how, "environment of the program")) {
        char path[64];
        snprintf(path, sizeof path, "/proc/%d/environ", getppid());
        got = open(path, O_RDONLY);
    } else if (is(how, "write a file")) {
        got = open("/tmp/tiendo-torture", O_WRONLY | O_CREAT, 0600);
    } else if (is(how, "many files")) {
        for (int i = 0; i < 100 && got >= 0; ++i) {
            got = dup(0);
        }
    } else if (is(how, "stdout")) {
        puts("{\"a page\": \"on standard output\"}");
        fflush(stdout);
    } else if (is(how, "descriptors")) {
        size_t length = 0;
        for (int i = 0; i < 256; ++i) {
            if (fcntl(i, F_GETFD) >= 0 && length + 8 < room) {
                char number[16];
                snprintf(number, sizeof number, "%d ", i);
                memcpy(found + length, number, strlen(number) + 1);
                length += strlen(number);
            }
        }
        errno = 0;
    } else if (is(how, "thread")) {
        pthread_t thread;
        void* given = NULL;
        got = pthread_create(&thread, NULL, return_it, NULL);
        if (got == 0) {
            pthread_join(thread, &given);
        }
        return got;
    } else if (is(how, "wait, wait")) {
        usleep(2000);
    } else if (is(how, "library")) {
        got = open("/usr/lib", O_RDONLY | O_DIRECTORY);
    }
    return got < 0 ? errno : 0;
}

static int32_t describe(void* self, tiendo_buffer* out, tiendo_error* error) {
    (void)self;
    (void)error;
    out->text = text_of(MANIFEST);
    return 0;
}

/* It holds its adapter's record until the next call. */
struct torture {
    char record[512];
    int calls;
};

static int32_t read_page(void* self,
                         const tiendo_read* what,
                         tiendo_page* out,
                         tiendo_error* error) {
    struct torture* torture = self;
    char found[256] = "";
    (void)error;
    end_badly(what);
    const int number = misbehave(what->cursor, found, sizeof found);
    const int calls = ++torture->calls;
    snprintf(torture->record,
             sizeof torture->record,
             "{\"refused\":\"%s\",\"found\":\"%s\",\"call\":%d}\n",
             number == 0 ? "" : strerrorname_np(number),
             found,
             calls);
    out->records = text_of(torture->record);
    out->record_count = 1;
    return 0;
}

static int32_t write_batch(void* self,
                           const tiendo_batch* batch,
                           tiendo_outcomes* out,
                           tiendo_error* error) {
    (void)self;
    (void)batch;
    (void)out;
    (void)error;
    abort();
}

static void close_it(void* self) {
    const struct torture* torture = self;
    if (torture->calls >= 3) { /* one that hangs in the end, too */
        pause();
    }
    free(self);
}

__attribute__((visibility("default"))) int32_t tiendo_adapter_entry(uint32_t host_abi,
                                                                    tiendo_adapter* out,
                                                                    tiendo_error* error) {
    (void)host_abi;
    (void)error;
    out->abi = TIENDO_ADAPTER_ABI;
    out->self = calloc(1, sizeof(struct torture));
    out->describe = describe;
    out->read = read_page;
    out->write = write_batch;
    out->close = close_it;
    out->size = (uint32_t)sizeof *out;
    return 0;
}
