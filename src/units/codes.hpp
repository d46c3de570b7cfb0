#pragma once

#include "tiendo/model/unit.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::units {

/// The system whose codes belong to territories; the codes of all others belong to bodies.
inline constexpr std::string_view statistical_codes = "statistical";

/// One writing of a code: upper case, without outer blanks, behind its system.
std::string code_key(std::string_view system, std::string_view code);

/// What is wrong with a code, and the remedy.
struct CodeFault {
    std::string message;
    std::string remedy;
};

/// Codes of the state that belong on the other side, body or territory, or that have not the shape
/// of their system; systems whose shape is not known take any.
/// Sources: statistical codes of two, three or five digits (province, district, commune) by QĐ
/// 124/2004/QĐ-TTg; "documents", at most 35 of A-Z, 0-9 and '.', by QĐ 20/2020/QĐ-TTg.
std::vector<CodeFault> wrong_codes(const UnitState& state);

}  // namespace tiendo::units
