#include "hanging.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

namespace tiendo::ledger {

namespace {

/// Whether `word` stands in `text` with no letter, digit, full stop or hyphen next to it.
bool names(std::string_view text, std::string_view word) {
    const auto part_of_word = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-';
    };
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        if ((at == 0 || !part_of_word(text[at - 1])) &&
            (end == text.size() || !part_of_word(text[end]))) {
            return true;
        }
    }
    return false;
}

/// The unit's id, and its codes on `day` and the day before.
std::set<std::string> words_of(const UnitId& id,
                               Date day,
                               const units::History& before,
                               const units::History& after) {
    std::set<std::string> words{id.str()};
    for (const auto* history : {&before, &after}) {
        const auto* unit = history->find(id);
        for (const auto& on : {day.plus(std::chrono::days{-1}), day}) {
            if (unit == nullptr || !unit->exists_on(on)) {
                continue;
            }
            for (const auto& [system, code] : unit->on(on).codes) {
                words.insert(code);
            }
        }
    }
    return words;
}

}  // namespace

std::vector<NamingSetting> naming_settings(const std::vector<store::Connection>& connections,
                                           const units::Preview& map,
                                           const units::History& before,
                                           const units::History& after) {
    std::vector<NamingSetting> found;
    for (const auto& connection : connections) {
        for (const auto* ids : {&map.end, &map.begin, &map.changed}) {
            for (const auto& id : *ids) {
                for (const auto& word : words_of(id, map.day, before, after)) {
                    for (const auto& [key, value] : connection.settings) {
                        if (names(value, word)) {
                            found.push_back({connection.id, key, id, word});
                        }
                    }
                }
            }
        }
    }
    return found;
}

std::vector<OpenPaper> open_papers(const Holding& holding, const units::Preview& map) {
    std::vector<OpenPaper> open;
    for (const auto& each : holding.obligations) {
        const auto sent = holding.sent.find(each.id);
        if (sent == holding.sent.end() || std::ranges::find(map.end, each.unit) == map.end.end()) {
            continue;
        }
        const auto& last = *std::ranges::max_element(sent->second, {}, &Submission::round);
        if (last.state == ReportState::draft || last.state == ReportState::submitted ||
            last.state == ReportState::returned) {
            open.push_back({each.unit, last});
        }
    }
    return open;
}

}  // namespace tiendo::ledger
