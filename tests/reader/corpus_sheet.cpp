#include "corpus_sheet.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdint>
#include <sstream>

namespace tiendo::test {

namespace {

Error wrong(const toml::node& at, const std::string& message) {
    std::ostringstream place;
    place << "line " << at.source().begin.line;
    return Error{ErrorCode::malformed_input, message, "see README.md beside the sheets"}.at(
        place.str());
}

std::optional<Date> day_of(const toml::date& day) {
    auto made = Date::make(day.year, day.month, day.day);
    return made ? std::optional(*made) : std::nullopt;
}

/// A table of a sheet. Takes its fields one by one; the first fault is kept, and a field that
/// nobody took is a fault.
class Fields {
public:
    explicit Fields(const toml::table& table) : table_(table) {}

    const toml::node* node(std::string_view key) {
        taken_.emplace_back(key);
        return table_.get(key);
    }
    std::optional<std::string> text(std::string_view key) { return value<std::string>(key); }
    std::string required(std::string_view key) {
        auto found = text(key);
        if (!found && !error_) {
            error_ = wrong(table_, "no " + std::string(key));
        }
        return found.value_or("");
    }
    bool flag(std::string_view key) { return value<bool>(key).value_or(false); }
    std::optional<std::int64_t> number(std::string_view key) { return value<std::int64_t>(key); }
    std::optional<Date> day(std::string_view key) {
        const auto found = value<toml::date>(key);
        const auto made = found ? day_of(*found) : std::nullopt;
        if (found && !made) {
            fail(table_, "no such day: " + std::string(key));
        }
        return made;
    }
    /// One of the words of an enum of the model.
    template <typename Enum>
    std::optional<Enum> word(std::string_view key, Result<Enum> (*parse)(std::string_view)) {
        const auto found = text(key);
        if (!found) {
            return std::nullopt;
        }
        auto parsed = parse(*found);
        if (!parsed) {
            fail(table_, parsed.error().message());
            return std::nullopt;
        }
        return *parsed;
    }
    /// Every entry of a list, each a text or a table.
    template <typename Item>
    std::vector<Item> list(std::string_view key, Item (*read)(Fields&, const toml::node&)) {
        std::vector<Item> items;
        const auto* found = node(key);
        if (found == nullptr) {
            return items;
        }
        const auto* array = found->as_array();
        if (array == nullptr) {
            fail(*found, std::string(key) + " is not a list");
            return items;
        }
        for (const auto& each : *array) {
            items.push_back(read(*this, each));
        }
        return items;
    }
    /// The fields of an entry that must be a table.
    template <typename Item>
    Item entry(const toml::node& at, Item (*read)(Fields&)) {
        const auto* table = at.as_table();
        if (table == nullptr) {
            fail(at, "an entry is not a table");
            return {};
        }
        Fields fields(*table);
        auto item = read(fields);
        if (const auto fault = fields.fault(); fault && !error_) {
            error_ = fault;
        }
        return item;
    }
    void fail(const toml::node& at, const std::string& message) {
        if (!error_) {
            error_ = wrong(at, message);
        }
    }
    /// The first fault; a field that nobody took is one.
    [[nodiscard]] std::optional<Error> fault() const {
        if (error_) {
            return error_;
        }
        for (const auto& [key, value] : table_) {
            if (std::find(taken_.begin(), taken_.end(), key.str()) == taken_.end()) {
                return wrong(value, "unknown field '" + std::string(key.str()) + "'");
            }
        }
        return std::nullopt;
    }

private:
    template <typename T>
    std::optional<T> value(std::string_view key) {
        const auto* found = node(key);
        if (found == nullptr) {
            return std::nullopt;
        }
        if (const auto* held = found->as<T>(); held != nullptr) {
            return held->get();
        }
        fail(*found, std::string(key) + " is of the wrong type");
        return std::nullopt;
    }

