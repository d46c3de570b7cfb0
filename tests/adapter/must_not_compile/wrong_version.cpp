#include "tiendo/adapter/sdk.hpp"

using namespace tiendo::adapter;

struct Author {
    static constexpr Manifest manifest = {
        .name = "author",
        .version = "1.0",
        .vendor = "test",
.licence = "Apache-2.0",
        .summary = "Nothing.",
        .streams = {{.name = "documents", .type = RecordType::document, .description = "None.", .key = "id", .fields = {{"number", "test"}}}},
        .hosts = {"example.vn"},
    };
    Expected<Page> read(const Stream&, const Cursor&, Context&) { return Page(); }
};
TIENDO_EXPORT_ADAPTER(Author);
