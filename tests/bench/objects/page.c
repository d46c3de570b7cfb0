/* An adapter that costs next to nothing: a page that it made beforehand. The cursor says which. */
#include "tiendo/adapter/abi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MANIFEST                                                                                   \
    "{\"abi\":\"1.1\",\"name\":\"page\",\"version\":\"1.0.0\",\"vendor\":\"bench\",\"licence\":"   \
    "\"Apache-2.0\",\"summary\":\"A page.\",\"status\":\"trial\",\"capabilities\":[\"read\"],"     \
    "\"streams\":[{\"name\":\"dossiers\",\"type\":\"dossier\",\"description\":\"D.\",\"flow\":"    \
    "\"read\",\"key\":\"id\",\"cursor\":{\"kind\":\"token\",\"order\":\"none\"},\"fields\":[{"     \
    "\"name\":\"unit\",\"purpose\":\"bench\"}]}],\"config\":{\"type\":\"object\",\"properties\":{" \
    "}},\"hosts\":[]}"

TIENDO_ADAPTER_MANIFEST(MANIFEST);

#define RECORDS 200

struct pages {
    size_t used;
    size_t first; /* bytes of the first record */
    char lines[RECORDS * 320];
};

static int32_t describe(void* self, tiendo_buffer* out, tiendo_error* error) {
    (void)self;
    (void)error;
    out->text.data = MANIFEST;
    out->text.size = strlen(MANIFEST);
    return 0;
}

static int32_t read_page(void* self,
                         const tiendo_read* what,
                         tiendo_page* out,
                         tiendo_error* error) {
    const struct pages* pages = self;
    const int one = what->cursor.size == 1;
    (void)error;
    out->records.data = pages->lines;
    out->records.size = one ? pages->first : pages->used;
    out->record_count = one ? 1 : RECORDS;
    return 0;
}

static void close_it(void* self) {
    free(self);
}

__attribute__((visibility("default"))) int32_t tiendo_adapter_entry(uint32_t host_abi,
                                                                    tiendo_adapter* out,
                                                                    tiendo_error* error) {
    struct pages* pages = calloc(1, sizeof *pages);
    (void)host_abi;
    (void)error;
    if (pages == NULL) {
        return TIENDO_ERROR_BROKEN;
    }
    for (int i = 0; i < RECORDS; ++i) {
        pages->used += (size_t)snprintf(
            pages->lines + pages->used,
            sizeof pages->lines - pages->used,
            "{\"type\":\"dossier\",\"id\":\"000.10.10.H29-210520-%04d\",\"day\":\"2021-05-20\","
            "\"procedure\":\"1.001193\",\"unit\":\"Ph\u01b0\u1eddng 1\",\"received\":"
            "\"2021-05-20T08:15:00+07:00\",\"appointed\":\"2021-05-27T17:00:00+07:00\",\"done\":"
            "\"2021-05-26T10:00:00+07:00\",\"status\":\"returned\"}\n",
            i);
        pages->first = i == 0 ? pages->used : pages->first;
    }
    out->abi = TIENDO_ADAPTER_ABI;
    out->self = pages;
    out->describe = describe;
    out->read = read_page;
    out->close = close_it;
    out->size = (uint32_t)sizeof *out;
    return 0;
}
