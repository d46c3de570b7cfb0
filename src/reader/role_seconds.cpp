// What a subject does beside its first verb: advises, watches, and the clauses without a subject.
#include "roles.hpp"

#include <algorithm>

namespace tiendo::reader {

/// "giám sát …", "cử luật sư trợ giúp và giám sát …": the watching is among what it is asked for.
bool RoleReader::watches_too(const Clause& clause, std::size_t verb) const {
    for (auto i = verb; i < clause.end; ++i) {
        const bool begins = i == verb || is(i - 1, ",") || is(i - 1, "và");
        if (begins && words_.watching.at(tokens_, i)) {
            return true;
        }
    }
    return false;
}

/// "tổng hợp, tham mưu …", "chủ trì, phối hợp với Sở A tham mưu …": a later verb of the subject.
bool RoleReader::advises_too(const Clause& clause, std::size_t begin) const {
    for (auto i = begin + 1; i < clause.end; ++i) {
        if ((is(i - 1, ",") || is(i - 1, "và")) && words_.advising.at(tokens_, i)) {
            return true;
        }
    }
    return std::ranges::any_of(groups_in(clause), [&](const Group& group) {
        const auto word = words_.before_bodies.phrases().before(tokens_, group.begin, clause.begin);
        return group.begin > begin && words_.advice.at(tokens_, group.end) && word &&
               words_.before_bodies.value(*word) == Before::coordinate;
    });
}

/// What a node that names no subject says of those whom it leaves to its heading.
std::vector<Role> RoleReader::unnamed_roles() const {
    std::vector<Role> roles;
    const auto add = [&](Role role) {
        if (std::ranges::find(roles, role) == roles.end()) {
            roles.push_back(role);
        }
    };
    for (const auto& clause : clauses_) {
        if (words_.advising.at(tokens_, clause.begin)) {
            add(Role::advise);
            if (second_of_adviser(clause, clause.begin)) {
                add(Role::lead);
            }
            continue;
        }
        add(Role::lead);
        if (advises_too(clause, clause.begin)) {
            add(Role::advise);
        }
        if (watches_too(clause, clause.begin)) {
            add(Role::supervise);
        }
    }
    return roles;
}

/// An adviser may have a second duty behind a comma: "…, hỗ trợ cho các phòng ban".
void RoleReader::take_second_of_adviser(const Clause& clause, const Group& group) {
    if (second_of_adviser(clause, group.end)) {
        add_second(Role::lead);
    }
}

bool RoleReader::second_of_adviser(const Clause& clause, std::size_t begin) const {
    for (auto i = begin; i < clause.end; ++i) {
        const auto verb = is(i, ",") ? words_.supporting.at(tokens_, i + 1) : std::nullopt;
        const auto helps = [&](std::size_t at) {
            const auto body = std::ranges::lower_bound(bodies_, at, {}, &Body::from);
            return body != bodies_.end() && body->from == at;
        };
        if (verb && (is(verb->end, "cho") || is(verb->end, "các") || helps(verb->end)) &&
            !words_.inspecting.before(tokens_, i, begin)) {
            return true;
        }
    }
    return false;
}

/// "giám sát thái độ phục vụ, xử lý vi phạm": more than watching.
void RoleReader::take_second_of_watcher(const Clause& clause, const Group& group) {
    for (auto i = group.end; i < clause.end; ++i) {
        if (is(i, ",") && words_.taking_up.at(tokens_, i + 1) &&
            doers_.front().body->kind != BodyKind::watcher) {
            add_second(Role::lead);
            return;
        }
    }
}

/// A clause without a subject of its own goes on with the one before.
void RoleReader::second_duty(const Clause& clause) {
    if (!doers_.empty() && doers_.front().role == Role::lead &&
        (words_.advising.at(tokens_, clause.begin) || advises_too(clause, clause.begin))) {
        add_second(Role::advise);
        return;
    }
    const bool only_time = words_.time_clauses.at(tokens_, clause.begin).has_value();
    if (doers_.empty() || only_time || says(words_.advice, clause.begin, clause.end)) {
        return;
    }
    const bool watcher = doers_.front().role == Role::supervise &&
                         doers_.front().body->kind != BodyKind::watcher &&
                         words_.taking_up.at(tokens_, clause.begin);
    if (doers_.front().role == Role::advise || watcher) {
        add_second(Role::lead);
    } else if (doers_.front().role == Role::requested && inspects(clause.begin)) {
        add_second(Role::supervise);
    }
}

void RoleReader::add_second(Role role) {
    for (auto again : doers_) {
        again.role = role;
        found_.push_back(again);
    }
    doers_.clear();
}

}  // namespace tiendo::reader
