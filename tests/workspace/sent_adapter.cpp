// An adapter that only writes, and cannot be asked. It keeps what it sent, and its refusal holds
// its secret. Nothing else than a test loads it.
#include <tiendo/adapter/sdk.hpp>

#include <string>

namespace {

using namespace tiendo::adapter;

}  // namespace

struct Sent {
    static constexpr Manifest manifest = {
        .name = "sent",
        .version = "0.1.0",
        .vendor = "tiendo",
        .licence = "Apache-2.0",
        .summary = "Refuses what is sent, with too many words.",
        .streams = {{.name = "requests",
                     .type = RecordType::feedback,
                     .description = "What is sent.",
                     .flow = Flow::write,
                     .key = "id",
                     .cursor = CursorKind::none,
                     .fields = {{"service", "test"}}}},
        .config = {{.key = "word", .description = "A secret.", .secrecy = Secrecy::secret}},
    };

    Expected<Outcomes> write(const Batch& batch, Context& context) {
        auto word = context.secret("word");
        auto before = word ? context.state("sent") : std::move(word).error();
        if (!before) {
            return std::move(before).error();
        }
        Outcomes outcomes;
        std::string sent = before->value_or("");
        for (const BatchItem& item : batch) {
            outcomes.rejected(item, "no: " + std::string(word->view()), "give another word");
            sent.append(item.key).append(" ");
        }
        if (auto kept = context.keep_state("sent", sent); !kept) {
            return std::move(kept).error();
        }
        return outcomes;
    }
};

TIENDO_EXPORT_ADAPTER(Sent);
