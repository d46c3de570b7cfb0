#pragma once

#include "tiendo/base/number.hpp"
#include "tiendo/base/result.hpp"
#include "tiendo/ledger/draft.hpp"
#include "tiendo/ledger/sections.hpp"
#include "tiendo/ledger/workflow.hpp"
#include "tiendo/model/evidence.hpp"
#include "tiendo/store/store.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a unit is asked for in a cycle, with what is known already (mẫu báo cáo điền sẵn).
namespace [[gnu::visibility("default")]] tiendo {
namespace report {

/// A measure of the unit, as the connected systems give it.
struct TemplateFigure {
    Measure measure;
    std::string text;  ///< "1.234", and the rate behind it where there is one: "1.200 (97,2 %)"
    bool operator==(const TemplateFigure&) const = default;
};

/// A figure that the unit may state (số liệu báo cáo), beside what the systems hold.
struct AskedFigure {
    std::string code;                 ///< StatedFigure::code
    std::string name;                 ///< Vietnamese
    std::string unit;                 ///< in which it is counted: "hồ sơ", "%"
    std::optional<Decimal> recorded;  ///< of the unit in this cycle, where a system gives it
    bool operator==(const AskedFigure&) const = default;
};

/// Words that were sent before: in an earlier cycle, or by another unit. Never words of this paper.
struct OldText {
    UnitId unit;
    std::string unit_name;
    CycleId cycle;
    std::string cycle_name;
    Instant sent_at;
    std::string text;
    bool operator==(const OldText&) const = default;
};

struct TemplateSection {
    ledger::AskedSection asked;
    std::vector<TemplateFigure> figures;
    std::vector<AskedFigure> asked_figures;  ///< of the dimension, or of none where it is "general"
    std::vector<Evidence> evidence;  ///< of the unit, on the task or anywhere in the dimension
    std::optional<OldText> before;   ///< what the unit wrote here the last time it sent one
    std::vector<OldText> of_leads;   ///< where the unit only helps: what those who lead wrote last
    bool operator==(const TemplateSection&) const = default;
};

struct Template {
    PlanId plan;
    CycleId cycle;
    std::string cycle_name;
    UnitId unit;
    std::string unit_name;
    Instant at;
    std::optional<Instant> due;
    std::optional<Window> window;
    std::vector<TemplateSection> sections;
    bool operator==(const Template&) const = default;
};

/// What `unit` is asked for in `cycle`, as of `at`: a section for each dimension and each task in
/// which it takes part, with its measures and evidence, its own words of the last cycle, and the
/// words of those who lead where it only helps. Words that were sent after `at` are not shown.
/// @return not_found for an unknown plan, cycle or unit, or where the unit owes nothing in it;
///         conflict where it is excused or another paper took the place of this one; storage
Result<Template> template_of(store::Transaction& tx,
                             const PlanId& plan,
                             const CycleId& cycle,
                             const UnitId& unit,
                             Instant at);

/// The template as Markdown that an officer fills in: a heading for each section, what is known in
/// quotes below it, and a place to write. `read_form` reads it back. UTF-8, NFC. Threads: pure.
std::string render_form(const Template& form);
/// The same to write on: the texts of the draft stand in their places, and each mark names the
/// revision, so that who saves the form says from which one it was made. Figures are not in it.
std::string render_form(const Template& form, const ledger::Draft& draft);

/// What stands in one place of a form.
struct FormText {
    std::string about;        ///< Section::about
    std::string text;         ///< without blanks around it
    std::optional<int> base;  ///< DraftPart::revision that the form began with; absent: none
    bool operator==(const FormText&) const = default;
};

/// Reads the texts of a form that was filled in: one for each place in which something stands, or
/// stood when the form was made.
/// @return malformed_input for a text without the marks of a form, or with one of them twice
Result<std::vector<FormText>> read_form(std::string_view text);

}  // namespace report
}  // namespace tiendo
