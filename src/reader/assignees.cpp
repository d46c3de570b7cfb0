#include "assignee_doubts.hpp"
#include "body_words.hpp"
#include "language_tables.hpp"
#include "meaning.hpp"
#include "roles.hpp"
#include "short_forms.hpp"
#include "unknown_subject.hpp"
#include "whole_names.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

namespace tiendo::reader {

namespace {

class AssigneeReader {
public:
    explicit AssigneeReader(Draft& draft)
        : draft_(draft),
          roles_(draft.language.roles),
          level_(level_of_authority(draft.plan.authority, draft.language.bodies)),
          own_key_(key_of_authority(draft.plan.authority, level_)),
          short_forms_(draft.words, {draft.language.bodies, draft.clean(), level_}),
          context_{draft.language.bodies, draft.clean(), level_, &short_forms_, own_key_},
          whole_names_(draft, context_),
          doubts_(draft),
          subjects_(draft.nodes.size(), Subject::none) {}

    void read(std::size_t at) {
        auto& made = draft_.nodes[at];
        const auto kind = made.node.kind;
        if (!is_understood(made) ||
            (kind != NodeKind::task && kind != NodeKind::closing && kind != NodeKind::heading)) {
            return;
        }
        const auto tokens = draft_.tokens(made);
        const auto bodies = bodies_of(made, tokens);
        if (made.has_children && kind == NodeKind::task && only_names(tokens, bodies)) {
            made.node.kind = NodeKind::heading;
        }
        RoleReader roles(tokens, bodies, roles_, level_, own_key_);
        roles.read();
        if (roles.names_its_subject()) {
            const bool one = std::ranges::any_of(roles.found(), [](const FoundRole& found) {
                return leads(found.role) && !found.body->units.front().collective;
            });
            subjects_[at] = one ? Subject::named : Subject::collective;
        }
        bool passed_on = false;
        for (auto found : roles.found()) {
            // A heading gives its items somebody to act, nothing else; a part that does not begin
            // with them only names its readers.
            const bool heading = made.node.kind == NodeKind::heading;
            const bool readers = is_part(made.node) && bodies.front().from > 0 &&
                                 found.body->units.front().collective.has_value();
            // "Yêu cầu nhà thầu …" below the heading of a body: that body tells the firm.
            const bool firm =
                found.doubt == RoleDoubt::outside && found.body->kind == BodyKind::company;
            if ((firm || (leads(found.role) && is_demand(tokens))) && heading_acts(made)) {
                found = {found.body, Role::recipient};
                passed_on = true;
            }
            const bool beside =
                found.role == Role::coordinate && !is_part(made.node) && roles.names_its_subject();
            if (!heading || (leads(found.role) && !readers) || beside) {
                add(made.node, tokens, found);
            }
        }
        const bool labelled = read_attributes(made);
        if (made.node.kind == NodeKind::task) {
            add_unnamed(
                at, (roles.names_its_subject() && !passed_on) || labelled, roles.unnamed_roles());
            doubts_.of_task(draft_.nodes[at], bodies);
        }
    }

    void finish() {
        doubts_.finish();
        mark_organisation_items();
    }

private:
    enum class Subject : std::uint8_t { none, collective, named };

    /// "II. …", "Chương II"; the numbers of a letter that has no parts count items.
    [[nodiscard]] static bool is_part(const Node& node) {
        const bool number = !node.ordinal.value_or("").empty() && node.ordinal->front() >= '0' &&
                            node.ordinal->front() <= '9';
        return node.level == NodeLevel::part && !number;
    }

    /// "Yêu cầu …", which the body of a heading says to others; "Giao …" only the authority.
    [[nodiscard]] static bool is_demand(const Tokens& tokens) {
        return tokens.size() > 2 && tokens[0].is("yêu") && tokens[1].is("cầu");
    }

    /// Whether the heading directly above names who must act.
    [[nodiscard]] bool heading_acts(const DraftNode& made) const {
        return made.parent &&
               std::ranges::any_of(
                   draft_.nodes[*made.parent].node.assignees, [](const Assignee& each) {
                       return each.source == AssigneeSource::stated && each.role == Role::lead;
                   });
    }

    [[nodiscard]] static bool is_item(const Node& node) {
        const auto& ordinal = node.ordinal.value_or("");
        return (node.level == NodeLevel::block || node.level == NodeLevel::bullet) &&
               !ordinal.empty() && ordinal.front() >= '0' && ordinal.front() <= '9';
    }

    /// A part that goes from body to body assigns the work, whatever its title says.
    void mark_organisation_items() {
        struct Items {
            std::vector<std::size_t> all;
            std::size_t of_bodies = 0;
            std::size_t named = 0;
        };
        std::map<std::size_t, Items> parts;
        for (std::size_t i = 0; i < draft_.nodes.size(); ++i) {
            const auto& made = draft_.nodes[i];
            if (made.parent && is_item(made.node) && is_part(draft_.nodes[*made.parent].node)) {
                auto& items = parts[*made.parent];
                items.all.push_back(i);
                items.of_bodies += subjects_[i] != Subject::none ? 1 : 0;
                items.named += subjects_[i] == Subject::named ? 1 : 0;
            }
        }
        for (const auto& [part, items] : parts) {
            if (items.named > 0 && items.of_bodies + 1 >= items.all.size() &&
                2 * items.of_bodies > items.all.size()) {
                for (const auto item : items.all) {
                    draft_.nodes[item].node.level = NodeLevel::organisation_item;
                }
            }
        }
    }

