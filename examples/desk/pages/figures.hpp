#pragma once

#include "../paper.hpp"

/// Numbers that a unit states (số liệu báo cáo): to be typed, and as they were sent.
namespace desk {

/// A field for each, with what the systems hold beside it; folded in where none is in use.
Markup number_fields(const PaperView& paper, const std::vector<NumberField>& numbers);

/// Those of one round, with what the systems hold and the difference; nothing where it states none.
Markup stated_table(const PaperView& paper, const tiendo::Submission& round);

/// What somebody else saved while this was written: to be read, not sent.
Markup other_of(const Field& field);

/// What is wrong with the field, under the id that `described_by` names; nothing where nothing is.
Markup fault_of(const Field& field);
std::string fault_id(const Field& field);

}  // namespace desk
