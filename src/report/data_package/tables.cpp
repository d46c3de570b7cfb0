#include "tables.hpp"

#include "figure_value.hpp"
#include "phrases.hpp"

#include "tiendo/model/obligation.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <variant>

namespace tiendo::report::data_package {

namespace {

Field field(std::string_view name, FieldType type, std::string_view title) {
    return {std::string(name), type, std::string(title)};
}
Field required(Field field) {
    field.required = true;
    return field;
}
Field one_of(Field field, std::vector<std::string> words) {
    field.one_of = std::move(words);
    return field;
}

std::string plain(const Prose& prose) {
    std::string text;
    for (const auto& run : prose) {
        text += run.text;
    }
    return text;
}

std::vector<std::string> standings() {
    std::vector<std::string> words;
    for (const auto each : {Standing::not_due,
                            Standing::open,
                            Standing::on_time,
                            Standing::late,
                            Standing::overdue,
                            Standing::excused,
                            Standing::superseded}) {
        words.emplace_back(to_string(each));
    }
    return words;
}

Table obligations(const BoardTable& board) {
    using enum FieldType;
    Table table{"obligations",
                std::string(phrases::data_obligations),
                {required(field("obligation", string, phrases::data_id)),
                 required(field("unit", string, phrases::data_unit_id)),
                 field("unit_name", string, phrases::column_unit),
                 required(field("cycle", string, phrases::data_cycle)),
                 field("due", datetime, phrases::data_due),
                 field("sent", datetime, phrases::column_sent),
                 required(one_of(field("standing", string, phrases::column_standing), standings())),
                 field("standing_name", string, phrases::data_standing_name),
                 required(field("days_late", integer, phrases::column_days_late))},
                {"obligation"}};
    for (const auto& row : board.rows) {
        table.rows.push_back({word_cell(row.obligation_id),
                              word_cell(row.unit_id),
                              text_cell(row.unit_name),
                              word_cell(row.cycle_id),
                              instant_cell(row.due),
                              instant_cell(row.sent),
                              word_cell(row.standing),
                              text_cell(row.standing_name),
                              integer_cell(row.days_late)});
    }
    return table;
}

/// A count as it is, a rate as a fraction; nothing for "–".
Cell value_cell(const Figure& figure) {
    const auto value = figure_value(figure.text);
    if (!value) {
        return {};
    }
    return value->rate ? thousandths_cell(value->number) : integer_cell(value->number);
}

/// In which dimension each figure is printed first.
std::map<std::string, int> dimensions_of(const Report& report) {
    std::map<std::string, int> dimensions;
    const auto note = [&](const Prose& prose, int number) {
        for (const auto& run : prose) {
            dimensions.emplace(run.figure, number);
        }
    };
    for (const auto& section : report.dimensions) {
        for (const auto& table : section.tables) {
            for (const auto& row : table.rows) {
                for (const auto& cell : row.cells) {
                    note(cell, section.number);
                }
            }
        }
        for (const auto& bar : section.chart.bars) {
            for (const auto& value : bar.values) {
                note({value.label}, section.number);
            }
        }
    }
    return dimensions;
}

Table measures(const Report& report) {
    using enum FieldType;
    Table table{"measures",
                std::string(phrases::data_measures),
                {required(field("figure", string, phrases::column_figure)),
                 field("dimension", integer, phrases::data_dimension),
                 field("unit", string, phrases::data_unit_or_all),
                 required(field("measure", string, phrases::data_measure)),
                 required(one_of(field("part", string, phrases::data_part), {"count", "rate"})),
                 field("base", string, phrases::data_base),
                 field("value", number, phrases::column_value)},
                {"figure"}};
    table.figure_column = "figure";
    const auto dimensions = dimensions_of(report);
    for (const auto& figure : report.figures) {
        const auto* source = std::get_if<OfMeasure>(&figure.source);
        if (source == nullptr) {
            continue;
        }
        const auto dimension = dimensions.find(figure.id);
        table.rows.push_back(
            {word_cell(figure.id),
             integer_cell(dimension == dimensions.end() ? std::nullopt
                                                        : std::optional(dimension->second)),
             word_cell(source->unit ? source->unit->str() : std::string()),
             word_cell(source->code),
             word_cell(source->part == MeasurePart::rate ? "rate" : "count"),
             word_cell(source->base),
             value_cell(figure)});
    }
    return table;
}

std::string source_word(const FigureSource& source) {
    constexpr std::array words = {"measure", "obligations", "evidence", "journal", "stated"};
    static_assert(std::variant_size_v<FigureSource> == words.size());
    return words[source.index()];
}

Table figures(const Report& report) {
    using enum FieldType;
    Table table{"figures",
                std::string(phrases::data_figures),
                {required(field("figure", string, phrases::column_figure)),
                 field("value", number, phrases::column_value),
                 required(field("text", string, phrases::data_printed)),
                 field("meaning", string, phrases::column_meaning),
                 required(one_of(field("counts", string, phrases::data_counts),
                                 {"measure", "obligations", "evidence", "journal", "stated"}))},
                {"figure"}};
    for (const auto& figure : report.figures) {
        table.rows.push_back({word_cell(figure.id),
                              value_cell(figure),
                              text_cell(figure.text),
                              text_cell(figure.meaning),
                              word_cell(source_word(figure.source))});
    }
    return table;
}

Table statements(const Report& report) {
    using enum FieldType;
    Table table{"statements",
                std::string(phrases::data_statements),
                {field("dimension", integer, phrases::data_dimension),
                 required(field("unit", string, phrases::data_unit_id)),
                 field("unit_name", string, phrases::column_unit),
                 required(field("submission", string, phrases::data_submission)),
                 field("remark", string, phrases::column_remark),
                 required(field("text", string, phrases::column_statement))},
                {}};
    const auto add = [&](std::optional<std::int64_t> dimension, const Narrative& each) {
        table.rows.push_back({integer_cell(dimension),
                              word_cell(each.unit.str()),
                              text_cell(each.unit_name),
                              word_cell(each.submission.str()),
                              text_cell(each.remark),
                              text_cell(each.text)});
    };
    for (const auto& each : report.general) {
        add(std::nullopt, each);
    }
    for (const auto& section : report.dimensions) {
        for (const auto& each : section.narratives) {
            add(section.number, each);
        }
    }
    return table;
}

Table questions(const Report& report) {
    using enum FieldType;
    Table table{"questions",
                std::string(phrases::data_questions),
                {required(one_of(field("kind", string, phrases::data_question_kind),
                                 {"not-included", "doubt"})),
                 required(field("text", string, phrases::data_question))},
                {}};
    for (const auto& item : report.not_included.items) {
        table.rows.push_back({word_cell("not-included"), text_cell(plain(item))});
    }
    for (const auto& item : report.doubts.items) {
        table.rows.push_back({word_cell("doubt"), text_cell(plain(item))});
    }
    return table;
}

}  // namespace

std::vector<Table> tables_of(const Report& report, const BoardTable& board) {
    std::vector<Table> tables = {obligations(board), figures(report)};
    for (auto table : {measures(report), statements(report), questions(report)}) {
        if (!table.rows.empty()) {
            tables.push_back(std::move(table));
        }
    }
    return tables;
}

}  // namespace tiendo::report::data_package
