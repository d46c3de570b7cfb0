#include "tiendo/adapter/sdk.hpp"

using namespace tiendo::adapter;

struct Author {
    static constexpr Manifest manifest = {
        .name = "author",
        .version = "1.0.0",
        .vendor = "test",
        .summary = "Nothing.",
        .streams = {{.name = "documents", .type = RecordType::document, .description = "None."}},
        .hosts = {"config:url"},
    };
    Expected<Page> read(const Stream&, const Cursor&, Context&) { return Page(); }
};
TIENDO_EXPORT_ADAPTER(Author);
