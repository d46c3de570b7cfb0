/* The border between tiendo and an adapter: plain C, no type of either side's language.
 *
 * An adapter is one shared object that exports one function, `tiendo_adapter_entry`, and holds its
 * manifest as JSON in the section `.tiendo.manifest`, which hosts read without loading the object.
 * C++ authors use <tiendo/adapter/sdk.hpp> instead of this header; any other language can write
 * against it.
 *
 * Promises that hold for every function below
 * - Return value: 0, or one of TIENDO_ERROR_…; any other value counts as TIENDO_ERROR_BROKEN. A
 *   failing function fills `error` where it was given one (it may be NULL) and leaves `out` without
 *   anything that needs release.
 * - Nothing is thrown across the border, in either direction.
 * - Text is UTF-8 with its length, without a NUL at the end. `data` may be NULL where `size` is 0.
 * - Structs begin with `size`. A struct that is passed in tells what its maker knew; a reader looks
 *   at no member that does not lie wholly inside `size`. A struct that is to be filled comes zeroed
 *   but for `size`, which tells what the caller allocated; the callee writes no byte at or past it.
 *   Members are only ever added at the end.
 * - Who allocated frees: what a callee hands out carries `owner` and `release`. The receiver calls
 *   `release` once, from any thread, when `release` is not NULL, and does not touch the texts
 *   afterwards. `owner` is the maker's own.
 * - What is passed in is borrowed until the call returns, unless said otherwise.
 *
 * Threads: the host calls the functions of one `self` from one thread at a time, not always the
 * same one. Two adapters made by two calls of the entry run at the same time, also when they come
 * from the same object, so an object keeps no unguarded globals. Calls block; the host owns the
 * thread, and stops a call by `tiendo_context.cancelled`.
 */
#ifndef TIENDO_ADAPTER_ABI_H
#define TIENDO_ADAPTER_ABI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this border, (major << 16) | minor. Within a major number, members and functions
 * are only added at the end, so that any object and any host of one major number understand each
 * other: docs/abi.md says what may change when. Objects of the trial version 0 are refused. */
#define TIENDO_ADAPTER_ABI_MAJOR 1U
#define TIENDO_ADAPTER_ABI_MINOR 1U
#define TIENDO_ADAPTER_ABI ((TIENDO_ADAPTER_ABI_MAJOR << 16U) | TIENDO_ADAPTER_ABI_MINOR)
/* The same as a text, for the manifest: "1.1". */
#define TIENDO_ADAPTER_ABI_TEXT "1.1"

/* Where the manifest lies in the object, and the name of the one exported function. */
#define TIENDO_MANIFEST_SECTION ".tiendo.manifest"
#define TIENDO_ADAPTER_ENTRY "tiendo_adapter_entry"

/* What a host can do about a failure. Numbers are never given again. */
#define TIENDO_ERROR_CONFIG 4       /* a setting is missing or wrong: a person must change it */
#define TIENDO_ERROR_AUTH 5         /* the other side refused who we are: renew the credentials */
#define TIENDO_ERROR_REJECTED 6     /* the other side understood and refused this one: correct it */
#define TIENDO_ERROR_RATE_LIMITED 7 /* wait for retry_after_ms, then try again */
#define TIENDO_ERROR_TRANSIENT 8    /* try again later, with back-off */
#define TIENDO_ERROR_OUTCOME_UNKNOWN 9 /* sent, whether it took effect is unknown: probe */
#define TIENDO_ERROR_DRIFT 10          /* the other side no longer speaks the agreed form */
#define TIENDO_ERROR_CANCELLED 15      /* the host asked to stop, and the call did */
#define TIENDO_ERROR_BROKEN 16         /* a fault of the adapter itself */

/* Levels of tiendo_context.log. */
#define TIENDO_LOG_DEBUG 0U
#define TIENDO_LOG_INFO 1U
#define TIENDO_LOG_WARN 2U
#define TIENDO_LOG_ERROR 3U

