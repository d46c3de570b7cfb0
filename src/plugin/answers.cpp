#include "answers.hpp"

#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace tiendo::plugin {

namespace json = boost::json;

namespace {

constexpr EnumNames<FindingLevel, 3> finding_levels{"finding level",
                                                    {{{FindingLevel::ok, "ok"},
                                                      {FindingLevel::warning, "warning"},
                                                      {FindingLevel::error, "error"}}}};
constexpr std::size_t most_headers = 200;
constexpr std::int64_t a_day_ms = 86'400'000;

/// A JSON object whose texts are read with the secrets masked.
class Line {
public:
    Line(std::string_view text, const HostContext& context) : context_(context) {
        json::error_code fault;
        value_ = json::parse(text, fault);
    }
    [[nodiscard]] std::optional<std::string> text(std::string_view member) const {
        const auto* found = at(member);
        return found != nullptr && found->is_string()
                   ? std::optional(context_.masked(line_from(found->get_string())))
                   : std::nullopt;
    }
    [[nodiscard]] std::optional<std::int64_t> number(std::string_view member) const {
        const auto* found = at(member);
        return found != nullptr && found->is_int64() ? std::optional(found->get_int64())
                                                     : std::nullopt;
    }

private:
    [[nodiscard]] const json::value* at(std::string_view member) const {
        const auto* object = value_.if_object();
        return object == nullptr ? nullptr : object->if_contains(member);
    }
    json::value value_;
    const HostContext& context_;
};

/// Calls `each` with every line of `text`, until one fails.
template <typename Each>
Result<void> for_each_line(std::string_view text, const Each& each) {
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (auto done = each(text.substr(0, end)); !done) {
            return done;
        }
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return {};
}

Result<DeliveryResult> result_of(const Line& line, std::string_view function) {
    const auto key = line.text("key");
    const auto word = line.text("outcome");
    auto outcome = word ? parse_outcome(*word) : Result<Outcome>(broken("it has no outcome"));
    if (!key || !outcome || (*outcome == Outcome::absent && function != "probe")) {
        return broken(std::string(function) + " gave an outcome that is none");
    }
    DeliveryResult result{.key = *key,
                          .outcome = *outcome,
                          .id = line.text("id").value_or(""),
                          .message = line.text("message").value_or(""),
                          .remedy = line.text("remedy").value_or(""),
                          .retry_after = std::nullopt};
    if (const auto after = line.number("retry_after_ms"); after && *after > 0) {
        result.retry_after = std::chrono::milliseconds(std::min(*after, a_day_ms));
    }
    return result;
}

}  // namespace

std::string_view to_string(FindingLevel level) noexcept {
    return finding_levels.name(level);
}
Result<FindingLevel> parse_finding_level(std::string_view text) {
    return finding_levels.parse(text);
}

Error broken(std::string message) {
    return Error{ErrorCode::internal, std::move(message), to_the_author};
}

Result<std::vector<Finding>> findings_of(tiendo_text lines,
                                         const HostContext& context,
                                         std::string_view function) {
    if (lines.size > TIENDO_FINDINGS_BYTES_MAX) {
        return broken(std::string(function) + " gave findings of more than 1 MiB");
    }
    std::vector<Finding> findings;
    auto done = for_each_line(view_of(lines), [&](std::string_view text) -> Result<void> {
        const Line line(text, context);
        const auto level = line.text("level");
        const auto what = line.text("what");
        const auto parsed = level ? finding_levels.find(*level) : std::nullopt;
        if (!parsed || !what) {
            return broken(std::string(function) + " gave a finding without level and sentence");
        }
        findings.push_back({*parsed,
                            line.text("about").value_or("other"),
                            *what,
                            line.text("remedy").value_or("")});
        return {};
    });
    if (!done) {
        return std::move(done).error();
    }
    return findings;
}

