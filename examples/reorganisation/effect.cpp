#include "effect.hpp"

#include <algorithm>
#include <map>

namespace story {

std::vector<std::string> lines_of(const tiendo::ledger::UnitsEffect& effect) {
    using tiendo::ledger::Fate;
    // What older ends left changes its heirs too; it was told with them. An amendment ends nobody.
    const auto& ended = effect.map.end;
    const auto told = [&](const tiendo::UnitId& unit) {
        return ended.empty() || std::ranges::find(ended, unit) != ended.end();
    };
    std::map<Fate, std::int64_t> duties;
    std::map<Fate, std::int64_t> papers;
    for (const auto& each : effect.duties) {
        duties[each.fate] += told(each.duty.unit) ? 1 : 0;
    }
    for (const auto& each : effect.obligations) {
        papers[each.fate] += told(each.obligation.unit) ? 1 : 0;
    }
    std::vector<std::string> lines{
        std::to_string(ended.size()) + " đơn vị, địa bàn kết thúc, " +
            std::to_string(effect.map.begin.size()) + " đơn vị, địa bàn mới",
        "nhiệm vụ của các năm: " + std::to_string(duties[Fate::passes]) +
            " chuyển cho đơn vị kế thừa, " + std::to_string(duties[Fate::unknown]) +
            " chưa xác định đơn vị kế thừa",
        "văn bản, báo cáo chưa đến hạn: " + std::to_string(papers[Fate::passes]) + " chuyển, " +
            std::to_string(papers[Fate::unknown]) +
            " chưa xác định; còn nợ: " + std::to_string(papers[Fate::answered])};
    for (const auto& each : effect.obligations) {
        if (each.fate == Fate::answered) {
            lines.push_back("  " + each.reason);
        }
    }
    return lines;
}

}  // namespace story
