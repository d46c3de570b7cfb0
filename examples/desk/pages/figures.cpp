#include "figures.hpp"

#include "../show.hpp"

#include <tiendo/base/number.hpp>
#include <tiendo/ledger/stated.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace desk {

namespace {

using tiendo::Decimal;
using tiendo::report::AskedFigure;

std::string with_unit(std::string_view name, std::string_view unit) {
    return std::string(name) + (unit.empty() ? "" : " (" + std::string(unit) + ")");
}

/// "▲ lệch +7"; empty where both agree, or one is not there.
std::string difference_words(const std::optional<Decimal>& stated,
                             const std::optional<Decimal>& recorded) {
    if (!stated || !recorded || *stated == *recorded) {
        return {};
    }
    const Decimal difference{stated->hundredths - recorded->hundredths};
    return "▲ lệch " + std::string(difference.hundredths > 0 ? "+" : "") + difference.vietnamese();
}

Markup recorded_words(const PaperView& paper, const NumberField& number) {
    if (!number.asked.recorded) {
        return text("Hệ thống không có số liệu này.");
    }
    const auto value = number.asked.recorded->vietnamese();
    return text("Hệ thống ghi nhận: ") +
           (number.recorded_id.empty()
                ? text(value)
                : link(address("/so-lieu",
                               {{"ky", paper.paper.cycle.str()}, {"ma", number.recorded_id}}),
                       value));
}

Markup number_field(const PaperView& paper, const NumberField& number) {
    const auto& field = number.field;
    const auto name = field.name();
    const auto recorded_id = name + "-he-thong", difference_id = name + "-lech";
    const auto typed = tiendo::read_number(field.text);
    const auto difference =
        difference_words(typed ? std::optional(*typed) : std::nullopt, number.asked.recorded);
    const auto described = recorded_id + (difference.empty() ? "" : " " + difference_id) +
                           (field.fault.empty() ? "" : " " + fault_id(field));
    return element(
        "div",
        {{"class", "number-field"}},
        element("label", {{"for", name}}, with_unit(number.asked.name, number.asked.unit)) +
            void_element("input",
                         {{"type", "hidden"},
                          {"name", revision_field(name)},
                          {"value", std::to_string(field.revision)}}) +
            void_element("input",
                         {{"type", "text"},
                          {"inputmode", "decimal"},
                          {"autocomplete", "off"},
                          {"id", name},
                          {"name", name},
                          {"value", field.text},
                          {"aria-describedby", described},
                          {"aria-invalid", field.fault.empty() ? "false" : "true"}}) +
            element("p", {{"id", recorded_id}, {"class", "aside"}}, recorded_words(paper, number)) +
            (difference.empty()
                 ? Markup()
                 : element("p",
                           {{"id", difference_id}, {"class", "late"}},
                           difference + " so với hệ thống. Vẫn gửi được; cơ quan tổng hợp sẽ đề "
                                        "nghị làm rõ.")) +
            fault_of(field) + other_of(field));
}

const AskedFigure* find_asked(const PaperView& paper, std::string_view code) {
    const auto found = std::ranges::find(paper.asked, code, &AskedFigure::code);
    return found == paper.asked.end() ? nullptr : &*found;
}

/// One that the unit is not asked for any more has its name of the rules, or its code.
AskedFigure asked_of(const PaperView& paper, const std::string& code) {
    if (const auto* asked = find_asked(paper, code)) {
        return *asked;
    }
    const auto* rule = tiendo::ledger::find_rule(tiendo::ledger::shipped_figure_rules(), code);
    return rule == nullptr ? AskedFigure{code, code, {}, {}}
                           : AskedFigure{code, rule->name, rule->unit, {}};
}

}  // namespace

std::string fault_id(const Field& field) {
    return field.name() + "-loi";
}

Markup fault_of(const Field& field) {
    return field.fault.empty() ? Markup()
                               : element("p",
                                         {{"id", fault_id(field)}, {"class", "fault"}},
                                         "■ Cần sửa: " + field.fault + ".");
}

Markup other_of(const Field& field) {
    if (!field.other) {
        return {};
    }
    const auto& text = field.other->text;
    return element("div",
                   {{"class", "todo"}},
                   element("p", field.other->saved_by + " đã lưu:") +
                       element("blockquote",
                               {{"class", "user"}},
                               text.empty() ? element("p", "(để trống)") : paragraphs(text)));
}

Markup number_fields(const PaperView& paper, const std::vector<NumberField>& numbers) {
    if (numbers.empty()) {
        return {};
    }
    Markup fields;
    bool used = false;
    for (const auto& number : numbers) {
        fields += number_field(paper, number);
        used =
            used || !number.field.text.empty() || number.field.other || !number.field.fault.empty();
    }
    const auto folded =
        element("summary", "Số liệu đơn vị báo cáo (" + std::to_string(numbers.size()) + ")") +
        element("p",
                {{"class", "aside"}},
                "Không bắt buộc. Viết như trong văn bản: 1.234,5 (dấu chấm phân cách hàng nghìn, "
                "dấu phẩy trước phần thập phân).") +
        element("div", {{"class", "numbers"}}, fields);
    return used ? element("details", {{"open", ""}}, folded) : element("details", folded);
}

Markup stated_table(const PaperView& paper, const tiendo::Submission& round) {
    if (round.figures.empty()) {
        return {};
    }
    const std::vector<std::string> columns = {
        "Số liệu", "Đơn vị báo cáo", "Hệ thống ghi nhận", "Chênh lệch"};
    Markup rows;
    for (const auto& figure : round.figures) {
        const auto asked = asked_of(paper, figure.code);
        rows +=
            card_row(row_head(text(with_unit(asked.name, asked.unit))) +
                     number_cell(columns[1], figure.value.vietnamese()) +
                     number_cell(columns[2], asked.recorded ? asked.recorded->vietnamese() : "–") +
                     cell(columns[3], text(difference_words(figure.value, asked.recorded))));
    }
    return card_table("Số liệu đơn vị báo cáo", columns, rows);
}

}  // namespace desk
