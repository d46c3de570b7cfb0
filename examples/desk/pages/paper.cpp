
#include "../show.hpp"
#include "figures.hpp"
#include "pages.hpp"

#include <tiendo/report/format.hpp>

#include <algorithm>

namespace desk {

namespace {

using tiendo::Submission;
using tiendo::ledger::Right;

Markup fact(std::string_view name, const Markup& value) {
    return element("dt", name) + element("dd", value);
}

Markup hidden(std::string_view name, std::string_view value) {
    return void_element("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

Markup names_paper(const tiendo::ledger::Owed& owed) {
    return hidden("ky", owed.cycle.id.str()) + hidden("don-vi", owed.obligation.unit.str());
}

Markup facts_of(const PaperView& paper) {
    const auto& owed = paper.owed;
    auto facts = fact("Đơn vị", text(paper.unit_name)) +
                 fact("Hạn gửi", text(due_words(owed.cycle))) +
                 fact("Tình trạng", badge(owed.standing));
    if (owed.deciding) {
        facts += fact("Gửi lần đầu", text(tiendo::report::moment_text(owed.deciding->sent_at)));
    }
    if (owed.days_late > 0) {
        facts += fact("Số ngày trễ", text(tiendo::report::number_text(owed.days_late)));
    }
    if (const auto state = state_of(owed); !state.empty()) {
        facts += fact("Xử lý", text(state));
    }
    return element("dl", {{"class", "facts"}}, facts);
}

/// Where the paper is before whoever looks at it: returned, with what has to be mended.
Markup notice_of(const PaperView& paper) {
    if (paper.owed.rounds.empty() ||
        paper.owed.rounds.back().state != tiendo::ReportState::returned) {
        return {};
    }
    return element("div",
                   {{"class", "todo"}},
                   element("p", "Báo cáo bị trả lại để bổ sung:") +
                       element("blockquote",
                               {{"class", "user"}},
                               paragraphs(paper.owed.rounds.back().return_message)));
}

/// The source of a step stands there once, not again with each step that has the same.
Markup why(const PaperView& paper) {
    Markup steps;
    std::string_view source;
    for (const auto& step : paper.why.steps) {
        steps += element(
            "li",
            text(step.text) + (step.source == source
                                   ? Markup()
                                   : element("span", {{"class", "aside"}}, " – " + step.source)));
        source = step.source;
    }
    return element("h2", "Vì sao phải gửi, vì sao có thời hạn này") +
           element("p", "Căn cứ " + paper.owed.obligation.why + ".") +
           (steps.empty() ? Markup()
                          : element("h3", "Các bước tính thời hạn") +
                                element("ol", {{"class", "steps"}}, steps));
}

std::string about_words(const std::string& about) {
    return about == "general" ? "Nội dung chung" : "Mục " + about;
}

/// @param last it is shown open
Markup round_of(const PaperView& paper, const Submission& round, bool last) {
    // In the order of the plan, whatever was written first.
    auto in_order = round.sections;
    std::ranges::stable_sort(in_order, {}, [](const tiendo::Section& section) {
        return section.about == "general" ? std::string() : section.about;
    });
    Markup sections;
    for (const auto& section : in_order) {
        sections += element("h3", about_words(section.about)) +
                    element("div", {{"class", "user"}}, paragraphs(section.text));
    }
    auto head = "Lần " + std::to_string(round.round) + ", gửi lúc " +
                tiendo::report::moment_text(round.sent_at) + ", " + round.sender;
    Markup after;
    if (round.returned_at) {
        after +=
            element("p", "Trả lại lúc " + tiendo::report::moment_text(*round.returned_at) + ":") +
            element("blockquote", {{"class", "user"}}, paragraphs(round.return_message));
    }
    if (round.accepted_at) {
        after +=
            element("p", "Tiếp nhận lúc " + tiendo::report::moment_text(*round.accepted_at) + ".");
    }
    const auto content = element("summary", head) + sections + stated_table(paper, round);
    return (last ? element("details", {{"open", ""}}, content) : element("details", content)) +
           after;
}

Markup rounds(const PaperView& paper) {
    if (paper.owed.rounds.empty()) {
        return element("h2", "Các lần gửi") + element("p", "Chưa gửi lần nào.");
    }
    Markup all;
    for (const auto& round : paper.owed.rounds) {
        all += round_of(paper, round, &round == &paper.owed.rounds.back());
    }
    return element("h2", "Các lần gửi") + all;
}

Markup figures(const PaperView& paper, const FormPart& part) {
    if (part.figures.empty()) {
        return {};
    }
    Markup rows;
    for (const auto& figure : part.figures) {
        const auto source =
            address("/so-lieu", {{"ky", paper.paper.cycle.str()}, {"ma", figure.id}});
        rows +=
            element("tr",
                    element("th", {{"scope", "row"}}, figure.meaning) +
                        element("td",
                                {{"class", "number"}},
                                figure.id.empty() ? text(figure.text) : link(source, figure.text)));
    }
    return element(
        "details",
        element("summary",
                "Số liệu đã có của đơn vị (" + std::to_string(part.figures.size()) + ")") +
            element("table",
                    element("caption", "Lấy từ các hệ thống; chọn số liệu để xem nguồn") +
                        element("tbody", rows)));
}

/// Words of the last cycle: to be read, not sent.
Markup old_words(const FormPart& part) {
    return part.before
               ? element(
                     "details",
                     element("summary", "Đơn vị đã viết tại " + part.before->cycle_name) +
                         element("blockquote", {{"class", "user"}}, paragraphs(part.before->text)))
               : Markup();
}

Markup text_field(const FormPart& part, std::string_view label) {
    const auto& field = part.text;
    const auto name = field.name();
    const auto area =
        field.fault.empty()
            ? element("textarea", {{"id", name}, {"name", name}}, preformatted(field.text))
            : element("textarea",
                      {{"id", name},
                       {"name", name},
                       {"aria-invalid", "true"},
                       {"aria-describedby", fault_id(field)}},
                      preformatted(field.text));
    return old_words(part) + other_of(field) + element("label", {{"for", name}}, label) +
           hidden(revision_field(name), std::to_string(field.revision)) + area + fault_of(field);
}

/// A dimension with its tasks folded in below it; "general" and tasks outside of dimensions alone.
Markup fields_of(const PaperView& paper) {
    using tiendo::ledger::SectionKind;
    Markup out;
    for (std::size_t i = 0; i < paper.parts.size(); ++i) {
        const auto& part = paper.parts[i];
        auto content = figures(paper, part) + number_fields(paper, part.numbers) +
                       text_field(part, "Nội dung báo cáo");
        Markup tasks;
        bool open = false;
        while (part.asked.kind == SectionKind::dimension && i + 1 < paper.parts.size() &&
               paper.parts[i + 1].asked.kind == SectionKind::task &&
               paper.parts[i + 1].asked.dimension == part.asked.dimension) {
            const auto& task = paper.parts[++i];
            tasks += figures(paper, task) + text_field(task, task.asked.title);
            open = open || !task.text.text.empty() || task.text.other;
        }
        if (!tasks.empty()) {
            const auto folded = element("summary", "Viết riêng cho từng nhiệm vụ") + tasks;
            content +=
                open ? element("details", {{"open", ""}}, folded) : element("details", folded);
        }
        const auto number =
            part.asked.kind == SectionKind::dimension ? part.asked.about + ". " : "";
        out += element(
            "fieldset",
            element("legend",
                    number + part.asked.title + (part.asked.required ? " (bắt buộc)" : "")) +
                content);
    }
    return out;
}

Markup writing(const Visit& visit, const PaperView& paper) {
    if (paper.parts.empty()) {
        return {};
    }
    const auto buttons =
        element("p",
                element("button",
                        {{"type", "submit"}, {"class", "quiet"}, {"formaction", "/van-ban/luu"}},
                        "Lưu nháp") +
                    text(" ") +
                    element("button",
                            {{"type", "submit"}},
                            paper.owed.rounds.empty() ? "Gửi cơ quan tổng hợp"
                                                      : "Gửi lại cơ quan tổng hợp"));
    return element("h2", "Soạn báo cáo") +
           element(
               "p",
               {{"class", "aside"}},
               "Mục nào không phát sinh và không bắt buộc thì để trống. Nhiều người có thể cùng "
               "soạn; báo cáo được ghi nhận vào lúc gửi.") +
           form_of(
               visit.session, "/van-ban/gui", names_paper(paper.owed) + fields_of(paper) + buttons);
}

/// The paper, and the round that is before the eyes: what is decided is decided about this one.
Markup names_round(const PaperView& paper) {
    return names_paper(paper.owed) + hidden("lan", std::to_string(paper.owed.rounds.back().round));
}

Markup accepting(const Visit& visit, const PaperView& paper) {
    return form_of(visit.session,
                   "/van-ban/tiep-nhan",
                   names_round(paper) + element("h3", "Tiếp nhận") +
                       element("p", "Báo cáo đủ nội dung, đưa vào báo cáo tổng hợp.") +
                       element("button", {{"type", "submit"}}, "Tiếp nhận"));
}

/// What was typed stands there again where it was not taken.
Markup returning(const Visit& visit, const PaperView& paper) {
    return form_of(
        visit.session,
        "/van-ban/tra-lai",
        names_round(paper) + element("h3", "Trả lại") +
            element("label", {{"for", "noi-dung-tra"}}, "Nội dung đề nghị bổ sung, chỉnh sửa") +
            element("textarea",
                    {{"id", "noi-dung-tra"}, {"name", "noi-dung"}, {"required", ""}},
                    preformatted(visit.form["noi-dung"])) +
            element("label", {{"for", "truoc-ngay"}}, "Gửi lại trước ngày (không bắt buộc)") +
            void_element("input",
                         {{"type", "date"},
                          {"id", "truoc-ngay"},
                          {"name", "truoc-ngay"},
                          {"value", visit.form["truoc-ngay"]}}) +
            element("p",
                    element("button", {{"type", "submit"}, {"class", "quiet"}}, "Trả lại đơn vị")));
}

Markup deciding(const Visit& visit, const PaperView& paper) {
    const auto& unit = paper.paper.unit;
    if (!waits_for_the_office(paper.owed)) {
        return {};
    }
    Markup forms;
    if (visit.may(Right::accept, unit)) {
        forms += accepting(visit, paper);
    }
    if (visit.may(Right::return_paper, unit)) {
        forms += returning(visit, paper);
    }
    return forms.empty() ? forms
                         : element("h2", "Xử lý") + element("div", {{"class", "two"}}, forms);
}

/// What was just done, once the browser is back.
std::string_view done_words(std::string_view word) {
    return word == "gui"         ? "Đã gửi báo cáo."
           : word == "luu"       ? "Đã lưu nháp; báo cáo chưa được gửi."
           : word == "tra-lai"   ? "Đã trả lại báo cáo."
           : word == "tiep-nhan" ? "Đã tiếp nhận báo cáo."
                                 : "";
}

Markup told(const PaperNote& note) {
    if (note.sentence.empty()) {
        return {};
    }
    Markup items;
    for (const auto& item : note.items) {
        items += element(
            "li", item.field.empty() ? text(item.words) : link("#" + item.field, item.words));
    }
    const bool well = note.status == 200;
    return element("div",
                   {{"class", well ? "done" : "todo"}, {"role", well ? "status" : "alert"}},
                   element("p", note.sentence) + (items.empty() ? Markup() : element("ul", items)));
}

}  // namespace

Page page_of_paper(const Visit& visit, const PaperView& paper, const PaperNote& note) {
    return {paper.owed.cycle.name + " – " + paper.unit_name,
            told(note) + notice_of(paper) + facts_of(paper) + writing(visit, paper) +
                rounds(paper) + deciding(visit, paper) + why(paper),
            note.status};
}

Page paper_page(const Visit& visit) {
    const auto named = named_paper(visit.book, visit.query);
    if (!named) {
        return refusal(named.error());
    }
    if (!visit.may(Right::read, named->unit)) {
        return forbidden(visit, Right::read);
    }
    const auto paper = read_paper(visit, *named);
    if (!paper) {
        return refusal(paper.error());
    }
    return page_of_paper(visit, *paper, {.sentence = std::string(done_words(visit.query["xong"]))});
}

}  // namespace desk