    [[nodiscard]] std::vector<Body> bodies_of(const DraftNode& made, const Tokens& tokens) const {
        auto bodies = bodies_in(tokens, context_);
        whole_names_.mend(bodies, tokens);
        std::erase_if(bodies, [&](const Body& body) {
            const auto begin = tokens[body.begin].span.begin;
            return std::ranges::any_of(
                made.cited, [&](Span span) { return begin >= span.begin && begin < span.end; });
        });
        return bodies;
    }

    [[nodiscard]] bool only_names(const Tokens& tokens, const std::vector<Body>& bodies) const {
        std::size_t i = 0;
        for (const auto& body : bodies) {
            if (!only_joints(tokens, i, body.from)) {
                return false;
            }
            i = body.until;
        }
        return !bodies.empty() && only_joints(tokens, i, tokens.size());
    }
    [[nodiscard]] bool only_joints(const Tokens& tokens, std::size_t begin, std::size_t end) const {
        while (begin < end) {
            const auto word = roles_.heading_words.at(tokens, begin);
            if (!word && !tokens[begin].is_mark()) {
                return false;
            }
            begin = word ? word->end : begin + 1;
        }
        return true;
    }

    /// Label lines and cells of a table that say who does what.
    /// @return whether one of them names who must act
    bool read_attributes(DraftNode& made) {
        bool lead = false;
        for (const auto& attribute : made.attributes) {
            const bool leading = attribute.kind == AttributeKind::lead;
            if (!leading && attribute.kind != AttributeKind::coordinate) {
                continue;
            }
            const auto tokens = draft_.tokens(attribute.span);
            auto bodies = bodies_of(made, tokens);
            fill_pieces(bodies, tokens, roles_);
            RoleReader roles(tokens, bodies, roles_, level_, own_key_);
            roles.read_labelled(leading ? Role::lead : Role::coordinate);
            for (const auto& found : roles.found()) {
                add(made.node, tokens, found);
                lead = lead || leads(found.role);
            }
            if (leading) {
                doubts_.of_lead_label(made, attribute, roles.found());
            }
        }
        return lead;
    }

    void add(Node& node, const Tokens& tokens, const FoundRole& found) {
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
            doubts_.mark(assignee, found.doubt);
            if (std::ranges::find(node.assignees, assignee) == node.assignees.end()) {
                doubts_.tell(node, assignee, found.doubt);
                node.assignees.push_back(std::move(assignee));
            }
        }
    }

    /// Whoever the heading names, and the authority itself where nobody is named at all.
    void add_unnamed(std::size_t at, bool names_its_subject, const std::vector<Role>& unnamed) {
        auto& made = draft_.nodes[at];
        if (!names_its_subject) {
            inherit(made, unnamed);
        }
        // A task that begins with who watches it is nobody else's.
        const auto acts = [&](const Assignee& each) {
            return leads(each.role) || (names_its_subject && each.role == Role::supervise);
        };
        if (std::ranges::none_of(made.node.assignees, acts) &&
            (names_its_subject || !add_unknown(made))) {
            Assignee authority;
            authority.unit_key = own_key_;
            authority.source = AssigneeSource::implicit_authority;
            made.node.assignees.insert(made.node.assignees.begin(), std::move(authority));
        }
    }

    void inherit(DraftNode& made, const std::vector<Role>& unnamed) {
        for (auto parent = made.parent; parent; parent = draft_.nodes[*parent].parent) {
            std::vector<Assignee> inherited;
            for (auto assignee : draft_.nodes[*parent].node.assignees) {
                if (assignee.source == AssigneeSource::stated && leads(assignee.role)) {
                    assignee.source = AssigneeSource::inherited;
                    assignee.inherited_from = draft_.nodes[*parent].node.id;
                    const bool asked = assignee.role == Role::requested;
                    for (const auto role : unnamed) {
                        if (asked ? role == Role::advise : role == Role::supervise) {
                            continue;
                        }
                        assignee.role = asked && role == Role::lead ? Role::requested : role;
                        if (std::ranges::find(inherited, assignee) == inherited.end()) {
                            inherited.push_back(assignee);
                        }
                    }
                }
            }
            if (!inherited.empty()) {
                inherit_partners(*parent, inherited);
                auto& own = made.node.assignees;
                own.insert(own.begin(), inherited.begin(), inherited.end());
                return;
            }
        }
    }

    /// "Giao Sở A chủ trì, phối hợp với Sở B thực hiện:" brings B to every item.
    void inherit_partners(std::size_t parent, std::vector<Assignee>& inherited) const {
        for (auto assignee : draft_.nodes[parent].node.assignees) {
            if (assignee.source == AssigneeSource::stated && assignee.role == Role::coordinate) {
                assignee.source = AssigneeSource::inherited;
                assignee.inherited_from = draft_.nodes[parent].node.id;
                inherited.push_back(std::move(assignee));
            }
        }
    }

    /// A subject that the reader takes for a body though no table knows it: with a doubt, for the
    /// authority instead would be a silent guess.
    /// @return whether there is one
    bool add_unknown(DraftNode& made) {
        const auto tokens = draft_.tokens(made);
        const auto end = end_of_unknown_subject(tokens, draft_.language);
        if (end == 0) {
            return false;
        }
        Body body{0, end, 0, end, {}, {}};
        body.units = {{slug_of_name(plain_text(
                           draft_.clean(), {tokens[0].span.begin, tokens[end - 1].span.end}, {})),
                       std::nullopt}};
        add(made.node, tokens, {&body, Role::lead, false, RoleDoubt::unknown});
        return true;
    }

    Draft& draft_;
    const RoleWords& roles_;
    Level level_;
    std::string own_key_;
    ShortForms short_forms_;
    BodyContext context_;
    WholeNames whole_names_;
    AssigneeDoubts doubts_;
    std::vector<Subject> subjects_;  ///< with which each node begins
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
    reader.finish();
}

}  // namespace tiendo::reader
