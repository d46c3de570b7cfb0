#include "corpus_items.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace tiendo::test {

namespace {

constexpr double least_mention_overlap = 0.5;
constexpr std::string_view authority = "(issuing authority)";

double closeness_of(const Item& wanted, const Item& given) {
    if (wanted.places.empty() || given.places.empty()) {
        return wanted.key == given.key ? 1.0 : 0.0;
    }
    double best = 0;
    for (const auto& place : wanted.places) {
        best = std::max(best, overlap_of(place, given.places.front()));
    }
    return best >= least_mention_overlap ? best : 0.0;
}

bool agrees(const Item& wanted, const Item& given) {
    return wanted.any_value || wanted.value == given.value ||
           (!wanted.other_value.empty() && wanted.other_value == given.value);
}

/// Where the words may stand: in the node, or anywhere where the sheet says outside.
std::vector<Span> places_of(const WantedPhrase& phrase, Span place, const Wording& wording) {
    return wording.all(phrase.surface, phrase.outside ? wording.whole() : place);
}

Item item_of(const WantedPhrase& phrase, Span place, const Wording& wording) {
    return {.places = places_of(phrase, place, wording),
            .key = citation_key(phrase.surface),
            .value = {},
            .other_value = {},
            .any_value = false,
            .doubtful = phrase.doubtful,
            .shown = phrase.surface};
}

/// What a deadline states: its day says more than the name of its type.
std::string value_of(const std::optional<Date>& date,
                     const std::optional<MonthDay>& recurring,
                     bool exclusive,
                     const std::optional<Period>& cycle,
                     DeadlineType type) {
    const auto kind = type == DeadlineType::quarterly ? DeadlineType::periodic : type;
    std::string value = date        ? date->iso()
                        : recurring ? "every " + std::to_string(recurring->day) + "/" +
                                          std::to_string(recurring->month)
                                    : std::string(to_string(kind));
    value += exclusive ? ", exclusive" : "";
    value += cycle ? ", by " + std::string(to_string(*cycle)) : "";
    return value;
}

Item shown_with_value(Item item) {
    item.shown += " [" + item.value + "]";
    return item;
}

/// One mention that stands for two bodies in one role counts once.
std::vector<Item> without_repeats(std::vector<Item> items) {
    std::set<std::string> seen;
    std::erase_if(items, [&](const Item& item) {
        const auto at = item.places.empty() ? std::string{} : std::to_string(item.places[0].begin);
        return !seen.insert(at + "|" + item.key + "|" + item.value).second;
    });
    return items;
}

}  // namespace

double overlap_of(Span left, Span right) noexcept {
    const auto begin = std::max(left.begin, right.begin);
    const auto end = std::min(left.end, right.end);
    if (begin >= end) {
        return 0;
    }
    const auto all = std::max(left.end, right.end) - std::min(left.begin, right.begin);
    return static_cast<double>(end - begin) / static_cast<double>(all);
}

std::string beginning_of(std::string_view text, std::size_t bytes) {
    constexpr unsigned continuation = 0x80;
    constexpr unsigned mask = 0xC0;
    auto end = std::min(bytes, text.size());
    while (end < text.size() && end > 0 &&
           (static_cast<unsigned char>(text[end]) & mask) == continuation) {
        --end;
    }
    return std::string(text.substr(0, end));
}

std::vector<Candidate> paired(std::vector<Candidate> candidates) {
    std::erase_if(candidates, [](const Candidate& each) { return each.closeness <= 0; });
    std::ranges::stable_sort(candidates, std::greater{}, &Candidate::closeness);
    std::set<std::size_t> wanted;
    std::set<std::size_t> given;
    std::erase_if(candidates, [&](const Candidate& each) {
        if (wanted.contains(each.wanted) || given.contains(each.given)) {
            return true;
        }
        wanted.insert(each.wanted);
        given.insert(each.given);
        return false;
    });
    return candidates;
}

std::vector<std::pair<std::size_t, std::size_t>> closest_pairs(const std::vector<Item>& wanted,
                                                               const std::vector<Item>& given) {
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        for (std::size_t k = 0; k < given.size(); ++k) {
            candidates.push_back(
                {.closeness = closeness_of(wanted[i], given[k]), .wanted = i, .given = k});
        }
    }
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (const auto& each : paired(std::move(candidates))) {
        pairs.emplace_back(each.wanted, each.given);
    }
    return pairs;
}

Judged judged(const std::vector<Item>& wanted, const std::vector<Item>& given) {
    std::vector<Candidate> firm;
    std::vector<Candidate> doubtful;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        for (std::size_t k = 0; k < given.size(); ++k) {
            const auto closeness = closeness_of(wanted[i], given[k]);
            if (wanted[i].doubtful) {
                doubtful.push_back({.closeness = closeness, .wanted = i, .given = k});
            } else if (agrees(wanted[i], given[k])) {
                firm.push_back({.closeness = closeness, .wanted = i, .given = k});
            }
        }
    }
    std::set<std::size_t> met;
    std::set<std::size_t> used;
    Judged result;
    for (const auto& each : paired(std::move(firm))) {
        met.insert(each.wanted);
        used.insert(each.given);
        ++result.right;
    }
    std::erase_if(doubtful, [&](const Candidate& each) { return used.contains(each.given); });
    for (const auto& each : paired(std::move(doubtful))) {
        used.insert(each.given);
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        ++(wanted[i].doubtful ? result.doubtful : result.wanted);
        if (!wanted[i].doubtful && !met.contains(i)) {
            result.missing.push_back(wanted[i].shown);
        }
    }
    for (std::size_t k = 0; k < given.size(); ++k) {
        if (!used.contains(k)) {
            result.surplus.push_back(given[k].shown);
        }
    }
    result.given = result.right + result.surplus.size();
    return result;
}

