#include "../show.hpp"
#include "pages.hpp"

#include <tiendo/report/format.hpp>

#include <algorithm>
#include <map>
#include <vector>

namespace desk {

namespace {

using tiendo::Cycle;
using tiendo::CycleId;
using tiendo::Result;
using tiendo::UnitId;
using tiendo::ledger::Owed;
using tiendo::ledger::Right;

struct Board {
    std::vector<Owed> owed;
    tiendo::units::Registry units;
};

Result<Board> read(const Visit& visit) {
    return visit.use([&](tiendo::Workspace& work) -> Result<Board> {
        auto owed = work.owed(visit.book.plan().id);
        auto units = owed ? work.units() : std::move(owed).error();
        if (!units) {
            return std::move(units).error();
        }
        return Board{*std::move(owed), *std::move(units)};
    });
}

/// In order of due, each once.
std::vector<const Cycle*> cycles_of(const std::vector<Owed>& owed) {
    std::vector<const Cycle*> cycles;
    for (const auto& row : owed) {
        if (cycles.empty() || cycles.back()->id != row.cycle.id) {
            cycles.push_back(&row.cycle);
        }
    }
    return cycles;
}

constexpr std::string_view all_word = "tat-ca", office_word = "cho-tiep-nhan",
                           unit_word = "chua-gui";

/// What the form above the board chooses.
struct Choice {
    std::string cycle;  ///< empty: all
    std::string which;  ///< one of the words above

