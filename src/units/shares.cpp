#include "shares.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace tiendo::units {

namespace {

/// What is left beside the shares that are known.
struct Rest {
    bool all_known = true;
    Share share{1, 1};
};

/// @param whole  whether the shares are all there is: then they must be one in sum
Result<Rest> rest_of(const std::vector<const std::optional<Share>*>& given,
                     bool whole,
                     const std::string& what) {
    std::vector<Share> known;
    for (const auto* share : given) {
        if (*share) {
            known.push_back(**share);
        }
    }
    auto sum = sum_of(known);
    if (!sum) {
        return std::move(sum).error().at(what);
    }
    Rest rest{known.size() == given.size(), {sum->whole - sum->part, sum->whole}};
    const bool fits = rest.all_known && whole ? rest.share.part == 0 : rest.share.part > 0;
    if (!fits) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("the shares are {} in sum, {}",
                                 sum->str(),
                                 whole ? "not one" : "and nothing is left"),
                     "correct the shares, or leave out those that nobody knows"}
            .at(what);
    }
    return rest;
}

using Side = UnitId Edge::*;
using Weight = std::optional<Share> Edge::*;

/// Settles the weights on one side of all edges: one alone has all, and what lives on (or was there
/// before) keeps the rest, by an edge to itself.
/// @param whole  the units that keep nothing: those that end, or that had nothing before
Result<void> settle(std::vector<Edge>& edges,
                    Side side,
                    Weight weight,
                    const std::set<UnitId>& whole,
                    std::vector<Edge>& kept) {
    std::map<UnitId, std::vector<Edge*>> by_unit;
    for (auto& edge : edges) {
        by_unit[edge.*side].push_back(&edge);
    }
    for (auto& [unit, own] : by_unit) {
        const bool all = whole.contains(unit);
        if (all && own.size() == 1 && !(own.front()->*weight)) {
            own.front()->*weight = Share{1, 1};
        }
        std::vector<const std::optional<Share>*> given;
        for (const auto* edge : own) {
            given.push_back(&(edge->*weight));
        }
        auto rest = rest_of(given, all, fmt::format("unit '{}'", unit.str()));
        if (!rest) {
            return std::move(rest).error();
        }
        if (!all) {
            auto same =
                std::ranges::find_if(kept, [&](const Edge& edge) { return edge.from == unit; });
            if (same == kept.end()) {
                kept.push_back({unit, unit, Share{1, 1}, Share{1, 1}});
                same = kept.end() - 1;
            }
            (*same).*weight = rest->all_known ? std::optional(rest->share) : std::nullopt;
        }
    }
    return {};
}

}  // namespace

std::vector<Passage> passages_of(const Step& step) {
    std::vector<Passage> passages;
    if (const auto* merge = std::get_if<Merge>(&step)) {
        for (const auto& part : merge->units) {
            passages.push_back({part.unit, merge->into, Share{1, 1}, part.back});
        }
    } else if (const auto* end = std::get_if<End>(&step)) {
        for (const auto& part : end->into) {
            passages.push_back({end->unit, part.unit, part.share, part.back});
        }
    } else if (const auto* transfer = std::get_if<Transfer>(&step)) {
        passages.push_back(
            {transfer->from, transfer->to.unit, transfer->to.share, transfer->to.back});
    }
    return passages;
}

Result<std::vector<Edge>> edges_of(const std::vector<Passage>& passages,
                                   const std::set<UnitId>& ends,
                                   const std::set<UnitId>& fresh) {
    std::vector<Edge> edges;
    edges.reserve(passages.size());
    for (const auto& each : passages) {
        edges.push_back({each.from, each.to, each.share, each.back});
    }
    std::vector<Edge> kept;
    auto done = settle(edges, &Edge::from, &Edge::forward, ends, kept);
    if (done) {
        done = settle(edges, &Edge::to, &Edge::backward, fresh, kept);
    }
    if (!done) {
        return std::move(done).error();
    }
    edges.insert(edges.end(), kept.begin(), kept.end());
    return edges;
}

}  // namespace tiendo::units
