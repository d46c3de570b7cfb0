#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::units {

/// A name in one writing: lower case, single spaces, known short forms in one form ("ủy ban nhân
/// dân" and "UBND" as "ubnd", "P.07" as "phường 7").
std::string canonical_name(std::string_view text);

/// What a name written by hand may say, the likeliest first, at most 8: as `canonical_name`, with
/// further short words written out ("P." as phường or phòng, "TT" as thị trấn, trung tâm or thanh
/// tra, "F7" as phường 7). Names are indexed by their first reading.
std::vector<std::string> readings_of(std::string_view text);

/// The key that a reader makes of a name: "Phòng Văn hóa và Thông tin" → "phong-van-hoa-thong-tin".
std::string slug_of(std::string_view text);

/// `slug` without a word of level at its end: "thanh-tra-quan" → "thanh-tra"; the same text where
/// one word alone would be left.
std::string without_level(std::string_view slug);

/// Splits at `mark`; empty parts are left out.
std::vector<std::string> words_of(std::string_view text, char mark);

}  // namespace tiendo::units
