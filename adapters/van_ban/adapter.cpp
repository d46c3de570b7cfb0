// Reads the register of a document management system in the order of its changes, and puts drafts
// of outgoing documents into it. Protocol: README.md.
#include "drafts.hpp"
#include "mapping.hpp"

#include <tiendo/adapter/sdk.hpp>

#include <charconv>
#include <utility>

namespace tiendo::van_ban {

using adapter::ConfigType;
using adapter::Context;
using adapter::Cursor;
using adapter::Expected;
using adapter::Failure;
using adapter::Findings;
using adapter::Need;
using adapter::Page;
using adapter::RecordType;
using adapter::Secrecy;
using adapter::Stream;

namespace {

constexpr std::int64_t page_size = 200;

Expected<RegisterPage> documents_after(Context& context,
                                       std::int64_t sequence,
                                       std::int64_t count) {
    auto base = context.config_text("url");
    if (!base) {
        return std::move(base).error();
    }
    auto key = context.secret("key");
    if (!key) {
        return std::move(key).error();
    }
    while (base->ends_with('/')) {
        base->pop_back();
    }
    auto response = context.http({.url = *base + "/van-ban?tu=" + std::to_string(sequence) +
                                         "&soLuong=" + std::to_string(count),
                                  .headers = {{"X-Khoa-Truy-Cap", std::string(key->view())}}});
    if (!response) {
        return std::move(response).error();
    }
    if (response->status() != 200) {
        return failure_of_status(*response, "list of documents");
    }
    return parse_register(response->body());
}

Expected<std::int64_t> sequence_of(const Cursor& cursor) {
    std::int64_t sequence = 0;
    const auto* end = cursor.text.data() + cursor.text.size();
    const auto [stop, failure] = std::from_chars(cursor.text.data(), end, sequence);
    if (!cursor.text.empty() && (failure != std::errc{} || stop != end)) {
        return Failure::config(
            "the cursor '" + cursor.text.substr(0, 40) + "' is not one of this adapter",
            "remove the connection's cursor to read from the beginning");
    }
    return sequence;
}

}  // namespace

class VanBan {
public:
    static constexpr adapter::Manifest manifest = {
        .name = "van-ban",
        .version = "0.1.0",
        .vendor = "tiendo",
        .licence = "Apache-2.0",
        .summary =
            "Reads the register of a document management system (hệ thống quản lý văn bản), and "
            "puts drafts of outgoing documents into it.",
        .status = adapter::Status::trial,
        .streams = {{.name = "documents",
                     .type = RecordType::document,
                     .description = "Documents in the order of their last change.",
                     .key = "id of the register",
                     .cursor = adapter::CursorKind::sequence,
                     .fields = {{"number", "names the document"},
                                {"issued_on", "names the document"},
                                {"kind", "plan, report or other"},
                                {"issuer", "who reported"},
                                {"issuer_code", "who reported"},
                                {"direction", "came or went"},
                                {"subject", "which duty it answers"},
                                {"references", "which duty it answers"},
                                {"reply_to", "which duty it answers"},
                                {"arrived_on", "in time or late"},
                                {"sequence", "order of changes"}}},
                    {.name = "drafts",
                     .type = RecordType::document,
                     .description =
                         "Drafts of outgoing documents, for a clerk to number and issue.",
                     .flow = adapter::Flow::write,
                     .key = "key of the delivery",
                     .fields = {{"kind", "kind of the letter"},
                                {"issuer_code", "in whose name"},
                                {"direction", "outgoing ones alone are taken"},
                                {"subject", "what it says"},
                                {"references", "what it is about"},
                                {"arrived_on", "day of the draft"}}}},
        .config = {{.key = "url",
                    .type = ConfigType::url,
                    .description = "Base address of the system.",
                    .need = Need::required},
                   {.key = "key",
                    .description = "Access key, sent as X-Khoa-Truy-Cap.",
                    .need = Need::required,
                    .secrecy = Secrecy::secret}},
        .hosts = {"config:url"},
    };

    Expected<Findings> check(Context& context) {
        Findings findings;
        if (auto page = documents_after(context, 0, 1); !page) {
            findings.error(page.error());
        } else if (page->records.empty()) {
            findings.warning(adapter::About::rights,
                             "the register is empty",
                             "check that the key belongs to the right district");
        } else {
            findings.ok(adapter::About::rights, "documents can be read");
        }
        return findings;
    }

    Expected<adapter::Outcomes> write(const adapter::Batch& batch, Context& context) {
        return put_drafts(batch, context);
    }
    Expected<adapter::Outcomes> probe(const adapter::Batch& batch, Context& context) {
        return probe_drafts(batch, context);
    }

    Expected<Page> read(const Stream& /*stream*/, const Cursor& cursor, Context& context) {
        auto from = sequence_of(cursor);
        if (!from) {
            return std::move(from).error();
        }
        auto answer = documents_after(context, *from, page_size);
        if (!answer) {
            return std::move(answer).error();
        }
        if (answer->next < *from || (answer->more && answer->next == *from)) {
            return Failure::drift(
                "the list of documents went backwards from " + std::to_string(*from) + " to " +
                    std::to_string(answer->next),
                "report it to the vendor of the system; nothing was taken from this page");
        }
        Page page;
        for (const auto& record : answer->records) {
            page.add(record);
        }
        Cursor next{std::to_string(answer->next)};
        if (answer->more) {
            page.continue_at(std::move(next));
        } else {
            page.end_at(std::move(next));
        }
        return page;
    }
};

}  // namespace tiendo::van_ban

TIENDO_EXPORT_ADAPTER(tiendo::van_ban::VanBan);
