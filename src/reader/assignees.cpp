#include "meaning.hpp"
#include "role_words.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tiendo::reader {

namespace {

constexpr std::string_view polite_order =
    "“đề nghị” ở đây có thể chỉ là cách nói lịch sự: đơn vị này chịu sự chỉ đạo của cơ quan ban hành";

/// Bodies that share one place in a sentence: "A, B và C".
struct Group {
    std::size_t first = 0;  // bodies [first, last)
    std::size_t last = 0;
    std::size_t begin = 0;  // tokens [begin, end)
    std::size_t end = 0;
};

struct Found {
    const Body* body;
    Role role;
    bool via = false;
    bool polite = false;
};

bool leads(Role role) noexcept {
    return role == Role::lead || role == Role::advise || role == Role::requested;
}

/// Reads the roles of one node's bodies, clause by clause.
class RoleReader {
public:
    RoleReader(const Tokens& tokens, const std::vector<Body>& bodies, std::string_view own_key)
        : tokens_(tokens), bodies_(bodies), own_key_(own_key), clauses_(clauses_of(tokens)) {}

    void read() {
        for (std::size_t i = 0; i < clauses_.size(); ++i) {
            read_clause(i);
        }
    }
    [[nodiscard]] const std::vector<Found>& found() const noexcept { return found_; }
    /// Whether the node begins with a body that must act, so that the heading's does not.
    [[nodiscard]] bool names_its_subject() const noexcept { return first_subject_; }

private:
    [[nodiscard]] bool is(std::size_t i, std::string_view key) const {
        return i < tokens_.size() && tokens_[i].is(key);
    }

    [[nodiscard]] std::vector<Group> groups_in(const Clause& clause) const {
        std::vector<Group> groups;
        const auto first = std::ranges::lower_bound(bodies_, clause.begin, {}, &Body::begin);
        auto i = static_cast<std::size_t>(first - bodies_.begin());
        for (; i < bodies_.size() && bodies_[i].end <= clause.end; ++i) {
            const auto& body = bodies_[i];
            if (!groups.empty() && joined(groups.back().end, body.begin)) {
                groups.back().last = i + 1;
                groups.back().end = body.end;
            } else {
                groups.push_back({i, i + 1, body.begin, body.end});
            }
        }
        return groups;
    }
    [[nodiscard]] bool joined(std::size_t end, std::size_t begin) const {
        end += is(end, ",") ? 1 : 0;
        end += is(end, "và") || is(end, "cùng") ? 1 : 0;
        return end == begin && begin > 0 && end != 0;
    }

    /// Whether nothing but openers or an adverbial stands between the begin of the clause and `at`.
    [[nodiscard]] bool at_subject(const Clause& clause, std::size_t at) const {
        auto begin = clause.begin;
        if (const auto opener = openers().at(tokens_, begin)) {
            begin = opener->end + (is(opener->end, ",") ? 1 : 0);
        }
        if (begin == at) {
            return true;
        }
        return at > clause.begin && is(at - 1, ",") && adverbials().at(tokens_, clause.begin) &&
               !(at < tokens_.size() && is(at, ","));
    }

    [[nodiscard]] bool says(const Phrases& phrases, std::size_t begin, std::size_t end) const {
        return phrases.find(tokens_, begin, end).has_value();
    }

    [[nodiscard]] bool inspects(std::size_t begin) const {
        if (const auto prefix = before_inspecting().at(tokens_, begin)) {
            begin = prefix->end;
        }
        return inspecting().at(tokens_, begin).has_value();
    }

    void read_clause(std::size_t at) {
        const auto& clause = clauses_[at];
        bool own_subject = false;
        subject_end_ = clause.begin;
        for (const auto& group : groups_in(clause)) {
            if (!own_subject && at_subject(clause, group.begin) && !labelled(at, group)) {
                own_subject = take_subject(at, group);
            } else {
                take_object(clause, group);
            }
        }
        if (!own_subject && at > 0) {
            second_duty(clause);
        }
    }

    /// "Cơ quan phối hợp: A, B".
    bool labelled(std::size_t at, const Group& group) {
        const auto& clause = clauses_[at];
        if (at == 0 || group.begin != clause.begin || !is(clause.begin - 1, ":") ||
            !says(coordinating(), clauses_[at - 1].begin, clauses_[at - 1].end)) {
            return false;
        }
        return clauses_[at - 1].end - clauses_[at - 1].begin <= 5;
    }

    bool take_subject(std::size_t at, const Group& group) {
        const auto& first = bodies_[group.first];
        const bool own = group.last == group.first + 1 && first.units.front().unit_key == own_key_;
        if (own && ordering().at(tokens_, group.end)) {
            return false;
        }
        take_doers(group, false);
        first_subject_ = first_subject_ || at == 0;
        return true;
    }

