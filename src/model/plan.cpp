#include "tiendo/model/plan.hpp"

#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>

namespace tiendo {

namespace {

constexpr EnumNames<NodeLevel, 7> node_levels{
    "node level",
    {{{NodeLevel::part, "part"},
      {NodeLevel::dimension, "dimension"},
      {NodeLevel::block, "block"},
      {NodeLevel::bullet, "bullet"},
      {NodeLevel::sub_bullet, "sub_bullet"},
      {NodeLevel::paragraph, "paragraph"},
      {NodeLevel::organisation_item, "organisation_item"}}}};

constexpr EnumNames<NodeKind, 7> node_kinds{"node kind",
                                            {{{NodeKind::heading, "heading"},
                                              {NodeKind::objective, "objective"},
                                              {NodeKind::requirement, "requirement"},
                                              {NodeKind::task, "task"},
                                              {NodeKind::preamble, "preamble"},
                                              {NodeKind::closing, "closing"},
                                              {NodeKind::remainder, "remainder"}}}};

constexpr EnumNames<Role, 7> roles{"role",
                                   {{{Role::lead, "lead"},
                                     {Role::coordinate, "coordinate"},
                                     {Role::advise, "advise"},
                                     {Role::supervise, "supervise"},
                                     {Role::requested, "requested"},
                                     {Role::partner, "partner"},
                                     {Role::recipient, "recipient"}}}};

constexpr EnumNames<AssigneeSource, 4> assignee_sources{
    "source of an assignee",
    {{{AssigneeSource::stated, "explicit"},
      {AssigneeSource::inherited, "inherited"},
      {AssigneeSource::implicit_authority, "implicit_authority"},
      {AssigneeSource::reviewed, "reviewed"}}}};

constexpr EnumNames<DeadlineType, 10> deadline_types{"deadline type",
                                                     {{{DeadlineType::before_date, "before_date"},
                                                       {DeadlineType::periodic, "periodic"},
                                                       {DeadlineType::quarterly, "quarterly"},
                                                       {DeadlineType::ongoing, "ongoing"},
                                                       {DeadlineType::ad_hoc, "ad_hoc"},
                                                       {DeadlineType::on_event, "on_event"},
                                                       {DeadlineType::period, "period"},
                                                       {DeadlineType::relative, "relative"},
                                                       {DeadlineType::vague, "vague"},
                                                       {DeadlineType::from_date, "from_date"}}}};

constexpr EnumNames<Period, 7> periods{"period",
                                       {{{Period::month, "month"},
                                         {Period::quarter, "quarter"},
                                         {Period::half_year, "half_year"},
                                         {Period::nine_months, "nine_months"},
                                         {Period::year, "year"},
                                         {Period::week, "week"},
                                         {Period::day, "day"}}}};

constexpr EnumNames<TimeUnit, 7> time_units{"unit of time",
                                            {{{TimeUnit::hour, "hour"},
                                              {TimeUnit::day, "day"},
                                              {TimeUnit::working_day, "working_day"},
                                              {TimeUnit::week, "week"},
                                              {TimeUnit::month, "month"},
                                              {TimeUnit::quarter, "quarter"},
                                              {TimeUnit::year, "year"}}}};

constexpr EnumNames<Anchor, 4> anchors{"anchor of a relative time",
                                       {{{Anchor::issue, "issue"},
                                         {Anchor::event, "event"},
                                         {Anchor::report, "report"},
                                         {Anchor::plan, "plan"}}}};

constexpr EnumNames<Comparison, 5> comparisons{"comparison",
                                               {{{Comparison::exactly, "exactly"},
                                                 {Comparison::at_least, "at_least"},
                                                 {Comparison::at_most, "at_most"},
                                                 {Comparison::rising, "rising"},
                                                 {Comparison::falling, "falling"}}}};

/// Length of the white space that `text` begins with, 0 if it begins with something else.
std::size_t leading_space(std::string_view text) {
    constexpr std::string_view ascii = " \t\n\v\f\r";
    // No-break spaces, the typographic spaces that word processors put into numbers, zero width
    // space.
    constexpr std::array<std::string_view, 8> wide = {
        "\u00A0", "\u2002", "\u2003", "\u2009", "\u200A", "\u200B", "\u202F", "\u3000"};
    if (ascii.find(text.front()) != std::string_view::npos) {
        return 1;
    }
    for (const auto space : wide) {
        if (text.substr(0, space.size()) == space) {
            return space.size();
        }
    }
    return 0;
}

}  // namespace

std::string_view to_string(NodeLevel level) noexcept {
    return node_levels.name(level);
}

Result<NodeLevel> parse_node_level(std::string_view text) {
    return node_levels.parse(text);
}

std::string_view to_string(NodeKind kind) noexcept {
    return node_kinds.name(kind);
}

Result<NodeKind> parse_node_kind(std::string_view text) {
    return node_kinds.parse(text);
}

std::string_view to_string(Role role) noexcept {
    return roles.name(role);
}

Result<Role> parse_role(std::string_view text) {
    return roles.parse(text);
}

std::string_view to_string(AssigneeSource source) noexcept {
    return assignee_sources.name(source);
}

Result<AssigneeSource> parse_assignee_source(std::string_view text) {
    return assignee_sources.parse(text);
}

std::string_view to_string(DeadlineType type) noexcept {
    return deadline_types.name(type);
}

Result<DeadlineType> parse_deadline_type(std::string_view text) {
    return deadline_types.parse(text);
}

std::string_view to_string(Period period) noexcept {
    return periods.name(period);
}

Result<Period> parse_period(std::string_view text) {
    return periods.parse(text);
}

std::string_view to_string(TimeUnit unit) noexcept {
    return time_units.name(unit);
}

Result<TimeUnit> parse_time_unit(std::string_view text) {
    return time_units.parse(text);
}

std::string_view to_string(Anchor anchor) noexcept {
    return anchors.name(anchor);
}

Result<Anchor> parse_anchor(std::string_view text) {
    return anchors.parse(text);
}

std::string_view to_string(Comparison comparison) noexcept {
    return comparisons.name(comparison);
}

Result<Comparison> parse_comparison(std::string_view text) {
    return comparisons.parse(text);
}

std::string citation_key(std::string_view number) {
    const auto folded = to_nfc(to_lower(number));
    std::string key;
    key.reserve(folded.size());
    for (std::string_view rest = folded; !rest.empty();) {
        const auto space = leading_space(rest);
        if (space == 0) {
            key += rest.front();
        }
        rest.remove_prefix(std::max<std::size_t>(space, 1));
    }
    return key;
}

const Node* Plan::find(const NodeId& id) const noexcept {
    const auto found =
        std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) { return node.id == id; });
    return found == nodes.end() ? nullptr : &*found;
}

std::ostream& operator<<(std::ostream& out, const Doubt& doubt) {
    out << "nghi vấn [" << doubt.code << "]";
    if (!doubt.where.empty()) {
        out << " " << doubt.where;
    }
    out << ": ";
    if (doubt.choice.empty()) {
        return out << doubt.text;
    }
    // The text may be a sentence of its own; what follows makes it the first half of one.
    const std::string_view text = doubt.text;
    const bool sentence = text.ends_with('.') && !text.ends_with("..");
    return out << text.substr(0, text.size() - (sentence ? 1 : 0))
               << "; tạm hiểu: " << doubt.choice;
}

}  // namespace tiendo
