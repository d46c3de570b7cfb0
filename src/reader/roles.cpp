#include "roles.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace tiendo::reader {

RoleReader::RoleReader(const Tokens& tokens,
                       const std::vector<Body>& bodies,
                       const RoleWords& words,
                       const Level& authority,
                       std::string_view own_key)
    : tokens_(tokens),
      bodies_(bodies),
      words_(words),
      authority_(authority),
      own_key_(own_key),
      clauses_(clauses_of(tokens)) {
    mend_clauses();
}

void RoleReader::read() {
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
        read_clause(i);
    }
}

void RoleReader::read_labelled(Role role) {
    label_ = role;
    read();
}

bool RoleReader::inspects(std::size_t begin) const {
    if (const auto prefix = words_.before_inspecting.at(tokens_, begin)) {
        begin = prefix->end;
    }
    return words_.inspecting.at(tokens_, begin).has_value();
}

bool RoleReader::is_above(const Body& body) const {
    constexpr int ministry = 4;
    const bool other_ministry = body.rank == ministry && authority_.rank == ministry &&
                                body.units.front().unit_key != own_key_;
    return authority_.stated && body.kind == BodyKind::administration &&
           (body.rank > authority_.rank || other_ministry);
}

/// "Cơ quan phối hợp: A, B": what the clause before says of a group at the begin of this one.
std::optional<RoleLabel> RoleReader::label_before(std::size_t at, const Group& group) const {
    const auto& clause = clauses_[at];
    if (at == 0 || group.begin != clause.begin || !is(clauses_[at - 1].end, ":") ||
        clauses_[at - 1].end + 1 != clause.begin) {
        return std::nullopt;
    }
    const auto& before = clauses_[at - 1];
    constexpr std::size_t most_words_beside = 3;  // "Cơ quan phối hợp (nếu có):"
    for (auto i = before.begin; i < before.end; ++i) {
        const auto label = words_.labels.phrases().at(tokens_, i);
        if (label && i <= before.begin + 1 && label->end + most_words_beside >= before.end) {
            const auto role = words_.labels.value(*label);
            const bool exact = i == before.begin && label->end == before.end;
            return exact || role == RoleLabel::lead || role == RoleLabel::coordinate
                       ? std::optional(role)
                       : std::nullopt;
        }
    }
    return std::nullopt;
}

/// "(chủ trì)", "(phối hợp)" behind a body.
std::optional<Role> RoleReader::role_mark(const Group& group) const {
    const auto label =
        is(group.end, "(") ? words_.labels.phrases().at(tokens_, group.end + 1) : std::nullopt;
    if (!label || !is(label->end, ")")) {
        return std::nullopt;
    }
    const auto role = words_.labels.value(*label);
    return role == RoleLabel::lead         ? std::optional(Role::lead)
           : role == RoleLabel::coordinate ? std::optional(Role::coordinate)
                                           : std::nullopt;
}

void RoleReader::read_clause(std::size_t at) {
    const auto& clause = clauses_[at];
    bool own_subject = false;
    subject_end_ = clause.begin;
    for (const auto& group : groups_in(clause)) {
        if (take_marked(clause, group)) {
            own_subject = true;
        } else if (const auto label = label_before(at, group)) {
            take_label(*label, group);
            first_subject_ = first_subject_ || *label != RoleLabel::coordinate;
            own_subject = true;
        } else if (!own_subject && at_subject(clause, group.begin)) {
            own_subject = take_subject(at, group);
        } else {
            take_object(clause, group);
        }
    }
    if (!own_subject && at > 0) {
        second_duty(clause);
    }
}

/// "Vụ A chủ trì, Vụ B phối hợp biên soạn": another has the work already.
bool RoleReader::agent_before(const Clause& clause, const Group& group) const {
    return std::ranges::any_of(found_, [&](const FoundRole& each) {
        return each.role == Role::lead && each.body->from >= clause.begin &&
               each.body->until < group.begin && is(each.body->until, "chủ") &&
               is(each.body->until + 1, "trì");
    });
}

/// "… (Sở Y tế; trước ngày 30/6)": who and until when.
bool RoleReader::stands_in_bracket(const Clause& clause, const Group& group) const {
    const auto open = group.begin - 1;
    const auto behind = group.end + 1;
    const bool alone = group.begin > clause.begin + 1 && is(open, "(") && group.end == clause.end &&
                       is(group.end, ";") && words_.time_clauses.at(tokens_, behind);
    const auto ends = [&](const Body& body) { return body.until == open; };
    return alone && std::ranges::none_of(bodies_, ends);
}

