#include "../paper.hpp"
#include "../show.hpp"
#include "pages.hpp"

#include <tiendo/report/format.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace desk {

namespace {

using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Instant;
using tiendo::Result;
using tiendo::Submission;
using tiendo::ledger::AskedSection;
using tiendo::ledger::Paper;
using tiendo::ledger::Right;

Done back_to(const Paper& paper, std::string_view done) {
    return address("/van-ban",
                   {{"ky", paper.cycle.str()}, {"don-vi", paper.unit.str()}, {"xong", done}});
}

/// The page of the paper as it stands now, with what has to be said.
Page again(const Visit& visit, const Paper& paper, const PaperNote& note) {
    const auto view = read_paper(visit, paper);
    return view ? page_of_paper(visit, *view, note) : refusal(visit, Right::read, view.error());
}

/// A link to each field that is at fault.
std::vector<NoteItem> faults_in(PaperView& view) {
    std::vector<NoteItem> items;
    for (auto& part : view.parts) {
        if (!part.text.fault.empty()) {
            items.push_back({part.text.name(), part.asked.title + ": " + part.text.fault});
        }
        for (const auto& number : part.numbers) {
            if (!number.field.fault.empty()) {
                items.push_back(
                    {number.field.name(), number.asked.name + ": " + number.field.fault});
            }
        }
    }
    return items;
}

/// Nothing of the form is kept, and all of it is shown again.
Page typed_badly(const Visit& visit, PaperView& view) {
    show_typed(view, visit.form);
    auto items = faults_in(view);
    const bool told = !items.empty();
    return page_of_paper(
        visit,
        view,
        {told ? "Chưa lưu, chưa gửi: có nội dung chưa nhận được. Sửa lại rồi lưu; "
                "những gì đã nhập vẫn còn dưới đây."
              : "Chưa lưu, chưa gửi: có mục không thuộc mẫu, hoặc báo cáo quá dài. "
                "Những gì đã nhập vẫn còn dưới đây.",
         std::move(items),
         400});
}

/// Somebody else sent it while this was written: what was typed can be copied.
Page closed_meanwhile(const Visit& visit, const Paper& paper) {
    auto page = again(visit,
                      paper,
                      {"Tình trạng đã thay đổi: báo cáo không còn chờ soạn, nội dung vừa nhập chưa "
                       "được lưu. Chép lại ở cuối trang nếu cần.",
                       {},
                       409});
    page.main += unsent_texts(texts_of(visit.form));
    return page;
}

/// Keeps the form as a draft, all or none. @return nothing where all of it is kept; else the page
/// to go on with
std::optional<Page> keep(const Visit& visit, const Paper& paper) {
    const auto saved = visit.use(
        [&](tiendo::Workspace& work) { return work.save_draft(paper, parts_of(visit.form)); });
    const bool badly = !saved && saved.error().code() == ErrorCode::malformed_input;
    if (!saved && saved.error().code() == ErrorCode::conflict) {
        return closed_meanwhile(visit, paper);
    }
    if (!saved && !badly) {
        return refusal(visit, Right::draft, saved.error());
    }
    auto view = read_paper(visit, paper);
    if (!view) {
        return refusal(visit, Right::read, view.error());
    }
    if (badly) {
        return typed_badly(visit, *view);
    }
    if (!show_saved(*view, *saved)) {
        return std::nullopt;
    }
    return page_of_paper(
        visit,
        *view,
        {"Có mục đã được người khác lưu trong lúc ông/bà soạn. Cả hai nội dung đều được giữ: đối "
         "chiếu, sửa thành một rồi lưu lại.",
         {},
         409});
}

/// Why the draft cannot go out yet, where that is so.
std::optional<Page> incomplete(const Visit& visit, const Paper& paper) {
    auto view = read_paper(visit, paper);
    const auto missing = view ? missing_parts(*view) : std::vector<AskedSection>();
    if (missing.empty()) {
        return std::nullopt;
    }
    for (auto& part : view->parts) {
        if (std::ranges::find(missing, part.asked.about, &AskedSection::about) != missing.end()) {
            part.text.fault = "mục bắt buộc, chưa có nội dung";
        }
    }
    return page_of_paper(
        visit, *view, {"Đã lưu nháp, chưa gửi: còn thiếu mục bắt buộc.", faults_in(*view), 400});
}

/// What the form to decide says besides the paper.
struct Decision {
    Paper paper;
    int round = 0;  ///< that was before the eyes
};

Result<Decision> decision_of(const Visit& visit) {
    auto paper = named_paper(visit.book, visit.form);
    if (!paper) {
        return std::move(paper).error();
    }
    const auto word = visit.form["lan"];
    int round = 0;
    const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), round);
    if (failure != std::errc() || end != word.data() + word.size()) {
        return Error{ErrorCode::malformed_input, "the form names no round"};
    }
    return Decision{*std::move(paper), round};
}

