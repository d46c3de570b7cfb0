#include "effect.hpp"

#include <algorithm>
#include <map>

namespace story {

namespace {

std::string name_of(const tiendo::UnitId& id, const tiendo::units::Registry& units) {
    const auto* unit = units.find(id);
    return unit == nullptr ? id.str() : unit->states.back().brief_name();
}

}  // namespace

std::vector<std::string> lines_of(const tiendo::ledger::UnitsEffect& effect) {
    using tiendo::ledger::Fate;
    std::map<Fate, std::int64_t> duties;
    std::map<Fate, std::int64_t> papers;
    for (const auto& each : effect.duties) {
        duties[each.fate] += 1;
    }
    for (const auto& each : effect.obligations) {
        papers[each.fate] += 1;
    }
    std::vector<std::string> lines{
        std::to_string(effect.map.end.size()) + " đơn vị, địa bàn kết thúc, " +
            std::to_string(effect.map.begin.size()) + " đơn vị, địa bàn mới",
        "nhiệm vụ của các năm: " + std::to_string(duties[Fate::passes]) +
            " chuyển cho đơn vị kế thừa, " + std::to_string(duties[Fate::unknown]) +
            " chưa xác định đơn vị kế thừa",
        "văn bản, báo cáo đến hạn từ ngày đó: " + std::to_string(papers[Fate::passes]) +
            " chuyển, " + std::to_string(papers[Fate::unknown]) +
            " chưa xác định; còn nợ: " + std::to_string(papers[Fate::answered])};
    for (const auto& each : effect.obligations) {
        if (each.fate == Fate::answered) {
            lines.push_back("  " + each.reason);
        }
    }
    return lines;
}

std::vector<std::string> lines_of(const tiendo::units::Amendment& amendment,
                                  const tiendo::units::Registry& units) {
    std::vector<std::string> lines;
    for (const auto& statement : amendment.statements) {
        for (const auto& part : statement.parts) {
            if (part.share) {
                lines.push_back(name_of(statement.unit, units) + ": " + part.share->str() +
                                " thuộc " + name_of(part.unit, units));
            }
        }
        if (statement.duties) {
            std::vector<std::string> heirs;
            for (const auto& heir : statement.duties->heirs) {
                heirs.push_back(name_of(heir, units));
            }
            lines.push_back(
                name_of(statement.unit, units) + ": nhiệm vụ, báo cáo do " +
                (heirs.empty() ? "các đơn vị nhận địa bàn" : tiendo::report::enumeration(heirs)) +
                " kế thừa");
        }
    }
    return lines;
}

std::vector<std::string> open_questions(const std::vector<tiendo::Doubt>& doubts,
                                        const tiendo::units::Registry& units) {
    std::vector<std::string> lines;
    std::vector<std::string> names;
    for (const auto& doubt : doubts) {
        if (doubt.code == tiendo::ledger::doubt_heir) {
            names.push_back(name_of(tiendo::UnitId::of(doubt.where), units));
        } else if (doubt.code == tiendo::ledger::doubt_receiver) {
            lines.push_back("Nghi vấn: " + doubt.text);
        }
    }
    lines.push_back("Chưa xác định đơn vị kế thừa của " + std::to_string(names.size()) +
                    " đơn vị: " + tiendo::report::enumeration(names));
    return lines;
}

}  // namespace story