    [[nodiscard]] bool shows(const Cycle& each) const {
        return cycle.empty() || each.id.str() == cycle;
    }
    [[nodiscard]] bool shows(const Owed& row) const {
        return which == office_word ? waits_for_the_office(row)
               : which == unit_word ? waits_for_the_unit(row)
                                    : true;
    }
};

Markup option(std::string_view value, std::string_view words, std::string_view chosen) {
    return value == chosen ? element("option", {{"value", value}, {"selected", ""}}, words)
                           : element("option", {{"value", value}}, words);
}

Markup chooser(const std::vector<const Cycle*>& cycles, const Choice& choice) {
    auto of_cycles = option("", "Tất cả các kỳ", choice.cycle);
    for (const auto* cycle : cycles) {
        of_cycles += option(cycle->id.str(), cycle->name, choice.cycle);
    }
    const auto which = option(all_word, "Tất cả văn bản", choice.which) +
                       option(office_word, "Chờ tiếp nhận", choice.which) +
                       option(unit_word, "Đơn vị chưa gửi, phải gửi lại", choice.which);
    return element("form",
                   {{"method", "get"}, {"action", "/bang-theo-doi"}, {"class", "choose"}},
                   element("div",
                           element("label", {{"for", "ky"}}, "Kỳ báo cáo") +
                               element("select", {{"id", "ky"}, {"name", "ky"}}, of_cycles)) +
                       element("div",
                               element("label", {{"for", "loc"}}, "Hiển thị") +
                                   element("select", {{"id", "loc"}, {"name", "loc"}}, which)) +
                       element("button", {{"type", "submit"}, {"class", "quiet"}}, "Xem"));
}

std::string share(std::int64_t count, std::int64_t of) {
    return tiendo::report::number_text(count) + " (" + tiendo::percent(count, of) + ")";
}

/// Done and done in time are two columns: a late paper was sent, and was not in time.
Markup tally(const std::vector<Owed>& owed, const std::vector<const Cycle*>& cycles) {
    const std::vector<std::string> columns = {"Kỳ báo cáo",
                                              "Hạn gửi",
                                              "Phải gửi",
                                              "Đã gửi",
                                              "Đúng hạn",
                                              "Trễ hạn",
                                              "Quá hạn chưa nộp",
                                              "Chưa nộp, chưa quá hạn"};
    Markup rows;
    for (const auto* cycle : cycles) {
        tiendo::ledger::StandingCounts counts;
        for (const auto& row : owed) {
            if (row.cycle.id == cycle->id) {
                counts.add(row.standing);
            }
        }
        const auto expected = counts.expected();
        const auto number = tiendo::report::number_text;
        rows += card_row(row_head(text(cycle->name)) + cell(columns[1], text(due_words(*cycle))) +
                         number_cell(columns[2], number(expected)) +
                         number_cell(columns[3], share(counts.on_time + counts.late, expected)) +
                         number_cell(columns[4], share(counts.on_time, expected)) +
                         number_cell(columns[5], number(counts.late)) +
                         number_cell(columns[6], number(counts.overdue)) +
                         number_cell(columns[7], number(counts.open + counts.not_due)));
    }
    return element(
        "div",
        {{"class", "wide"},
         {"role", "region"},
         {"tabindex", "0"},
         {"aria-label", "Tổng hợp theo kỳ"}},
        card_table("Số văn bản, báo cáo theo kỳ; tỷ lệ tính trên số phải gửi", columns, rows));
}

Markup paper_cell(const Owed& row) {
    auto content = element(
        "a", {{"href", paper_address(row.cycle.id, row.obligation.unit)}}, badge(row.standing));
    if (const auto state = state_of(row); !state.empty()) {
        content += element("span", {{"class", "state"}}, state);
    }
    return cell(row.cycle.name, content);
}

/// Units × owed papers.
Markup matrix(const Board& board, const Choice& choice, tiendo::Date day) {
    std::vector<std::string> columns = {"Đơn vị"};
    std::vector<const Cycle*> cycles;
    for (const auto* cycle : cycles_of(board.owed)) {
        if (choice.shows(*cycle)) {
            cycles.push_back(cycle);
            columns.push_back(cycle->name);
        }
    }
    std::vector<UnitId> order;
    std::map<UnitId, std::map<CycleId, const Owed*>> by_unit;
    for (const auto& row : board.owed) {
        if (choice.shows(row.cycle) && choice.shows(row)) {
            auto& papers = by_unit[row.obligation.unit];
            if (papers.empty()) {
                order.push_back(row.obligation.unit);
            }
            papers[row.cycle.id] = &row;
        }
    }
    Markup rows;
    for (const auto& unit : order) {
        auto cells = row_head(
            link(address("/don-vi", {{"ma", unit.str()}}), brief_name(board.units, unit, day)));
        for (const auto* cycle : cycles) {
            const auto found = by_unit[unit].find(cycle->id);
            cells += found == by_unit[unit].end() ? cell(cycle->name, Markup())
                                                  : paper_cell(*found->second);
        }
        rows += card_row(cells);
    }
    if (order.empty()) {
        return element("p", "Không có văn bản nào thuộc lựa chọn này.");
    }
    return element("div",
                   {{"class", "wide"},
                    {"role", "region"},
                    {"tabindex", "0"},
                    {"aria-label", "Tình trạng của từng đơn vị"}},
                   card_table("Tình trạng của từng đơn vị", columns, rows));
}

}  // namespace

Page board_page(const Visit& visit) {
    if (!visit.may(Right::read, std::nullopt)) {
        return forbidden(visit, Right::read);
    }
    const auto board = read(visit);
    if (!board) {
        return refusal(board.error());
    }
    const Choice choice{visit.query["ky"], visit.query["loc"]};
    const auto cycles = cycles_of(board->owed);
    const auto waiting = std::ranges::count_if(board->owed, waits_for_the_office);
    auto main = element("p", visit.book.plan().title) +
                element("p",
                        {{"class", "aside"}},
                        "Tình trạng lúc " + tiendo::report::moment_text(visit.now) + ".");
    if (waiting > 0) {
        main += element("p",
                        {{"class", "todo"}},
                        link(address("/bang-theo-doi", {{"loc", office_word}}),
                             tiendo::report::count_text(waiting) + " văn bản chờ tiếp nhận"));
    }
    main += tally(board->owed, cycles) + element("h2", "Từng đơn vị") + chooser(cycles, choice) +
            legend() + matrix(*board, choice, visit.now.date());
    return {"Bảng theo dõi", main};
}

}  // namespace desk