    const toml::table& table_;
    std::vector<std::string> taken_;
    std::optional<Error> error_;
};

WantedPhrase marks_of(Fields& fields, std::string surface) {
    return {.surface = std::move(surface),
            .outside = fields.flag("outside"),
            .doubtful = fields.flag("doubtful")};
}

WantedPhrase phrase(Fields& owner, const toml::node& at) {
    if (const auto* text = at.as_string(); text != nullptr) {
        return {.surface = text->get()};
    }
    return owner.entry<WantedPhrase>(
        at, [](Fields& fields) { return marks_of(fields, fields.required("surface")); });
}

WantedCitation citation(Fields& owner, const toml::node& at) {
    if (const auto* text = at.as_string(); text != nullptr) {
        return {.phrase = {.surface = text->get()}, .date = std::nullopt};
    }
    return owner.entry<WantedCitation>(at, [](Fields& fields) {
        return WantedCitation{.phrase = marks_of(fields, fields.required("number")),
                              .date = fields.day("date")};
    });
}

WantedAssignee assignee(Fields& owner, const toml::node& at) {
    return owner.entry<WantedAssignee>(at, [](Fields& fields) {
        WantedAssignee wanted;
        wanted.phrase = marks_of(fields, fields.required("surface"));
        wanted.role = fields.word("role", parse_role).value_or(Role::lead);
        wanted.source =
            fields.word("source", parse_assignee_source).value_or(AssigneeSource::stated);
        return wanted;
    });
}

std::optional<MonthDay> month_day(Fields& fields) {
    const auto text = fields.text("recurring");
    if (!text) {
        return std::nullopt;
    }
    const auto leap = Date::parse("2024-" + *text);  // a year that has every day
    if (!leap) {
        fields.fail(*fields.node("recurring"), "recurring is not a day like \"05-15\"");
        return std::nullopt;
    }
    return MonthDay{.month = leap->month(), .day = leap->day()};
}

WantedDeadline deadline(Fields& owner, const toml::node& at) {
    return owner.entry<WantedDeadline>(at, [](Fields& fields) {
        WantedDeadline wanted;
        wanted.phrase = marks_of(fields, fields.required("surface"));
        wanted.type = fields.word("type", parse_deadline_type).value_or(DeadlineType::ongoing);
        wanted.date = fields.day("date");
        wanted.recurring = month_day(fields);
        wanted.exclusive = fields.flag("exclusive");
        wanted.cycle = fields.word("cycle", parse_period);
        if (const auto from = fields.day("from")) {
            wanted.details.emplace("from", from->iso());
        }
        for (const auto* key : {"minute_of_day", "weekday", "every", "amount"}) {
            if (const auto number = fields.number(key)) {
                wanted.details.emplace(key, std::to_string(*number));
            }
        }
        if (const auto anchor = fields.word("anchor", parse_anchor)) {
            wanted.details.emplace("anchor", to_string(*anchor));
        }
        if (const auto unit = fields.word("unit", parse_time_unit)) {
            wanted.details.emplace("unit", to_string(*unit));
        }
        return wanted;
    });
}

WantedNode node(Fields& owner, const toml::node& at) {
    return owner.entry<WantedNode>(at, [](Fields& fields) {
        WantedNode wanted;
        wanted.id = fields.required("id");
        wanted.level = fields.word("level", parse_node_level);
        wanted.kind = fields.word("kind", parse_node_kind).value_or(NodeKind::remainder);
        wanted.parent = fields.text("parent");
        wanted.begins = fields.required("begins");
        wanted.ends = fields.required("ends");
        wanted.doubtful = fields.flag("doubtful");
        wanted.assignees = fields.list<WantedAssignee>("assignees", assignee);
        wanted.deadlines = fields.list<WantedDeadline>("deadlines", deadline);
        wanted.products = fields.list<WantedPhrase>("products", phrase);
        wanted.targets = fields.list<WantedPhrase>("targets", phrase);
        wanted.citations = fields.list<WantedCitation>("citations", citation);
        return wanted;
    });
}

std::string plain_text(Fields& owner, const toml::node& at) {
    const auto* text = at.as_string();
    if (text == nullptr) {
        owner.fail(at, "an entry is not a text");
    }
    return text == nullptr ? std::string{} : text->get();
}

Result<toml::table> table_of(std::string_view text) {
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        std::ostringstream place;
        place << "line " << error.source().begin.line;
        return Error{ErrorCode::malformed_input,
                     "not TOML: " + std::string(error.description()),
                     "correct the line"}
            .at(place.str());
    }
}

}  // namespace

Result<Sheet> parse_sheet(std::string_view toml) {
    const auto table = table_of(toml);
    if (!table) {
        return table.error();
    }
    Fields fields(*table);
    Sheet sheet;
    sheet.phenomena = fields.list<std::string>("phenomena", plain_text);
    for (const auto* key : {"kind", "number", "authority", "signer"}) {
        const auto* found = fields.node(key);
        if (found != nullptr && found->is_array()) {
            sheet.fields.emplace(key, fields.list<std::string>(key, plain_text));
        } else if (auto text = fields.text(key)) {
            sheet.fields.emplace(key, std::vector{*std::move(text)});
        }
    }
    if (const auto* date = fields.node("date"); date != nullptr) {
        const auto* text = date->as_string();
        const bool blank = text != nullptr && text->get().empty();
        const auto day = blank ? std::nullopt : fields.day("date");
        sheet.fields.emplace("date", std::vector{day ? day->iso() : std::string{}});
    }
    sheet.no_task = fields.flag("no_task");
    sheet.nodes = fields.list<WantedNode>("node", node);
    if (auto fault = fields.fault()) {
        return *std::move(fault);
    }
    return sheet;
}

Result<std::map<std::string, double>> parse_floors(std::string_view toml) {
    const auto table = table_of(toml);
    if (!table) {
        return table.error();
    }
    std::map<std::string, double> floors;
    for (const auto& [key, value] : *table) {
        const auto floor = value.value<double>();
        if (!floor || *floor < 0 || *floor > 1) {
            return wrong(value, "a floor is not a number from 0 to 1");
        }
        floors.emplace(std::string(key.str()), *floor);
    }
    return floors;
}

std::map<std::string, std::string> details_of(const Deadline& deadline) {
    std::map<std::string, std::string> details;
    if (deadline.from) {
        details.emplace("from", deadline.from->iso());
    }
    const auto add = [&](const char* key, const std::optional<int>& number) {
        if (number) {
            details.emplace(key, std::to_string(*number));
        }
    };
    add("minute_of_day", deadline.minute_of_day);
    add("weekday", deadline.weekday);
    add("every", deadline.every);
    if (deadline.relative) {
        details.emplace("anchor", to_string(deadline.relative->anchor));
        add("amount", deadline.relative->amount);
        if (deadline.relative->amount) {
            details.emplace("unit", to_string(deadline.relative->unit));
        }
    }
    return details;
}

}  // namespace tiendo::test
