#pragma once

#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/model/obligation.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The consolidated report (báo cáo tổng hợp) as a value: what it says, not yet how it looks.
/// All texts are Vietnamese in NFC, plain (no mark-up): renderers escape them.
namespace [[gnu::visibility("default")]] tiendo {
namespace report {

/// Which number of a measure a figure prints.
enum class MeasurePart : std::uint8_t { count = 0, rate = 1 };

/// Comes from a measure of the report's cycle.
struct OfMeasure {
    std::string code;            ///< Measure::code
    std::optional<UnitId> unit;  ///< absent: all units together
    MeasurePart part = MeasurePart::count;
    /// For a rate: code of the measure whose count is the denominator. Empty: the measure's own
    /// `out_of`.
    std::string base{};
    bool operator==(const OfMeasure&) const = default;
};
/// Counts exactly these obligations; for a number of days late, the one it speaks of.
struct OfObligations {
    std::vector<ObligationId> obligations;
    bool operator==(const OfObligations&) const = default;
};
/// Counts the pieces of evidence attached to this node of the plan.
struct OfEvidence {
    NodeId node;
    bool operator==(const OfEvidence&) const = default;
};
/// Counts the entries of the journal at the time of composing.
struct OfJournal {
    bool operator==(const OfJournal&) const = default;
};
/// Was typed by units into the papers of these obligations: one number, or several put together by
/// the rule of its code.
struct OfStated {
    std::string code;  ///< StatedFigure::code
    std::vector<ObligationId> obligations;
    bool operator==(const OfStated&) const = default;
};
using FigureSource = std::variant<OfMeasure, OfObligations, OfEvidence, OfJournal, OfStated>;

/// One number of the report, with what it counts: the thing that `explain` is asked about.
struct Figure {
    std::string id;    ///< stable while plan, cycle and units are: "F5.ubnd-phuong-7.dossier-late"
    std::string text;  ///< "1.234", "97,4 %"; "–" where there is no denominator
    std::string meaning;  ///< "Hồ sơ trễ hạn – UBND Phường 7"
    FigureSource source;
    bool operator==(const Figure&) const = default;
};

/// A piece of running text: plain words, or a figure as it is printed here ("02" in prose, "2" in a
/// table).
struct Run {
    std::string text;
    std::string figure;  ///< id of the Figure; empty for words
    bool operator==(const Run&) const = default;
};
/// One paragraph, list item or table cell.
using Prose = std::vector<Run>;

enum class Align : std::uint8_t { left, center, right };

struct Column {
    std::string title;
    Align align = Align::left;
    bool operator==(const Column&) const = default;
};
enum class RowKind : std::uint8_t { body, total };

struct Row {
    RowKind kind = RowKind::body;
    std::vector<Prose> cells;  ///< as many as columns
    bool operator==(const Row&) const = default;
};
struct Table {
    std::string caption;
    std::vector<Column> columns;
    std::size_t header_column = 0;  ///< the column whose cells name the row
    std::vector<Row> rows;
    std::vector<Prose> notes;  ///< printed below
    bool operator==(const Table&) const = default;
};

/// What a chart shows; a dimension without measured figures shows what is known, under its name.
enum class ChartBasis : std::uint8_t {
    measures,    ///< figures computed from records
    evidence,    ///< pieces of evidence per task
    statements,  ///< how many units' reports speak of the dimension
};
struct ChartValue {
    std::int64_t value = 0;  ///< length of the segment; never negative
    Run label;
    bool operator==(const ChartValue&) const = default;
};
struct ChartBar {
    std::string label;
    std::vector<ChartValue> values;  ///< one for each series
    bool operator==(const ChartBar&) const = default;
};
/// Horizontal bars, stacked where there are several series.
struct Chart {
    std::string id;  ///< unique in the report, of [a-z0-9-]
    ChartBasis basis = ChartBasis::measures;
    std::string title;
    std::string axis;  ///< what the length counts: "số hồ sơ"
    std::vector<std::string> series;
    std::vector<ChartBar> bars;
    bool operator==(const Chart&) const = default;
};

/// What a unit wrote, verbatim, from a submission that stands. Of a long text it is the first
/// sentence, and `remark` names the annex with the whole.
struct Narrative {
    UnitId unit;
    std::string unit_name;
    SubmissionId submission;
    std::string
        remark;  ///< "gửi trễ hạn", "chưa được tiếp nhận"; empty where nothing is to be said
    std::string text;
    bool operator==(const Narrative&) const = default;
};

struct DimensionSection {
    int number = 0;  ///< 1..8
    std::string name;
    std::vector<Prose> opening;
    std::vector<Table> tables;
    Chart chart;
    std::vector<Narrative> narratives;
    std::vector<Prose> notes;  ///< what is missing here and why
    bool operator==(const DimensionSection&) const = default;
};

struct NamedList {
    std::string heading;
    std::vector<Prose> items;
    std::string when_empty;  ///< printed in place of no items
    bool operator==(const NamedList&) const = default;
};

/// Head of the paper (Nghị định 30/2020/NĐ-CP, Phụ lục I).
struct Letterhead {
    std::string superior;     ///< upper case; empty where none is printed
    std::string authority;    ///< upper case: "ỦY BAN NHÂN DÂN QUẬN 10"
    std::string number_form;  ///< "Số:      /BC-UBND": the clerk fills it in
    std::string place_date;   ///< "Quận 10, ngày 20 tháng 5 năm 2021"
    bool operator==(const Letterhead&) const = default;
};
struct Signature {
    std::vector<std::string> titles;  ///< "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
    std::string name;                 ///< empty until somebody signs
    bool operator==(const Signature&) const = default;
};

/// By which a reader can tell that nothing was cut off behind the report.
struct Provenance {
    Prose journal;          ///< entry count as a figure
    std::string head_hash;  ///< 64 hexadecimal digits
    std::string statement;  ///< when and from what it was composed
    bool operator==(const Provenance&) const = default;
};

struct Report {
    PlanId plan;
    CycleId cycle;
    Instant at;  ///< standings and counts hold at this instant
    /// By what was recorded up to this instant; absent: by all that was when it was composed.
    std::optional<Instant> known_at{};
    Letterhead letterhead;
    std::string subject;  ///< trích yếu, below "BÁO CÁO"
    std::vector<Prose> grounds;
    Prose opening;
    std::vector<Prose> summary;
    Table tally;                     ///< standings by group of units; each row adds up
    Table obligations;               ///< one row for each unit that owes
    std::vector<NamedList> lists;    ///< late, never reported, returned
    std::vector<Narrative> general;  ///< what units wrote beyond single dimensions
    std::vector<DimensionSection> dimensions;
    NamedList not_included;  ///< what could not be taken in, and why
    NamedList doubts;        ///< doubts, and choices made by whom
    Prose closing;
    std::vector<std::string> recipients;
    Signature signature;
    std::vector<Table> annexes;
    Provenance provenance;
    std::vector<Figure> figures;  ///< each figure printed anywhere above, once, in order of id
    bool operator==(const Report&) const = default;

    /// The figure with this id, borrowed; nullptr where there is none.
    [[nodiscard]] const Figure* find_figure(std::string_view id) const noexcept;
};

}  // namespace report
}  // namespace tiendo
