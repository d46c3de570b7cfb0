#include "json_fields.hpp"

#include "tiendo/model/json.hpp"

namespace tiendo {

void describe(auto& visit, Described<MonthDay> auto& day) {
    visit("month", day.month);
    visit("day", day.day);
}

void describe(auto& visit, Described<Assignee> auto& assignee) {
    visit("surface", assignee.surface);
    visit("span", assignee.span);
    visit("unit_key", assignee.unit_key);
    visit("collective", assignee.collective);
    visit("stated_count", assignee.stated_count);
    visit("role", assignee.role);
    visit("source", assignee.source);
    visit("inherited_from", assignee.inherited_from);
    visit("head", assignee.head);
    visit("via", assignee.via);
    visit("doubt", assignee.doubt);
}

void describe(auto& visit, Described<RelativeTime> auto& relative) {
    visit("anchor", relative.anchor);
    visit("anchor_surface", relative.anchor_surface);
    visit("amount", relative.amount);
    visit("unit", relative.unit);
}

void describe(auto& visit, Described<Mention> auto& mention) {
    visit("surface", mention.surface);
    visit("span", mention.span);
}

void describe(auto& visit, Described<Target> auto& target) {
    visit("surface", target.surface);
    visit("span", target.span);
    visit("comparison", target.comparison);
    visit("amount", target.amount);
    visit("unit", target.unit);
}

void describe(auto& visit, Described<ReportDuty> auto& duty) {
    visit("surface", duty.surface);
    visit("span", duty.span);
    visit("to", duty.to);
    visit("via", duty.via);
    visit("cycle", duty.cycle);
    visit("deadlines", duty.deadlines);
}

void describe(auto& visit, Described<Deadline> auto& deadline) {
    visit("surface", deadline.surface);
    visit("span", deadline.span);
    visit("type", deadline.type);
    visit("date", deadline.date);
    visit("recurring", deadline.recurring);
    visit("exclusive", deadline.exclusive);
    visit("from", deadline.from);
    visit("relative", deadline.relative);
    visit("minute_of_day", deadline.minute_of_day);
    visit("day_of_month", deadline.day_of_month);
    visit("weekday", deadline.weekday);
    visit("every", deadline.every);
    visit("cycle", deadline.cycle);
    visit("cycle_surface", deadline.cycle_surface);
    visit("to", deadline.to);
    visit("via", deadline.via);
    visit("doubt", deadline.doubt);
}

void describe(auto& visit, Described<Node> auto& node) {
    visit("id", node.id);
    visit("parent", node.parent);
    visit("level", node.level);
    visit("kind", node.kind);
    visit("dimension", node.dimension);
    visit("marker", node.marker);
    visit("ordinal", node.ordinal);
    visit("marker_start", node.marker_start);
    visit("span", node.span);
    visit("scope", node.scope);
    visit("text", node.text);
    visit("split_gaps", node.split_gaps);
    visit("assignees", node.assignees);
    visit("deadlines", node.deadlines);
    visit("citations", node.citations);
    visit("products", node.products);
    visit("targets", node.targets);
    visit("systems", node.systems);
    visit("conditions", node.conditions);
    visit("report_duties", node.report_duties);
    visit("recognised", node.recognised);
}

void describe(auto& visit, Described<CitationMention> auto& mention) {
    visit("surface", mention.surface);
    visit("span", mention.span);
    visit("node", mention.node);
}

void describe(auto& visit, Described<Citation> auto& citation) {
    visit("id", citation.id);
    visit("kind", citation.kind);
    visit("number", citation.number);
    visit("date", citation.date);
    visit("issuer", citation.issuer);
    visit("name", citation.name);
    visit("mentions", citation.mentions);
}

void describe(auto& visit, Described<Uncovered> auto& uncovered) {
    visit("span", uncovered.span);
    visit("reason", uncovered.reason);
    visit("document_field", uncovered.document_field);
}

void describe(auto& visit, Described<Dimension> auto& dimension) {
    visit("number", dimension.number);
    visit("name", dimension.name);
}

void describe(auto& visit, Described<Plan> auto& plan) {
    visit("source_name", plan.source_name);
    visit("source_sha256", plan.source_sha256);
    visit("source_bytes", plan.source_bytes);
    visit("authority", plan.authority);
    visit("kind", plan.kind);
    visit("number", plan.number);
    visit("date", plan.date);
    visit("title", plan.title);
    visit("signer", plan.signer);
    visit("signer_titles", plan.signer_titles);
    visit("recipients", plan.recipients);
    visit("dimensions", plan.dimensions);
    visit("nodes", plan.nodes);
    visit("citations", plan.citations);
    visit("uncovered", plan.uncovered);
}

void describe(auto& visit, Described<Doubt> auto& doubt) {
    visit("code", doubt.code);
    visit("where", doubt.where);
    visit("text", doubt.text);
    visit("choice", doubt.choice);
    visit("span", doubt.span);
}

std::string to_json(const Plan& plan) {
    return written(plan);
}
std::string to_json(const Doubt& doubt) {
    return written(doubt);
}

template <>
Result<Plan> from_json<Plan>(std::string_view text) {
    return read_back<Plan>(text);
}
template <>
Result<Doubt> from_json<Doubt>(std::string_view text) {
    return read_back<Doubt>(text);
}

}  // namespace tiendo
