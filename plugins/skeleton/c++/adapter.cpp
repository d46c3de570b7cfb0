// What tiendo calls: check, read and find.
#include <algorithm>
#include <charconv>
#include <set>
#include <tiendo/adapter/sdk.hpp>

#include "mapping.hpp"

namespace notices {

using namespace tiendo::adapter;

class Adapter {
public:
    // TODO 1: vendor and licence. TODO 2: streams, fields, settings.
    static constexpr Manifest manifest = {
        .name = "my-system",
        .version = ADAPTER_VERSION,
        .vendor = "Example vendor",
        .licence = "Apache-2.0",
        .summary = "Reads the notices (thông báo) of a register.",
        .streams = {{.name = "notices",
                     .type = RecordType::document,
                     .description = "Notices in the order of their changes, deletions among them.",
                     .key = "id and day of issue",
                     .cursor = CursorKind::sequence,
                     .fields = {{"number", "names the notice"},
                                {"issued_on", "names the notice"},
                                {"kind", "is shown"},
                                {"issuer", "who published"},
                                {"direction", "came or went"},
                                {"subject", "which duty it answers"},
                                {"references", "which duty it answers"},
                                {"arrived_on", "in time or late"},
                                {"sequence", "order of changes"}}}},
        .config = {{.key = "url",
                    .type = ConfigType::url,
                    .description = "Address of the register, without /notices.",
                    .need = Need::required},
                   {.key = "key",
                    .description = "Access key.",
                    .need = Need::required,
                    .secrecy = Secrecy::secret},
                   {.key = "page-size",
                    .type = ConfigType::number,
                    .description = "Notices a request, 1 to 100; 100 if not set.",
                    .range = {1, 100}}},
        .hosts = {"config:url"},
    };

    // TODO 5: what should a person know who has just typed the settings?
    Expected<Findings> check(Context& context) {
        const auto part = ask(context, "after=0&count=1");
        if (!part) {
            return Findings().error(part.error());
        }
        if (part->records.empty()) {
            return Findings().warning(About::rights, "the register shows no notice",
                                      "ask what this key may read");
        }
        return Findings().ok(About::rights, "the register answers, and its notices can be read");
    }

    Expected<Page> read(const Stream& /*stream*/, const Cursor& cursor, Context& context) {
        const auto after = position_of(cursor);
        if (!after) {
            return after.error();
        }
        const auto size = context.config_number("page-size");
        const auto part = ask(context, "after=" + std::to_string(*after) +
                                           "&count=" + std::to_string(size ? *size : 100));
        if (!part) {
            return part.error();
        }
        if (part->more ? part->next <= *after : part->next < *after) {
            return Failure::drift("the list goes on at " + std::to_string(part->next) +
                                      ", which is not behind " + std::to_string(*after),
                                  "ask the other side how its list is numbered");
        }
        Page page;
        for (const Record& record : part->records) {
            page.add(record.line);
        }
        if (part->more) {
            page.continue_at({std::to_string(part->next)});
        } else {
            page.end_at({std::to_string(part->next)});
        }
        return page;
    }

    Expected<Page> find(const Stream& /*stream*/, const std::vector<RecordKey>& keys,
                        Context& context) {
        constexpr std::size_t most_ids = 50;  // an address has no more room
        Page page;
        for (std::size_t first = 0; first < keys.size(); first += most_ids) {
            if (context.cancelled()) {
                return Failure::cancelled();
            }
            std::string query;
            const auto behind = std::min(keys.size(), first + most_ids);
            for (std::size_t i = first; i < behind; ++i) {
                query += (query.empty() ? "id=" : "&id=") + encode_query(keys[i].id);
            }
            const auto part = ask(context, query);
            if (!part) {
                return part.error();
            }
            std::set<std::string_view> found;
            for (const Record& record : part->records) {
                page.add(record.line);
                found.insert(record.id);
            }
            for (std::size_t i = first; i < behind; ++i) {
                if (!found.contains(keys[i].id)) {
                    page.add(line_of_deleted(RecordType::document, keys[i].id, keys[i].day));
                }
            }
        }
        return page;
    }

private:
    // TODO 3: address, login, and what the other side answers when it refuses.
    static Expected<Part> ask(Context& context, const std::string& query) {
        auto url = context.config_text("url");
        if (!url) {
            return std::move(url).error();
        }
        while (url->ends_with('/')) {
            url->pop_back();
        }
        const auto key = context.secret("key");
        if (!key) {
            return key.error();
        }
        const auto answer = context.http(
            {.url = *url + "/notices?" + query,
             .headers = {{"Accept", "application/json"}, {"X-Api-Key", std::string(key->view())}}});
        if (!answer) {
            return answer.error();
        }
        if (answer->status() != 200) {
            return failure_of_status(*answer, "list of notices");
        }
        return part_of(answer->body());
    }

    /// The last change that was read; 0: none.
    static Expected<std::int64_t> position_of(const Cursor& cursor) {
        std::int64_t after = 0;
        const char* const end = cursor.text.data() + cursor.text.size();
        const auto [stop, fault] = std::from_chars(cursor.text.data(), end, after);
        if (!cursor.text.empty() && (fault != std::errc() || stop != end || after < 0)) {
            return Failure::config("the cursor is not one of this adapter",
                                   "remove the connection's cursor to read from the beginning");
        }
        return after;
    }
};

}  // namespace notices

TIENDO_EXPORT_ADAPTER(notices::Adapter);
