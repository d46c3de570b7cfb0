// Reads a published table of notices on citizen reception. The table's form: README.md.
#include "notice_list.hpp"

#include <tiendo/adapter/sdk.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>

namespace lich_tiep_dan {

using namespace tiendo::adapter;

namespace {

constexpr std::int64_t largest_page = 1'000;
constexpr std::int64_t usual_page = 500;

Expected<std::string> table(Context& context) {
    auto url = context.config_text("url");
    if (!url) {
        return std::move(url).error();
    }
    auto answer = context.http({.url = *url, .headers = {{"Accept", "text/csv"}}});
    if (!answer) {
        return std::move(answer).error();
    }
    if (answer->status() != 200) {
        return failure_of_status(*answer, "table of notices");
    }
    return std::string(answer->body());
}

/// Rows read so far.
Expected<std::size_t> position_of(const Cursor& cursor) {
    std::size_t rows = 0;
    const char* const end = cursor.text.data() + cursor.text.size();
    const auto [stop, fault] = std::from_chars(cursor.text.data(), end, rows);
    if (!cursor.text.empty() && (fault != std::errc() || stop != end)) {
        return Failure::config("the cursor is not one of this adapter",
                               "remove the connection's cursor to read from the beginning");
    }
    return rows;
}

}  // namespace

class LichTiepDan {
public:
    static constexpr Manifest manifest = {
        .name = "lich-tiep-dan",
        .version = "0.1.0",
        .vendor = "an author outside tiendo",
        .licence = "Apache-2.0",
        .summary = "Reads a published table of notices on citizen reception (lịch tiếp công dân).",
        .streams = {{.name = "notices",
                     .type = RecordType::document,
                     .description = "Notices in the order of the table.",
                     .key = "number and symbol of the notice",
                     .cursor = CursorKind::sequence,
                     .fields = {{"number", "names the notice"},
                                {"issued_on", "names the notice"},
                                {"kind", "is shown"},
                                {"issuer", "who published"},
                                {"issuer_code", "who published"},
                                {"references", "which duty it answers"},
                                {"direction", "came or went"},
                                {"subject", "which duty it answers"},
                                {"arrived_on", "in time or late"},
                                {"sequence", "order of the table"}}}},
        .config = {{.key = "url",
                    .type = ConfigType::url,
                    .description = "Address of the table, CSV in UTF-8.",
                    .need = Need::required},
                   {.key = "page-size",
                    .type = ConfigType::number,
                    .description = "Rows a page, 1 to 1,000; 500 if not set.",
                    .range = {1, 1000}}},
        .hosts = {"config:url"},
    };

    Expected<Findings> check(Context& context) {
        auto csv = table(context);
        auto part = csv ? records_of(*csv, 0, static_cast<std::size_t>(largest_page))
                        : Expected<Part>(std::move(csv).error());
        if (!part) {
            return Findings().error(part.error());
        }
        if (part->rows == 0) {
            return Findings().warning(About::rights, "the table has no rows", "check the address");
        }
        return Findings().ok(About::rights,
                             "the table has " + std::to_string(part->rows) + " rows");
    }

    Expected<Page> read(const Stream& /*stream*/, const Cursor& cursor, Context& context) {
        auto first = position_of(cursor);
        if (!first) {
            return std::move(first).error();
        }
        auto csv = table(context);
        if (!csv) {
            return std::move(csv).error();
        }
        const auto stated = context.config_number("page-size");
        const auto most = std::clamp<std::int64_t>(stated ? *stated : usual_page, 1, largest_page);
        auto part = records_of(*csv, *first, static_cast<std::size_t>(most));
        if (!part) {
            return std::move(part).error();
        }
        Page page;
        for (const std::string& record : part->records) {
            page.add(record);
        }
        const std::size_t next = *first + part->records.size();
        if (next < part->rows) {
            page.continue_at({std::to_string(next)});
        } else {
            page.end_at({std::to_string(next)});
        }
        return page;
    }
};

}  // namespace lich_tiep_dan

TIENDO_EXPORT_ADAPTER(lich_tiep_dan::LichTiepDan);
