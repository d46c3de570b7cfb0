#include "quotes.hpp"

#include "tiendo/ledger/explain.hpp"
#include "tiendo/ledger/standing.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace tiendo::ledger {

namespace {

struct Paper {
    Obligation obligation;
    Cycle cycle;
    std::vector<Submission> rounds;
};

std::string excuse_text(const Excuse& excuse) {
    return fmt::format("; được miễn từ {}{}: {} ({})",
                       excuse.from.iso(),
                       excuse.until ? " đến trước " + excuse.until->iso() : std::string(),
                       excuse.why,
                       excuse.by);
}

/// The rounds that came before the one that decides, and no longer count.
std::string withdrawn_text(const std::vector<Submission>& rounds, Instant at) {
    std::string text;
    for (const auto& each : rounds) {
        if (each.withdrawn_at && *each.withdrawn_at <= at) {
            text += fmt::format("; lần gửi {} ({}) đơn vị đã rút lại lúc {}: {}",
                                each.round,
                                each.sent_at.iso(),
                                each.withdrawn_at->iso(),
                                each.withdrawal.value_or(""));
        }
    }
    return text;
}

std::string answers_text(const std::vector<Submission>& rounds, Instant at) {
    std::string text;
    for (const auto& each : answers_of(rounds, at)) {
        if (each.days_late > 0) {
            text += fmt::format(
                "; lần gửi {} bị trả lại, yêu cầu gửi lại trước {}: {} {} ngày (không làm thay đổi "
                "tình trạng)",
                each.round,
                each.again_before->iso(),
                each.sent_at ? "gửi lại chậm" : "chưa gửi lại, quá",
                each.days_late);
        }
    }
    return text;
}

std::string how_of(const Paper& paper, Standing standing, Instant at) {
    const auto& obligation = paper.obligation;
    std::string text = obligation.why;
    if (obligation.inherited) {
        text += "; " + *obligation.inherited;
    }
    if (obligation.superseded) {
        return text + fmt::format("; được thay thế: {}", *obligation.superseded);
    }
    if (const auto* excuse = excuse_at(obligation, at)) {
        return text + excuse_text(*excuse);
    }
    const auto& due_at = paper.cycle.due.at;
    const auto due = due_at ? "hạn là lúc " + due_at->iso()
                            : std::string("văn bản không nêu ngày nên không có hạn");
    text += withdrawn_text(paper.rounds, at);
    const auto* first = deciding(paper.rounds, at);
    if (first != nullptr) {
        text += fmt::format(
            "; lần gửi đầu tiên còn hiệu lực {} quyết định: {}", first->sent_at.iso(), due);
    } else if (std::ranges::none_of(paper.rounds, [at](const Submission& each) {
                   return each.state != ReportState::draft && each.sent_at <= at;
               })) {
        text += fmt::format("; đến {} chưa gửi lần nào: {}", at.iso(), due);
    } else {
        text += fmt::format("; đến {} không còn lần gửi nào có hiệu lực: {}", at.iso(), due);
    }
    return text + answers_text(paper.rounds, at) +
           fmt::format("; kết luận: {}", vietnamese(standing));
}

Result<Paper> paper_now(store::Transaction& tx, const ObligationId& id) {
    Paper paper;
    auto obligation = store::get_obligation(tx, id);
    auto cycle = obligation ? store::get_cycle(tx, obligation->plan, obligation->cycle)
                            : std::move(obligation).error();
    auto rounds =
        cycle ? store::list_submissions(tx, {.obligation = id}) : std::move(cycle).error();
    if (!rounds) {
        return std::move(rounds).error();
    }
    return Paper{*std::move(obligation), *std::move(cycle), *std::move(rounds)};
}

/// The plan of an obligation that is there or was removed.
/// @return not_found for one that never was
Result<PlanId> plan_of(store::Transaction& tx, const ObligationId& id) {
    auto versions = store::list_versions(tx, id);
    if (!versions) {
        return std::move(versions).error();
    }
    for (const auto& each : *versions) {
        if (each.kind == store::VersionKind::obligation && !each.body.empty()) {
            auto read = from_json<Obligation>(each.body);
            return read ? Result<PlanId>(std::move(read->plan)) : std::move(read).error();
        }
    }
    auto now = store::get_obligation(tx, id);
    return now ? Result<PlanId>(std::move(now->plan)) : std::move(now).error();
}

Result<Paper> paper_known_at(store::Transaction& tx, const ObligationId& id, Instant known_at) {
    auto plan = plan_of(tx, id);
    auto known = plan ? store::ledger_known_at(tx, *plan, known_at) : std::move(plan).error();
    if (!known) {
        return std::move(known).error();
    }
    const auto found = std::ranges::find(known->obligations, id, &Obligation::id);
    if (found == known->obligations.end()) {
        return Error{
            ErrorCode::not_found,
            fmt::format("nothing was recorded of obligation '{}' at {}", id.str(), known_at.iso()),
            "ask with a later instant"};
    }
    Paper paper{*found, {}, {}};
    paper.cycle = *std::ranges::find(known->cycles, found->cycle, &Cycle::id);
    std::ranges::copy_if(known->submissions,
                         std::back_inserter(paper.rounds),
                         [&](const Submission& each) { return each.obligation == id; });
    return paper;
}

/// A paper while its versions are played again.
struct Played {
    std::optional<Obligation> obligation;  ///< nothing where it is not there yet, or was removed
    std::map<std::string, Submission> rounds;

