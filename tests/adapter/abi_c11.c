/* The header alone, as C11; an author in C sees no more of us than this. */
#include "tiendo/adapter/abi.h"

_Static_assert(offsetof(tiendo_adapter, size) == 0, "size comes first");
_Static_assert(offsetof(tiendo_error, size) == 0, "size comes first");
_Static_assert(offsetof(tiendo_buffer, size) == 0, "size comes first");
_Static_assert(offsetof(tiendo_http_request, size) == 0, "size comes first");
_Static_assert(offsetof(tiendo_http_response, size) == 0, "size comes first");
_Static_assert(offsetof(tiendo_context, size) == 0, "size comes first");
_Static_assert(offsetof(tiendo_read, size) == 0, "size comes first");
_Static_assert(offsetof(tiendo_page, size) == 0, "size comes first");
_Static_assert(offsetof(tiendo_findings, size) == 0, "size comes first");

size_t tiendo_test_size_of_page_in_c(void);
size_t tiendo_test_size_of_page_in_c(void) {
    return sizeof(tiendo_page);
}
size_t tiendo_test_size_of_context_in_c(void);
size_t tiendo_test_size_of_context_in_c(void) {
    return sizeof(tiendo_context);
}
