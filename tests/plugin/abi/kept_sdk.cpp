// The same with the C++ SDK of every release: what it reads, sends and answers.
#include "tiendo/adapter/sdk.hpp"

namespace {

using namespace tiendo::adapter;

class KeptSdk {
public:
    static constexpr Manifest manifest = {
        .name = "kept-sdk",
        .version = "1.0.0",
        .vendor = "test",
        .licence = "Apache-2.0",
        .summary = "Stays.",
        .status = Status::stable,
        .streams = {{.name = "documents",
                     .type = RecordType::document,
                     .description = "D.",
                     .flow = Flow::both,
                     .key = "id",
                     .fields = {{"number", "test"}}}},
        .config = {{.key = "word", .description = "A word."}},
    };

    Expected<Findings> check(Context& context) {
        auto word = context.config_text("word");
        return word ? Findings().ok(About::other, "the word is " + *word)
                    : Findings().error(word.error());
    }
    Expected<Page> read(const Stream&, const Cursor& cursor, Context& context) {
        if (context.cancelled()) {
            return Failure::cancelled();
        }
        Page page;
        page.add(
            JsonObject().text("type", "document").text("id", "1").text("day", "2021-05-20").str());
        page.notice("the field x is new", "look at it");
        page.end_at({cursor.text + "1"});
        return page;
    }
    Expected<Outcomes> write(const Batch& batch, Context&) {
        Outcomes outcomes;
        for (const BatchItem& item : batch) {
            outcomes.accepted(item, "7");
        }
        return outcomes;
    }
    Expected<Outcomes> probe(const Batch& batch, Context&) {
        return Outcomes().absent(*batch.begin());
    }
    Expected<Answer> serve(const ServedRequest& request, Context&) {
        return Answer{.status = 202, .body = std::string(request.path())};
    }
};

}  // namespace

TIENDO_EXPORT_ADAPTER(KeptSdk);
