#pragma once

#include "html.hpp"

#include <tiendo/tiendo.hpp>

#include <string>
#include <string_view>
#include <vector>

/// Pieces that several pages show.
namespace desk {

/// A standing as a word with a shape of its own.
Markup badge(tiendo::Standing standing);
/// All standings with their shapes.
Markup legend();

/// What happens to a paper after it was sent: "chờ tiếp nhận"; empty where nothing was sent.
std::string state_of(const tiendo::ledger::Owed& row);
bool waits_for_the_office(const tiendo::ledger::Owed& row);
/// The unit has to send it, for the first time or again.
bool waits_for_the_unit(const tiendo::ledger::Owed& row);

/// "trước ngày 15/5/2021"; that no day is stated, where none is.
std::string due_words(const tiendo::Cycle& cycle);

/// A unit's short name on a day.
std::string brief_name(const tiendo::units::Registry& units,
                       const tiendo::UnitId& id,
                       tiendo::Date day);

std::string paper_address(const tiendo::CycleId& cycle, const tiendo::UnitId& unit);

/// Sentences of the plan, each with the place where it stands.
Markup quotes(const std::vector<tiendo::ledger::Quote>& ordered_by);

/// A cell of a table that is a list on a phone.
Markup cell(std::string_view column, const Markup& content);
Markup number_cell(std::string_view column, std::string_view number);
/// The beginning of such a table; its roles hold also where the style makes a list of it.
Markup card_table(std::string_view caption,
                  const std::vector<std::string>& columns,
                  const Markup& rows);
Markup card_row(const Markup& cells);
Markup row_head(const Markup& content);

}  // namespace desk
