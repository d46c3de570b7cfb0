
#include "../show.hpp"
#include "pages.hpp"

#include <tiendo/report/format.hpp>

#include <algorithm>

namespace desk {

namespace {

using tiendo::Submission;

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
Markup round_of(const Submission& round, bool last) {
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
    const auto content = element("summary", head) + sections;
    return (last ? element("details", {{"open", ""}}, content) : element("details", content)) +
           after;
}

Markup rounds(const PaperView& paper) {
    if (paper.owed.rounds.empty()) {
        return element("h2", "Các lần gửi") + element("p", "Chưa gửi lần nào.");
    }
    Markup all;
    for (const auto& round : paper.owed.rounds) {
        all += round_of(round, &round == &paper.owed.rounds.back());
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

/// Words of the last cycle, and of somebody who wrote at the same time: to be read, not sent.
Markup other_words(const FormPart& part) {
    Markup out;
    if (part.before) {
        out +=
            element("details",
                    element("summary", "Đơn vị đã viết tại " + part.before->cycle_name) +
                        element("blockquote", {{"class", "user"}}, paragraphs(part.before->text)));
    }
    if (part.other) {
        out +=
            element("div",
                    {{"class", "todo"}},
                    element("p", part.other->saved_by + " đã lưu:") +
                        element("blockquote", {{"class", "user"}}, paragraphs(part.other->text)));
    }
    return out;
}

Markup field(const FormPart& part, std::string_view label) {
    const auto name = text_field(part.asked.about);
    return other_words(part) + element("label", {{"for", name}}, label) +
           hidden(revision_field(part.asked.about), std::to_string(part.revision)) +
           element("textarea", {{"id", name}, {"name", name}}, preformatted(part.text));
}

/// A dimension with its tasks folded in below it; "general" and tasks outside of dimensions alone.
Markup fields_of(const PaperView& paper) {
    using tiendo::ledger::SectionKind;
    Markup out;
    for (std::size_t i = 0; i < paper.parts.size(); ++i) {
        const auto& part = paper.parts[i];
        auto content = figures(paper, part) + field(part, "Nội dung báo cáo");
        Markup tasks;
        bool open = false;
        while (part.asked.kind == SectionKind::dimension && i + 1 < paper.parts.size() &&
               paper.parts[i + 1].asked.kind == SectionKind::task &&
               paper.parts[i + 1].asked.dimension == part.asked.dimension) {
            const auto& task = paper.parts[++i];
            tasks += figures(paper, task) + field(task, task.asked.title);
            open = open || !task.text.empty() || task.other;
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

Markup deciding(const Visit& visit, const PaperView& paper) {
    if (!may_decide(visit.session.identity) || !waits_for_the_office(paper.owed)) {
        return {};
    }
    const auto names =
        names_paper(paper.owed) + hidden("lan", std::to_string(paper.owed.rounds.back().round));
    const auto accept = form_of(visit.session,
                                "/van-ban/tiep-nhan",
                                names + element("h3", "Tiếp nhận") +
                                    element("p", "Báo cáo đủ nội dung, đưa vào báo cáo tổng hợp.") +
                                    element("button", {{"type", "submit"}}, "Tiếp nhận"));
    const auto back = form_of(
        visit.session,
        "/van-ban/tra-lai",
        names + element("h3", "Trả lại") +
            element("label", {{"for", "noi-dung-tra"}}, "Nội dung đề nghị bổ sung, chỉnh sửa") +
            element("textarea",
                    {{"id", "noi-dung-tra"}, {"name", "noi-dung"}, {"required", ""}},
                    Markup()) +
            element("label", {{"for", "truoc-ngay"}}, "Gửi lại trước ngày (không bắt buộc)") +
            void_element("input",
                         {{"type", "date"}, {"id", "truoc-ngay"}, {"name", "truoc-ngay"}}) +
            element("p",
                    element("button", {{"type", "submit"}, {"class", "quiet"}}, "Trả lại đơn vị")));
    return element("h2", "Xử lý") + element("div", {{"class", "two"}}, accept + back);
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
        items += element("li", item);
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
    if (!may_see(visit.session.identity, named->unit)) {
        return forbidden();
    }
    const auto paper = read_paper(visit, *named);
    if (!paper) {
        return refusal(paper.error());
    }
    return page_of_paper(visit, *paper, {.sentence = done_words(visit.query["xong"])});
}

}  // namespace desk