/* Limits that hosts enforce; what passes them is refused, never cut. */
#define TIENDO_PAGE_BYTES_MAX ((size_t)64 * 1024 * 1024)
#define TIENDO_PAGE_RECORDS_MAX ((uint64_t)10000)
#define TIENDO_CURSOR_BYTES_MAX ((size_t)4096)
#define TIENDO_MANIFEST_BYTES_MAX ((size_t)256 * 1024)
#define TIENDO_FINDINGS_BYTES_MAX ((size_t)1024 * 1024)
#define TIENDO_BATCH_BYTES_MAX ((size_t)16 * 1024 * 1024)
#define TIENDO_BATCH_ITEMS_MAX ((uint64_t)1000)
#define TIENDO_OUTCOMES_BYTES_MAX ((size_t)4 * 1024 * 1024)
#define TIENDO_SERVED_BYTES_MAX ((size_t)16 * 1024 * 1024)
#define TIENDO_STATE_KEY_BYTES_MAX ((size_t)200)
#define TIENDO_STATE_VALUE_BYTES_MAX ((size_t)64 * 1024)

/* A text; the one struct that never grows. */
typedef struct tiendo_text {
    const char* data;
    size_t size;
} tiendo_text;

/* Why something failed: one sentence in English, lower case, no full stop; never a citizen's name
 * or a secret. */
typedef struct tiendo_error {
    uint32_t size;
    uint32_t error_class;    /* TIENDO_ERROR_…; an unknown value means broken */
    uint64_t retry_after_ms; /* for rate_limited and transient; 0: not stated */
    tiendo_text message;     /* what and where; the maker's until release */
    tiendo_text remedy;      /* what the reader of it should do; may be empty */
    void* owner;
    void (*release)(struct tiendo_error* error); /* NULL: nothing to release */
} tiendo_error;

/* A text handed out together with its ownership. `text.data` is NULL where there is none (which is
 * not ""). */
typedef struct tiendo_buffer {
    uint32_t size;
    tiendo_text text;
    void* owner;
    void (*release)(struct tiendo_buffer* buffer);
} tiendo_buffer;

/* An HTTP request. `headers` are name, value, name, value …: 2 × header_count texts. */
typedef struct tiendo_http_request {
    uint32_t size;
    uint32_t header_count;
    tiendo_text method; /* "GET" */
    tiendo_text url;    /* "https://host:port/path?query", encoded */
    const tiendo_text* headers;
    tiendo_text body;
} tiendo_http_request;

/* An answer with any status; the status is the adapter's to judge. All texts live until release. */
typedef struct tiendo_http_response {
    uint32_t size;
    uint32_t status;
    uint64_t header_count;
    const tiendo_text* headers; /* name, value, …: 2 × header_count texts */
    tiendo_text body;
    void* owner;
    void (*release)(struct tiendo_http_response* response);
} tiendo_http_response;

/* What the host gives for one call, and the only way to anything outside the adapter. Valid until
 * that call returns, on the thread of that call. The first argument of each function is `host`. An
 * adapter opens no socket or file, reads no clock, environment or entropy of its own, so that a
 * test can stand in for all of it.
 */
