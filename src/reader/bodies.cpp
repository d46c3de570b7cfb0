#include "bodies.hpp"

#include "body_reader.hpp"
#include "body_words.hpp"
#include "short_forms.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

using Bodies = std::vector<Body>;

class Finder : BodyReader {
public:
    Finder(const Tokens& tokens, const BodyContext& context)
        : BodyReader(tokens, context), tokens_(tokens), context_(context), words_(context.words) {}

    Bodies all() {
        Bodies found;
        for (std::size_t i = 0; i < tokens_.size();) {
            // "Đảng ủy lãnh đạo UBND xã": a verb, though "lãnh đạo Sở" are its heads.
            const bool verb = !found.empty() && found.back().until == i && is(i, "lãnh");
            auto next = !verb && may_begin(i) ? at(i) : Bodies{};
            if (next.empty()) {
                ++i;
                continue;
            }
            take_own_behind(next.back());
            close(next);
            i = next.back().until;
            if (!takes_in(found, next)) {
                std::ranges::move(next, std::back_inserter(found));
            }
        }
        return found;
    }

private:
    [[nodiscard]] bool may_begin(std::size_t i) const {
        return tokens_[i].capital || words_.openers.may_have(tokens_[i]) ||
               tokens_[i].kind == TokenKind::number;
    }

    /// "Ban Công tác Mặt trận các khu phố", "Đảng ủy Công an phường": whose body it is stands
    /// directly behind its name.
    [[nodiscard]] bool takes_in(Bodies& found, const Bodies& next) const {
        if (found.empty() || next.size() != 1 || next.front().from != found.back().until ||
            found.back().until != found.back().end || found.back().units.size() != 1 ||
            found.back().units.front().collective || found.back().person) {
            return false;
        }
        const auto& owner = next.front();
        const bool several =
            is(owner.from, "các") && owner.units.front().collective == nobody_in_particular;
        const bool one = tokens_[owner.from].capital && !tokens_[owner.from].new_line &&
                         found.back().rank == 0 && !owner.person && !owner.head;
        if (!several && !one) {
            return false;
        }
        auto& body = found.back();
        body.end = owner.end;
        body.until = owner.until;
        body.units.front().unit_key += "-" + owner.units.front().unit_key;
        body.units.front().collective = owner.units.front().collective;
        return true;
    }

    /// "Công đoàn Công ty", "Ban Quản lý dự án của Trường": the authority by its first words behind
    /// one of its parts.
    void take_own_behind(Body& body) const {
        const auto at = body.until + (is(body.until, "của") ? 1 : 0);
        const bool part = body.until == body.end && body.rank == 0 && !body.person;
        if (!part || !capital(at) || context_.own_key.starts_with("ubnd-") ||
            !by_name(at, false).empty()) {
            return;
        }
        if (const auto self = own(at); !self.empty()) {
            body.end = body.until = self.front().end;
        }
    }

    [[nodiscard]] Bodies at(std::size_t i) const {
        if (const auto person = words_.persons.at(tokens_, i);
            person && !words_.party_seats.at(tokens_, person->end)) {
            return {person_of(i, person->end)};
        }
        if (auto bodies = with_head(i); !bodies.empty()) {
            return bodies;
        }
        if (auto bodies = named_person(i); !bodies.empty()) {
            return bodies;
        }
        return bare(i, false);
    }

    [[nodiscard]] Body person_of(std::size_t begin, std::size_t end) const {
        Body body{begin, end, begin, end, {}, {}};
        body.units = {{slug(begin, end), std::nullopt}};
        body.person = true;
        return body;
    }

