/* An adapter in plain C against the header alone. With VARIANT it becomes one that does one thing
 * wrong. */
#include "tiendo/adapter/abi.h"

#include <stdlib.h>
#include <string.h>

#include <signal.h>

#define GOOD 0
#define OTHER_ABI_IN_MANIFEST 1
#define OTHER_ABI_IN_TABLE 2
#define NO_ENTRY 3
#define NO_MANIFEST 4
#define ENTRY_FAILS 5
#define LACKS_READ 6
#define DESCRIBES_ANOTHER 7
#define WRITES_PAST_TABLE 8
#define CRASHES_LOADING 9
#define EXITS_LOADING 10
#define SHORT_TABLE 11
#define BAD_MANIFEST 12
#define LACKS_PROMISED 13
#define NEEDS_MORE 14

#ifndef VARIANT
#define VARIANT GOOD
#endif
#ifndef NAME
#define NAME "plain"
#endif

#if VARIANT == LACKS_PROMISED
#define CAN "[\"read\",\"write\",\"probe\"]"
#else
#define CAN "[\"read\",\"write\"]"
#endif

#if VARIANT == NEEDS_MORE
#define NEEDS "[\"http\",\"teleport\"]"
#else
#define NEEDS "[]"
#endif

#define MANIFEST(abi, version)                                                                   \
    "{\"abi\":\"" abi "\",\"name\":\"" NAME "\",\"version\":\"" version                          \
    "\",\"vendor\":\"test\",\"licence\":\"Apache-2.0\",\"summary\":\"Plain C.\",\"status\":"     \
    "\"trial\",\"needs\":" NEEDS ",\"capabilities\":" CAN                                        \
    ",\"streams\":[{\"name\":\"documents\",\"type\":"                                            \
    "\"document\",\"description\":\"D.\",\"flow\":\"both\",\"key\":\"id\",\"cursor\":{\"kind\":" \
    "\"token\",\"order\":\"none\"},\"fields\":[{\"name\":\"number\",\"purpose\":\"test\"}]}],"   \
    "\"config\":{\"type\":\"object\",\"properties\":{}},\"hosts\":[],\"later\":{\"member\":1}}"

#if VARIANT == OTHER_ABI_IN_MANIFEST
TIENDO_ADAPTER_MANIFEST("{\"abi\":\"7.0\",\"name\":\"" NAME
                        "\",\"streams\":{\"of\":\"another shape\"}}");
#elif VARIANT == BAD_MANIFEST
TIENDO_ADAPTER_MANIFEST("{\"abi\":\"1.0\",\"name\":\"" NAME "\",");
#elif VARIANT != NO_MANIFEST
TIENDO_ADAPTER_MANIFEST(MANIFEST("1.0", "1.0.0"));
#endif

#if VARIANT == CRASHES_LOADING
__attribute__((constructor)) static void on_load(void) {
    raise(SIGSEGV);
}
#elif VARIANT == EXITS_LOADING
__attribute__((constructor)) static void on_load(void) {
    _Exit(0);
}
#endif

#if VARIANT != NO_ENTRY

static tiendo_text text_of(const char* text) {
    tiendo_text it;
    it.data = text;
    it.size = strlen(text);
    return it;
}

static int32_t describe(void* self, tiendo_buffer* out, tiendo_error* error) {
    (void)self;
    (void)error;
    out->text =
        text_of(VARIANT == DESCRIBES_ANOTHER ? MANIFEST("1.0", "2.0.0") : MANIFEST("1.0", "1.0.0"));
    return 0;
}

static int is(tiendo_text cursor, const char* word) {
    return cursor.size == strlen(word) && memcmp(cursor.data, word, cursor.size) == 0;
}

static void free_page(tiendo_page* page) {
    free(page->owner);
}

/* Fills the page with `bytes` bytes of `fill`, which it gives back on release. */
static void fill_page(tiendo_page* out, size_t bytes, char fill) {
    char* data = malloc(bytes);
    if (data == NULL) {
        abort();
    }
    memset(data, fill, bytes);
    out->records.data = data;
    out->records.size = bytes;
    out->owner = data;
    out->release = free_page;
}

