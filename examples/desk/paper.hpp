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

/// A part of the report to be written.
struct FormPart {
    tiendo::ledger::AskedSection asked{};
    std::vector<KnownFigure> figures{};
    std::optional<tiendo::report::OldText> before{};  ///< what the unit wrote in the last cycle
    std::string text{};                               ///< of the draft
    int revision = 0;                                 ///< that `text` was made from
    /// What somebody else saved while this was written.
    std::optional<tiendo::ledger::DraftPart> other{};
};

/// A paper that one unit owes, with all that its page shows.
struct PaperView {
    tiendo::ledger::Paper paper;
    std::string unit_name;
    tiendo::ledger::Owed owed;
    tiendo::ledger::Explanation why;
    std::vector<FormPart> parts;  ///< empty where nothing can be sent now
};

/// The paper that the query or the form names ("ky", "don-vi").
/// @return malformed_input where one is missing
tiendo::Result<tiendo::ledger::Paper> named_paper(const Book& book, const Fields& fields);

/// @return as Workspace::owed; not_found where the unit does not owe it
tiendo::Result<PaperView> read_paper(const Visit& visit, const tiendo::ledger::Paper& paper);

/// The names of the fields of a part: its text, and the revision that the text was made from.
std::string text_field(std::string_view about);
std::string revision_field(std::string_view about);
/// What the form holds.
std::vector<tiendo::ledger::NewDraftPart> parts_of(const Fields& form);
/// Its texts alone.
std::vector<std::string> texts_of(const Fields& form);
/// Puts what was saved into the view: of a part that somebody else saved meanwhile the text of the
/// form, with the other one beside it.
/// @return whether there was one
bool show_saved(PaperView& view, const std::vector<tiendo::ledger::SavedPart>& saved);
/// Puts what was typed and not taken into the view.
void show_typed(PaperView& view, const Fields& form);
/// Names of the parts that must not be left out, and are.
std::vector<std::string> missing_parts(const PaperView& view);

}  // namespace desk
