#pragma once

#include "tiendo/base/file.hpp"
#include "tiendo/calendar/working_calendar.hpp"
#include "tiendo/ledger/adopt.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/units/parse.hpp"
#include "tiendo/units/registry.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

inline Instant at(std::string_view text) {
    auto instant = Instant::parse(text);
    EXPECT_TRUE(instant) << text;
    return *instant;
}

inline units::Registry registry_in(std::string_view toml) {
    auto units = units::parse_units(toml, "units.toml");
    EXPECT_TRUE(units) << units.error();
    auto registry = units::Registry::make(std::move(*units));
    EXPECT_TRUE(registry) << registry.error();
    return std::move(*registry);
}

/// A list that comes with the example.
inline units::Registry shipped(std::string_view name) {
    auto text = read_file(
        std::string(TIENDO_SOURCE_DIR) + "/examples/district/" + std::string(name), 1 << 20);
    EXPECT_TRUE(text) << text.error();
    return registry_in(*text);
}

inline Assignee lead(std::string surface, std::string unit_key) {
    Assignee assignee;
    assignee.surface = std::move(surface);
    assignee.unit_key = std::move(unit_key);
    return assignee;
}
inline Assignee wards(std::optional<int> stated) {
    auto assignee = lead("Ủy ban nhân dân 15 phường", "ubnd-phuong*");
    assignee.collective = "15-phuong";
    assignee.stated_count = stated;
    return assignee;
}
inline Assignee bodies() {
    auto assignee = lead("các cơ quan, đơn vị thuộc Ủy ban nhân dân quận", "co-quan-don-vi-quan*");
    assignee.collective = "co-quan-don-vi-thuoc-ubnd-quan";
    return assignee;
}
inline Assignee with_role(Assignee assignee, Role role) {
    assignee.role = role;
    return assignee;
}

/// A plan written node by node, with its document.
class PlanWriter {
public:
    PlanWriter() {
        plan_.source_name = "ke-hoach.txt";
        plan_.source_sha256 = std::string(64, '0');
        plan_.authority = "Ủy ban nhân dân Quận Bình An";
        plan_.number = "118/KH-UBND";
        plan_.title = "Kế hoạch nâng cao Chỉ số PAPI";
    }
    /// The node just added is open for `assign`, `deadline`, `cite`.
    PlanWriter& node(std::string_view id, NodeLevel level, NodeKind kind, std::string_view text) {
        Node node;
        node.id = NodeId::of(id);
        node.level = level;
        node.kind = kind;
        node.text = text;
        node.marker_start = source_.size();
        node.span = {source_.size(), source_.size() + text.size()};
        node.scope = node.span;
        node.dimension = dimension_;
        source_ += std::string(text) + "\n\n";
        plan_.nodes.push_back(std::move(node));
        return *this;
    }
    PlanWriter& task(std::string_view id, std::string_view text) {
        return node(id, NodeLevel::bullet, NodeKind::task, text);
    }
    PlanWriter& dimension(int number, std::string_view text) {
        dimension_ = number;
        return node("II." + std::to_string(number), NodeLevel::dimension, NodeKind::heading, text);
    }
    PlanWriter& organisation() {
        dimension_.reset();
        return node("III", NodeLevel::part, NodeKind::heading, "III. TỔ CHỨC THỰC HIỆN");
    }
    PlanWriter& assign(Assignee assignee) {
        plan_.nodes.back().assignees.push_back(std::move(assignee));
        return *this;
    }
    PlanWriter& deadline(Deadline deadline) {
        auto& node = plan_.nodes.back();
        const auto begin = source_.find(deadline.surface, node.span.begin);
        EXPECT_NE(begin, std::string::npos) << deadline.surface;
        deadline.span = {begin, begin + deadline.surface.size()};
        node.deadlines.push_back(std::move(deadline));
        return *this;
    }
    PlanWriter& cite(std::string id, std::string number) {
        auto& node = plan_.nodes.back();
        node.citations.push_back(id);
        if (std::ranges::find(plan_.citations, id, &Citation::id) == plan_.citations.end()) {
            Citation citation;
            citation.id = std::move(id);
            citation.kind = "Nghị định";
            citation.number = std::move(number);
            plan_.citations.push_back(std::move(citation));
        }
        return *this;
    }
    [[nodiscard]] const Plan& plan() const { return plan_; }
    [[nodiscard]] Plan& plan() { return plan_; }
    [[nodiscard]] const std::string& source() const { return source_; }

private:
    Plan plan_;
    std::string source_;
    std::optional<int> dimension_;
};

