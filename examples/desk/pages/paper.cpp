#include "../paper.hpp"

#include "../show.hpp"
#include "pages.hpp"

#include <tiendo/report/format.hpp>

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
    Markup sections;
    for (const auto& section : round.sections) {
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
            address("/so-lieu", {{"ky", paper.owed.cycle.id.str()}, {"ma", figure.id}});
        rows += element("tr",
                        element("th", {{"scope", "row"}}, figure.meaning) +
                            element("td", {{"class", "number"}}, link(source, figure.text)));
    }
    return element(
        "details",
        element("summary",
                "Số liệu đã có của đơn vị (" + std::to_string(part.figures.size()) + ")") +
            element("table",
                    element("caption", "Lấy từ các hệ thống; chọn số liệu để xem nguồn") +
                        element("tbody", rows)));
}

Markup writing(const Visit& visit, const PaperView& paper) {
    if (paper.parts.empty()) {
        return {};
    }
    Markup fields = names_paper(paper.owed);
    for (const auto& part : paper.parts) {
        const auto name = field_of(part.about);
        fields += element("fieldset",
                          element("legend", part.heading) + figures(paper, part) +
                              element("label", {{"for", name}}, "Nội dung báo cáo") +
                              element("textarea",
                                      {{"id", name}, {"name", name}, {"lang", "vi"}},
                                      preformatted(part.text)));
    }
    fields += element(
        "p",
        element("button",
                {{"type", "submit"}},
                paper.owed.rounds.empty() ? "Gửi cơ quan tổng hợp" : "Gửi lại cơ quan tổng hợp"));
    return element("h2", "Soạn báo cáo") +
           element("p",
                   {{"class", "aside"}},
                   "Mục nào không phát sinh thì để trống. Báo cáo ghi nhận vào lúc gửi.") +
           form_of(visit.session, "/van-ban/gui", fields);
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
Markup told(std::string_view word) {
    const std::string_view sentence = word == "gui"         ? "Đã gửi báo cáo."
                                      : word == "tra-lai"   ? "Đã trả lại báo cáo."
                                      : word == "tiep-nhan" ? "Đã tiếp nhận báo cáo."
                                                            : "";
    return sentence.empty()
               ? Markup()
               : element("div", {{"class", "done"}, {"role", "status"}}, element("p", sentence));
}

}  // namespace

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
    return {paper->owed.cycle.name + " – " + paper->unit_name,
            told(visit.query["xong"]) + notice_of(*paper) + facts_of(*paper) +
                writing(visit, *paper) + rounds(*paper) + deciding(visit, *paper) + why(*paper)};
}

}  // namespace desk