/* What is wrong with the page is chosen by the cursor. */
static int32_t read_page(void* self,
                         const tiendo_read* what,
                         tiendo_page* out,
                         tiendo_error* error) {
    (void)self;
    out->records = text_of("{\"id\":\"1\"}\n{\"id\":\"2\"}\n");
    out->record_count = 2;
    out->cursor = text_of("2");
    if (is(what->cursor, "count lies")) {
        out->record_count = 3;
    } else if (is(what->cursor, "half line")) {
        out->records = text_of("{\"id\":\"1\"}\n{\"id\":\"2\"");
    } else if (is(what->cursor, "65 MiB")) {
        fill_page(out, (size_t)65 << 20, 'x');
    } else if (is(what->cursor, "10,001 records")) {
        fill_page(out, 10001, '\n');
        out->record_count = 10001;
    } else if (is(what->cursor, "stands still")) {
        out->cursor = what->cursor;
        out->more = 1;
    } else if (is(what->cursor, "long cursor")) {
        fill_page(out, 5000, 'c');
        out->cursor = out->records;
        out->records = text_of("");
        out->record_count = 0;
    } else if (is(what->cursor, "past page")) {
        memset((char*)out + out->size, 0, 16);
    } else if (is(what->cursor, "past error")) {
        memset((char*)error + error->size, 0, 16);
    } else if (is(what->cursor, "unknown class")) {
        error->error_class = 4711;
        error->message = text_of("out of\ncheese \xff");
        return 4711;
    } else if (is(what->cursor, "no word")) {
        return TIENDO_ERROR_TRANSIENT;
    } else if (is(what->cursor, "wait")) {
        error->error_class = TIENDO_ERROR_RATE_LIMITED;
        error->retry_after_ms = 30000;
        error->message = text_of("too many requests");
        error->remedy = text_of("ask less often");
        return TIENDO_ERROR_RATE_LIMITED;
    }
    return 0;
}

static int begins(tiendo_text items, const char* key) {
    const size_t at = strlen("{\"key\":\"");
    return items.size > at + strlen(key) && memcmp(items.data + at, key, strlen(key)) == 0;
}

/* What is wrong with the outcomes is chosen by the first key. */
static int32_t write_batch(void* self,
                           const tiendo_batch* batch,
                           tiendo_outcomes* out,
                           tiendo_error* error) {
    (void)self;
    (void)error;
    if (begins(batch->items, "twice")) {
        out->lines = text_of(
            "{\"key\":\"twice\",\"outcome\":\"accepted\"}\n"
            "{\"key\":\"twice\",\"outcome\":\"retry\"}\n");
    } else if (begins(batch->items, "foreign")) {
        out->lines = text_of("{\"key\":\"other\",\"outcome\":\"accepted\"}\n");
    } else if (begins(batch->items, "absent")) {
        out->lines = text_of("{\"key\":\"absent\",\"outcome\":\"absent\"}\n");
    } else if (begins(batch->items, "garbage")) {
        out->lines = text_of("ok\n");
    } else if (begins(batch->items, "lost")) {
        return TIENDO_ERROR_OUTCOME_UNKNOWN;
    } else if (begins(batch->items, "past")) {
        memset((char*)out + out->size, 0, 16);
    } else if (begins(batch->items, "refused")) {
        return TIENDO_ERROR_AUTH;
    } else {
        out->lines = text_of("{\"key\":\"k2\",\"outcome\":\"accepted\",\"id\":\"7\"}\n");
    }
    return 0;
}

static void close_it(void* self) {
    (void)self;
}

__attribute__((visibility("default"))) int32_t tiendo_adapter_entry(uint32_t host_abi,
                                                                    tiendo_adapter* out,
                                                                    tiendo_error* error) {
    (void)host_abi;
    (void)error;
#if VARIANT == ENTRY_FAILS
    error->error_class = TIENDO_ERROR_CONFIG;
    error->message = text_of("the licence file is missing");
    error->remedy = text_of("ask the vendor for one");
    return TIENDO_ERROR_CONFIG;
#endif
    out->abi = VARIANT == OTHER_ABI_IN_TABLE ? 7U << 16U : TIENDO_ADAPTER_ABI;
    out->describe = describe;
    out->read = VARIANT == LACKS_READ ? NULL : read_page;
    out->write = write_batch;
    out->close = close_it;
    if (VARIANT == WRITES_PAST_TABLE) {
        memset((char*)out + out->size, 0, 8);
    }
    out->size = VARIANT == SHORT_TABLE ? 24 : (uint32_t)sizeof *out;
    return 0;
}

#endif
