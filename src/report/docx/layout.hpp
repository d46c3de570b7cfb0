#pragma once

namespace tiendo::report::docx {

/// Lengths of a Word document are twentieths of a point.
constexpr int twips_of_mm(double millimetres) {
    return static_cast<int>(millimetres * 1440 / 25.4 + 0.5);
}

/// Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục I: A4; margins top and bottom 20–25 mm, left
/// 30–35 mm, right 15–20 mm; the number of the page in the middle of the top margin.
inline constexpr int page_short = twips_of_mm(210);
inline constexpr int page_long = twips_of_mm(297);
inline constexpr int margin_top = twips_of_mm(22);
inline constexpr int margin_bottom = twips_of_mm(20);
inline constexpr int margin_left = twips_of_mm(30);
inline constexpr int margin_right = twips_of_mm(18);
inline constexpr int header_from_top = twips_of_mm(10);
inline constexpr int text_width = page_short - margin_left - margin_right;
inline constexpr int text_width_across = page_long - margin_left - margin_right;

/// A new paragraph begins 1 cm or 1.27 cm to the right; at least 6 pt between paragraphs; lines
/// from single to one and a half.
inline constexpr int first_line = twips_of_mm(12.7);
inline constexpr int between_paragraphs = 6 * 20;
inline constexpr int line_height = 276;  // 240 is single

}  // namespace tiendo::report::docx
