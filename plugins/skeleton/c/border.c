#include "border.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

tiendo_text text_of(const char* text) {
    const tiendo_text it = {text, strlen(text)};
    return it;
}

static void release_error(tiendo_error* error) { free(error->owner); }

int32_t fail(tiendo_error* error, uint32_t error_class, const char* message, const char* remedy) {
    if (error != NULL) {
        error->error_class = error_class;
        error->owner = strdup(message);
        error->message = text_of(error->owner == NULL ? "there is no memory left" : error->owner);
        error->remedy = text_of(remedy);
        error->release = release_error;
    }
    return (int32_t)error_class;
}

/* Seconds in Retry-After as milliseconds; 0 where it is not stated, a date, or beyond a day. */
static uint64_t retry_after(const tiendo_http_response* answer) {
    static const char name[] = "Retry-After";
    for (uint64_t i = 0; i < answer->header_count; ++i) {
        const tiendo_text each = answer->headers[2 * i];
        const tiendo_text value = answer->headers[2 * i + 1];
        if (each.size != sizeof name - 1 || strncasecmp(each.data, name, each.size) != 0) {
            continue;
        }
        uint64_t seconds = 0;
        for (size_t at = 0; at < value.size; ++at) {
            if (!isdigit((unsigned char)value.data[at]) || seconds > 86400) {
                return 0;
            }
            seconds = 10 * seconds + (uint64_t)(value.data[at] - '0');
        }
        return 1000 * seconds;
    }
    return 0;
}

int32_t fail_by_status(tiendo_error* error, const tiendo_http_response* answer, const char* what) {
    const uint32_t status = answer->status;
    uint32_t error_class = TIENDO_ERROR_DRIFT;
    const char* remedy = "compare the address and version with its documents";
    if (status == 401 || status == 403) {
        error_class = TIENDO_ERROR_AUTH;
        remedy = "renew the credentials of the connection";
    } else if (status == 429) {
        error_class = TIENDO_ERROR_RATE_LIMITED;
        remedy = "ask less often";
    } else if (status == 408 || status >= 500) {
        error_class = TIENDO_ERROR_TRANSIENT;
        remedy = "try again later";
    }
    char message[200];
    snprintf(message, sizeof message, "the other side answered the %s with status %u", what,
             status);
    if (error != NULL) {
        error->retry_after_ms = retry_after(answer);
    }
    return fail(error, error_class, message, remedy);
}

char* copy_of(tiendo_text text) {
    char* copy =
        text.size == 0 || memchr(text.data, '\0', text.size) == NULL ? malloc(text.size + 1) : NULL;
    if (copy != NULL) {
        if (text.size != 0) {
            memcpy(copy, text.data, text.size);
        }
        copy[text.size] = '\0';
    }
    return copy;
}

int32_t setting(const tiendo_context* context, const char* key, json_t** out, tiendo_error* error) {
    tiendo_text json = {NULL, 0};
    *out = NULL;
    const int32_t code = context->config(context->host, text_of(key), &json, error);
    if (code != 0 || json.data == NULL) {
        return code;
    }
    *out = json_loadb(json.data, json.size, JSON_DECODE_ANY, NULL);
    return *out != NULL ? 0
                        : fail(error, TIENDO_ERROR_BROKEN, "a setting cannot be read",
                               "report it to the adapter's author");
}

void add_bytes(struct lines* lines, const char* data, size_t size) {
    if (lines->room - lines->size < size) {
        const size_t room = 2 * lines->room + size;
        char* moved = realloc(lines->data, room);
        if (moved == NULL) {
            lines->failed = 1;
            return;
        }
        lines->data = moved;
        lines->room = room;
    }
    memcpy(lines->data + lines->size, data, size);
    lines->size += size;
}

void add_line(struct lines* lines, json_t* value) {
    char* text = value == NULL ? NULL : json_dumps(value, JSON_COMPACT);
    json_decref(value);
    if (text == NULL) {
        lines->failed = 1;
        return;
    }
    add_bytes(lines, text, strlen(text));
    add_bytes(lines, "\n", 1);
    lines->count += 1;
    free(text);
}
