#include "corpus_score.hpp"

#include "corpus_items.hpp"

#include <algorithm>
#include <initializer_list>
#include <map>

namespace tiendo::test {

namespace {

constexpr std::array<std::string_view, facet_count> facet_names{"refusals",
                                                                "fields",
                                                                "nodes",
                                                                "levels_and_kinds",
                                                                "parents",
                                                                "assignees",
                                                                "deadlines",
                                                                "deadline_details",
                                                                "citations",
                                                                "products",
                                                                "targets"};
constexpr double least_node_overlap = 0.9;

double ratio(std::size_t part, std::size_t whole) {
    return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// A node of the reading laid against one of the sheet: its mark or ordinal does not count.
double node_overlap(const Placed& wanted, const Node& node) {
    auto span = node.span;
    if (wanted.marker_start <= span.begin && span.begin < wanted.span.begin &&
        wanted.span.begin < span.end) {
        span.begin = wanted.span.begin;
    }
    const auto overlap = overlap_of(wanted.span, span);
    return overlap >= least_node_overlap ? overlap : 0;
}

/// Scores one document.
class Scorer {
public:
    Scorer(std::string_view name,
           const Sheet& sheet,
           const std::vector<Placed>& places,
           std::string_view document,
           const Plan& plan)
        : sheet_(sheet), places_(places), wording_(document), plan_(plan) {
        score_.name = name;
        pair_nodes();
    }

    Score run() {
        fields();
        for (std::size_t i = 0; i < sheet_.nodes.size(); ++i) {
            const auto& node = sheet_.nodes[i];
            if (node.doubtful) {
                ++score_.at(Facet::nodes).doubtful;
            } else {
                wanted_node(i);
            }
        }
        for (std::size_t k = 0; k < plan_.nodes.size(); ++k) {
            if (!sheet_of_.contains(k) && plan_.nodes[k].kind != NodeKind::remainder) {
                surplus_node(plan_.nodes[k]);
            }
        }
        return std::move(score_);
    }

private:
    void pair_nodes() {
        std::vector<Candidate> candidates;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            for (std::size_t k = 0; k < plan_.nodes.size(); ++k) {
                candidates.push_back({.closeness = node_overlap(places_[i], plan_.nodes[k]),
                                      .wanted = i,
                                      .given = k});
            }
        }
        for (const auto& each : paired(std::move(candidates))) {
            read_as_.emplace(each.wanted, each.given);
            sheet_of_.emplace(each.given, each.wanted);
        }
    }

    void fields() {
        const std::map<std::string_view, std::string> given{
            {"kind", plan_.kind},
            {"number", plan_.number.value_or("")},
            {"date", plan_.date ? plan_.date->iso() : ""},
            {"authority", plan_.authority},
            {"signer", plan_.signer.value_or("")}};
        auto& tally = score_.at(Facet::fields);
        for (const auto& [key, wanted] : sheet_.fields) {
            const auto& found = given.at(key);
            const bool none = wanted.front().empty();
            tally.wanted += none ? 0U : 1U;
            tally.given += found.empty() ? 0U : 1U;
            if (std::ranges::none_of(wanted, [&](const std::string& each) {
                    return citation_key(found) == citation_key(each);
                })) {
                fault("", {key, ": '", wanted.front(), "' is read as '", found, "'"});
            } else if (!none) {
                ++tally.right;
            }
        }
    }

    void wanted_node(std::size_t i) {
        const auto& node = sheet_.nodes[i];
        const auto found = read_as_.find(i);
        const auto* read = found == read_as_.end() ? nullptr : &plan_.nodes[found->second];
        auto& nodes = score_.at(Facet::nodes);
        auto& kinds = score_.at(Facet::levels_and_kinds);
        ++nodes.wanted;
        ++kinds.wanted;
        if (read == nullptr) {
            fault(node.id, {"node missing: ", node.begins});
        } else {
            ++nodes.right;
            ++nodes.given;
            ++kinds.given;
            kind_of(node, *read);
            parent_of(node, *read);
        }
        const auto place = places_[i].span;
        judge(Facet::assignees, node.id, wanted_assignees(node, place, wording_), read);
        judge(Facet::deadlines, node.id, wanted_deadlines(node, place, wording_), read);
        judge(Facet::citations, node.id, wanted_citations(node), read);
        judge(Facet::products, node.id, wanted_phrases(node.products, place, wording_), read);
        judge(Facet::targets, node.id, wanted_phrases(node.targets, place, wording_), read);
        details_of_deadlines(node, place, read);
    }

    void kind_of(const WantedNode& node, const Node& read) {
        const bool level = !node.level || *node.level == read.level;
        if (level && node.kind == read.kind) {
            ++score_.at(Facet::levels_and_kinds).right;
            return;
        }
        fault(node.id,
              {"is ",
               node.level ? to_string(*node.level) : "any level",
               " ",
               to_string(node.kind),
               ", read as ",
               to_string(read.level),
               " ",
               to_string(read.kind)});
    }

    void parent_of(const WantedNode& node, const Node& read) {
        if (!node.parent) {
            return;
        }
        auto& tally = score_.at(Facet::parents);
        ++tally.wanted;
        tally.given += read.parent ? 1U : 0U;
        const auto* above = read.parent ? plan_.find(*read.parent) : nullptr;
        const auto at = above == nullptr ? 0 : static_cast<std::size_t>(above - plan_.nodes.data());
        const auto found = above == nullptr ? sheet_of_.end() : sheet_of_.find(at);
        if (found != sheet_of_.end() && sheet_.nodes[found->second].id == *node.parent) {
            ++tally.right;
        } else {
            fault(node.id, {"hangs under ", read.parent ? read.parent->str() : "nothing"});
        }
    }

    void surplus_node(const Node& node) {
        ++score_.at(Facet::nodes).given;
        ++score_.at(Facet::levels_and_kinds).given;
        constexpr std::size_t quoted = 60;
        fault(node.id.str(),
              {"node surplus (", to_string(node.kind), "): ", beginning_of(node.text, quoted)});
        for (const auto facet : {Facet::assignees,
                                 Facet::deadlines,
                                 Facet::citations,
                                 Facet::products,
                                 Facet::targets}) {
            judge(facet, node.id.str(), {}, &node);
        }
    }

    [[nodiscard]] std::vector<Item> given_items(Facet facet, const Node& node) const {
        switch (facet) {
            case Facet::assignees: return given_assignees(node);
            case Facet::deadlines: return given_deadlines(node);
            case Facet::citations: return given_citations(node, plan_);
            case Facet::products: return given_phrases(node.products);
            case Facet::targets: return given_targets(node);
            case Facet::refusals:
            case Facet::fields:
            case Facet::nodes:
            case Facet::levels_and_kinds:
            case Facet::parents:
            case Facet::deadline_details: break;
        }
        return {};
    }

    void judge(Facet facet,
               const std::string& where,
               const std::vector<Item>& wanted,
               const Node* read) {
        const auto given = read == nullptr ? std::vector<Item>{} : given_items(facet, *read);
        const auto result = judged(wanted, given);
        score_.at(facet) += {.right = result.right,
                             .wanted = result.wanted,
                             .given = result.given,
                             .doubtful = result.doubtful};
        for (const auto& each : result.missing) {
            fault(where, {to_string(facet), " missing: ", each});
        }
        for (const auto& each : result.surplus) {
            fault(where, {to_string(facet), " surplus: ", each});
        }
    }

    void details_of_deadlines(const WantedNode& node, Span place, const Node* read) {
        const auto wanted = wanted_deadlines(node, place, wording_);
        const auto given = read == nullptr ? std::vector<Item>{} : given_deadlines(*read);
        std::map<std::size_t, std::size_t> pairs;
        for (const auto& [i, k] : closest_pairs(wanted, given)) {
            pairs.emplace(i, k);
        }
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const auto pair = pairs.find(i);
            const auto found = pair == pairs.end() ? std::map<std::string, std::string>{}
                                                   : details_of(read->deadlines[pair->second]);
            details_of_one(node.id, node.deadlines[i], wanted[i], found);
        }
    }

