/* A host of ABI 1.0, built from the header of that day: loads the object that is named, reads a
 * page and prints what it saw. Exit code 2: the entry refused, with its sentence on standard
 * output. */
#include "tiendo/adapter/abi.h"

#include <stdio.h>
#include <string.h>

#include <dlfcn.h>

static int32_t no_config(void* host, tiendo_text key, tiendo_text* out, tiendo_error* error) {
    (void)host;
    (void)key;
    (void)error;
    out->data = NULL;
    out->size = 0;
    return 0;
}
static int32_t no_cancel(void* host) {
    (void)host;
    return 0;
}
static void no_count(void* host, tiendo_text name, uint64_t by) {
    (void)host;
    (void)name;
    (void)by;
}

static void print_text(const char* label, tiendo_text text) {
    printf("%s%.*s\n", label, (int)text.size, text.data == NULL ? "" : text.data);
}

static int read_a_page(const tiendo_adapter* adapter) {
    tiendo_context context;
    memset(&context, 0, sizeof context);
    context.size = sizeof context;
    context.config = no_config;
    context.cancelled = no_cancel;
    context.count = no_count;
    tiendo_read what;
    memset(&what, 0, sizeof what);
    what.size = sizeof what;
    what.stream.data = "documents";
    what.stream.size = strlen(what.stream.data);
    what.context = &context;
    tiendo_page page;
    memset(&page, 0, sizeof page);
    page.size = sizeof page;
    tiendo_error error;
    memset(&error, 0, sizeof error);
    error.size = sizeof error;
    const int32_t code = adapter->read(adapter->self, &what, &page, &error);
    if (code != 0) {
        print_text("read failed: ", error.message);
        return 3;
    }
    printf("%u records\n", (unsigned)page.record_count);
    print_text("", page.records);
    if (page.release != NULL) {
        page.release(&page);
    }
    return 0;
}

int main(int argc, char** argv) {
    void* object = argc == 2 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
    void* symbol = object == NULL ? NULL : dlsym(object, TIENDO_ADAPTER_ENTRY);
    if (symbol == NULL) {
        puts("no object");
        return 1;
    }
    int32_t (*entry)(uint32_t, tiendo_adapter*, tiendo_error*);
    memcpy(&entry, &symbol, sizeof entry);
    /* A byte behind the table that a newer object must not touch. */
    struct {
        tiendo_adapter adapter;
        unsigned char fence[64];
    } table;
    memset(&table, 0, sizeof table);
    memset(table.fence, 0xA5, sizeof table.fence);
    table.adapter.size = sizeof table.adapter;
    tiendo_error error;
    memset(&error, 0, sizeof error);
    error.size = sizeof error;
    if (entry(TIENDO_ADAPTER_ABI, &table.adapter, &error) != 0) {
        print_text("refused: ", error.message);
        if (error.release != NULL) {
            error.release(&error);
        }
        return 2;
    }
    for (size_t i = 0; i < sizeof table.fence; ++i) {
        if (table.fence[i] != 0xA5) {
            puts("wrote past the table");
            return 4;
        }
    }
    printf("ABI %u.%u, table of %s\n",
           (unsigned)(table.adapter.abi >> 16U),
           (unsigned)(table.adapter.abi & 0xFFFFU),
           table.adapter.size == sizeof table.adapter ? "this header" : "another size");
    const int code = read_a_page(&table.adapter);
    table.adapter.close(table.adapter.self);
    return code;
}