    void take_doers(const Group& group, bool asked) {
        subject_end_ = group.end;
        const bool advises = advising().at(tokens_, group.end).has_value();
        doers_.clear();
        for (auto i = group.first; i < group.last; ++i) {
            const auto& body = bodies_[i];
            const bool outside = body.kind == BodyKind::outside || body.kind == BodyKind::company;
            const auto role = outside ? Role::requested : advises ? Role::advise : Role::lead;
            found_.push_back({&body, role, false, asked && !outside});
            doers_.push_back(found_.back());
        }
        // An adviser may have a second duty behind a comma: "…, hỗ trợ cho các phòng ban".
        const auto end = std::ranges::find_if(clauses_, [&](const Clause& clause) {
                             return group.begin >= clause.begin && group.end <= clause.end;
                         })->end;
        for (auto i = group.end; advises && i < end; ++i) {
            const auto verb = is(i, ",") ? supporting().at(tokens_, i + 1) : std::nullopt;
            if (verb && (is(verb->end, "cho") || is(verb->end, "các")) &&
                !inspecting().before(tokens_, i, group.end)) {
                add_second(Role::lead);
                break;
            }
        }
    }

    void take_object(const Clause& clause, const Group& group) {
        // The label of a list ("Cơ quan phối hợp:") stands in the clause before.
        const auto floor = clause.begin;
        const bool label = group.begin == floor && floor > 0;
        const auto match = words_before_bodies().phrases().before(
            tokens_, label ? floor - 1 : group.begin, label ? 0 : floor);
        if (label) {
            take_all(group, Role::coordinate, false);
            return;
        }
        if (!match) {
            return;
        }
        switch (words_before_bodies().value(*match)) {
            case Before::coordinate: take_all(group, Role::coordinate, false); break;
            case Before::enable:
                take_all(group,
                         says(coordinating(), clause.begin, group.begin) ? Role::coordinate
                                                                         : Role::recipient,
                         false);
                break;
            case Before::receive: take_all(group, Role::recipient, false); break;
            case Before::sent_to:
                if (says(sending(), clause.begin, group.begin)) {
                    take_all(group, Role::recipient, false);
                }
                break;
            case Before::sent_by:
                if (says(sending(), clause.begin, group.begin)) {
                    take_all(group, Role::recipient, true);
                }
                break;
            case Before::supervise: take_all(group, Role::supervise, false); break;
            case Before::order: take_ordered(clause, match->begin, group, false); break;
            case Before::ask: take_ordered(clause, match->begin, group, true); break;
            case Before::possess: take_owner(clause, group); break;
            case Before::nothing: break;
        }
    }

    void take_ordered(const Clause& clause, std::size_t verb, const Group& group, bool asked) {
        take_doers(group, asked);
        first_subject_ =
            first_subject_ || (clause.begin == clauses_.front().begin && verb == clause.begin);
    }

    void take_owner(const Clause& clause, const Group& group) {
        if (says(owned_duties(), clause.begin, group.begin)) {
            take_all(group, Role::lead, false);
        } else if (inspects(subject_end_)) {
            take_all(group, Role::recipient, false);
        }
    }

    void take_all(const Group& group, Role role, bool via) {
        for (auto i = group.first; i < group.last; ++i) {
            const bool partner = role == Role::coordinate && bodies_[i].kind == BodyKind::company;
            found_.push_back({&bodies_[i], partner ? Role::partner : role, via, false});
        }
    }

    /// A clause without a subject of its own goes on with the one before.
    void second_duty(const Clause& clause) {
        if (doers_.empty() || says(advice(), clause.begin, clause.end)) {
            return;
        }
        if (doers_.front().role == Role::advise) {
            add_second(Role::lead);
        } else if (doers_.front().role == Role::requested && inspects(clause.begin)) {
            add_second(Role::supervise);
        }
    }
    void add_second(Role role) {
        for (auto again : doers_) {
            again.role = role;
            found_.push_back(again);
        }
        doers_.clear();
    }

    const Tokens& tokens_;
    const std::vector<Body>& bodies_;
    std::string_view own_key_;
    std::vector<Clause> clauses_;
    std::vector<Found> found_;
    std::vector<Found> doers_;  // the running subject
    std::size_t subject_end_ = 0;
    bool first_subject_ = false;
};

class AssigneeReader {
public:
    explicit AssigneeReader(Draft& draft)
        : draft_(draft),
          level_(level_of_authority(draft.plan.authority)),
          own_key_("ubnd-" + std::string(level_.slug)) {}