/// "…, Sở B phối hợp", "Sở A (chủ trì)": the role stands behind the body.
bool RoleReader::take_marked(const Clause& clause, const Group& group) {
    auto role = role_mark(group);
    if (!role && stands_in_bracket(clause, group)) {
        role = Role::lead;
    }
    const auto verb = words_.coordinating.at(tokens_, group.end);
    const bool bracketed = group.begin > 0 && is(group.begin - 1, "(");
    const bool apart = bracketed || group.begin == clause.begin || is(group.begin - 1, ",");
    if (!role && verb && apart && (bracketed || !found_.empty())) {
        const auto end = verb->end + (is(verb->end, "thực") && is(verb->end + 1, "hiện") ? 2 : 0);
        const bool beside = !bracketed && agent_before(clause, group) && !is(verb->end, "với");
        role = end >= clause.end || is(end, ")") || beside ? std::optional(Role::coordinate)
                                                           : std::nullopt;
    }
    const auto agent = words_.agent_verbs.at(tokens_, group.end);
    const bool told = bracketed || (agent && apart && group.begin > clause.begin &&
                                    (agent->end >= clause.end || tokens_[agent->end].is_mark()));
    if (!role && agent && told && !is_above(bodies_[group.first])) {
        role = Role::lead;  // "(Sở Y tế chủ trì; các sở phối hợp)", "…, Sở Y tế chủ trì."
    }
    if (!role) {
        return false;
    }
    take_all(group, *role, false);
    first_subject_ = first_subject_ || (told && *role == Role::lead);
    return true;
}

void RoleReader::take_label(RoleLabel label, const Group& group) {
    switch (label) {
        case RoleLabel::lead: take_all(group, Role::lead, false); break;
        case RoleLabel::coordinate: take_all(group, Role::coordinate, false); break;
        case RoleLabel::order:
            take_doers({group.begin, tokens_.size()}, group, Order::ordered);
            break;
        case RoleLabel::ask: take_doers({group.begin, tokens_.size()}, group, Order::asked); break;
    }
}

/// "mỗi Thuế cơ sở ít nhất 02 lớp": how much falls to each, no order to them.
bool RoleReader::is_share(const Group& group) const {
    if (!is(group.begin, "mỗi")) {
        return false;
    }
    const auto i = group.end;
    constexpr std::array<std::string_view, 8> amounts{
        "ít", "tối", "không", "có", "trên", "dưới", "một", "là"};
    const bool amount =
        std::ranges::any_of(amounts, [&](std::string_view word) { return is(i, word); });
    return i >= tokens_.size() || tokens_[i].kind != TokenKind::word || amount;
}

bool RoleReader::take_subject(std::size_t at, const Group& group) {
    if (is_share(group)) {
        return false;
    }
    const auto& first = bodies_[group.first];
    const bool alone = group.last == group.first + 1;
    const bool own = alone && first.units.front().unit_key == own_key_;
    if ((own || (alone && is_above(first))) && words_.ordering.at(tokens_, group.end)) {
        return false;
    }
    if (words_.announcing.at(tokens_, group.end)) {
        return true;
    }
    if (label_) {
        take_all(group, *label_, false);
        return true;
    }
    // "Tòa án nhân dân tỉnh: Đề nghị phối hợp …"
    const auto next = at + 1 < clauses_.size()
                          ? words_.before_bodies.phrases().at(tokens_, clauses_[at + 1].begin)
                          : std::nullopt;
    const bool asked =
        next && words_.before_bodies.value(*next) == Before::ask && only_bodies(clauses_[at]);
    // "Đề nghị Hội A …; Hội B …": the request goes on to whom nobody can order.
    const bool goes_on = asks_ && at > 0 && is(clauses_[at - 1].end, ";") &&
                         doer(first, group, Order::asked).role == Role::requested;
    take_doers(clauses_[at], group, asked || goes_on ? Order::asked : Order::none);
    first_subject_ = first_subject_ || at == 0;
    return true;
}

/// The verb of a group: "Phòng Kinh tế chủ trì …", "Phòng Kinh tế: chủ trì …".
std::size_t RoleReader::verb_of(const Group& group) const {
    return group.end + (is(group.end, ":") ? 1 : 0);
}