struct tiendo_kept_query;
struct tiendo_page;
typedef struct tiendo_context {
    uint32_t size;
    void* host;

    /* The value of a key that the manifest declares, as JSON text ("\"https://…\"", "200", "true");
     * `out->data` is NULL where it is not set. Borrowed until the adapter's call returns. BROKEN:
     * the key is not declared, or is a secret. */
    int32_t (*config)(void* host, tiendo_text key, tiendo_text* out, tiendo_error* error);

    /* The value of a key declared as secret, plain and copied out for this caller; `release`
     * overwrites the copy. Hosts mask it in logs and errors of this call. CONFIG: not set; BROKEN:
     * not declared. */
    int32_t (*secret)(void* host, tiendo_text name, tiendo_buffer* out, tiendo_error* error);

    /* Sends a request and waits for the whole answer, within the host's limits of time and size.
     * Follows no redirects. CONFIG: a host that the manifest does not allow, a certificate that is
     * not trusted; TRANSIENT: refused, cut, timed out; OUTCOME_UNKNOWN: the same after a request
     * other than GET or HEAD was sent; DRIFT: not HTTP, or too long; CANCELLED. */
    int32_t (*http)(void* host,
                    const tiendo_http_request* request,
                    tiendo_http_response* out,
                    tiendo_error* error);

    /* Milliseconds since 1970-01-01T00:00:00Z by the host's clock, which may stand still. */
    int64_t (*now_unix_ms)(void* host);

    /* Milliseconds that are left for this call as the host counts them; 0: none, return TRANSIENT
     * soon. No request begins after it. */
    int64_t (*time_left_ms)(void* host);

    /* 64 even random bits from the host's generator; not for keys. */
    uint64_t (*random)(void* host);

    /* Writes one line: a fixed lower-case text, and facts as name, value, …: 2 × field_count texts.
     * Never a citizen's name, number or token. An unknown level counts as error. */
    void (*log)(void* host,
                uint32_t level,
                tiendo_text text,
                const tiendo_text* fields,
                size_t field_count);

    /* Adds `by` to a counter that the host keeps for this connection ("records-without-a-day").
     * 1 to 60 of a-z, 0-9, '-'; others are dropped. Never a number from inside a record. */
    void (*count)(void* host, tiendo_text name, uint64_t by);

    /* 1 once the host wants the call to end: return CANCELLED within the time that the manifest
     * states. Cheap; ask between steps. */
    int32_t (*cancelled)(void* host);

    /* Small facts that outlive a call, for each connection (a session token, the ids still open
     * over there). They may be lost at any time, so nothing may depend on them but speed.
     * `out->text.data` is NULL where there is none. A key has 1 to 200 bytes, a value at most 64
     * KiB; BROKEN otherwise. An empty value removes the key. */
    int32_t (*state_get)(void* host, tiendo_text key, tiendo_buffer* out, tiendo_error* error);
    int32_t (*state_put)(void* host, tiendo_text key, tiendo_text value, tiendo_error* error);

    /* Records of this connection as the host keeps them, so that `serve` can answer from them, by
     * (day, id), newest first. NULL where the host keeps none. CONFIG: no such stream; REJECTED: a
     * cursor that is not one. */
    int32_t (*kept)(void* host,
                    const struct tiendo_kept_query* query,
                    struct tiendo_page* out,
                    tiendo_error* error);

    /* Since 1.1. Waits so many milliseconds, as the other side asks that is still at work; by the
     * host's clock, so that a test need not wait. Never past the end of the call. CANCELLED:
     * sooner, because the host wants the call to end; TRANSIENT: the call has no such time left,
     * and nothing was waited for. */
    int32_t (*wait)(void* host, uint64_t milliseconds, tiendo_error* error);
} tiendo_context;

/* Which of the kept records are wanted. */
typedef struct tiendo_kept_query {
    uint32_t size;
    uint32_t wanted_records; /* at most so many; 0: as many as a page may hold */
    tiendo_text stream;
    tiendo_text id;        /* this one alone; empty: all of the days */
    tiendo_text from_day;  /* "2021-05-01", inclusive; empty: no bound */
    tiendo_text until_day; /* inclusive; empty: no bound */
    tiendo_text cursor;    /* of the page before; empty: from the newest */
} tiendo_kept_query;

/* Which page is wanted. */
typedef struct tiendo_read {
    uint32_t size;
    uint32_t wanted_records; /* about so many; 0: as the other side likes it. Never a promise */
    tiendo_text stream;      /* a name from the manifest */
    tiendo_text cursor; /* what an earlier page of this stream gave; empty: from the beginning */
    const tiendo_context* context;
} tiendo_read;

