#include "tiendo/ledger/revisions.hpp"

#include "tiendo/ledger/standing.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/store/versions.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tiendo::ledger {

namespace {

/// What a calendar shows of a paper.
struct Shown {
    std::string name;
    std::optional<Instant> due;
    std::optional<Standing> standing;  ///< absent: it was removed
    std::optional<Instant> sent_at;    ///< of the deciding round
    bool operator==(const Shown&) const = default;
};

/// One paper while its versions are played again.
struct Played {
    PaperLife life;
    bool there = false;  ///< its first version was met
    std::vector<Submission> rounds{};
    std::optional<Shown> shown{};  ///< absent: nothing was counted yet

    [[nodiscard]] Shown shown_at(Instant at) const {
        Shown now{life.cycle.name, life.cycle.due.at, std::nullopt, std::nullopt};
        if (life.removed) {
            return now;
        }
        const auto standing = standing_of(life.obligation, life.cycle, rounds, at);
        now.standing = standing == Standing::not_due ? Standing::open : standing;
        if (const auto* first = deciding(rounds, at); first != nullptr) {
            now.sent_at = first->sent_at;
        }
        return now;
    }

    void look_at(Instant at) {
        auto now = shown_at(at);
        if (!shown) {
            life.revision = {0, at, at};
        } else if (*shown != now) {
            ++life.revision.count;
            life.revision.changed_at = at;
        }
        shown = std::move(now);
    }

    /// Looks at each instant after `from` and up to `to` at which a standing moves by itself.
    void pass(Instant from, Instant to) {
        std::vector<Instant> moments;
        if (life.cycle.due.at) {
            moments.push_back(*life.cycle.due.at);
        }
        for (const auto& excuse : life.obligation.excuses) {
            moments.push_back(excuse.from);
            if (excuse.until) {
                moments.push_back(*excuse.until);
            }
        }
        std::ranges::sort(moments);
        for (const auto moment : moments) {
            if (from < moment && moment <= to) {
                look_at(moment);
            }
        }
    }
};

/// The papers of one unit while the versions of their plan are played again.
class Play {
public:
    Result<void> take(const store::Version& version) {
        switch (version.kind) {
            case store::VersionKind::cycle: return take_cycle(version);
            case store::VersionKind::obligation: return take_obligation(version);
            case store::VersionKind::submission: return take_round(version);
            case store::VersionKind::evidence:
            case store::VersionKind::measure:
            case store::VersionKind::doubt: break;  // none of these is owed
        }
        return {};
    }
    void pass(Instant from, Instant to) {
        for (auto& [id, paper] : papers_) {
            if (paper.shown) {
                paper.pass(from, to);
            }
        }
    }
    /// After all versions of an entry, which was recorded at `at`.
    void look_at(Instant at) {
        for (auto& [id, paper] : papers_) {
            if (paper.there && cycles_.contains(paper.life.obligation.cycle)) {
                paper.life.cycle = cycles_.at(paper.life.obligation.cycle);
                paper.look_at(at);
            }
        }
    }
    /// Without what was removed by the entry that made it: nobody ever saw that.
    std::map<ObligationId, PaperLife> lives() && {
        std::map<ObligationId, PaperLife> lives;
        for (auto& [id, paper] : papers_) {
            if (!paper.life.removed || paper.life.revision.count > 0) {
                lives.emplace(id, std::move(paper.life));
            }
        }
        return lives;
    }

private:
    /// A removed cycle stays as it was: its papers are removed too, and are told with its name.
    Result<void> take_cycle(const store::Version& version) {
        if (version.body.empty()) {
            return {};
        }
        auto cycle = from_json<Cycle>(version.body);
        if (!cycle) {
            return std::move(cycle).error();
        }
        auto id = cycle->id;
        cycles_.insert_or_assign(std::move(id), *std::move(cycle));
        return {};
    }
    Result<void> take_obligation(const store::Version& version) {
        auto& paper = papers_[ObligationId::of(version.id)];
        paper.life.removed = version.body.empty();
        if (paper.life.removed) {
            paper.rounds.clear();
            return {};
        }
        auto obligation = from_json<Obligation>(version.body);
        if (!obligation) {
            return std::move(obligation).error();
        }
        paper.there = true;
        paper.life.obligation = *std::move(obligation);
        return {};
    }
    Result<void> take_round(const store::Version& version) {
        auto round = from_json<Submission>(version.body);
        if (!round) {
            return std::move(round).error();
        }
        auto& rounds = papers_[round->obligation].rounds;
        const auto known = std::ranges::find(rounds, round->id, &Submission::id);
        if (known == rounds.end()) {
            rounds.push_back(*std::move(round));
        } else {
            *known = *std::move(round);
        }
        return {};
    }

    std::map<CycleId, Cycle> cycles_;
    std::map<ObligationId, Played> papers_;
};

}  // namespace

Result<std::map<ObligationId, PaperLife>> lives_of(store::Transaction& tx,
                                                   const PlanId& plan,
                                                   const UnitId& unit,
                                                   Instant at) {
    auto versions = store::list_versions(tx, plan, unit);
    if (!versions) {
        return std::move(versions).error();
    }
    Play play;
    Instant before;
    for (std::size_t i = 0; i < versions->size(); ++i) {
        const auto& each = (*versions)[i];
        const auto recorded_at = std::min(each.recorded_at, at);
        if (i == 0 || (*versions)[i - 1].sequence != each.sequence) {
            play.pass(before, recorded_at);
        }
        if (auto taken = play.take(each); !taken) {
            return std::move(taken).error().at("version of '" + each.id + "'");
        }
        if (i + 1 == versions->size() || (*versions)[i + 1].sequence != each.sequence) {
            play.look_at(recorded_at);
            before = recorded_at;
        }
    }
    play.pass(before, at);
    return std::move(play).lives();
}

}  // namespace tiendo::ledger
