/* An adapter that is built from every released header, and stays in the tests as long as its major
 * version lives. It asks its setting "url", keeps a state and counts. */
#include "tiendo/adapter/abi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST                                                                                    \
    "{\"abi\":\"" TIENDO_ADAPTER_ABI_TEXT                                                           \
    "\",\"name\":\"kept\",\"version\":\"1.0.0\",\"vendor\":\"test\",\"licence\":\"Apache-2.0\","    \
    "\"summary\":\"Stays.\",\"status\":\"stable\",\"capabilities\":[\"read\"],\"streams\":[{"       \
    "\"name\":\"documents\",\"type\":\"document\",\"description\":\"D.\",\"flow\":\"read\","        \
    "\"key\":\"id\",\"cursor\":{\"kind\":\"sequence\",\"order\":\"ascending\"},\"fields\":[{"       \
    "\"name\":\"number\",\"purpose\":\"test\"}]}],\"config\":{\"type\":\"object\",\"properties\":{" \
    "\"word\":{\"type\":\"string\",\"description\":\"A word.\"}}},\"hosts\":[]}"

TIENDO_ADAPTER_MANIFEST(MANIFEST);

static tiendo_text text_of(const char* text) {
    tiendo_text it;
    it.data = text;
    it.size = strlen(text);
    return it;
}

static int32_t describe(void* self, tiendo_buffer* out, tiendo_error* error) {
    (void)self;
    (void)error;
    out->text = text_of(MANIFEST);
    return 0;
}

static void free_page(tiendo_page* page) {
    free(page->owner);
}

static int32_t read_page(void* self,
                         const tiendo_read* what,
                         tiendo_page* out,
                         tiendo_error* error) {
    const tiendo_context* context = what->context;
    tiendo_text word = {NULL, 0};
    int32_t code = context->config(context->host, text_of("word"), &word, error);
    (void)self;
    if (code != 0) {
        return code;
    }
    char* line = malloc(256 + word.size);
    if (line == NULL) {
        return TIENDO_ERROR_TRANSIENT;
    }
    const int length = sprintf(line,
                               "{\"type\":\"document\",\"id\":%.*s,\"day\":\"2021-05-20\"}\n",
                               word.data == NULL ? 4 : (int)word.size,
                               word.data == NULL ? "\"?\"" : word.data);
    context->count(context->host, text_of("pages"), 1);
    out->records.data = line;
    out->records.size = (size_t)length;
    out->record_count = 1;
    out->cursor = text_of("1");
    out->owner = line;
    out->release = free_page;
    return 0;
}

static void close_it(void* self) {
    (void)self;
}

__attribute__((visibility("default"))) int32_t tiendo_adapter_entry(uint32_t host_abi,
                                                                    tiendo_adapter* out,
                                                                    tiendo_error* error) {
    tiendo_adapter table;
    const uint32_t room =
        out->size < sizeof table ? out->size : (uint32_t)sizeof table; /* the host may be older */
    if (host_abi >> 16U != TIENDO_ADAPTER_ABI_MAJOR) {
        error->message = text_of("another major version");
        return TIENDO_ERROR_CONFIG;
    }
    memset(&table, 0, sizeof table);
    table.size = room;
    table.abi = TIENDO_ADAPTER_ABI;
    table.describe = describe;
    table.read = read_page;
    table.close = close_it;
    memcpy(out, &table, room);
    return 0;
}
