#include "body_units.hpp"

#include <algorithm>
#include <string>

namespace tiendo::reader {

StatedLevel UnitReader::own_level() const {
    StatedLevel own;
    own.slug = authority_.slug;
    own.rank = authority_.rank;
    return own;
}

BodyUnit UnitReader::unit_at(std::string_view key, const StatedLevel& at) const {
    const auto stem = std::string(key) + "-" + at.slug;
    if (!at.chosen.empty()) {
        return {stem + "-" + at.chosen + "*", std::string(nobody_in_particular)};
    }
    if (!at.name.empty() && at.rank < authority_.rank) {
        return {stem + "-" + at.name, std::nullopt};
    }
    if (at.several || at.rank < authority_.rank) {
        return {stem + "*", key == "ubnd" ? at.slug : stem};
    }
    return {stem, std::nullopt};
}

void UnitReader::add_units(Body& body, std::string_view key, const StatedLevel& at) const {
    if (at.places.empty() || at.rank >= authority_.rank) {
        body.units.push_back(unit_at(key, at));
        return;
    }
    for (const auto& place : at.places) {
        body.units.push_back({std::string(key) + "-" + at.slug + "-" + place, std::nullopt});
    }
}

void UnitReader::take_levels(Body& body, const std::vector<StatedLevel>& list) {
    if (!list.empty()) {
        body.end = body.until = list.back().end;
    }
    for (const auto& each : list) {
        body.stated_count = body.stated_count ? body.stated_count : each.count;
        body.rank = std::max(body.rank, each.rank);
    }
}

std::optional<Body> UnitReader::wards(std::size_t i) const {
    const auto list = levels(i);
    if (list.empty() || !list.front().several || list.front().rank >= authority_.rank ||
        (!list.front().count && !is(i, "các") && !is(i, "mỗi") && !is(i, "từng"))) {
        return std::nullopt;
    }
    Body body{i, i, i, i, {}, {}};
    take_levels(body, list);
    for (const auto& each : list) {
        add_units(body, "ubnd", each);
    }
    return body;
}

std::optional<Body> UnitReader::parts(std::size_t i) const {
    const bool several = is(i, "các") || is(i, "mỗi");
    const auto found = several ? words_.parts.phrases().at(tokens_, i + 1) : std::nullopt;
    if (!found) {
        return std::nullopt;
    }
    Body body{i, found->end, i, found->end, {}, {}, words_.parts.value(*found)};
    body.end = end_of_parts(body.end);
    body.units = {{slug(found->begin, body.end) + "*", std::string(nobody_in_particular)}};
    body.until = body.end;
    return body;
}

std::size_t UnitReader::end_of_part_list(std::size_t i) const {
    while (is(i, ",") || is(i, "và")) {
        const auto next = words_.parts.phrases().at(tokens_, i + 1);
        const auto item = next ? next : words_.levels.phrases().at(tokens_, i + 1);
        if (!item || capital(i + 1) || capital(item->end)) {
            break;
        }
        i = item->end;
    }
    return i;
}

std::size_t UnitReader::end_of_parts(std::size_t i) const {
    i = end_of_part_list(i);
    if (const auto at = level(i); at && !at->several && at->chosen.empty()) {
        i = at->end;
    }
    const auto concerned = behind_concerned(i);
    return concerned > i ? concerned : end_of_restriction(i);
}

Body UnitReader::at_place(Body body, const BodyRow& row) const {
    auto list = levels(body.end);
    take_levels(body, list);
    if (list.empty()) {
        list.push_back(own_level());
    }
    for (const auto& each : list) {
        add_units(body, row.key, each);
    }
    body.until = body.end;
    return body;
}

bool UnitReader::has_seat(std::size_t i, const BodyRow& row) const {
    const auto at = level(i);
    return end_of_region(i) > i || (at && (!at->several || row.several));
}

std::size_t UnitReader::end_of_group(std::size_t i) const {
    if (i < tokens_.size() && tokens_[i].kind == TokenKind::number) {
        return i + 1;
    }
    const auto field = words_.fields.phrases().at(tokens_, i);
    auto end = field ? field->end : end_of_name(i);
    end = end == i ? end_of_matter(i, 2) : end;  // "Ban Chỉ đạo thi cấp tỉnh"
    end += end > i && end < tokens_.size() && tokens_[end].kind == TokenKind::number ? 1 : 0;
    return end;
}

}  // namespace tiendo::reader