    Result<void> take(const store::Version& version) {
        if (version.kind != store::VersionKind::obligation) {
            auto round = from_json<Submission>(version.body);
            if (!round) {
                return std::move(round).error();
            }
            rounds.insert_or_assign(version.id, *std::move(round));
            return {};
        }
        obligation.reset();
        if (version.body.empty()) {
            return {};
        }
        auto read = from_json<Obligation>(version.body);
        if (!read) {
            return std::move(read).error();
        }
        obligation = *std::move(read);
        return {};
    }
    /// @pre obligation
    [[nodiscard]] Standing standing(const Cycle& cycle, Instant at) const {
        std::vector<Submission> sent;
        std::ranges::transform(
            rounds, std::back_inserter(sent), &std::pair<const std::string, Submission>::second);
        return standing_of(*obligation, cycle, sent, at);
    }
};

/// Plays the versions again, up to what the question may use.
Result<std::vector<Learned>> learned(store::Transaction& tx,
                                     const Paper& paper,
                                     const StandingQuestion& question) {
    auto versions = store::list_versions(tx, paper.obligation.id);
    if (!versions) {
        return std::move(versions).error();
    }
    std::vector<Learned> all;
    Played played;
    for (std::size_t i = 0; i < versions->size(); ++i) {
        const auto& each = (*versions)[i];
        if (question.known_at && *question.known_at < each.recorded_at) {
            break;
        }
        if (auto taken = played.take(each); !taken) {
            return std::move(taken).error();
        }
        const bool last = i + 1 == versions->size() || (*versions)[i + 1].sequence != each.sequence;
        if (!played.obligation || !last) {
            continue;
        }
        const auto standing = played.standing(paper.cycle, question.at);
        if (all.empty() || all.back().standing != standing) {
            all.push_back({each.sequence, each.recorded_at, standing});
        }
    }
    return all;
}

}  // namespace

Result<Explanation> explain_obligation(store::Transaction& tx,
                                       const ObligationId& obligation,
                                       const StandingQuestion& question) {
    auto paper = question.known_at ? paper_known_at(tx, obligation, *question.known_at)
                                   : paper_now(tx, obligation);
    auto quotable = paper ? Quotable::open(tx, paper->obligation.plan)
                          : Result<Quotable>(std::move(paper).error());
    auto steps = quotable ? learned(tx, *paper, question) : std::move(quotable).error();
    if (!steps) {
        return std::move(steps).error();
    }
    const auto standing = standing_of(paper->obligation, paper->cycle, paper->rounds, question.at);
    Explanation out;
    out.title = fmt::format("{}: {}", paper->cycle.name, paper->obligation.unit.str());
    out.value = vietnamese(standing);
    out.rule = "standing/1";
    out.how = how_of(*paper, standing, question.at);
    out.steps = paper->cycle.due.steps;
    out.rounds = std::move(paper->rounds);
    out.learned = *std::move(steps);
    out.ordered_by.push_back(quotable->node(paper->cycle.source_node));
    return out;
}

Result<Explanation> explain_obligation(store::Transaction& tx,
                                       const ObligationId& obligation,
                                       Instant at) {
    return explain_obligation(tx, obligation, StandingQuestion{at, std::nullopt});
}

}  // namespace tiendo::ledger
