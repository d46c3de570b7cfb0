#include "bodies.hpp"

#include "body_units.hpp"
#include "body_words.hpp"
#include "short_forms.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

using Bodies = std::vector<Body>;

constexpr std::string_view concerned_bodies = "don-vi-lien-quan";

class Finder : UnitReader {
public:
    Finder(const Tokens& tokens, const BodyContext& context)
        : UnitReader(tokens, context),
          tokens_(tokens),
          context_(context),
          words_(context.words),
          authority_(context.authority) {}

    Bodies all() {
        Bodies found;
        for (std::size_t i = 0; i < tokens_.size();) {
            auto next = may_begin(i) ? at(i) : Bodies{};
            if (next.empty()) {
                ++i;
                continue;
            }
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

    /// "Ban Công tác Mặt trận các khu phố": whose body it is stands directly behind its name.
    [[nodiscard]] bool takes_in(Bodies& found, const Bodies& next) const {
        if (found.empty() || next.size() != 1 || next.front().from != found.back().until ||
            found.back().units.size() != 1 || found.back().units.front().collective ||
            !is(next.front().from, "các") ||
            next.front().units.front().collective != nobody_in_particular) {
            return false;
        }
        auto& body = found.back();
        body.end = next.front().end;
        body.until = next.front().until;
        body.units.front().unit_key += "-" + next.front().units.front().unit_key;
        body.units.front().collective = nobody_in_particular;
        return true;
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
        if (bodies.empty()) {
            return {};
        }
        const auto& row = words_.heads.value(*head);
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
        if (auto body = collective(i, behind_head)) {
            return {std::move(*body)};
        }
        if (auto body = wards(i)) {
            return {std::move(*body)};
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

    [[nodiscard]] std::optional<Body> collective(std::size_t i, bool behind_head) const {
        using Form = CollectiveRow::Form;
        const bool counted = i < tokens_.size() && tokens_[i].kind == TokenKind::number;
        const auto found = words_.collectives.phrases().at(tokens_, counted ? i + 1 : i);
        if (!found) {
            return std::nullopt;
        }
        const auto& row = words_.collectives.value(*found);
        if ((row.form == Form::head_only && !behind_head) || row.form == Form::joined ||
            (counted ? row.form != Form::counted : row.form == Form::counted && !behind_head)) {
            return std::nullopt;
        }
        Body body{i, found->end, i, found->end, {}, {}, row.kind, row.rank};
        if (counted) {
            body.stated_count = number_of(tokens_[i], context_.clean);
        }
        fill(body, row);
        if (row.form == Form::plain || row.form == Form::head_only || row.form == Form::all ||
            row.form == Form::unnamed) {
            go_on(body);
        }
        return body;
    }

    /// "các sở, ngành, địa phương", "… liên quan": the end of a collective.
    void go_on(Body& body) const {
        auto& unit = body.units.front();
        while (is(body.end, ",") || is(body.end, "và")) {
            const auto next = words_.collectives.phrases().at(tokens_, body.end + 1);
            const auto* row = next ? &words_.collectives.value(*next) : nullptr;
            if (row == nullptr) {
                break;
            }
            // "các bộ, cơ quan liên quan": those of the words before that are concerned.
            const bool concerned = row->key == concerned_bodies && is(body.end, ",");
            const bool joined = row->form == CollectiveRow::Form::joined ||
                                row->form == CollectiveRow::Form::head_only;
            if (is(next->begin, "các") || !(concerned || joined)) {
                break;
            }
            body.end = next->end;
            if (concerned) {
                unit = {std::string(concerned_bodies) + "*", std::string(nobody_in_particular)};
            } else if (unit.collective != nobody_in_particular) {
                unit.unit_key.insert(unit.unit_key.rfind('-') + 1, row->key + "-");
                unit.collective = *unit.collective + "-" + row->key;
            }
        }
        if (const auto at = level(body.end);
            at && at->name.empty() && at->chosen.empty() && !at->count && !is(body.end, "các")) {
            body.end = at->end;
        }
        body.end += is(body.end, "trung") && is(body.end + 1, "ương") ? 2 : 0;
        body.end = behind_own_office(body.end);
        if (const auto behind = behind_concerned(body.end); behind > body.end) {
            body.end = behind;
            unit = {std::string(concerned_bodies) + "*", std::string(nobody_in_particular)};
        }
        body.until = body.end;
    }

    void fill(Body& body, const CollectiveRow& row) const {
        using Form = CollectiveRow::Form;
        switch (row.form) {
            case Form::unnamed:
            case Form::counted:
            case Form::all: body.units = {{row.key + "*", row.selector}}; break;
            case Form::of_wards: body.units = {{row.key + "-phuong*", row.selector}}; break;
            case Form::by_level: {
                auto list = levels(body.end);
                take_levels(body, list);
                if (list.empty()) {
                    list.push_back(own_level());
                }
                for (const auto& each : list) {
                    const auto level = "-" + each.slug;
                    body.units.push_back({row.key + level + "*", row.selector + level});
                }
                break;
            }
            case Form::first_part: {
                constexpr std::size_t words_of_service_unit = 4;
                body.end -= words_of_service_unit;
                body.end -= is(body.end - 1, ",") ? 1 : 0;
                body.until = body.end;
                [[fallthrough]];
            }
            case Form::plain:
            case Form::joined:
            case Form::head_only: take_authority(body, row); break;
        }
    }

    /// "thuộc Sở", "thuộc, trực thuộc Bộ" at token `i`: the token behind it, or `i`.
    [[nodiscard]] std::size_t behind_own_office(std::size_t i) const {
        auto at = is(i - 1, "thuộc") ? i : i + (is(i, "trực") ? 1 : 0);
        at += is(at, "thuộc") ? 1 : 0;
        at += is(at, ",") && is(at + 1, "trực") && is(at + 2, "thuộc") ? 3 : 0;
        const bool under = at > 0 && is(at - 1, "thuộc");
        return under && capital(at) && (is(at, "bộ") || is(at, "sở")) ? at + 1 : i;
    }

    /// "… thuộc Ủy ban nhân dân quận", "… quận".
    void take_authority(Body& body, const CollectiveRow& row) const {
        const bool other = row.rank != 0 && row.rank != authority_.rank;
        std::string slug = other ? "tinh" : authority_.slug;
        auto i = body.end;
        const bool said = is(i - 1, "thuộc");  // "các đơn vị trực thuộc"
        const bool under = said || is(i, "thuộc") || (is(i, "trực") && is(i + 1, "thuộc"));
        i += !under || said ? 0 : is(i, "trực") ? 2 : 1;
        const bool both = under && (is(i, ",") || is(i, "và")) && is(i + 1, "trực");
        i += both ? 3 : 0;  // "thuộc, trực thuộc Bộ"
        const auto owner = under ? named(i, false) : std::nullopt;
        if (owner) {
            body.end = owner->end;
            const auto& key = owner->units.front().unit_key;
            if (key != "ubnd-" + authority_.slug) {
                body.until = body.end;
                body.units = {{row.key + "-" + key + (key.ends_with('*') ? "" : "*"),
                               std::string(nobody_in_particular)}};
                return;
            }
        } else if (const auto at = level(i); at && !at->several && at->chosen.empty()) {
            body.end = at->end;
            slug = at->rank == authority_.rank ? slug : at->slug;
            body.rank = at->rank;
        } else {
            body.end = behind_own_office(body.end);
        }
        body.until = body.end;
        body.units = {{row.key + "-" + slug + "*", row.selector}};
    }

    [[nodiscard]] std::optional<Body> named(std::size_t i, bool behind_head) const {
        using Form = BodyRow::Form;
        const auto found = words_.names.phrases().at(tokens_, i);
        if (!found || words_.no_bodies.at(tokens_, i) ||
            !(capital(i) || (behind_head && is(i, "phòng")))) {
            return std::nullopt;
        }
        const auto& row = words_.names.value(*found);
        if (row.capitals && !tokens_[i].capitals) {
            return std::nullopt;
        }
        Body body{i, found->end, i, found->end, {}, {}, row.kind, row.rank};
        switch (row.form) {
            case Form::place: return at_place(body, row);
            case Form::known:
            case Form::field:
                if (row.form == Form::known && end_of_field(found->end) == found->end) {
                    return std::nullopt;
                }
                body.end = end_of_name(found->end);
                if (body.end == found->end) {
                    return std::nullopt;
                }
                if (row.kind == BodyKind::company) {  // "Khai thác thủy lợi Bình Lâm"
                    constexpr std::size_t words_of_trade = 5;
                    body.end = end_of_matter(body.end, words_of_trade);
                }
                break;
            case Form::seat:
                if (!has_seat(body.end, row)) {
                    return std::nullopt;
                }
                break;
            case Form::either:
                if (!has_seat(body.end, row)) {
                    body.end = end_of_name(body.end);
                    if (body.end == found->end) {
                        return std::nullopt;
                    }
                }
                break;
            case Form::group: body.end = end_of_group(body.end); break;
            case Form::whole: break;
        }
        return with_key(body, row);
    }

    [[nodiscard]] std::optional<Body> with_key(Body body, const BodyRow& row) const {
        auto bare_end = body.end;
        if (const auto party = words_.party_seats.at(tokens_, body.end);
            party && row.kind == BodyKind::outside) {
            body.end = bare_end = party->end;
        }
        if (const auto region = end_of_region(body.end); region > body.end) {
            body.end = bare_end = region;
        }
        const auto list = levels(body.end);
        take_levels(body, list);
        const bool open = row.form == BodyRow::Form::whole || row.form == BodyRow::Form::group;
        if (list.empty() && open) {
            body.end = bare_end = end_of_place(body.end);
        }
        body.until = body.end;
        const auto base = row.key.empty() ? key(body.begin, bare_end) : row.key;
        // An office of the authority is known without its level; other bodies keep it.
        const bool office =
            row.key.starts_with("van-phong-") || is(body.begin, "phòng") || is(body.begin, "sở");
        const bool own = list.empty() || (office && list.size() == 1 && !list.front().several &&
                                          list.front().rank >= authority_.rank);
        if (own) {
            body.units = {{base, std::nullopt}};
            return body;
        }
        for (const auto& each : list) {
            add_units(body, base, each);
        }
        return body;
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
    const Level& authority_;
    bool in_members_ = false;  ///< between the brackets of "(gồm: …)"
};

}  // namespace

std::vector<Body> bodies_in(const Tokens& tokens, const BodyContext& context) {
    return Finder(tokens, context).all();
}

}  // namespace tiendo::reader
