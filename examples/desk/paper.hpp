#pragma once

#include "page.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

/// One figure of the unit that the systems already hold.
struct KnownFigure {
    std::string id;  ///< in the consolidated report; empty where it prints none
    std::string text;
    std::string meaning;
};

/// One field of the form: a text, or a number as it is typed.
struct Field {
    tiendo::ledger::PartKind kind = tiendo::ledger::PartKind::section;
    std::string about{};  ///< DraftPart::about
    std::string text{};   ///< of the draft, or as it was typed
    int revision = 0;     ///< that `text` was made from
    std::string fault{};  ///< what is wrong with it, Vietnamese; empty: nothing
    /// What somebody else saved while this was written.
    std::optional<tiendo::ledger::DraftPart> other{};

    /// The name of the field, and its id in the page: "muc-5", "so-dossier-late".
    [[nodiscard]] std::string name() const;
};

/// A number that the unit may state.
struct NumberField {
    tiendo::report::AskedFigure asked{};
    Field field{};
    std::string recorded_id{};  ///< of what the systems hold, in the consolidated report
};

/// A part of the report to be written.
struct FormPart {
    tiendo::ledger::AskedSection asked{};
    std::vector<KnownFigure> figures{};
    std::optional<tiendo::report::OldText> before{};  ///< what the unit wrote in the last cycle
    Field text{};
    std::vector<NumberField> numbers{};
};

/// A paper that one unit owes, with all that its page shows.
struct PaperView {
    tiendo::ledger::Paper paper;
    std::string unit_name;
    tiendo::ledger::Owed owed;
    tiendo::ledger::Explanation why;
    std::vector<FormPart> parts;                     ///< empty where nothing can be sent now
    std::vector<tiendo::report::AskedFigure> asked;  ///< all of the paper, for what was sent

    /// Every field of the form.
    std::vector<Field*> fields();
};

/// The paper that the query or the form names ("ky", "don-vi").
/// @return not_found where one is missing
tiendo::Result<tiendo::ledger::Paper> named_paper(const Book& book, const Fields& fields);

/// @return as Workspace::owed; not_found where the unit does not owe it
tiendo::Result<PaperView> read_paper(const Visit& visit, const tiendo::ledger::Paper& paper);

/// The name of the field that holds the revision of another field.
std::string revision_field(std::string_view name);
/// What the form holds.
std::vector<tiendo::ledger::NewDraftPart> parts_of(const Fields& form);
/// All that was typed in it, to be copied.
std::vector<std::string> texts_of(const Fields& form);
/// Puts what was saved into the view: of a part that somebody else saved meanwhile the text of the
/// form, with the other one beside it.
/// @return whether there was one
bool show_saved(PaperView& view, const std::vector<tiendo::ledger::SavedPart>& saved);
/// Puts what was typed and not taken into the view, with what is wrong with each field.
void show_typed(PaperView& view, const Fields& form);
/// The parts that must not be left out, and are.
std::vector<tiendo::ledger::AskedSection> missing_parts(const PaperView& view);

}  // namespace desk