Result<void> good_records(std::string_view lines, std::uint64_t record_count) {
    if (lines.size() > TIENDO_PAGE_BYTES_MAX) {
        return broken("the page has " + std::to_string(lines.size()) +
                      " bytes, more than the 64 MiB that are allowed");
    }
    if (record_count > TIENDO_PAGE_RECORDS_MAX) {
        return broken("the page has " + std::to_string(record_count) +
                      " records, more than the 10,000 that are allowed");
    }
    if (!lines.empty() && lines.back() != '\n') {
        return Error{ErrorCode::drift, "the page ends in the middle of a record", to_the_author};
    }
    const auto count = static_cast<std::uint64_t>(std::count(lines.begin(), lines.end(), '\n'));
    if (count != record_count) {
        return Error{ErrorCode::drift,
                     "the page says it has " + std::to_string(record_count) + " records and has " +
                         std::to_string(count),
                     to_the_author};
    }
    return {};
}

Result<Page> page_of(const tiendo_page& filled, const Cursor& asked, const HostContext& context) {
    const auto lines = view_of(filled.records);
    const auto cursor = view_of(filled.cursor);
    if (auto good = good_records(lines, filled.record_count); !good) {
        return std::move(good).error();
    }
    if (cursor.size() > TIENDO_CURSOR_BYTES_MAX || first_invalid_utf8(cursor)) {
        return broken("the cursor is no UTF-8 or has more than 4 KiB");
    }
    if (filled.more != 0 && cursor == asked.text) {
        return broken("the page says that there is more, and its cursor stands still");
    }
    auto notices = findings_of(filled.notices, context, "read");
    if (!notices) {
        return std::move(notices).error();
    }
    return Page{std::string(lines),
                static_cast<std::size_t>(filled.record_count),
                Cursor{std::string(cursor)},
                filled.more != 0,
                *std::move(notices)};
}

Result<std::vector<DeliveryResult>> results_of(const tiendo_outcomes& filled,
                                               const std::vector<Delivery>& deliveries,
                                               const HostContext& context,
                                               std::string_view function) {
    if (filled.lines.size > TIENDO_OUTCOMES_BYTES_MAX) {
        return broken(std::string(function) + " gave outcomes of more than 4 MiB");
    }
    std::map<std::string, DeliveryResult, std::less<>> said;
    auto done = for_each_line(view_of(filled.lines), [&](std::string_view text) -> Result<void> {
        auto result = result_of(Line(text, context), function);
        if (!result) {
            return std::move(result).error();
        }
        std::string key = result->key;
        if (!said.emplace(key, *std::move(result)).second) {
            return broken(std::string(function) + " gave two outcomes for '" + key + "'");
        }
        return {};
    });
    if (!done) {
        return std::move(done).error();
    }
    std::vector<DeliveryResult> results;
    results.reserve(deliveries.size());
    for (const Delivery& delivery : deliveries) {
        const auto found = said.find(delivery.key);
        if (found == said.end()) {
            results.push_back({.key = delivery.key,
                               .outcome = Outcome::unknown,
                               .id = {},
                               .message = "the adapter said nothing of it",
                               .remedy = to_the_author,
                               .retry_after = std::nullopt});
            continue;
        }
        results.push_back(std::move(found->second));
        said.erase(found);
    }
    if (!said.empty()) {
        return broken(std::string(function) + " gave an outcome for '" +
                      said.begin()->first.substr(0, 64) + "', which it was not given");
    }
    return results;
}

Result<ServedAnswer> answer_of(const tiendo_answer& filled) {
    if (filled.status < 200 || filled.status > 599) {
        return broken("serve gave the status " + std::to_string(filled.status));
    }
    if (filled.header_count > most_headers || filled.body.size > TIENDO_SERVED_BYTES_MAX) {
        return broken("serve gave over 200 headers or a body of over 16 MiB");
    }
    if (auto good = good_records(view_of(filled.records), filled.record_count); !good) {
        return std::move(good).error();
    }
    ServedAnswer answer;
    answer.response.status = filled.status;
    for (std::uint64_t i = 0; i < filled.header_count; ++i) {
        answer.response.headers.emplace_back(view_of(filled.headers[2 * i]),
                                             view_of(filled.headers[2 * i + 1]));
    }
    answer.response.body = view_of(filled.body);
    answer.stream = view_of(filled.stream);
    answer.records.lines = view_of(filled.records);
    answer.records.record_count = static_cast<std::size_t>(filled.record_count);
    answer.pull_soon = view_of(filled.pull);
    return answer;
}

}  // namespace tiendo::plugin