inline Deadline before(std::string surface, Date day) {
    Deadline deadline;
    deadline.surface = std::move(surface);
    deadline.type = DeadlineType::before_date;
    deadline.date = day;
    deadline.exclusive = true;
    return deadline;
}
inline Deadline every_year(std::string surface, unsigned day, unsigned month, Period cycle) {
    Deadline deadline;
    deadline.surface = std::move(surface);
    deadline.type = DeadlineType::periodic;
    deadline.recurring = MonthDay{month, day};
    deadline.exclusive = true;
    deadline.cycle = cycle;
    return deadline;
}
inline Deadline every_quarter(std::string surface) {
    Deadline deadline;
    deadline.surface = std::move(surface);
    deadline.type = DeadlineType::quarterly;
    deadline.cycle = Period::quarter;
    return deadline;
}

/// The shape of a district's plan, cut to what the ledger looks at.
inline PlanWriter district_plan() {
    PlanWriter plan;
    plan.dimension(3, "3. Đối với nội dung “Trách nhiệm giải trình với người dân”")
        .task("II.3-1", "Trả lời kịp thời phản ánh, kiến nghị của người dân.")
        .assign(wards(15))
        .task("II.3-2",
              "Ủy ban nhân dân 15 phường phối hợp Mặt trận định kỳ hàng quý thông báo kết quả hoạt "
              "động của Ban thanh tra nhân dân đến người dân.")
        .assign(wards(15))
        .assign(with_role(lead("Mặt trận", "ubmttq-phuong*"), Role::coordinate))
        .deadline(every_quarter("định kỳ hàng quý"))
        .dimension(5, "5. Đối với nội dung “Thủ tục hành chính công”")
        .task("II.5-1", "Giảm hồ sơ trễ hạn; thực hiện Nghị định 61/2018/NĐ-CP.")
        .assign(wards(15))
        .cite("61-2018-nd-cp", "61/2018/NĐ-CP")
        .organisation()
        .task(
            "III.1",
            "1. Thủ trưởng các cơ quan, đơn vị thuộc Ủy ban nhân dân quận, Ủy ban nhân dân 15 phường xây "
            "dựng kế hoạch triển khai và gửi về Ủy ban nhân dân quận (thông qua Phòng Nội vụ) trước "
            "ngày 01 tháng 02 năm 2021.")
        .assign(bodies())
        .assign(wards(15))
        .assign(with_role(lead("Ủy ban nhân dân quận", "ubnd-quan"), Role::recipient))
        .deadline(before("trước ngày 01 tháng 02 năm 2021", Date::of(2021, 2, 1)))
        .task(
            "III.1-p2",
            "Các phòng ban, đơn vị, các phường báo cáo kết quả thực hiện 06 tháng (trước ngày 15 tháng "
            "5) và báo cáo năm (trước ngày 15 tháng 10) về Ủy ban nhân dân quận.")
        .assign(bodies())
        .assign(wards(std::nullopt))
        .deadline(every_year("trước ngày 15 tháng 5", 15, 5, Period::half_year))
        .deadline(every_year("trước ngày 15 tháng 10", 15, 10, Period::year))
        .task("III.2", "2. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam quận chủ trì giám sát.")
        .assign(with_role(lead("Ủy ban Mặt trận Tổ quốc Việt Nam quận", "ubmttq-quan"),
                          Role::requested))
        .task("III.3", "3. Phối hợp với Công ty Điện lực Bình An bảo đảm cung cấp điện.")
        .assign(
            with_role(lead("Công ty Điện lực Bình An", "cong-ty-dien-luc-binh-an"), Role::partner));
    return plan;
}

inline ledger::AdoptOptions adopt_2021() {
    ledger::AdoptOptions options;
    options.plan = PlanId::of("ke-hoach-118");
    options.as_of = Date::of(2020, 12, 31);
    options.years = {2021};
    return options;
}
/// The window of the half-year report that the Home Affairs office chose.
inline ledger::ChosenWindow half_year_window() {
    return {CycleId::of("2021-half-year"),
            {{Date::of(2020, 12, 15), Date::of(2021, 5, 14)},
             "Phòng Nội vụ",
             "từ sau kỳ trước đến ngày cuối còn đúng hạn"}};
}

/// Calendar, hours and rules that come with the library.
inline ledger::Reckoning shipped_reckoning() {
    static const auto days = calendar::shipped_calendar();
    static const auto hours = calendar::shipped_office_hours();
    static const auto rules = calendar::shipped_rules();
    return {days, hours, rules};
}

inline ledger::Adoption derived(const PlanWriter& plan, const ledger::AdoptOptions& options) {
    auto adoption =
        ledger::derive(plan.plan(), shipped("units.toml"), shipped_reckoning(), options);
    EXPECT_TRUE(adoption) << adoption.error();
    return adoption ? std::move(*adoption) : ledger::Adoption{};
}

}  // namespace tiendo::test
