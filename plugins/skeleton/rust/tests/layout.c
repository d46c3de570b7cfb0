/* Prints where each member of the C header lies and how long it is, as layout.rs does of abi.rs. */
#include <stddef.h>
#include <stdio.h>
#include <tiendo/adapter/abi.h>

#define SHOW_AS(type, member, name) \
    printf(#type "." name " %zu %zu\n", offsetof(type, member), sizeof(((type*)0)->member))
#define SHOW(type, member) SHOW_AS(type, member, #member)

int main(void) {
    SHOW(tiendo_text, data);
    SHOW(tiendo_text, size);
    SHOW(tiendo_error, size);
    SHOW(tiendo_error, error_class);
    SHOW(tiendo_error, retry_after_ms);
    SHOW(tiendo_error, message);
    SHOW(tiendo_error, remedy);
    SHOW(tiendo_error, owner);
    SHOW(tiendo_error, release);
    SHOW(tiendo_buffer, size);
    SHOW(tiendo_buffer, text);
    SHOW(tiendo_buffer, owner);
    SHOW(tiendo_buffer, release);
    SHOW(tiendo_http_request, size);
    SHOW(tiendo_http_request, header_count);
    SHOW(tiendo_http_request, method);
    SHOW(tiendo_http_request, url);
    SHOW(tiendo_http_request, headers);
    SHOW(tiendo_http_request, body);
    SHOW(tiendo_http_response, size);
    SHOW(tiendo_http_response, status);
    SHOW(tiendo_http_response, header_count);
    SHOW(tiendo_http_response, headers);
    SHOW(tiendo_http_response, body);
    SHOW(tiendo_http_response, owner);
    SHOW(tiendo_http_response, release);
    SHOW(tiendo_context, size);
    SHOW(tiendo_context, host);
    SHOW(tiendo_context, config);
    SHOW(tiendo_context, secret);
    SHOW(tiendo_context, http);
    SHOW(tiendo_context, now_unix_ms);
    SHOW(tiendo_context, time_left_ms);
    SHOW(tiendo_context, random);
    SHOW(tiendo_context, log);
    SHOW(tiendo_context, count);
    SHOW(tiendo_context, cancelled);
    SHOW(tiendo_context, state_get);
    SHOW(tiendo_context, state_put);
    SHOW(tiendo_context, kept);
    SHOW(tiendo_context, wait);
    SHOW(tiendo_read, size);
    SHOW(tiendo_read, wanted_records);
    SHOW(tiendo_read, stream);
    SHOW(tiendo_read, cursor);
    SHOW(tiendo_read, context);
    SHOW(tiendo_find, size);
    SHOW(tiendo_find, key_count);
    SHOW(tiendo_find, stream);
    SHOW(tiendo_find, keys);
    SHOW(tiendo_find, context);
    SHOW(tiendo_page, size);
    SHOW(tiendo_page, more);
    SHOW(tiendo_page, record_count);
    SHOW(tiendo_page, records);
    SHOW(tiendo_page, cursor);
    SHOW(tiendo_page, notices);
    SHOW(tiendo_page, owner);
    SHOW(tiendo_page, release);
    SHOW(tiendo_findings, size);
    SHOW(tiendo_findings, count);
    SHOW(tiendo_findings, lines);
    SHOW(tiendo_findings, owner);
    SHOW(tiendo_findings, release);
    SHOW(tiendo_adapter, size);
    SHOW(tiendo_adapter, abi);
    SHOW_AS(tiendo_adapter, self, "this"); /* `self` is a word of Rust's own */
    SHOW(tiendo_adapter, describe);
    SHOW(tiendo_adapter, check);
    SHOW(tiendo_adapter, read);
    SHOW(tiendo_adapter, write);
    SHOW(tiendo_adapter, probe);
    SHOW(tiendo_adapter, serve);
    SHOW(tiendo_adapter, close);
    SHOW(tiendo_adapter, find);
    return 0;
}