std::vector<Item> wanted_assignees(const WantedNode& node, Span place, const Wording& wording) {
    std::vector<Item> items;
    items.reserve(node.assignees.size());
    for (const auto& each : node.assignees) {
        auto phrase = each.phrase;
        phrase.outside = phrase.outside || each.source == AssigneeSource::inherited;
        auto item = item_of(phrase, place, wording);
        if (each.source == AssigneeSource::implicit_authority) {
            item.key = authority;
            item.shown = authority;
        }
        item.value = to_string(each.role);
        items.push_back(shown_with_value(std::move(item)));
    }
    return without_repeats(std::move(items));
}

std::vector<Item> wanted_deadlines(const WantedNode& node, Span place, const Wording& wording) {
    std::vector<Item> items;
    items.reserve(node.deadlines.size());
    for (const auto& each : node.deadlines) {
        auto item = item_of(each.phrase, place, wording);
        item.value = value_of(each.date, each.recurring, each.exclusive, each.cycle, each.type);
        if (each.type == DeadlineType::period) {  // its last day follows from the wording
            item.other_value = value_of({}, each.recurring, each.exclusive, each.cycle, each.type);
        }
        items.push_back(shown_with_value(std::move(item)));
    }
    return items;
}

std::vector<Item> wanted_citations(const WantedNode& node) {
    std::vector<Item> items;
    items.reserve(node.citations.size());
    for (const auto& each : node.citations) {
        items.push_back(shown_with_value({.places = {},
                                          .key = citation_key(each.phrase.surface),
                                          .value = each.date ? each.date->iso() : "",
                                          .other_value = {},
                                          .any_value = !each.date,
                                          .doubtful = each.phrase.doubtful,
                                          .shown = each.phrase.surface}));
    }
    return items;
}

std::vector<Item> wanted_phrases(const std::vector<WantedPhrase>& phrases,
                                 Span place,
                                 const Wording& wording) {
    std::vector<Item> items;
    items.reserve(phrases.size());
    for (const auto& each : phrases) {
        items.push_back(item_of(each, place, wording));
    }
    return items;
}

std::vector<Item> given_assignees(const Node& node) {
    std::vector<Item> items;
    items.reserve(node.assignees.size());
    for (const auto& each : node.assignees) {
        const bool implicit = each.source == AssigneeSource::implicit_authority;
        Item item{.places = {},
                  .key = implicit ? std::string(authority) : citation_key(each.surface),
                  .value = std::string(to_string(each.role)),
                  .other_value = {},
                  .any_value = false,
                  .doubtful = false,
                  .shown = implicit ? std::string(authority) : each.surface};
        if (each.span) {
            item.places.push_back(*each.span);
        }
        items.push_back(shown_with_value(std::move(item)));
    }
    return without_repeats(std::move(items));
}

std::vector<Item> given_deadlines(const Node& node) {
    std::vector<Item> items;
    items.reserve(node.deadlines.size());
    for (const auto& each : node.deadlines) {
        items.push_back(shown_with_value(
            {.places = {each.span},
             .key = citation_key(each.surface),
             .value = value_of(each.date, each.recurring, each.exclusive, each.cycle, each.type),
             .other_value = {},
             .any_value = false,
             .doubtful = false,
             .shown = each.surface}));
    }
    return items;
}

std::vector<Item> given_citations(const Node& node, const Plan& plan) {
    std::vector<Item> items;
    for (const auto& citation : plan.citations) {
        for (const auto& mention : citation.mentions) {
            if (mention.node == node.id) {
                const auto& name = citation.number ? *citation.number : citation.name.value_or("");
                items.push_back(
                    shown_with_value({.places = {},
                                      .key = citation_key(name),
                                      .value = citation.date ? citation.date->iso() : "",
                                      .other_value = {},
                                      .any_value = false,
                                      .doubtful = false,
                                      .shown = name}));
            }
        }
    }
    return items;
}

std::vector<Item> given_phrases(const std::vector<Mention>& mentions) {
    std::vector<Item> items;
    items.reserve(mentions.size());
    for (const auto& each : mentions) {
        items.push_back({.places = {each.span},
                         .key = citation_key(each.surface),
                         .value = {},
                         .other_value = {},
                         .any_value = false,
                         .doubtful = false,
                         .shown = each.surface});
    }
    return items;
}

std::vector<Item> given_targets(const Node& node) {
    std::vector<Mention> mentions;
    mentions.reserve(node.targets.size());
    for (const auto& each : node.targets) {
        mentions.push_back({.surface = each.surface, .span = each.span});
    }
    return given_phrases(mentions);
}

}  // namespace tiendo::test