    void details_of_one(const std::string& where,
                        const WantedDeadline& deadline,
                        const Item& shown,
                        const std::map<std::string, std::string>& found) {
        auto& tally = score_.at(Facet::deadline_details);
        for (const auto& [key, value] : deadline.details) {
            if (deadline.phrase.doubtful) {
                ++tally.doubtful;
                continue;
            }
            const auto fact = found.find(key);
            ++tally.wanted;
            tally.given += fact == found.end() ? 0U : 1U;
            if (fact != found.end() && fact->second == value) {
                ++tally.right;
            } else {
                fault(where,
                      {to_string(Facet::deadline_details),
                       " missing: ",
                       shown.shown,
                       ": ",
                       key,
                       " ",
                       value,
                       fact == found.end() ? "" : " is read as ",
                       fact == found.end() ? "" : fact->second});
            }
        }
    }

    void fault(std::string_view where, std::initializer_list<std::string_view> what) {
        std::string line(where);
        line += where.empty() ? "" : ": ";
        for (const auto part : what) {
            line += part;
        }
        score_.faults.push_back(std::move(line));
    }

    const Sheet& sheet_;
    const std::vector<Placed>& places_;
    Wording wording_;
    const Plan& plan_;
    Score score_;
    std::map<std::size_t, std::size_t> read_as_;   ///< nodes of the sheet → of the reading
    std::map<std::size_t, std::size_t> sheet_of_;  ///< the way back
};

}  // namespace