    [[nodiscard]] Bodies with_head(std::size_t i) const {
        const auto head = words_.heads.phrases().at(tokens_, i);
        if (!head) {
            return {};
        }
        auto bodies = bare(is(head->end, "của") ? head->end + 1 : head->end, true);
        if (bodies.empty() && head->end > head->begin + 1) {  // "Trưởng ban quản lý chợ"
            bodies = bare(head->end - 1, true);
        }
        const auto& row = words_.heads.value(*head);
        const bool own_head =
            !row.own.empty() && capital(i) && context_.own_key.starts_with(row.own);
        if (bodies.empty() && own_head && !capital(head->end)) {  // "Hiệu trưởng" of this school
            bodies = {Body{i, head->end, i, head->end, {}, {}}};
            bodies.front().units = {{std::string(context_.own_key), std::nullopt}};
        }
        if (bodies.empty()) {
            return {};
        }
        if (row.deputy) {
            return {person_of(i, bodies.front().end)};
        }
        for (auto& body : bodies) {
            body.head = !row.board;
        }
        bodies.front().begin = bodies.front().from = i;
        return bodies;
    }

    /// "đồng chí Trần Văn Bình, Phó Giám đốc Sở Y tế": the post where one is told.
    [[nodiscard]] Bodies named_person(std::size_t i) const {
        constexpr std::size_t fewest_words = 2;
        const auto mark = words_.person_marks.at(tokens_, i);
        const auto end = mark ? end_of_place(mark->end) : i;
        if (!mark || end < mark->end + fewest_words) {
            return {};
        }
        const bool apart = is(end, ",") || is(end, "-") || is(end, "(");
        auto bodies = with_head(apart ? end + 1 : end);
        if (bodies.empty()) {
            return {person_of(i, end)};
        }
        bodies.front().from = i;
        return bodies;
    }

    [[nodiscard]] Bodies bare(std::size_t i, bool behind_head) const {
        auto bodies = by_name(i, behind_head);
        if (behind_head) {
            auto self = own(i);
            if (!self.empty() && (bodies.empty() || bodies.front().end <= self.front().end)) {
                bodies = std::move(self);
            }
        }
        const auto* forms = context_.short_forms;
        const auto known = forms == nullptr ? std::nullopt : forms->at(tokens_, i);
        if (known && (bodies.empty() || known->end >= bodies.front().end)) {
            return {*known};
        }
        return bodies;
    }

    /// "Giám đốc Sở", "Giám đốc Bệnh viện": the authority by the first words of its name.
    [[nodiscard]] Bodies own(std::size_t i) const {
        const auto found = words_.names.phrases().at(tokens_, i);
        if (!found || !capital(i) || !context_.own_key.starts_with(slug(i, found->end) + "-")) {
            return {};
        }
        Body body{i, found->end, i, found->end, {}, {}, words_.names.value(*found).kind};
        body.units = {{std::string(context_.own_key), std::nullopt}};
        return {std::move(body)};
    }

    [[nodiscard]] Bodies by_name(std::size_t i, bool behind_head) const {
        if (auto bodies = listed(i); !bodies.empty()) {
            return bodies;
        }
        const auto set = words_.collectives.phrases().at(tokens_, i);
        const auto none = is(i, "các") ? words_.no_bodies.at(tokens_, i + 1) : std::nullopt;
        if (none && (!set || set->end < none->end)) {
            return {};  // "các trường hợp"
        }
        auto part = parts(i);
        if (part && set && words_.parts.phrases().at(tokens_, i + 1)->end > set->end) {
            return {std::move(*part)};  // "các phòng giao dịch", not "các phòng"
        }
        if (auto body = collective(i, behind_head)) {
            return {std::move(*body)};
        }
        if (auto body = wards(i)) {
            return {std::move(*body)};
        }
        if (part) {
            return {std::move(*part)};
        }
        auto body = named(i, behind_head);
        if (!body) {
            return {};
        }
        Bodies bodies{std::move(*body)};
        const auto row = words_.names.phrases().at(tokens_, i);
        if (words_.names.value(*row).listed && bodies.front().end > row->end) {
            add_elements(bodies, *row, bodies.front().end, false);
        }
        return bodies;
    }

