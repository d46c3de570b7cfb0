#include "body_reader.hpp"

#include "body_words.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

constexpr std::string_view concerned_bodies = "don-vi-lien-quan";

}  // namespace

std::optional<Body> BodyReader::collective(std::size_t i, bool behind_head) const {
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
        body.stated_count = number_of(tokens_[i], clean_);
    }
    fill(body, row);
    if (row.form == Form::plain || row.form == Form::head_only || row.form == Form::all ||
        row.form == Form::unnamed) {
        go_on(body);
    }
    return body;
}

/// "các sở, ngành, địa phương", "… liên quan": the end of a collective.
void BodyReader::go_on(Body& body) const {
    auto& unit = body.units.front();
    while (is(body.end, ",") || is(body.end, "và")) {
        const auto next = words_.collectives.phrases().at(tokens_, body.end + 1);
        const auto* row = next ? &words_.collectives.value(*next) : nullptr;
        if (row == nullptr) {
            break;
        }
        // "các bộ, cơ quan liên quan": those of the words before that are concerned.
        const bool concerned = row->key == concerned_bodies && is(body.end, ",");
        const bool joined =
            row->form == CollectiveRow::Form::joined || row->form == CollectiveRow::Form::head_only;
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
    body.end = end_of_part_list(body.end);
    if (const auto at = level(body.end);
        at && at->name.empty() && at->chosen.empty() && !at->count && !is(body.end, "các")) {
        body.end = at->end;
    }
    body.end += is(body.end, "trung") && is(body.end + 1, "ương") ? 2 : 0;
    body.end = behind_own_office(body.end);
    if (const auto behind = behind_concerned(body.end); behind > body.end) {
        body.end = behind;
        unit = {std::string(concerned_bodies) + "*", std::string(nobody_in_particular)};
    } else if (const auto some = end_of_restriction(body.end); some > body.end) {
        unit = {slug(body.begin, some) + "*", std::string(nobody_in_particular)};
        body.end = some;
    }
    body.until = body.end;
}

void BodyReader::fill(Body& body, const CollectiveRow& row) const {
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
std::size_t BodyReader::behind_own_office(std::size_t i) const {
    auto at = is(i - 1, "thuộc") ? i : i + (is(i, "trực") ? 1 : 0);
    at += is(at, "thuộc") ? 1 : 0;
    at += is(at, ",") && is(at + 1, "trực") && is(at + 2, "thuộc") ? 3 : 0;
    const bool under = at > 0 && is(at - 1, "thuộc");
    return under && capital(at) && (is(at, "bộ") || is(at, "sở")) ? at + 1 : i;
}

/// "… thuộc Ủy ban nhân dân quận", "… quận".
void BodyReader::take_authority(Body& body, const CollectiveRow& row) const {
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

std::optional<Body> BodyReader::named(std::size_t i, bool behind_head) const {
    using Form = BodyRow::Form;
    const auto found = words_.names.phrases().at(tokens_, i);
    if (!found || words_.no_bodies.at(tokens_, i) ||
        !(capital(i) || (behind_head && (is(i, "phòng") || is(i, "ban") || is(i, "khoa"))))) {
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
            if (body.end == found->end) {  // "Văn phòng Huyện đoàn"
                body.end = row.form == Form::field ? end_of_owner(found->end) : found->end;
            }
            if (body.end == found->end && !(row.alone && !capital(found->end))) {
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

/// Where a body ends whose name stands directly behind the words for its part, "Chi đoàn Bệnh
/// viện huyện", "Đoàn các trường"; `i` where none does.
std::size_t BodyReader::end_of_owner(std::size_t i) const {
    if (is(i, "các")) {
        const auto all = collective(i, false);
        return all && is(i - 1, "đoàn") ? all->end : i;
    }
    const auto owner = named(i, false);
    return owner ? owner->end : i;
}

std::optional<Body> BodyReader::with_key(Body body, const BodyRow& row) const {
    auto bare_end = body.end;
    if (const auto party = words_.party_seats.at(tokens_, body.end);
        party && row.kind == BodyKind::outside) {
        body.end = bare_end = party->end;
    }
    if (const auto region = end_of_region(body.end); region > body.end) {
        body.end = bare_end = region;
    }
    if (const auto hamlet = words_.hamlets.at(tokens_, body.end); hamlet && capital(hamlet->end)) {
        body.end = bare_end = end_of_place(hamlet->end);  // "Đội Dân phòng ấp Hạ"
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

}  // namespace tiendo::reader
