#include "page.hpp"

#include "tiendo/model/json.hpp"

#include <algorithm>
#include <cmath>

namespace tiendo::sync {

namespace {

constexpr std::size_t most_records = 10'000;

store::DeadLetter dead_letter(std::string_view line, const Error& why) {
    store::DeadLetter letter;
    letter.code = std::string(to_string(why.code()));
    letter.text = why.message();
    for (const auto& place : why.places()) {
        letter.text.insert(0, place + ": ");
    }
    letter.remedy = why.remedy();
    letter.payload = std::string(line);
    return letter;
}

Error wrong_type(const Record& record, RecordType type) {
    return Error{ErrorCode::drift,
                 "record '" + record.id + "' is a " + std::string(to_string(record.type)) +
                     " in a stream of " + std::string(to_string(type)) + "s",
                 "report it to the adapter's author"};
}

/// The slow way, taken only where the page as a whole cannot be read: line by line, so that one bad
/// record costs itself alone.
void sort_lines(std::string_view lines, SortedPage& sorted) {
    while (!lines.empty()) {
        const auto end = lines.find('\n');
        const auto line = lines.substr(0, end);
        lines = end == std::string_view::npos ? std::string_view{} : lines.substr(end + 1);
        if (line.empty()) {
            continue;
        }
        auto record = parse_record_lines(line, 1);
        if (record && record->size() == 1) {
            sorted.records.push_back(std::move(record->front()));
        } else {
            sorted.dead.push_back(
                dead_letter(line,
                            record ? Error{ErrorCode::malformed_input, "the line holds no record"}
                                   : record.error()));
        }
    }
}

}  // namespace

Result<SortedPage> sort_page(const SourcePage& page, RecordType type, double most_bad) {
    SortedPage sorted;
    if (auto records = parse_record_lines(page.lines, most_records)) {
        sorted.records = *std::move(records);
    } else {
        sort_lines(page.lines, sorted);
    }
    const auto wrong = std::stable_partition(sorted.records.begin(),
                                             sorted.records.end(),
                                             [&](const Record& each) { return each.type == type; });
    for (auto each = wrong; each != sorted.records.end(); ++each) {
        sorted.dead.push_back(dead_letter(to_json(*each), wrong_type(*each, type)));
    }
    sorted.records.erase(wrong, sorted.records.end());
    const auto count = sorted.records.size() + sorted.dead.size();
    if (count != page.record_count) {
        return Error{ErrorCode::drift,
                     "the page holds " + std::to_string(count) +
                         " records where the adapter counts " + std::to_string(page.record_count),
                     "report it to the adapter's author; nothing was taken from this page"};
    }
    // One bad record alone stops nothing, however short its page is.
    if (static_cast<double>(sorted.dead.size()) >
        std::max(1.0, std::floor(most_bad * static_cast<double>(count)))) {
        auto error = Error{
            ErrorCode::drift,
            std::to_string(sorted.dead.size()) + " of " + std::to_string(count) +
                " records of the page cannot be read",
            "the other system has changed its form: compare it with the adapter's documents; nothing was taken from this page"};
        return std::move(error).because(Error{
            ErrorCode::malformed_input, sorted.dead.front().text, sorted.dead.front().remedy});
    }
    return sorted;
}

}  // namespace tiendo::sync
