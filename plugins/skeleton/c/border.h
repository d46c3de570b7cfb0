/* The border of tiendo/adapter/abi.h in the words of an adapter in C. Nothing here knows the other
 * side: you will hardly change it. */
#ifndef BORDER_H
#define BORDER_H

#include <jansson.h>
#include <tiendo/adapter/abi.h>

/* The text borrows `text`. */
tiendo_text text_of(const char* text);

/* Fills `error` where the host gave one, and returns `error_class`. `message` is copied, `remedy`
 * lives for ever. One sentence, lower case, no full stop, no citizen's name, no secret. */
int32_t fail(tiendo_error* error, uint32_t error_class, const char* message, const char* remedy);

/* What an unwelcome status means: 401 and 403 auth, 429 rate_limited, 408 and 5xx transient, all
 * else drift. `what` names the request: "list of notices". */
int32_t fail_by_status(tiendo_error* error, const tiendo_http_response* answer, const char* what);

/* A text with a terminating NUL for free(); NULL: no memory, or a NUL inside. */
char* copy_of(tiendo_text text);

/* A setting, for json_decref; 0 and *out == NULL where it is not set. */
int32_t setting(const tiendo_context* context, const char* key, json_t** out, tiendo_error* error);

/* A text that grows; `data` is for free(). What could not be added is told by `failed` at the end.
 */
struct lines {
    char* data;
    size_t size;
    size_t room;
    uint64_t count;
    int failed;
};
void add_bytes(struct lines* lines, const char* data, size_t size);
/* One line of JSON; takes `value` over, which may be NULL: no memory. */
void add_line(struct lines* lines, json_t* value);

#endif