/// Whether the authority is one of the offices beside those that it asks: it can order neither a
/// committee nor another department.
bool RoleReader::asks_a_peer(const Body& body) const {
    constexpr std::array<std::string_view, 6> directing{
        "ubnd-", "hdnd-", "ban-chi-", "chinh-phu", "thu-tuong", "bo-"};
    const auto directs = [&](std::string_view stem) { return own_key_.starts_with(stem); };
    if (own_key_.empty() || std::ranges::any_of(directing, directs)) {
        return false;
    }
    constexpr int department = 3;
    const auto& unit = body.units.front();
    const bool firm = own_key_.starts_with("cong-ty-") || own_key_.starts_with("tong-cong-ty-");
    if (firm && (body.rank == department || body.kind == BodyKind::vertical)) {
        return true;
    }
    return unit.unit_key.starts_with("ubnd-") ||
           (body.rank == department && authority_.rank == department &&
            !own_key_.starts_with(unit.unit_key));
}

/// The Youth Union orders its cells, a Party committee its own.
bool RoleReader::of_own_system(const Body& body) const {
    constexpr std::array<std::string_view, 5> systems{
        "doan", "dang", "mttq", "cong-doan", "dien-luc"};
    const auto& key = body.units.front().unit_key;
    return std::ranges::any_of(systems, [&](std::string_view system) {
        const auto cell = system == "dang" && key.starts_with("chi-bo");
        return own_key_.find(system) != std::string_view::npos && own_key_ != key &&
               (cell || key.find(system) != std::string::npos);
    });
}

FoundRole RoleReader::doer(const Body& body, const Group& group, Order order) const {
    const bool watches = words_.watching.at(tokens_, verb_of(group)).has_value();
    const bool takes_none =
        (body.kind == BodyKind::outside || body.kind == BodyKind::company) && !of_own_system(body);
    if (body.person) {
        return {&body, Role::lead, false, RoleDoubt::person};
    }
    const bool above = is_above(body);
    if (body.kind == BodyKind::watcher || (watches && order != Order::asked && !above)) {
        return {&body, Role::supervise};
    }
    if (above) {
        return {&body,
                Role::requested,
                false,
                order == Order::asked ? RoleDoubt::none : RoleDoubt::above};
    }
    if (takes_none) {
        return {&body,
                order == Order::none ? Role::lead : Role::requested,
                false,
                order == Order::ordered ? RoleDoubt::outside : RoleDoubt::none};
    }
    if (order == Order::asked) {
        // A ministry guides the committees of provinces but does not command them.
        constexpr int ministry = 4;
        const bool vertical =
            body.kind == BodyKind::vertical || asks_a_peer(body) ||
            (authority_.rank == ministry && body.units.front().unit_key.starts_with("ubnd-"));
        return {&body,
                vertical ? Role::requested : Role::lead,
                false,
                vertical ? RoleDoubt::none : RoleDoubt::polite};
    }
    return {&body, Role::lead};
}

void RoleReader::take_doers(const Clause& clause, const Group& group, Order order) {
    subject_end_ = group.end;
    const auto verb = verb_of(group);
    const bool advising = words_.advising.at(tokens_, verb).has_value();
    const bool both = advising && is(verb, "chủ") && is(verb + 1, "trì");
    doers_.clear();
    for (auto i = group.first; i < group.last; ++i) {
        auto made = doer(bodies_[i], group, order);
        if (advising && made.role == Role::lead) {
            made.role = Role::advise;
            made.doubt = both ? RoleDoubt::lead_advise : made.doubt;
        }
        found_.push_back(made);
        doers_.push_back(made);
        if (order == Order::asked && made.role == Role::requested && watches_too(clause, verb)) {
            found_.push_back({&bodies_[i], Role::supervise});
        }
    }
    if (advising) {
        take_second_of_adviser(clause, group);
    } else if (doers_.front().role == Role::supervise) {
        take_second_of_watcher(clause, group);
    } else if (doers_.front().role == Role::lead && advises_too(clause, group.end)) {
        add_second(Role::advise);
    }
}

/// "chương trình phối hợp với …" orders nobody; "Phòng Tài chính - Kế hoạch phối hợp với …" does.
bool RoleReader::is_named_coordination(std::size_t verb, const Clause& clause) const {
    const auto noun = words_.coordination_nouns.before(tokens_, verb, clause.begin);
    if (!noun) {
        return false;
    }
    const auto body = std::ranges::upper_bound(bodies_, noun->begin, {}, &Body::from);
    return body == bodies_.begin() || std::prev(body)->until <= noun->begin;
}

