#pragma once

#include "page.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

/// One figure of the unit that the systems already hold.
struct KnownFigure {
    std::string id;  ///< in the consolidated report
    std::string text;
    std::string meaning;
};

/// A part of the report to be written.
struct FormPart {
    std::string about;    ///< Section::about
    std::string heading;  ///< Vietnamese
    std::vector<KnownFigure> figures;
    std::string text;  ///< what stands there already: what was sent before a return
};

/// A paper that one unit owes, with all that its page shows.
struct PaperView {
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

/// The name of the field of a part.
std::string field_of(std::string_view about);
/// What the form holds, cleaned: line ends, composed Vietnamese; empty parts are left out.
std::vector<tiendo::Section> sections_of(const Fields& form);

}  // namespace desk
