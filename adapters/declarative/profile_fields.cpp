// [stream.fields]: how the members of a record are made.
#include "profile_reader.hpp"

#include <tiendo/base/text.hpp>

#include <algorithm>
#include <utility>

namespace tiendo::declarative {

namespace {

constexpr std::size_t most_words = 1'000;

bool holds_time(MemberKind kind) {
    return kind == MemberKind::instant || kind == MemberKind::day;
}
bool holds_word(MemberKind kind) {
    return !words_of(kind).empty();
}

void read_formats(Section& from, FieldPlan& plan) {
    for (const auto& [given, line] : from.texts("format")) {
        if (auto form = DateForm::of(given)) {
            plan.formats.push_back(*std::move(form));
        } else {
            from.faults().add(
                line,
                from.name() + ": '" + given.substr(0, 60) + "' is no form of a time",
                "write \"iso\", \"epoch-seconds\", \"epoch-milliseconds\" or a pattern like "
                "\"dd/MM/yyyy[ HH:mm[:ss]]\"");
        }
    }
    if (holds_time(plan.member.kind) != !plan.formats.empty() && !from.has("format")) {
        from.fault("from",
                   "it holds a time, and no format says how it is written",
                   "write format = [\"iso\"], or how the other side writes it");
    } else if (!holds_time(plan.member.kind) && from.has("format")) {
        from.fault("format", "only days and points in time have a format", "take it out");
    }
}

void read_words(Section& from, FieldPlan& plan) {
    plan.unknown_is_drift =
        from.word("unknown", {"dead", "drift"}, Wanted::optional).value_or(0) == 1;
    auto map = from.section("map");
    if (!map) {
        if (from.has("unknown")) {
            from.fault("unknown", "without a map nothing is unknown", "add map = { … }");
        }
        return;
    }
    if (holds_time(plan.member.kind) || plan.member.kind == MemberKind::texts ||
        plan.member.kind == MemberKind::number) {
        from.fault("map", "only words, texts and flags are mapped", "take the map out");
    }
    for (const auto& [theirs, node] : map->all()) {
        const auto ours = node->kind == Node::Kind::flag
                              ? std::string(node->flag ? "true" : "false")
                              : map->text(theirs, Wanted::required);
        if (!ours.empty() && !is_word_of(plan.member.kind, ours)) {
            map->fault(theirs,
                       "'" + ours.substr(0, 60) + "' is no word of '" +
                           std::string(plan.member.name) + "'",
                       "take one of " + std::string(words_of(plan.member.kind)));
        }
        plan.words.emplace(theirs, ours);
        plan.words_by_key.emplace(match_key(theirs), ours);
    }
    if (plan.words.empty() || plan.words.size() > most_words) {
        from.fault(
            "map", "the map has no entry, or more than 1000", "write map = { \"1\" = \"…\" }");
    }
}

void read_constant(Section& from, FieldPlan& plan) {
    const Node* node = from.raw("constant");
    if (node == nullptr) {
        return;
    }
    const auto kind = plan.member.kind;
    const bool fits = kind == MemberKind::number ? node->kind == Node::Kind::number
                      : kind == MemberKind::flag
                          ? node->kind == Node::Kind::flag
                          : node->kind == Node::Kind::text && is_word_of(kind, node->text);
    if (!fits || holds_time(kind) || kind == MemberKind::texts) {
        from.fault("constant",
                   "the constant does not fit '" + std::string(plan.member.name) + "'",
                   holds_word(kind) ? "take one of " + std::string(words_of(kind))
                                    : "give a value of its type; times have no constant");
        return;
    }
    plan.constant = node->kind == Node::Kind::text     ? node->text
                    : node->kind == Node::Kind::number ? std::to_string(node->number)
                                                       : std::string(node->flag ? "true" : "false");
}

void read_source(Section& from, FieldPlan& plan) {
    plan.from = ProfileReader::pointers(from, "from");
    plan.count = ProfileReader::pointer(from, "count", Wanted::optional);
    read_constant(from, plan);
    const int sources = static_cast<int>(from.has("from")) + static_cast<int>(from.has("count")) +
                        static_cast<int>(from.has("constant"));
    if (sources != 1) {
        from.fault("from",
                   "its value comes from " + std::to_string(sources) + " places",
                   "give one of from, count and constant");
    }
    if (plan.count && plan.member.kind != MemberKind::number) {
        from.fault("count", "only a number can be a count", "use from");
    }
    plan.split = from.text("split", Wanted::optional);
    plan.part = static_cast<std::size_t>(from.number("part", 1, 100).value_or(0));
    if (plan.split.empty() != (plan.part == 0)) {
        from.fault("split", "split and part belong together", "write split = \"-\" and part = 1");
    }
}

FieldPlan read_field(const RecordMember& member, Section from) {
    FieldPlan plan;
    plan.member = member;
    plan.line = from.line();
    const bool names_itself = member.name == "id" || member.name == "day";
    plan.purpose = from.text("purpose", names_itself ? Wanted::optional : Wanted::required);
    plan.required = from.flag("required", member.required);
    if (member.required && !plan.required && member.kind != MemberKind::text) {
        from.fault("required",
                   "every record has '" + std::string(member.name) + "'",
                   "take required = false out");
    }
    read_source(from, plan);
    const bool taken = from.has("from");
    if (taken || from.has("format")) {
        read_formats(from, plan);
    }
    read_words(from, plan);
    from.end();
    return plan;
}

/// Numbers the pointers, so that a table can find its columns once.
void number_slots(StreamPlan& stream) {
    const auto number = [&](Pointer& pointer) { pointer.slot = stream.slots++; };
    for (FieldPlan& field : stream.fields) {
        std::for_each(field.from.begin(), field.from.end(), number);
        if (field.count) {
            number(*field.count);
        }
    }
    if (stream.deleted) {
        number(stream.deleted->from);
    }
}

void read_deleted(Section& from, StreamPlan& stream) {
    auto section = from.section("deleted");
    if (!section) {
        return;
    }
    auto pointer = ProfileReader::pointer(*section, "from", Wanted::required);
    Deleted deleted{std::move(pointer).value_or(Pointer{}), {}};
    for (const auto& [value, line] : section->texts("is")) {
        deleted.values.push_back(value);
    }
    if (deleted.values.empty()) {
        section->fault("is", "no value means that a record is deleted", "write is = [\"true\"]");
    }
    section->end();
    stream.deleted = std::move(deleted);
}

}  // namespace

void read_fields(Section& from, StreamPlan& stream) {
    read_deleted(from, stream);
    const auto ignored = from.texts("ignore");
    if (from.has("ignore")) {
        stream.ignore.emplace();
        for (const auto& [name, line] : ignored) {
            stream.ignore->push_back(name);
        }
    }
    auto fields = from.section("fields");
    if (!fields) {
        from.fault(
            "fields", "the table [stream.fields] is missing", "add [stream.fields.id] and so on");
        return;
    }
    for (const RecordMember& member : members_of(stream.type)) {
        const auto* node = fields->raw(member.name);
        const std::string name(member.name);
        if (node == nullptr && member.required) {
            fields->fault("",
                          "there is no field '" + name + "', which every " +
                              std::string(to_string(stream.type)) + " has",
                          "add [stream.fields." + name + "]");
        } else if (node != nullptr && node->kind != Node::Kind::table) {
            fields->fault(name, "'" + name + "' is no table", "write [stream.fields." + name + "]");
        } else if (node != nullptr) {
            stream.fields.push_back(read_field(
                member, Section(*node, from.name() + " field '" + name + "'", from.faults())));
        }
    }
    fields->end();
    number_slots(stream);
}

}  // namespace tiendo::declarative
