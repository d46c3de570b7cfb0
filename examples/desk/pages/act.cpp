#include "../paper.hpp"
#include "../show.hpp"
#include "pages.hpp"

#include <tiendo/store/ledger.hpp>

namespace desk {

namespace {

using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Instant;
using tiendo::Result;
using tiendo::Submission;
using tiendo::ledger::Paper;
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

/// The parts of our form: what is said in general, and on each of the eight dimensions.
Result<std::vector<tiendo::Section>> known_sections(const Fields& form) {
    auto sections = sections_of(form);
    for (const auto& section : sections) {
        const auto& about = section.about;
        const bool dimension = about.size() == 1 && about[0] >= '1' && about[0] <= '8';
        if (!dimension && about != "general") {
            return Error{ErrorCode::malformed_input, "the form has no such part"};
        }
    }
    return sections;
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

Done file_paper(const Visit& visit) {
    const auto paper = named_paper(visit.book, visit.form);
    if (!paper) {
        return refusal(paper.error());
    }
    if (!may_file_for(visit.session.identity, paper->unit)) {
        return forbidden();
    }
    auto sections = known_sections(visit.form);
    if (!sections) {
        return refusal(sections.error());
    }
    const tiendo::ledger::NewSubmission submission{
        visit.now, visit.session.identity.who, *std::move(sections)};
    const auto sent = visit.book.change([&](Transaction& tx) {
        return tiendo::ledger::submit(tx, *paper, submission, act_of(visit));
    });
    return sent ? back_to(*paper, "gui") : refusal(sent.error());
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
        if (auto same = still_the_round(tx, *paper, visit.form["lan"]); !same) {
            return std::move(same).error();
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
        if (auto same = still_the_round(tx, *paper, visit.form["lan"]); !same) {
            return std::move(same).error();
        }
        return tiendo::ledger::accept(tx, *paper, act_of(visit));
    });
    return done ? back_to(*paper, "tiep-nhan") : refusal(done.error());
}

}  // namespace desk
