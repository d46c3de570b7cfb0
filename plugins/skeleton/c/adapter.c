/* What tiendo calls: check, read and find. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "border.h"
#include "manifest.h"
#include "mapping.h"

TIENDO_ADAPTER_MANIFEST(MANIFEST);

#define ON_DRIFT "compare the address and version of the other system with its documents"
#define ON_BROKEN "report it to the adapter's author"

static int32_t no_memory(tiendo_error* error) {
    return fail(error, TIENDO_ERROR_BROKEN, "there is no memory left", ON_BROKEN);
}

/* "<url>/notices?<query>" for free() */
static int32_t address_of(const tiendo_context* context, const char* query, char** out,
                          tiendo_error* error) {
    json_t* url = NULL;
    const int32_t code = setting(context, "url", &url, error);
    if (code != 0) {
        return code;
    }
    size_t length = json_string_length(url);
    while (length > 0 && json_string_value(url)[length - 1] == '/') {
        --length;
    }
    const size_t room = length + strlen("/notices?") + strlen(query) + 1;
    *out = malloc(room);
    if (*out != NULL) {
        snprintf(*out, room, "%.*s/notices?%s", (int)length, json_string_value(url), query);
    }
    json_decref(url);
    return *out == NULL ? no_memory(error) : 0;
}

/* TODO 3: address, login, and what the other side answers when it refuses. */
static int32_t ask(const tiendo_context* context, const char* query, struct part* out,
                   tiendo_error* error) {
    json_object_seed((size_t)context->random(context->host) | 1U); /* or it looks for a file */
    tiendo_buffer key = {.size = sizeof key};
    int32_t code = context->secret(context->host, text_of("key"), &key, error);
    if (code != 0) {
        return code;
    }
    const tiendo_text headers[] = {text_of("Accept"), text_of("application/json"),
                                   text_of("X-Api-Key"), key.text};
    char* address = NULL;
    tiendo_http_response answer = {.size = sizeof answer};
    code = address_of(context, query, &address, error);
    if (code == 0) {
        const tiendo_http_request request = {.size = sizeof request,
                                             .header_count = 2,
                                             .method = text_of("GET"),
                                             .url = text_of(address),
                                             .headers = headers};
        code = context->http(context->host, &request, &answer, error);
    }
    if (code == 0 && answer.status != 200) {
        code = fail_by_status(error, &answer, "list of notices");
    } else if (code == 0) {
        char why[200] = "";
        if (part_of(answer.body.data, answer.body.size, out, why, sizeof why) != 0) {
            code = fail(error, TIENDO_ERROR_DRIFT, why, ON_DRIFT);
        }
    }
    if (answer.release != NULL) {
        answer.release(&answer);
    }
    if (key.release != NULL) {
        key.release(&key);
    }
    free(address);
    return code;
}

static int32_t describe(void* self, tiendo_buffer* out, tiendo_error* error) {
    (void)self;
    (void)error;
    out->text = text_of(tiendo_manifest_json);
    return 0;
}

static void release_findings(tiendo_findings* findings) { free(findings->owner); }

/* What a finding is about, by the class of the failure. */
static const char* about(uint32_t error_class) {
    switch (error_class) {
        case TIENDO_ERROR_AUTH:
            return "login";
        case TIENDO_ERROR_REJECTED:
            return "rights";
        case TIENDO_ERROR_TRANSIENT:
        case TIENDO_ERROR_RATE_LIMITED:
        case TIENDO_ERROR_OUTCOME_UNKNOWN:
            return "reach";
        case TIENDO_ERROR_DRIFT:
            return "version";
        default:
            return "other";
    }
}

/* A host's failure may have no remedy; a finding has one. */
static tiendo_text or_else(tiendo_text text, const char* other) {
    return text.size == 0 ? text_of(other) : text;
}