std::string_view to_string(Facet facet) noexcept {
    return facet_names[static_cast<std::size_t>(facet)];
}

std::array<Facet, facet_count> all_facets() noexcept {
    std::array<Facet, facet_count> facets{};
    for (std::size_t i = 0; i < facet_count; ++i) {
        facets[i] = static_cast<Facet>(i);
    }
    return facets;
}

Tally& Tally::operator+=(const Tally& other) noexcept {
    right += other.right;
    wanted += other.wanted;
    given += other.given;
    doubtful += other.doubtful;
    return *this;
}
double Tally::precision() const noexcept {
    return given == 0 && wanted > 0 ? 0.0 : ratio(right, given);
}
double Tally::recall() const noexcept {
    return ratio(right, wanted);
}
double Tally::f1() const noexcept {
    const auto sum = precision() + recall();
    return sum > 0 ? 2 * precision() * recall() / sum : 0.0;
}
double Tally::share_doubtful() const noexcept {
    return doubtful == 0 ? 0.0 : ratio(doubtful, doubtful + wanted);
}

Tally Score::all() const noexcept {
    Tally sum;
    for (const auto& each : tallies) {
        sum += each;
    }
    return sum;
}

Score score_of(std::string_view name,
               const Sheet& sheet,
               const std::vector<Placed>& places,
               std::string_view document,
               const Result<reader::Reading>& reading) {
    static const Plan nothing;
    Score score;
    if (sheet.no_task) {
        score.name = name;
        if (reading) {
            score.faults.emplace_back("is read as a plan, but orders nothing");
        }
    } else {
        const auto& plan = reading ? reading->plan : nothing;
        score = Scorer(name, sheet, places, document, plan).run();
        if (!reading) {
            score.faults.insert(score.faults.begin(), "is refused: " + reading.error().message());
        }
    }
    auto& tally = score.at(Facet::refusals);
    tally.wanted = sheet.no_task ? 1 : 0;
    tally.given = reading ? 0 : 1;
    tally.right =
        sheet.no_task && !reading && reading.error().code() == ErrorCode::malformed_input ? 1 : 0;
    return score;
}

}  // namespace tiendo::test
