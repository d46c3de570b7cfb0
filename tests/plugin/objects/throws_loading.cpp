// Throws from the initialiser of a static variable, which ends any program that loads it unguarded.
#include "tiendo/adapter/sdk.hpp"

#include <stdexcept>

namespace {

using namespace tiendo::adapter;

int setting() {
    throw std::runtime_error("no settings file");
}
const int at_load = setting();

struct Throws {
    static constexpr Manifest manifest = {
        .name = "throws-loading",
        .version = "1.0.0",
        .vendor = "test",
        .licence = "Apache-2.0",
        .summary = "Throws.",
        .streams = {{.name = "documents",
                     .type = RecordType::document,
                     .description = "None.",
                     .key = "id",
                     .fields = {{"number", "test"}}}},
    };
    Expected<Page> read(const Stream&, const Cursor&, Context&) {
        Page page;
        page.end_at({std::to_string(at_load)});
        return page;
    }
};

}  // namespace

TIENDO_EXPORT_ADAPTER(Throws);