/// "Lập tổ thu mua, Hội Nông dân xã vận động …": a second subject, where no list can reach it.
bool RoleReader::acts_behind_comma(const Clause& clause, const Group& group) const {
    if (group.begin <= clause.begin || !is(group.begin - 1, ",") ||
        !words_.acting.at(tokens_, group.end) || is_above(bodies_[group.first])) {
        return false;
    }
    for (auto i = clause.begin; i < group.begin; ++i) {
        const auto word = words_.before_bodies.phrases().at(tokens_, i);
        if (word && words_.before_bodies.value(*word) != Before::possess &&
            words_.before_bodies.value(*word) != Before::nothing) {
            return false;
        }
    }
    return true;
}

void RoleReader::take_object(const Clause& clause, const Group& group) {
    const auto match = words_.before_bodies.phrases().before(tokens_, group.begin, clause.begin);
    if (!match && !label_ && acts_behind_comma(clause, group)) {
        take_doers(clause, group, Order::none);
        return;
    }
    if (!match) {
        // "báo cáo UBND phường (qua Văn phòng) và Sở Nội vụ"
        const bool behind_via = group.begin >= 2 && is(group.begin - 1, "và") &&
                                is(group.begin - 2, ")") && !found_.empty() && found_.back().via;
        if (behind_via) {
            take_all(group, Role::recipient, false);
        }
        if (label_) {  // a body of its column, unless another word says otherwise
            take_all(group, *label_, false);
        }
        return;
    }
    switch (words_.before_bodies.value(*match)) {
        case Before::coordinate:
            if (!is_named_coordination(match->begin, clause)) {
                take_all(group, Role::coordinate, false);
            }
            break;
        case Before::enable:
            take_all(group,
                     says(words_.coordinating, clause.begin, group.begin) ? Role::coordinate
                                                                          : Role::recipient,
                     false);
            break;
        case Before::receive: take_all(group, Role::recipient, false); break;
        case Before::sent_to:
            if (bodies_[group.first].kind == BodyKind::company && is(group.begin - 1, "với") &&
                says(words_.signing, clause.begin, group.begin)) {
                take_all(group, Role::coordinate, false);
            } else if (says(words_.sending, clause.begin, group.begin)) {
                take_all(group, Role::recipient, false);
            }
            break;
        case Before::sent_by:
            if (says(words_.sending, clause.begin, group.begin)) {
                take_all(group, Role::recipient, true);
            }
            break;
        case Before::supervise: take_all(group, Role::supervise, false); break;
        case Before::order: take_ordered(clause, *match, group, Order::ordered); break;
        case Before::ask: take_ordered(clause, *match, group, Order::asked); break;
        case Before::possess: take_owner(clause, group); break;
        case Before::by:
            if (words_.agent_verbs.at(tokens_, group.end) && !is_above(bodies_[group.first])) {
                take_doers(clause, group, Order::none);
                first_subject_ = first_subject_ || clause.begin == clauses_.front().begin;
            }
            break;
        case Before::nothing: break;
    }
}

/// "Giao Sở …", "…, yêu cầu các sở": an order where the word begins something, not "kinh phí giao".
void RoleReader::take_ordered(const Clause& clause,
                              const Match& verb,
                              const Group& group,
                              Order order) {
    const bool behind_body =
        std::ranges::any_of(bodies_, [&](const Body& body) { return body.until == verb.begin; });
    const bool begins = verb.begin == clause.begin || is(verb.begin - 1, ",") ||
                        is(verb.begin - 1, "-") || is(verb.begin - 1, "(") || behind_body ||
                        words_.openers.before(tokens_, verb.begin, clause.begin) ||
                        words_.order_openers.before(tokens_, verb.begin, clause.begin) ||
                        words_.agent_verbs.at(tokens_, group.end);
    if (!begins) {
        return;
    }
    asks_ = asks_ || order == Order::asked;
    take_doers(clause, group, order);
    first_subject_ =
        first_subject_ || (clause.begin == clauses_.front().begin && verb.begin == clause.begin);
}

void RoleReader::take_owner(const Clause& clause, const Group& group) {
    if (says(words_.owned_duties, clause.begin, group.begin)) {
        take_all(group, Role::lead, false);
    } else if (inspects(subject_end_)) {
        take_all(group, Role::recipient, false);
    }
}

void RoleReader::take_all(const Group& group, Role role, bool via) {
    for (auto i = group.first; i < group.last; ++i) {
        const bool partner = role == Role::coordinate && bodies_[i].kind == BodyKind::company;
        const bool doubtful = bodies_[i].person;
        found_.push_back({&bodies_[i],
                          partner ? Role::partner : role,
                          via,
                          doubtful ? RoleDoubt::person : RoleDoubt::none});
    }
}

}  // namespace tiendo::reader