/* Since 1.1. Which records are wanted by their keys: `key_count` JSON objects, one a line, each
 * line ended by a line feed: {"id": "…", "day": "2021-05-20"}; `day` is missing where it is not
 * known. */
typedef struct tiendo_find {
    uint32_t size;
    uint32_t key_count; /* 1 to 1,000 */
    tiendo_text stream;
    tiendo_text keys;
    const tiendo_context* context;
} tiendo_find;

/* A page of records and the cursor behind it. The host keeps both in one transaction, so that a
 * page is never half read; the same page may be asked for again.
 *
 * `records` holds `record_count` JSON objects, one a line, each line ended by a line feed, after
 * the published schemas of the records. At most 64 MiB and 10,000 records.
 * `notices` holds JSON lines as in tiendo_findings: what differs over there from the agreed form
 * while the records could still be read (a field that is new, gone or of another type). Each once a
 * page, not once a record.
 */
typedef struct tiendo_page {
    uint32_t size;
    uint32_t more; /* 1: ask again at once, from `cursor`, which then differs from the one asked
                      with; 0: all read */
    uint64_t record_count;
    tiendo_text records;
    tiendo_text cursor; /* at most 4 KiB; opaque to all but this adapter; must be good in its later
                           versions */
    tiendo_text notices;
    void* owner;
    void (*release)(struct tiendo_page* page);
} tiendo_page;

/* What `check` found, JSON lines:
 *     {"level": "ok" | "warning" | "error", "about": "reach", "what": "…", "remedy": "…"}
 * `about` is reach, login, rights, clock, version or other. */
typedef struct tiendo_findings {
    uint32_t size;
    uint32_t count;
    tiendo_text lines;
    void* owner;
    void (*release)(struct tiendo_findings* findings);
} tiendo_findings;

/* Records for the other side: `item_count` JSON objects, one a line, each line ended by a line
 * feed:
 *     {"key": "…", "attempt": 1, "record": {…}}
 * `key` names this one delivery for ever: 1 to 64 of A-Z, a-z, 0-9, '-' and '_'. Where the other
 * side knows idempotency keys it is the one to send; the same key means the same delivery.
 * `attempt` counts from 1. `record` follows the published schema of the stream's records.
 */
typedef struct tiendo_batch {
    uint32_t size;
    uint32_t item_count; /* 1 to 1,000 */
    tiendo_text stream;  /* one that the manifest marks as written */
    tiendo_text items;   /* at most 16 MiB */
    const tiendo_context* context;
} tiendo_batch;

/* What became of each item of a batch: one JSON line an item, in any order, every key once:
 *     {"key": "…", "outcome": "accepted", "id": "…"}
 * accepted   it took effect; `id` is the other side's own name for it, where it gives one
 * duplicate  it had taken effect before; `id` as above
 * rejected   understood and refused for ever; `message` says why, `remedy` what to correct
 * retry      surely not taken; `message`, and `retry_after_ms` where it is known
 * unknown    sent, and perhaps taken; the host asks `probe` before anything is sent again
 * absent     from `probe` only: it never arrived, and may be sent again
 * An item without a line counts as unknown.
 */
typedef struct tiendo_outcomes {
    uint32_t size;
    uint32_t count;
    tiendo_text lines;
    void* owner;
    void (*release)(struct tiendo_outcomes* outcomes);
} tiendo_outcomes;

/* A request that another system sent to the host for this connection. */
typedef struct tiendo_request {
    uint32_t size;
    uint32_t header_count;
    tiendo_text method;         /* "POST" */
    tiendo_text target;         /* "/requests.json?key=…": below the connection's own path */
    const tiendo_text* headers; /* name, value, …: 2 × header_count texts */
    tiendo_text body;
    tiendo_text peer; /* the address that it came from, without a port */
    const tiendo_context* context;
} tiendo_request;

/* The answer to it, and what the host is to keep first: `records` as in a page, all of `stream`.
 * They are stored, and committed, before the answer leaves; where that fails the host answers 503
 * itself.
 */
