#include "../paper.hpp"
#include "../show.hpp"
#include "pages.hpp"

#include <tiendo/store/ledger.hpp>

#include <optional>
#include <variant>

namespace desk {

namespace {

using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Instant;
using tiendo::Result;
using tiendo::Submission;
using tiendo::ledger::Paper;
using tiendo::ledger::Right;
using tiendo::ledger::SavedPart;
using tiendo::store::Transaction;

tiendo::ledger::Act act_of(const Visit& visit) {
    return {visit.now, visit.session.identity.who, "qua trang theo dõi"};
}

Done back_to(const Paper& paper, std::string_view done) {
    return address("/van-ban",
                   {{"ky", paper.cycle.str()}, {"don-vi", paper.unit.str()}, {"xong", done}});
}

/// Somebody decides about what was before the eyes, not about a round that came meanwhile.
Result<void> still_the_round(Transaction& tx, const Paper& paper, const std::string& round) {
    auto all = tiendo::store::list_submissions(
        tx, {.plan = paper.plan, .cycle = paper.cycle, .unit = paper.unit});
    if (!all) {
        return std::move(all).error();
    }
    if (all->empty() || std::to_string(all->back().round) != round) {
        return Error{ErrorCode::conflict, "another round came meanwhile", "look at it first"};
    }
    return {};
}

/// What the desk allows by `identity.hpp`, the ledger's own table must allow as well.
Result<void> permitted(Transaction& tx, const Visit& visit, const Paper& paper, Right right) {
    const auto& unit = visit.session.identity.unit;
    return unit ? tiendo::ledger::check_permit(tx,
                                               tiendo::ledger::Permits::shipped(),
                                               {right, *unit, paper.plan, paper.unit, visit.now})
                : Result<void>();
}

/// The paper of the form, if the visitor may write it.
std::variant<Paper, Page> own_paper(const Visit& visit) {
    auto paper = named_paper(visit.book, visit.form);
    if (!paper) {
        return refusal(paper.error());
    }
    return may_file_for(visit.session.identity, paper->unit)
               ? std::variant<Paper, Page>(*std::move(paper))
               : forbidden();
}

/// Keeps the form as a draft. @return nothing where all of it is kept; else the page to go on with
std::optional<Page> keep(const Visit& visit, const Paper& paper) {
    const auto saved = visit.book.change([&](Transaction& tx) -> Result<std::vector<SavedPart>> {
        if (auto may = permitted(tx, visit, paper, Right::draft); !may) {
            return std::move(may).error();
        }
        return tiendo::ledger::save_draft(tx, paper, parts_of(visit.form), act_of(visit));
    });
    const bool typed_badly = !saved && saved.error().code() == ErrorCode::malformed_input;
    auto view = saved || typed_badly ? read_paper(visit, paper) : Result<PaperView>(saved.error());
    if (!view) {
        return refusal(view.error());
    }
    if (typed_badly) {
        show_typed(*view, visit.form);
        return page_of_paper(
            visit,
            *view,
            {"Chưa lưu được: có mục quá dài, không thuộc mẫu, hoặc có ký tự điều khiển, ký tự đổi "
             "chiều chữ (thường do sao chép từ nơi khác). Sửa lại rồi lưu.",
             {},
             400});
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
    const auto view = read_paper(visit, paper);
    const auto missing = view ? missing_parts(*view) : std::vector<std::string>();
    if (missing.empty()) {
        return std::nullopt;
    }
    return page_of_paper(
        visit, *view, {"Đã lưu nháp, chưa gửi: còn thiếu mục bắt buộc.", missing, 400});
}

Result<tiendo::ledger::NewReturn> return_of(const Fields& form) {
    tiendo::ledger::NewReturn returned{std::string(tiendo::trim(tiendo::to_nfc(form["noi-dung"]))),
                                       {}};
    if (const auto day = form["truoc-ngay"]; !day.empty()) {
        auto date = tiendo::Date::parse(day);
        if (!date) {
            return std::move(date).error();
        }
        returned.again_before = Instant::start_of(*date);
    }
    return returned;
}

}  // namespace

Done save_draft(const Visit& visit) {
    const auto paper = own_paper(visit);
    if (const auto* refused = std::get_if<Page>(&paper)) {
        return *refused;
    }
    auto other = keep(visit, std::get<Paper>(paper));
    return other ? Done(*std::move(other)) : back_to(std::get<Paper>(paper), "luu");
}

Done file_paper(const Visit& visit) {
    const auto own = own_paper(visit);
    if (const auto* refused = std::get_if<Page>(&own)) {
        return *refused;
    }
    const auto& paper = std::get<Paper>(own);
    if (auto other = keep(visit, paper)) {
        return *std::move(other);
    }
    if (auto not_yet = incomplete(visit, paper)) {
        return *std::move(not_yet);
    }
    const auto sent = visit.book.change([&](Transaction& tx) -> Result<Submission> {
        if (auto may = permitted(tx, visit, paper, Right::submit); !may) {
            return std::move(may).error();
        }
        return tiendo::ledger::submit_draft(
            tx, paper, {visit.now, visit.session.identity.who}, act_of(visit));
    });
    return sent ? back_to(paper, "gui") : refusal(sent.error());
}

Done return_paper(const Visit& visit) {
    if (!may_decide(visit.session.identity)) {
        return forbidden();
    }
    const auto paper = named_paper(visit.book, visit.form);
    const auto returned = return_of(visit.form);
    if (!paper || !returned) {
        return refusal(paper ? returned.error() : paper.error());
    }
    const auto done = visit.book.change([&](Transaction& tx) -> Result<Submission> {
        auto may = permitted(tx, visit, *paper, Right::return_paper);
        may = may ? still_the_round(tx, *paper, visit.form["lan"]) : std::move(may);
        if (!may) {
            return std::move(may).error();
        }
        return tiendo::ledger::return_paper(tx, *paper, *returned, act_of(visit));
    });
    return done ? back_to(*paper, "tra-lai") : refusal(done.error());
}

Done accept_paper(const Visit& visit) {
    if (!may_decide(visit.session.identity)) {
        return forbidden();
    }
    const auto paper = named_paper(visit.book, visit.form);
    if (!paper) {
        return refusal(paper.error());
    }
    const auto done = visit.book.change([&](Transaction& tx) -> Result<Submission> {
        auto may = permitted(tx, visit, *paper, Right::accept);
        may = may ? still_the_round(tx, *paper, visit.form["lan"]) : std::move(may);
        if (!may) {
            return std::move(may).error();
        }
        return tiendo::ledger::accept(tx, *paper, act_of(visit));
    });
    return done ? back_to(*paper, "tiep-nhan") : refusal(done.error());
}

}  // namespace desk