/// What came since the round that was looked at, for whoever decides about it.
Page came_meanwhile(const Visit& visit, const Decision& decision) {
    const auto view = read_paper(visit, decision.paper);
    if (!view) {
        return refusal(visit, Right::read, view.error());
    }
    std::vector<NoteItem> items;
    for (const auto& round : view->owed.rounds) {
        if (round.round > decision.round) {
            items.push_back({{},
                             "Lần " + std::to_string(round.round) + ", gửi lúc " +
                                 tiendo::report::moment_text(round.sent_at) + ", " + round.sender});
        }
    }
    return page_of_paper(
        visit,
        *view,
        {"Tình trạng đã thay đổi từ khi ông/bà mở trang (lần " + std::to_string(decision.round) +
             "); thao tác vừa rồi không được thực hiện. " +
             (items.empty() ? "Xem lại tình trạng dưới đây." : "Đơn vị đã gửi thêm:"),
         std::move(items),
         409});
}

/// Where the browser goes after a decision, or why there was none.
Done decided(const Visit& visit,
             const Decision& decision,
             Right right,
             const Result<Submission>& done,
             std::string_view word) {
    if (done) {
        return back_to(decision.paper, word);
    }
    return done.error().code() == ErrorCode::conflict ? came_meanwhile(visit, decision)
                                                      : refusal(visit, right, done.error());
}

/// The day by which it is wanted again; nothing where none is named.
Result<std::optional<Instant>> again_before(const Visit& visit) {
    const auto day = visit.form["truoc-ngay"];
    if (day.empty()) {
        return std::optional<Instant>();
    }
    auto date = tiendo::Date::parse(day);
    if (!date || Instant::start_of(*date) <= visit.now) {
        return Error{ErrorCode::malformed_input, "the term is no day to come"};
    }
    return std::optional(Instant::start_of(*date));
}

}  // namespace

Done save_draft(const Visit& visit) {
    const auto paper = named_paper(visit.book, visit.form);
    if (!paper) {
        return refusal(paper.error());
    }
    auto other = keep(visit, *paper);
    return other ? Done(*std::move(other)) : back_to(*paper, "luu");
}

Done file_paper(const Visit& visit) {
    const auto paper = named_paper(visit.book, visit.form);
    if (!paper) {
        return refusal(paper.error());
    }
    if (auto other = keep(visit, *paper)) {
        return *std::move(other);
    }
    if (auto not_yet = incomplete(visit, *paper)) {
        return *std::move(not_yet);
    }
    const auto sent = visit.use([&](tiendo::Workspace& work) {
        return work.submit_draft(*paper, {visit.now, visit.session.identity.who});
    });
    return sent ? back_to(*paper, "gui") : refusal(visit, Right::submit, sent.error());
}

Done return_paper(const Visit& visit) {
    const auto decision = decision_of(visit);
    if (!decision) {
        return refusal(decision.error());
    }
    if (!visit.may(Right::return_paper, decision->paper.unit)) {
        return forbidden(visit, Right::return_paper);
    }
    std::vector<NoteItem> faults;
    const std::string message(tiendo::trim(tiendo::to_nfc(visit.form["noi-dung"])));
    const auto term = again_before(visit);
    if (message.empty()) {
        faults.push_back({"noi-dung-tra", "Ghi rõ nội dung đề nghị bổ sung, chỉnh sửa"});
    }
    if (!term) {
        faults.push_back({"truoc-ngay", "Ngày gửi lại phải sau ngày hôm nay"});
    }
    if (!faults.empty()) {
        return again(visit, decision->paper, {"Chưa trả lại:", std::move(faults), 400});
    }
    const auto done = visit.use([&](tiendo::Workspace& work) {
        return work.return_paper(decision->paper, {message, *term, decision->round});
    });
    return decided(visit, *decision, Right::return_paper, done, "tra-lai");
}

Done accept_paper(const Visit& visit) {
    const auto decision = decision_of(visit);
    if (!decision) {
        return refusal(decision.error());
    }
    const auto done = visit.use(
        [&](tiendo::Workspace& work) { return work.accept(decision->paper, {decision->round}); });
    return decided(visit, *decision, Right::accept, done, "tiep-nhan");
}

}  // namespace desk
