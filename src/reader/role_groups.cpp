// Where the bodies of a sentence stand: its clauses, the groups in them, the place of a subject.
#include "roles.hpp"

#include <algorithm>

namespace tiendo::reader {

/// A mark inside a name ("các Sở: Y tế, Nội vụ", "TP. Hải Lĩnh") or between the bodies of one list
/// ("Giám đốc các sở; Chủ tịch …") parts no clauses.
void RoleReader::mend_clauses() {
    std::vector<Clause> mended;
    for (const auto& clause : clauses_) {
        if (mended.empty()) {
            mended.push_back(clause);
            continue;
        }
        auto& last = mended.back();
        const auto mark = last.end;
        const bool inside = std::ranges::any_of(
            bodies_, [&](const Body& body) { return body.from <= mark && mark < body.until; });
        const auto ends = [&](const Body& body) { return body.until == mark; };
        const auto begins = [&](const Body& body) { return body.from == clause.begin; };
        const bool list = is(mark, ";") && std::ranges::any_of(bodies_, ends) &&
                          std::ranges::any_of(bodies_, begins) &&
                          (only_bodies(last) || only_bodies(clause));
        if (inside || list) {
            last.end = clause.end;
        } else {
            mended.push_back(clause);
        }
    }
    clauses_ = std::move(mended);
}

/// Whether a clause holds nothing but bodies, their joints and a word of order before them.
bool RoleReader::only_bodies(const Clause& clause) const {
    auto at = clause.begin;
    if (const auto order = words_.before_bodies.phrases().at(tokens_, at)) {
        const auto kind = words_.before_bodies.value(*order);
        at = kind == Before::order || kind == Before::ask ? order->end : at;
    }
    for (const auto& body : bodies_) {
        if (body.from < clause.begin || body.until > clause.end) {
            continue;
        }
        while (is(at, ",") || is(at, "và") || is(at, "cùng") || is(at, ";")) {
            ++at;
        }
        if (body.from != at) {
            return false;
        }
        at = body.until;
    }
    return at == clause.end;
}

std::vector<RoleReader::Group> RoleReader::groups_in(const Clause& clause) const {
    std::vector<Group> groups;
    const auto first = std::ranges::lower_bound(bodies_, clause.begin, {}, &Body::from);
    auto i = static_cast<std::size_t>(first - bodies_.begin());
    for (; i < bodies_.size() && bodies_[i].end <= clause.end; ++i) {
        const auto& body = bodies_[i];
        if (!groups.empty() && joined(groups.back().end, body.from) && !ends_adverbial(clause, i)) {
            groups.back().last = i + 1;
            groups.back().end = body.until;
        } else {
            groups.push_back({i, i + 1, body.from, body.until});
        }
    }
    return groups;
}

/// "Căn cứ hướng dẫn của Bộ Y tế, Sở Y tế …": whoever stands above ends the adverbial, the next
/// body is the subject.
bool RoleReader::ends_adverbial(const Clause& clause, std::size_t body) const {
    const auto& last = bodies_[body - 1];
    const auto commands = [&](const Body& each) {
        return is_above(each) || each.units.front().unit_key == own_key_;
    };
    return is(bodies_[body].from - 1, ",") && words_.adverbials.at(tokens_, clause.begin) &&
           last.from > clause.begin && commands(last) && !commands(bodies_[body]);
}

bool RoleReader::joined(std::size_t end, std::size_t begin) const {
    end += is(end, ",") || is(end, ";") ? 1 : 0;
    end += is(end, "và") || is(end, "cùng") || is(end, "hoặc") || is(end, "&") ? 1 : 0;
    if (label_) {  // a cell parts its lines by dashes
        end += is(end, "-") || is(end, "+") ? 1 : 0;
    }
    return end == begin && begin > 0 && end != 0;
}

/// Whether nothing but openers or an adverbial stands between the begin of the clause and `at`.
bool RoleReader::at_subject(const Clause& clause, std::size_t at) const {
    auto begin = clause.begin;
    while (begin < at && (is(begin, "-") || is(begin, "+") || is(begin, "("))) {
        ++begin;
    }
    if (const auto opener = words_.openers.at(tokens_, begin)) {
        begin = opener->end + (is(opener->end, ",") ? 1 : 0);
    }
    // A heading may name a group and its members: "Nhóm hậu cần (gồm các Sở: …)".
    constexpr std::size_t longest_group = 8;
    const bool members = clause.begin == 0 && at < longest_group && is(at - 1, "gồm");
    if (begin == at || members) {
        return true;
    }
    // "Chiều thứ Sáu hằng tuần Sở Y tế báo cáo": a time needs no comma before the subject.
    const bool time = words_.time_openers.at(tokens_, clause.begin) &&
                      (tokens_[at - 1].kind == TokenKind::number ||
                       words_.time_ends.before(tokens_, at, clause.begin));
    if (time) {
        return true;
    }
    return at > clause.begin && is(at - 1, ",") && words_.adverbials.at(tokens_, clause.begin) &&
           !is(at, ",");
}

}  // namespace tiendo::reader
