#include "mapping.hpp"

#include <tiendo/adapter/json_writer.hpp>
#include <tiendo/base/text.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <utility>

namespace tiendo::declarative {

namespace {

constexpr std::size_t longest_shown = 40;

/// Without blanks at the ends.
std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<std::int64_t> whole(std::string_view text) {
    std::int64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, value);
    return fault == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

/// At most 40 bytes, cut between characters.
std::string shown(std::string_view text) {
    std::size_t end = std::min(text.size(), longest_shown);
    while (end > 0 && end < text.size() &&
           (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return std::string(text.substr(0, end));
}

/// Part `number`, counted from 1, of what `split` divides; empty where there is none.
std::string_view part_of(std::string_view text, std::string_view split, std::size_t number) {
    for (std::size_t i = 1; i < number; ++i) {
        const auto at = text.find(split);
        if (at == std::string_view::npos) {
            return {};
        }
        text.remove_prefix(at + split.size());
    }
    return text.substr(0, text.find(split));
}

/// Makes the members of one record.
class Maker {
public:
    Maker(const Look& item, Mapped& to) : item_(&item), to_(&to) {}

    void make(const FieldPlan& field);

    /// The text of a field: the first place that is not empty, taken apart where the plan says so.
    /// Nothing after a misfit.
    std::optional<std::string_view> text_of(const FieldPlan& field);
    std::optional<Seconds> time_of(const FieldPlan& field, std::string_view text);
    void misfit(Misfit::Kind kind, const FieldPlan& field, std::string_view value = {}) {
        to_->misfits.push_back({kind, &field, shown(value)});
    }

private:
    void note_absent(const FieldPlan& field, const Value& found) {
        if (found.kind == Value::Kind::absent) {
            to_->absent.push_back(&field);
        }
    }
    void begin(const FieldPlan& field) {
        to_->line += ",\"";
        to_->line += field.member.name;
        to_->line += "\":";
    }
    void put(const FieldPlan& field, std::string_view text);
    void put_word(const FieldPlan& field, std::string_view text);
    void put_list(const FieldPlan& field);
    void put_count(const FieldPlan& field);

    const Look* item_;
    Mapped* to_;
    Value value_;  ///< what `text_of` looks at
};

std::optional<std::string_view> Maker::text_of(const FieldPlan& field) {
    if (field.constant) {
        return *field.constant;
    }
    bool there = false;
    std::string_view text;
    for (const Pointer& pointer : field.from) {
        value_ = item_->value(pointer);
        if (value_.kind == Value::Kind::list || value_.kind == Value::Kind::object) {
            misfit(Misfit::Kind::no_scalar, field);
            return std::nullopt;
        }
        there = there || value_.kind != Value::Kind::absent;
        text = value_.text();
        if (!trimmed(text).empty()) {
            break;
        }
    }
    if (trimmed(text).empty()) {
        if (!there) {
            to_->absent.push_back(&field);
        }
        if (field.required) {
            misfit(there ? Misfit::Kind::empty : Misfit::Kind::missing, field);
            return std::nullopt;
        }
        return std::string_view();
    }
    if (text.find('\0') != std::string_view::npos) {
        misfit(Misfit::Kind::no_text, field);
        return std::nullopt;
    }
    if (field.part == 0) {
        return text;
    }
    const auto part = part_of(text, field.split, field.part);
    if (part.empty()) {
        misfit(Misfit::Kind::no_part, field);
        return std::nullopt;
    }
    return part;
}

std::optional<Seconds> Maker::time_of(const FieldPlan& field, std::string_view text) {
    for (const DateForm& form : field.formats) {
        if (const auto time = form.read(trimmed(text))) {
            return time;
        }
    }
    misfit(Misfit::Kind::no_time, field, text);
    return std::nullopt;
}

void Maker::put_word(const FieldPlan& field, std::string_view text) {
    auto word = text;
    if (!field.words.empty()) {
        auto found = field.words.find(trimmed(text));
        if (found == field.words.end()) {
            found = std::find_if(field.words.begin(), field.words.end(), [&](const auto& entry) {
                return same_code(entry.first, trimmed(text));
            });
        }
        if (found == field.words.end()) {
            // As people type: another case, other blanks, letters composed or not.
            const auto typed = first_invalid_utf8(text) ? std::string() : match_key(text);
            found = field.words_by_key.find(typed);
            if (found == field.words_by_key.end()) {
                misfit(Misfit::Kind::no_word, field, text);
                return;
            }
        }
        word = found->second;
    } else if (!field.constant && !is_word_of(field.member.kind, trimmed(text))) {
        misfit(Misfit::Kind::no_word, field, text);
        return;
    } else if (field.member.kind != MemberKind::text) {
        word = trimmed(text);
    }
    begin(field);
    if (field.member.kind == MemberKind::flag) {
        to_->line += word;
    } else {
        adapter::detail::append_json_text(to_->line, word);
    }
}

void Maker::put(const FieldPlan& field, std::string_view text) {
    switch (field.member.kind) {
        case MemberKind::text:
        case MemberKind::state:
        case MemberKind::channel:
        case MemberKind::direction:
        case MemberKind::flag: put_word(field, text); return;
        case MemberKind::day:
        case MemberKind::instant:
            if (const auto time = time_of(field, text)) {
                begin(field);
                to_->line += '"';
                field.member.kind == MemberKind::day ? append_day(to_->line, *time)
                                                     : append_instant(to_->line, *time);
                to_->line += '"';
            }
            return;
        case MemberKind::number:
            if (const auto number = whole(trimmed(text))) {
                begin(field);
                adapter::detail::append_json_number(to_->line, *number);
            } else {
                misfit(Misfit::Kind::no_number, field, text);
            }
            return;
        case MemberKind::texts: return;
    }
}

void Maker::put_list(const FieldPlan& field) {
    const Pointer& from = field.from.front();
    const auto found = item_->value(from);
    note_absent(field, found);
    if (found.nothing()) {
        if (field.required) {
            misfit(found.kind == Value::Kind::absent ? Misfit::Kind::missing : Misfit::Kind::empty,
                   field);
        }
        return;
    }
    if (found.kind != Value::Kind::list) {
        misfit(Misfit::Kind::no_list, field);
        return;
    }
    begin(field);
    to_->line += '[';
    bool first = true;
    for (const Value& entry : item_->list(from)) {
        if (!entry.scalar()) {
            misfit(Misfit::Kind::no_scalar, field);
            break;
        }
        if (entry.text().find('\0') != std::string_view::npos) {
            misfit(Misfit::Kind::no_text, field);
            break;
        }
        to_->line += first ? "" : ",";
        first = false;
        adapter::detail::append_json_text(to_->line, entry.text());
    }
    to_->line += ']';
}

void Maker::put_count(const FieldPlan& field) {
    const auto found = item_->value(*field.count);
    note_absent(field, found);
    if (found.kind == Value::Kind::list || (found.nothing() && !field.required)) {
        begin(field);
        adapter::detail::append_json_number(to_->line, static_cast<std::int64_t>(found.count));
    } else {
        misfit(found.kind == Value::Kind::absent ? Misfit::Kind::missing : Misfit::Kind::no_list,
               field);
    }
}

void Maker::make(const FieldPlan& field) {
    if (field.count) {
        put_count(field);
        return;
    }
    if (field.member.kind == MemberKind::texts && !field.from.empty()) {
        put_list(field);
        return;
    }
    const auto text = text_of(field);
    if (!text) {
        return;
    }
    if (!text->empty()) {
        put(field, *text);
    } else if (field.member.required) {  // a text that may be empty
        begin(field);
        to_->line += "\"\"";
    }
}

bool is_deleted(const StreamPlan& plan, const Look& item) {
    if (!plan.deleted) {
        return false;
    }
    const auto value = item.value(plan.deleted->from);
    const auto& values = plan.deleted->values;
    return value.scalar() && std::any_of(values.begin(), values.end(), [&](const auto& each) {
               return same_code(each, value.text());
           });
}

}  // namespace

void map_item(const StreamPlan& plan, const Look& item, Mapped& to) {
    to.line = "{\"type\":\"";
    to.line += to_string(plan.type);
    to.line += '"';
    to.id.clear();
    to.misfits.clear();
    to.absent.clear();
    to.deleted = is_deleted(plan, item);
    Maker maker(item, to);
    const FieldPlan& id_field = plan.fields.front();
    if (const auto id = maker.text_of(id_field)) {
        to.id = trimmed(*id);
        to.line += ",\"id\":";
        adapter::detail::append_json_text(to.line, to.id);
    }
    for (std::size_t i = 1; i < plan.fields.size() && !to.deleted; ++i) {
        maker.make(plan.fields[i]);
    }
    to.line += to.deleted ? ",\"deleted\":true}" : "}";
}

std::string told(const Misfit& misfit) {
    const FieldPlan& field = *misfit.field;
    const auto& place = field.count           ? *field.count
                        : !field.from.empty() ? field.from.front()
                                              : Pointer{};
    const auto where = "'" + place.text + "'";
    switch (misfit.kind) {
        case Misfit::Kind::missing: return "member " + where + " is missing";
        case Misfit::Kind::empty: return "member " + where + " is empty";
        case Misfit::Kind::no_scalar: return "member " + where + " holds a list or an object";
        case Misfit::Kind::no_list: return "member " + where + " is no list";
        case Misfit::Kind::no_part:
            return "member " + where + " has no part " + std::to_string(field.part) + " between '" +
                   field.split + "'";
        case Misfit::Kind::no_word:
            return "member " + where + " holds the unknown code '" + misfit.value + "'";
        case Misfit::Kind::no_time:
            return "member " + where + " holds '" + misfit.value + "', which no format reads";
        case Misfit::Kind::no_number: return "member " + where + " is no whole number";
        case Misfit::Kind::no_text: return "member " + where + " holds a NUL character";
    }
    return "it does not fit";
}

std::string unreadable_line(const StreamPlan& plan, const Mapped& mapped, std::string_view place) {
    adapter::JsonObject line;
    line.text("type", to_string(plan.type))
        .text("id", mapped.id)
        .text("unreadable",
              std::string(place) + told(mapped.misfits.front()) + " (line " +
                  std::to_string(mapped.misfits.front().field->line) + " of the profile)");
    return line.str();
}

bool same_code(std::string_view one, std::string_view other) {
    if (one == other) {
        return true;
    }
    const auto a = whole(one);
    const auto b = whole(other);
    return a && b && *a == *b;
}

}  // namespace tiendo::declarative
