#include "json_fields.hpp"

#include "tiendo/model/json.hpp"

namespace tiendo {

void describe(auto& visit, Described<UnitState> auto& state) {
    visit("from", state.from);
    visit("name", state.name);
    visit("short_name", state.short_name);
    visit("kind", state.kind);
    visit("level", state.level);
    visit("parents", state.parents);
    visit("territory", state.territory);
    visit("codes", state.codes);
    visit("legal_basis", state.legal_basis);
}

void describe(auto& visit, Described<Unit> auto& unit) {
    visit("id", unit.id);
    visit("valid_from", unit.valid_from);
    visit("valid_to", unit.valid_to);
    visit("states", unit.states);
    visit("successors", unit.successors);
    visit("succession", unit.succession);
    visit("closing_reason", unit.closing_reason);
    visit("legal_basis", unit.legal_basis);
    visit("aliases", unit.aliases);
}

void describe(auto& visit, Described<DueStep> auto& step) {
    visit("rule", step.rule);
    visit("argument", step.argument);
    visit("text", step.text);
    visit("source", step.source);
    visit("at", step.at);
}

void describe(auto& visit, Described<Due> auto& due) {
    visit("at", due.at);
    visit("steps", due.steps);
}

void describe(auto& visit, Described<Window> auto& window) {
    visit("first", window.first);
    visit("last", window.last);
}

void describe(auto& visit, Described<Cycle> auto& cycle) {
    visit("id", cycle.id);
    visit("plan", cycle.plan);
    visit("name", cycle.name);
    visit("type", cycle.type);
    visit("period", cycle.period);
    visit("year", cycle.year);
    visit.maybe_empty("source_node", cycle.source_node);  // a cycle that no sentence ordered
    visit("source_span", cycle.source_span);
    visit("window", cycle.window);
    visit("window_choice", cycle.window_choice);
    visit("due", cycle.due);
    visit("opens_at", cycle.opens_at);
}

void describe(auto& visit, Described<Duty> auto& duty) {
    visit("id", duty.id);
    visit("plan", duty.plan);
    visit("node", duty.node);
    visit("unit", duty.unit);
    visit("role", duty.role);
    visit("source", duty.source);
    visit("collective", duty.collective);
    visit("doubtful", duty.doubtful);
    visit("since", duty.since);
    visit("until", duty.until);
    visit("because", duty.because);
}

void describe(auto& visit, Described<Excuse> auto& excuse) {
    visit("by", excuse.by);
    visit("why", excuse.why);
    visit("from", excuse.from);
    visit("until", excuse.until);
}

void describe(auto& visit, Described<Obligation> auto& obligation) {
    visit("id", obligation.id);
    visit("plan", obligation.plan);
    visit("cycle", obligation.cycle);
    visit("unit", obligation.unit);
    visit("why", obligation.why);
    visit("excuses", obligation.excuses);
    visit("superseded", obligation.superseded);
    visit("inherited", obligation.inherited);
}

void describe(auto& visit, Described<Section> auto& section) {
    visit("about", section.about);
    visit("text", section.text);
}

void describe(auto& visit, Described<StatedFigure> auto& figure) {
    visit("code", figure.code);
    visit("value", figure.value);
}

void describe(auto& visit, Described<Submission> auto& submission) {
    visit("id", submission.id);
    visit("obligation", submission.obligation);
    visit("round", submission.round);
    visit("sent_at", submission.sent_at);
    visit("state", submission.state);
    visit("sender", submission.sender);
    visit("sections", submission.sections);
    visit("returned_at", submission.returned_at);
    visit("return_message", submission.return_message);
    visit("accepted_at", submission.accepted_at);
    visit("again_before", submission.again_before);
    visit("withdrawn_at", submission.withdrawn_at);
    visit("withdrawal", submission.withdrawal);
    visit("figures", submission.figures);
}

void describe(auto& visit, Described<RecordRef> auto& record) {
    visit("connection", record.connection);
    visit("type", record.type);
    visit("day", record.day);
    visit("id", record.id);
}

void describe(auto& visit, Described<Evidence> auto& evidence) {
    visit("id", evidence.id);
    visit("plan", evidence.plan);
    visit("node", evidence.node);
    visit("unit", evidence.unit);
    visit("record", evidence.record);
    visit("rule", evidence.rule);
    visit("because", evidence.because);
}

void describe(auto& visit, Described<Measure> auto& measure) {
    visit("code", measure.code);
    visit("name", measure.name);
    visit("plan", measure.plan);
    visit("cycle", measure.cycle);
    visit("unit", measure.unit);
    visit("dimension", measure.dimension);
    visit("count", measure.count);
    visit("out_of", measure.out_of);
    visit("window", measure.window);
    visit("rule", measure.rule);
}

void describe(auto& visit, Described<JournalEntry> auto& entry) {
    visit("sequence", entry.sequence);
    visit("at", entry.at);
    visit("actor", entry.actor);
    visit("action", entry.action);
    visit("subject", entry.subject);
    visit("why", entry.why);
    visit("before", entry.before);
    visit("after", entry.after);
    visit("previous_hash", entry.previous_hash);
    visit("hash", entry.hash);
}

std::string to_json(const Unit& unit) {
    return written(unit);
}
std::string to_json(const Cycle& cycle) {
    return written(cycle);
}
std::string to_json(const Duty& duty) {
    return written(duty);
}
std::string to_json(const Obligation& obligation) {
    return written(obligation);
}
std::string to_json(const Submission& submission) {
    return written(submission);
}
std::string to_json(const Evidence& evidence) {
    return written(evidence);
}
std::string to_json(const Measure& measure) {
    return written(measure);
}
std::string to_json(const JournalEntry& entry) {
    return written(entry);
}

template <>
Result<Unit> from_json<Unit>(std::string_view text) {
    return read_back<Unit>(text);
}
template <>
Result<Cycle> from_json<Cycle>(std::string_view text) {
    return read_back<Cycle>(text);
}
template <>
Result<Duty> from_json<Duty>(std::string_view text) {
    return read_back<Duty>(text);
}
template <>
Result<Obligation> from_json<Obligation>(std::string_view text) {
    return read_back<Obligation>(text);
}
template <>
Result<Submission> from_json<Submission>(std::string_view text) {
    return read_back<Submission>(text);
}
template <>
Result<Evidence> from_json<Evidence>(std::string_view text) {
    return read_back<Evidence>(text);
}
template <>
Result<Measure> from_json<Measure>(std::string_view text) {
    return read_back<Measure>(text);
}
template <>
Result<JournalEntry> from_json<JournalEntry>(std::string_view text) {
    return read_back<JournalEntry>(text);
}

}  // namespace tiendo