    void read(std::size_t at) {
        auto& made = draft_.nodes[at];
        const auto kind = made.node.kind;
        if (!is_understood(made) ||
            (kind != NodeKind::task && kind != NodeKind::closing && kind != NodeKind::heading)) {
            return;
        }
        const auto tokens = draft_.tokens(made);
        auto bodies = bodies_in(tokens, draft_.clean(), level_);
        std::erase_if(bodies, [&](const Body& body) {
            const auto begin = tokens[body.begin].span.begin;
            return std::ranges::any_of(
                made.cited, [&](Span span) { return begin >= span.begin && begin < span.end; });
        });
        if (made.has_children && kind == NodeKind::task && only_names(tokens, bodies)) {
            made.node.kind = NodeKind::heading;
        }
        RoleReader roles(tokens, bodies, own_key_);
        roles.read();
        for (const auto& found : roles.found()) {
            // A heading gives its items somebody to act, nothing else.
            if (made.node.kind != NodeKind::heading || leads(found.role)) {
                add(made.node, tokens, found);
            }
        }
        if (made.node.kind == NodeKind::task) {
            add_unnamed(at, roles.names_its_subject());
        }
    }

private:
    static bool only_names(const Tokens& tokens, const std::vector<Body>& bodies) {
        std::size_t i = 0;
        for (const auto& body : bodies) {
            if (!only_joints(tokens, i, body.begin)) {
                return false;
            }
            i = body.end;
        }
        return !bodies.empty() && only_joints(tokens, i, tokens.size());
    }
    static bool only_joints(const Tokens& tokens, std::size_t begin, std::size_t end) {
        while (begin < end) {
            const auto word = heading_words().at(tokens, begin);
            if (!word && !tokens[begin].is_mark()) {
                return false;
            }
            begin = word ? word->end : begin + 1;
        }
        return true;
    }

    void add(Node& node, const Tokens& tokens, const Found& found) const {
        const auto& body = *found.body;
        const Span clean{tokens[body.begin].span.begin, tokens[body.end - 1].span.end};
        for (const auto& unit : body.units) {
            Assignee assignee;
            assignee.surface = plain_text(draft_.clean(), clean, {});
            assignee.span = draft_.text.in_source(clean);
            assignee.unit_key = unit.unit_key;
            assignee.collective = unit.collective;
            assignee.stated_count = unit.collective ? body.stated_count : std::nullopt;
            assignee.role = found.role;
            assignee.head = body.head;
            assignee.via = found.via;
            if (found.polite) {
                assignee.doubt = polite_order;
            }
            if (std::ranges::find(node.assignees, assignee) == node.assignees.end()) {
                node.assignees.push_back(std::move(assignee));
            }
        }
    }

    /// Whoever the heading names, and the authority itself where nobody is named at all.
    void add_unnamed(std::size_t at, bool names_its_subject) {
        auto& made = draft_.nodes[at];
        if (!names_its_subject) {
            inherit(made);
        }
        const auto is_leading = [](const Assignee& each) { return leads(each.role); };
        if (std::ranges::none_of(made.node.assignees, is_leading)) {
            Assignee authority;
            authority.unit_key = own_key_;
            authority.source = AssigneeSource::implicit_authority;
            made.node.assignees.insert(made.node.assignees.begin(), std::move(authority));
        }
    }

    void inherit(DraftNode& made) {
        for (auto parent = made.parent; parent; parent = draft_.nodes[*parent].parent) {
            std::vector<Assignee> inherited;
            for (auto assignee : draft_.nodes[*parent].node.assignees) {
                if (assignee.source == AssigneeSource::stated && leads(assignee.role)) {
                    assignee.source = AssigneeSource::inherited;
                    assignee.inherited_from = draft_.nodes[*parent].node.id;
                    assignee.role = assignee.role == Role::advise ? Role::lead : assignee.role;
                    if (std::ranges::find(inherited, assignee) == inherited.end()) {
                        inherited.push_back(std::move(assignee));
                    }
                }
            }
            if (!inherited.empty()) {
                auto& own = made.node.assignees;
                own.insert(own.begin(), inherited.begin(), inherited.end());
                return;
            }
        }
    }

    Draft& draft_;
    Level level_;
    std::string own_key_;
};

}  // namespace

std::vector<Clause> clauses_of(const Tokens& tokens) {
    std::vector<Clause> clauses;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto& token = tokens[i];
        const bool stop = token.is(".") && (i + 1 == tokens.size() || tokens[i + 1].capital ||
                                            tokens[i + 1].is_mark());
        const bool mark = token.is(";") || token.is(":") || token.is("?") || token.is("!");
        if (token.is_mark() && (stop || mark)) {
            if (i > begin) {
                clauses.push_back({begin, i});
            }
            begin = i + 1;
        }
    }
    if (begin < tokens.size()) {
        clauses.push_back({begin, tokens.size()});
    }
    return clauses;
}

void read_assignees(Draft& draft) {
    AssigneeReader reader(draft);
    for (std::size_t i = 0; i < draft.nodes.size(); ++i) {
        reader.read(i);
    }
}

}  // namespace tiendo::reader