/* TODO 5: what should a person know who has just typed the settings? */
static int32_t check(void* self, const tiendo_context* context, tiendo_findings* out,
                     tiendo_error* error) {
    (void)self;
    struct part part = {0};
    struct lines found = {0};
    tiendo_error failure = {.size = sizeof failure};
    if (ask(context, "after=0&count=1", &part, &failure) != 0) {
        const tiendo_text message = or_else(failure.message, "it failed without a word");
        const tiendo_text remedy = or_else(failure.remedy, ON_BROKEN);
        add_line(&found,
                 json_pack("{ss,ss,ss%,ss%}", "level", "error", "about", about(failure.error_class),
                           "what", message.data, message.size, "remedy", remedy.data, remedy.size));
        if (failure.release != NULL) {
            failure.release(&failure);
        }
    } else if (json_array_size(part.records) == 0) {
        add_line(&found,
                 json_pack("{ss,ss,ss,ss}", "level", "warning", "about", "rights", "what",
                           "the register shows no notice", "remedy", "ask what this key may read"));
    } else {
        add_line(&found, json_pack("{ss,ss,ss}", "level", "ok", "about", "rights", "what",
                                   "the register answers, and its notices can be read"));
    }
    free_part(&part);
    if (found.failed) {
        free(found.data);
        return no_memory(error);
    }
    out->count = (uint32_t)found.count;
    out->lines = (tiendo_text){found.data, found.size};
    out->owner = found.data;
    out->release = release_findings;
    return 0;
}

/* The last change that was read; -1: the cursor is none of this adapter. */
static int64_t position_of(tiendo_text cursor) {
    char* text = copy_of(cursor);
    char* end = NULL;
    errno = 0;
    const int64_t after = text == NULL ? -1 : strtoll(text, &end, 10);
    const int good = text != NULL && *end == '\0' && errno == 0 &&
                     (cursor.size == 0 || (*text >= '0' && *text <= '9'));
    free(text);
    return good ? after : -1;
}

static void release_page(tiendo_page* page) { free(page->owner); }

/* The records, and behind them the cursor, in one buffer that the page owns. */
static int32_t give_page(struct lines* lines, const char* cursor, tiendo_page* out,
                         tiendo_error* error) {
    const size_t records = lines->size;
    add_bytes(lines, cursor, strlen(cursor) + 1);
    if (lines->failed) {
        free(lines->data);
        return no_memory(error);
    }
    out->record_count = lines->count;
    out->records = (tiendo_text){lines->data, records};
    out->cursor = (tiendo_text){lines->data + records, strlen(cursor)};
    out->owner = lines->data;
    out->release = release_page;
    return 0;
}

static int32_t read_page(void* self, const tiendo_read* what, tiendo_page* out,
                         tiendo_error* error) {
    (void)self;
    const int64_t after = position_of(what->cursor);
    if (after < 0) {
        return fail(error, TIENDO_ERROR_CONFIG, "the cursor is not one of this adapter",
                    "remove the connection's cursor to read from the beginning");
    }
    json_t* size = NULL;
    int32_t code = setting(what->context, "page-size", &size, error);
    if (code != 0) {
        return code;
    }
    char query[100];
    snprintf(query, sizeof query, "after=%" PRId64 "&count=%" JSON_INTEGER_FORMAT, after,
             size == NULL ? 100 : json_integer_value(size));
    json_decref(size);
    struct part part = {0};
    code = ask(what->context, query, &part, error);
    if (code != 0) {
        return code;
    }
    if (part.more ? part.next <= after : part.next < after) {
        free_part(&part);
        return fail(error, TIENDO_ERROR_DRIFT, "the list does not go on behind what was read",
                    "ask the other side how its list is numbered");
    }
    struct lines lines = {0};
    size_t at = 0;
    json_t* record = NULL;
    json_array_foreach(part.records, at, record) { add_line(&lines, json_incref(record)); }
    char cursor[30];
    snprintf(cursor, sizeof cursor, "%" JSON_INTEGER_FORMAT, part.next);
    out->more = (uint32_t)part.more;
    free_part(&part);
    return give_page(&lines, cursor, out, error);
}

#define IDS_A_REQUEST 50U /* an address has no more room */

