#include "event_table.hpp"

#include "unit_table.hpp"

#include <fmt/format.h>

namespace tiendo::units {

namespace {

UnitId unit_in(Fields& fields, std::string_view key) {
    (void)fields.required(key);
    return fields.parsed(key, UnitId::parse).value_or(UnitId{});
}

/// The units of `key`, as ids or as tables with shares.
std::vector<Part> parts_in(Fields& fields, std::string_view key) {
    std::vector<Part> parts;
    if (fields.holds_texts(key)) {
        for (auto& unit : fields.all_parsed(key, UnitId::parse)) {
            parts.push_back({std::move(unit), std::nullopt, std::nullopt});
        }
        return parts;
    }
    for (const auto* table : fields.tables(key)) {
        Fields each(*table, "a part");
        Part part;
        part.unit = unit_in(each, "unit");
        part.share = each.parsed("share", Share::parse);
        part.back = each.parsed("back", Share::parse);
        parts.push_back(std::move(part));
        if (auto fault = each.finish()) {
            fields.fail(*std::move(fault));
        }
    }
    return parts;
}

std::optional<Passing> duties_in(Fields& fields) {
    const auto succession = fields.parsed("duties", parse_succession);
    Passing passing;
    passing.heirs = fields.all_parsed("duties_to", UnitId::parse);
    passing.reason = fields.text("reason");
    if (!succession) {
        if (!passing.heirs.empty() || !passing.reason.empty()) {
            fields.fail("duties_to or reason stands without duties",
                        "state duties = \"inherited\", \"shared\", \"closed\" or \"unknown\"");
        }
        return std::nullopt;
    }
    passing.succession = *succession;
    return passing;
}

ShareBasis basis_in(Fields& fields) {
    return fields.parsed("by", parse_share_basis).value_or(ShareBasis::stated);
}

Step create_in(Fields& fields) {
    Create create;
    const auto* table = fields.table("unit");
    if (table == nullptr) {
        fields.fail("the step creates no unit", "write unit = { id = …, name = …, kind = … }");
        return create;
    }
    auto unit = parse_unit(*table);
    if (unit) {
        create.unit = *std::move(unit);
    } else {
        fields.fail(std::move(unit).error());
    }
    return create;
}

Step change_in(Fields& fields) {
    const auto unit = unit_in(fields, "unit");
    auto change = read_change(fields);
    change.unit = unit;
    Change nothing;
    nothing.unit = unit;
    if (change == nothing) {
        fields.fail("the step changes nothing",
                    "name what becomes different: name, codes, parent, territory, kind or level");
    }
    return change;
}

Step merge_in(Fields& fields) {
    Merge merge;
    merge.units = parts_in(fields, "units");
    if (merge.units.empty()) {
        fields.fail("the step merges no units", "write units = [\"…\"]");
    }
    merge.into = unit_in(fields, "into");
    merge.by = basis_in(fields);
    merge.duties = duties_in(fields);
    for (const auto& part : merge.units) {
        if (part.share) {
            fields.fail("a merged unit goes whole, so it has no share",
                        "state its share of the new whole as back, for reading on older maps");
        }
    }
    return merge;
}

Step split_in(Fields& fields) {
    End end;
    end.unit = unit_in(fields, "unit");
    end.into = parts_in(fields, "into");
    if (end.into.size() < 2) {
        fields.fail("the step splits a unit into fewer than two",
                    "write into = [\"…\", \"…\"], or use do = \"merge\"");
    }
    end.by = basis_in(fields);
    end.duties = duties_in(fields);
    return end;
}

Step transfer_in(Fields& fields) {
    Transfer transfer;
    transfer.from = unit_in(fields, "from");
    transfer.to.unit = unit_in(fields, "to");
    transfer.to.share = fields.parsed("share", Share::parse);
    transfer.to.back = fields.parsed("back", Share::parse);
    transfer.by = basis_in(fields);
    return transfer;
}

Step abolish_in(Fields& fields) {
    End end;
    end.unit = unit_in(fields, "unit");
    end.duties = duties_in(fields);
    return end;
}

Step tier_in(Fields& fields) {
    EndTier tier;
    (void)fields.required("level");
    tier.level = fields.parsed("level", parse_unit_level).value_or(tier.level);
    tier.duties = duties_in(fields);
    return tier;
}

struct Verb {
    std::string_view word;
    Step (*read)(Fields&);
};
constexpr Verb verbs[] = {
    {"create", create_in},
    {"rename", change_in},
    {"recode", change_in},
    {"move", change_in},
    {"change", change_in},
    {"merge", merge_in},
    {"split", split_in},
    {"transfer", transfer_in},
    {"abolish", abolish_in},
    {"abolish-tier", tier_in},
};

std::optional<Error> add_step(const toml::table& table, std::vector<Step>& steps) {
    Fields fields(table, "a step");
    const auto word = fields.required("do");
    for (const auto& verb : verbs) {
        if (verb.word == word) {
            steps.push_back(verb.read(fields));
            return fields.finish();
        }
    }
    fields.fail(
        fmt::format("'{}' is not a step", word.substr(0, 40)),
        "use one of: create, rename, recode, move, change, merge, split, transfer, abolish, "
        "abolish-tier");
    return fields.finish();
}

void read_steps(Fields& fields, Event& event) {
    const auto day = fields.day("day");
    if (!day) {
        fields.fail("an event has no day", "state day = 2021-01-01, on which it takes effect");
    }
    event.day = day.value_or(Date{});
    event.name = fields.text("name");
    event.legal_basis = fields.required("legal_basis");
    event.source = fields.text("source");
    event.doubts = fields.texts("doubts");
    for (const auto* table : fields.tables("step")) {
        if (auto fault = add_step(*table, event.steps)) {
            fields.fail(*std::move(fault));
        }
    }
}

void read_statements(Fields& fields, Amendment& amendment) {
    amendment.event = fields.parsed("amends", UnitEventId::parse).value_or(UnitEventId{});
    amendment.legal_basis = fields.text("legal_basis");
    amendment.source = fields.required("source");
    for (const auto* table : fields.tables("state")) {
        Fields each(*table, "a statement");
        Statement statement;
        statement.unit = unit_in(each, "unit");
        statement.parts = parts_in(each, "parts");
        statement.duties = duties_in(each);
        if (statement.parts.empty() && !statement.duties) {
            each.fail("the statement states nothing",
                      "state parts = [{ unit = …, share = … }] or duties");
        }
        amendment.statements.push_back(std::move(statement));
        if (auto fault = each.finish()) {
            fields.fail(*std::move(fault));
        }
    }
    if (amendment.statements.empty()) {
        fields.fail("the amendment states nothing", "add [[event.state]] tables");
    }
}

void read_reversal(Fields& fields, Reversal& reversal) {
    reversal.reverses = fields.parsed("reverses", UnitEventId::parse).value_or(UnitEventId{});
    reversal.reason = fields.required("reason");
    reversal.source = fields.text("source");
}

template <typename Kind>
void read_entry(Fields& fields, Entry& entry, void (*read)(Fields&, Kind&)) {
    auto& kind = entry.emplace<Kind>();
    kind.id = fields.parsed("id", UnitEventId::parse).value_or(UnitEventId{});
    read(fields, kind);
}

}  // namespace

Result<Entry> parse_entry(const toml::table& table) {
    Fields fields(table, "an event");
    const auto id = fields.required("id");
    Entry entry;
    if (fields.has("amends")) {
        read_entry<Amendment>(fields, entry, read_statements);
    } else if (fields.has("reverses")) {
        read_entry<Reversal>(fields, entry, read_reversal);
    } else {
        read_entry<Event>(fields, entry, read_steps);
    }
    if (auto fault = fields.finish()) {
        return id.empty() ? *std::move(fault)
                          : std::move(*fault).at(fmt::format("event '{}'", id.substr(0, 60)));
    }
    return Result<Entry>(std::move(entry));
}

}  // namespace tiendo::units