typedef struct tiendo_answer {
    uint32_t size;
    uint32_t status; /* 200 to 599 */
    uint64_t header_count;
    const tiendo_text* headers;
    tiendo_text body; /* at most 16 MiB */
    tiendo_text stream;
    uint64_t record_count;
    tiendo_text records;
    tiendo_text pull; /* a stream that the host should read soon, told by the request that it has
                         changed; empty: none */
    void* owner;
    void (*release)(struct tiendo_answer* answer);
} tiendo_answer;

/* An adapter, as the entry fills it. A NULL function is one that it does not have, and then the
 * manifest's capabilities do not name it. `describe` and `close` are wanted from all, and one of
 * `read`, `write` and `serve`. Hosts pass `self` as it was given.
 */
typedef struct tiendo_adapter {
    uint32_t size; /* in: the host's; out: what the adapter filled */
    uint32_t abi;  /* TIENDO_ADAPTER_ABI that the adapter was built with */
    void* self;

    /* The manifest, the same JSON as in the section. Needs no connection. */
    int32_t (*describe)(void* self, tiendo_buffer* out, tiendo_error* error);

    /* Can it reach the other side, with these settings and rights? Is its clock right, its version
     * one that is known? A failure that a person can mend is a finding; an error is for what kept
     * the check from running. Changes nothing over there. */
    int32_t (*check)(void* self,
                     const tiendo_context* context,
                     tiendo_findings* out,
                     tiendo_error* error);

    /* Reads one page. Leaves no trace on the other side. */
    int32_t (*read)(void* self, const tiendo_read* what, tiendo_page* out, tiendo_error* error);

    /* Sends a batch. An error means that nothing of it took effect, but for OUTCOME_UNKNOWN: then
     * all of it counts as unknown. */
    int32_t (*write)(void* self,
                     const tiendo_batch* batch,
                     tiendo_outcomes* out,
                     tiendo_error* error);

    /* What became of deliveries whose outcome is unknown. Changes nothing over there. */
    int32_t (*probe)(void* self,
                     const tiendo_batch* batch,
                     tiendo_outcomes* out,
                     tiendo_error* error);

    /* Answers a request. The host gives it to an adapter of its own, made by another call of the
     * entry, so that a long read keeps nobody waiting. An error becomes a 4xx or 5xx status without
     * a text. */
    int32_t (*serve)(void* self,
                     const tiendo_request* request,
                     tiendo_answer* out,
                     tiendo_error* error);

    /* Ends `self`; the last call on it. Buffers handed out before stay good until their own
     * release. */
    void (*close)(void* self);

    /* Since 1.1. Reads the records of these keys, whatever a cursor says: each that exists, and for
     * each that does not a deletion. `more` is 0 and the cursor empty. Leaves no trace on the other
     * side. */
    int32_t (*find)(void* self, const tiendo_find* what, tiendo_page* out, tiendo_error* error);
} tiendo_adapter;

/* The one function that an object exports. Makes an adapter of its own at each call; any thread,
 * several at once.
 *
 * host_abi  what the host speaks. An object fills the table whatever the minor number is; it fails
 * with CONFIG, and says which it can, for another major number or where it cannot do without
 *           something newer
 * out       comes zeroed but for `size`
 * returns   0, and then the host calls `close` in the end; otherwise an error, and `out` is not
 * used
 */
int32_t tiendo_adapter_entry(uint32_t host_abi, tiendo_adapter* out, tiendo_error* error);

/* For adapters in C: TIENDO_ADAPTER_MANIFEST("{…}") at file level puts the JSON where hosts look
 * for it. */
#define TIENDO_ADAPTER_MANIFEST(json)                \
    __attribute__((section(TIENDO_MANIFEST_SECTION), \
                   used)) static const char tiendo_manifest_json[] = json

#ifdef __cplusplus
}
#endif

#endif
