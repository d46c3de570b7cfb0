// What nobody has, or owes, as long as no person says so.
#include "settling.hpp"

#include "tiendo/calendar/due.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tiendo::ledger {

namespace {

/// "Báo cáo năm 2025 (hạn đến hết ngày 14/10/2025)": true on any day on which it is read.
std::string paper_text(const Cycle& cycle, const std::string& whose) {
    const auto name = whose.empty() ? cycle.name : fmt::format("{} của {}", cycle.name, whose);
    if (const auto day = calendar::last_day_on_time(cycle.due)) {
        return fmt::format("{} (hạn đến hết ngày {})", name, day->vietnamese());
    }
    return cycle.window ? fmt::format("{} (không ghi hạn, kỳ số liệu đến hết ngày {})",
                                      name,
                                      cycle.window->last.vietnamese())
                        : fmt::format("{} (không ghi hạn)", name);
}

/// What a unit left that nobody has.
struct Left {
    std::int64_t duties = 0;
    std::vector<std::string> papers;
    std::vector<std::string> debts;
};

std::string text_of(const Left& left) {
    std::vector<std::string> parts;
    if (left.duties > 0) {
        parts.push_back(fmt::format("chưa xác định đơn vị kế thừa {} nhiệm vụ", left.duties));
    }
    if (!left.papers.empty()) {
        parts.push_back(fmt::format(
            "chưa xác định đơn vị kế thừa {} văn bản, báo cáo chưa nộp lúc ghi nhận: {}",
            left.papers.size(),
            fmt::join(left.papers, ", ")));
    }
    if (!left.debts.empty()) {
        parts.push_back(fmt::format(
            "chưa xác định đơn vị trả lời {} văn bản, báo cáo thuộc trách nhiệm của đơn "
            "vị đã kết thúc, chưa nộp lúc ghi nhận: {}",
            left.debts.size(),
            fmt::join(left.debts, ", ")));
    }
    return fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace

std::vector<Doubt> lost_heirs(const Holding& holding,
                              const std::vector<Duty>& duties,
                              const Heirs& heirs,
                              const Fates& fates) {
    std::map<UnitId, Left> lost;
    for (const auto& each : duties) {
        if (heirs.ended(each.unit, std::nullopt) &&
            heirs.unit(each.unit).succession == Succession::unknown) {
            lost[each.unit].duties += 1;
        }
    }
    for (const auto& [unit, cycle] : fates.kept) {
        lost[unit].papers.push_back(paper_text(*cycle_of(holding, cycle), {}));
    }
    for (const auto& [unit, place] : fates.unanswered) {
        const auto& paper = fates.obligations[place].obligation;
        const auto whose = paper.unit == unit ? std::string{} : heirs.name(paper.unit);
        lost[unit].debts.push_back(paper_text(*cycle_of(holding, paper.cycle), whose));
    }
    std::vector<Doubt> doubts;
    for (const auto& [unit, left] : lost) {
        doubts.push_back({std::string(doubt_heir),
                          unit.str(),
                          fmt::format("{}: {}", heirs.end_text(unit), text_of(left)),
                          "chưa giao cho đơn vị nào; người có thẩm quyền xác định bằng một bổ sung "
                          "của sự kiện",
                          std::nullopt});
    }
    return doubts;
}

std::vector<Doubt> excused_heirs(const Holding& holding, const Heirs& heirs, const Fates& fates) {
    std::map<std::pair<CycleId, UnitId>, const Obligation*> excused;
    for (const auto& each : holding.obligations) {
        const auto* cycle = cycle_of(holding, each.cycle);
        if (!each.inherited && cycle != nullptr && lasting_excuse(each, *cycle) != nullptr) {
            excused.emplace(std::pair(each.cycle, each.unit), &each);
        }
    }
    std::map<const Obligation*, std::vector<UnitId>> passing;
    for (const auto& each : fates.obligations) {
        for (const auto& heir : each.fate == Fate::passes ? each.heirs : std::vector<UnitId>{}) {
            if (const auto found = excused.find({each.obligation.cycle, heir});
                found != excused.end()) {
                passing[found->second].push_back(each.obligation.unit);
            }
        }
    }
    std::vector<Doubt> doubts;
    for (const auto& [key, paper] : excused) {
        const auto found = passing.find(paper);
        if (found == passing.end()) {
            continue;
        }
        const auto& cycle = *cycle_of(holding, paper->cycle);
        doubts.push_back(
            {std::string(doubt_excused),
             paper->unit.str(),
             fmt::format("{}: {} đã được miễn ({}), mà phần của {} chuyển đến đơn vị này",
                         paper_text(cycle, {}),
                         heirs.name(paper->unit),
                         lasting_excuse(*paper, cycle)->why,
                         heirs.names(found->second)),
             "chưa đơn vị nào phải nộp phần chuyển đến; người có thẩm quyền xem lại "
             "việc miễn",
             cycle.source_span});
    }
    return doubts;
}

}  // namespace tiendo::ledger
