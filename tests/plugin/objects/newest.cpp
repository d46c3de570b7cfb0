// An adapter of the newest header: it has find, and waits if it is told to. With NEEDS_WAIT it
// cannot do without.
#include "tiendo/adapter/sdk.hpp"

namespace {

using namespace tiendo::adapter;

class Newest {
public:
    static constexpr Manifest manifest = {
        .name = NAME,
        .version = "1.0.0",
        .vendor = "test",
        .licence = "Apache-2.0",
        .summary = "Has what 1.1 brought.",
#ifdef NEEDS_WAIT
        .needs = {"wait"},
#endif
        .streams = {{.name = "documents",
                     .type = RecordType::document,
                     .description = "D.",
                     .key = "id",
                     .fields = {{"number", "test"}}}},
    };

    Expected<Page> read(const Stream&, const Cursor& cursor, Context& context) {
        const auto waited =
            context.wait(std::chrono::hours(std::string_view(cursor.text) == "long"));
        Page page;
        page.add(JsonObject()
                     .text("type", "document")
                     .text("id", waited ? "waited" : waited.error().message)
                     .str());
        page.end_at({cursor.text + "1"});
        return page;
    }
    Expected<Page> find(const Stream&, const std::vector<RecordKey>& keys, Context&) {
        Page page;
        for (const RecordKey& key : keys) {
            page.add(JsonObject()
                         .text("type", "document")
                         .text("id", key.id)
                         .text_if_any("day", key.day)
                         .boolean("deleted", true)
                         .str());
        }
        page.end_at({});
        return page;
    }
};

}  // namespace

TIENDO_EXPORT_ADAPTER(Newest);