    /// "các Sở: Tài chính, Nội vụ và Y tế", "các Sở, ngành: Tài chính, Nội vụ".
    [[nodiscard]] Bodies listed(std::size_t i) const {
        if (!is(i, "các")) {
            return {};
        }
        const auto set = words_.collectives.phrases().at(tokens_, i);
        const auto head = words_.names.phrases().at(tokens_, i + 1);
        if (!head || !words_.names.value(*head).listed) {
            return {};
        }
        auto next = std::max(head->end, set ? set->end : 0);
        next += is(next, "gồm") ? 1 : 0;
        next += is(next, ":") ? 1 : 0;
        Bodies bodies;
        add_elements(bodies, *head, next, true);
        if (bodies.empty()) {
            return {};
        }
        bodies.front().from = i;
        if (bodies.size() == 1 && bodies.front().begin == head->end) {  // "các Sở Y tế"
            bodies.front().begin = i;
            auto& unit = bodies.front().units.front();
            unit = {unit.unit_key + "*", std::string(nobody_in_particular)};
        }
        return bodies;
    }

    /// Fields that share the word before the first of them.
    void add_elements(Bodies& bodies, const Match& head, std::size_t next, bool first) const {
        while (true) {
            const bool joint = is(next, ",") || is(next, "và") || is(next, ";");
            const auto begin = first ? next : next + 1;
            const auto end = first || joint ? end_of_field(begin) : begin;
            const bool other = begin < tokens_.size() && named(begin, false).has_value();
            const bool apposed = is(end, "-") && !is(end + 1, "cơ");
            if (end == begin || other || apposed) {
                return;
            }
            const auto& row = words_.names.value(head);
            Body body{begin, end, begin, end, {}, {}, row.kind, row.rank};
            body.units = {{slug(head.begin, head.end) + "-" + key(begin, end), std::nullopt}};
            bodies.push_back(std::move(body));
            next = end;
            first = false;
        }
    }

    /// Takes what belongs to the last of `bodies` in a list: a short form in brackets, a list of
    /// its members, its other office.
    void close(Bodies& bodies) {
        auto& body = bodies.back();
        body.until = std::max(body.until, body.end);
        if (in_members_ && is(body.until, ")")) {
            ++body.until;
            in_members_ = false;
        }
        body.until = end_of_other_office(body.until);
        if (!is(body.until, "(")) {
            return;
        }
        const auto open = body.until + 1;
        const auto members = open + (is(open, "bao") ? 1 : 0);
        if (is(members, "gồm") && !is(members + 1, "cả")) {
            body.until = members + 1 + (is(members + 1, ":") ? 1 : 0);
            in_members_ = true;
            return;
        }
        const auto* forms = context_.short_forms;
        const auto form = forms == nullptr ? std::nullopt : forms->at(tokens_, open);
        const bool skipped = is(members, "gồm") || is(open, "kể") || is(open, "trừ") ||
                             is_other_office(open) || words_.alias_marks.at(tokens_, open) ||
                             (form && is(form->end, ")"));
        constexpr std::size_t longest = 40;
        for (auto i = open; skipped && i < std::min(tokens_.size(), open + longest); ++i) {
            if (is(i, ")")) {
                body.until = i + 1;
                return;
            }
        }
    }
    [[nodiscard]] bool is_other_office(std::size_t i) const {
        return (is(i, "cơ") || is(i, "đơn")) && (is(i + 1, "quan") || is(i + 1, "vị")) &&
               is(i + 2, "thường") && is(i + 3, "trực");
    }
    /// "- Cơ quan thường trực Ban Chỉ đạo".
    [[nodiscard]] std::size_t end_of_other_office(std::size_t i) const {
        if (!(is(i, "-") || is(i, ",")) || !is_other_office(i + 1)) {
            return i;
        }
        constexpr std::size_t words_of_office = 5;
        const auto end = i + words_of_office;
        const auto of = is(end, "của") ? end + 1 : end;
        const auto body = named(of, false);
        return body ? body->end : end;
    }

    const Tokens& tokens_;
    const BodyContext& context_;
    const BodyWords& words_;
    bool in_members_ = false;  ///< between the brackets of "(gồm: …)"
};

}  // namespace

std::vector<Body> bodies_in(const Tokens& tokens, const BodyContext& context) {
    return Finder(tokens, context).all();
}

}  // namespace tiendo::reader