/* Adds "&id=…" with every byte of the id encoded. */
static void add_id(struct lines* query, const char* id) {
    add_bytes(query, "&id=", 4);
    for (; *id != '\0'; ++id) {
        char code[4];
        snprintf(code, sizeof code, "%%%02X", (unsigned char)*id);
        add_bytes(query, code, 3);
    }
}

static int has(json_t* records, json_t* id) {
    size_t at = 0;
    json_t* record = NULL;
    json_array_foreach(records, at, record) {
        if (json_equal(json_object_get(record, "id"), id)) {
            return 1;
        }
    }
    return 0;
}

/* Adds the records of the keys from `first` on, as many as one request asks for, and deletions. */
static int32_t find_some(const tiendo_context* context, json_t* keys, size_t first,
                         struct lines* lines, tiendo_error* error) {
    const size_t behind = first + IDS_A_REQUEST;
    struct lines query = {0};
    for (size_t i = first; i < behind && i < json_array_size(keys); ++i) {
        add_id(&query, json_string_value(json_object_get(json_array_get(keys, i), "id")));
    }
    add_bytes(&query, "", 1); /* ends the text */
    struct part part = {0};
    const int32_t code =
        query.failed ? no_memory(error) : ask(context, query.data + 1, &part, error);
    free(query.data);
    if (code != 0) {
        return code;
    }
    size_t at = 0;
    json_t* record = NULL;
    json_array_foreach(part.records, at, record) { add_line(lines, json_incref(record)); }
    for (size_t i = first; i < behind && i < json_array_size(keys); ++i) {
        json_t* key = json_array_get(keys, i);
        json_t* id = json_object_get(key, "id");
        const char* day = json_string_value(json_object_get(key, "day"));
        if (!has(part.records, id)) {
            add_line(lines, deletion(json_string_value(id), day == NULL ? "" : day));
        }
    }
    free_part(&part);
    return 0;
}

/* The keys that the host wrote, one JSON object a line, as a list; NULL where they are none. */
static json_t* list_of(tiendo_text lines) {
    json_t* keys = json_array();
    for (size_t at = 0; at < lines.size;) {
        json_error_t end;
        json_t* key = json_loadb(lines.data + at, lines.size - at, JSON_DISABLE_EOF_CHECK, &end);
        if (!json_is_string(json_object_get(key, "id")) || json_array_append(keys, key) != 0) {
            json_decref(key);
            json_decref(keys);
            return NULL;
        }
        json_decref(key);
        at += (size_t)end.position + 1; /* and the line feed */
    }
    return keys;
}

static int32_t find(void* self, const tiendo_find* what, tiendo_page* out, tiendo_error* error) {
    (void)self;
    json_t* keys = list_of(what->keys);
    int32_t code =
        keys == NULL ? fail(error, TIENDO_ERROR_BROKEN, "the keys cannot be read", ON_BROKEN) : 0;
    struct lines lines = {0};
    for (size_t at = 0; code == 0 && at < json_array_size(keys); at += IDS_A_REQUEST) {
        code = what->context->cancelled(what->context->host)
                   ? fail(error, TIENDO_ERROR_CANCELLED, "the call was cancelled", "")
                   : find_some(what->context, keys, at, &lines, error);
    }
    json_decref(keys);
    if (code != 0) {
        free(lines.data);
        return code;
    }
    return give_page(&lines, "", out, error);
}

static void close_it(void* self) { (void)self; }

__attribute__((visibility("default"))) int32_t tiendo_adapter_entry(uint32_t host_abi,
                                                                    tiendo_adapter* out,
                                                                    tiendo_error* error) {
    if (host_abi >> 16U != TIENDO_ADAPTER_ABI_MAJOR) {
        return fail(error, TIENDO_ERROR_CONFIG, "this adapter speaks ABI 1", "upgrade tiendo");
    }
    /* A host of ABI 1.0 has no room for what came later. */
    tiendo_adapter table = {.size = sizeof table, .abi = TIENDO_ADAPTER_ABI};
    table.describe = describe;
    table.check = check;
    table.read = read_page;
    table.find = find;
    table.close = close_it;
    table.size = out->size < sizeof table ? out->size : (uint32_t)sizeof table;
    memcpy(out, &table, table.size);
    return 0;
}
