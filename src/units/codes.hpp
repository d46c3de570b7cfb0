#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tiendo::units {

/// The system whose codes belong to territories; the codes of all others belong to bodies.
inline constexpr std::string_view statistical_codes = "statistical";

/// One writing of a code: upper case, without outer blanks, behind its system.
std::string code_key(std::string_view system, std::string_view code);

/// Why `code` has not the shape of its system; absent where it has, or where the system's shape is
/// not known.
/// Sources: statistical codes of two, three or five digits (province, district, commune) by QĐ
/// 124/2004/QĐ-TTg; "documents", at most 35 of A-Z, 0-9 and '.', by QĐ 20/2020/QĐ-TTg.
std::optional<std::string> wrong_shape(std::string_view system, std::string_view code);

}  // namespace tiendo::units
