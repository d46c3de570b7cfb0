#include "styles.hpp"

#include "layout.hpp"
#include "xml.hpp"

#include <fmt/format.h>

#include <string_view>

namespace tiendo::report::docx {

namespace {

enum : unsigned { plain = 0, bold = 1, italic = 2, keep_with_next = 4 };

struct Style {
    std::string_view id;
    std::string_view name;  ///< as Word lists it; lower case English for those that it knows
    int points;
    unsigned look;
    std::string_view align;  ///< both, left, center, right
    int first_line;
    int before;
    int after;
    int outline = 0;  ///< level of a heading, 1..9
};

constexpr int gap = between_paragraphs;
constexpr auto heading = bold | keep_with_next;

/// Sizes and faces of Phụ lục I, Phần I, mục II (and mục III for annexes).
constexpr Style styles[] = {
    {"ChuQuan", "Cơ quan chủ quản", 12, plain, "center", 0, 0, 0},
    {"CoQuan", "Cơ quan ban hành", 12, bold, "center", 0, 0, 0},
    {"SoHieu", "Số, ký hiệu", 13, plain, "center", 0, gap, 0},
    {"QuocHieu", "Quốc hiệu", 12, bold, "center", 0, 0, 0},
    {"TieuNgu", "Tiêu ngữ", 13, bold, "center", 0, 0, 0},
    {"NgayThang", "Địa danh và thời gian", 13, italic, "center", 0, gap, 0},
    {"DuongKe", "Đường kẻ", 2, plain, "center", 0, 0, 0},
    {"TenLoai", "Tên loại văn bản", 14, bold, "center", 0, 360, 0},
    {"TrichYeu", "Trích yếu", 14, bold, "center", 0, 0, 0},
    {"CanCu", "Căn cứ", 13, italic, "both", first_line, 0, gap},
    {"Heading1", "heading 1", 13, heading, "both", first_line, 2 * gap, gap, 1},
    {"Heading2", "heading 2", 13, heading, "both", first_line, 2 * gap, gap, 2},
    {"Heading3", "heading 3", 13, heading | italic, "both", first_line, gap, gap, 3},
    {"TenDanhSach", "Tên danh sách", 13, heading, "both", first_line, gap, gap},
    {"GachDong", "Gạch đầu dòng", 13, plain, "both", first_line, 0, gap},
    {"DonVi", "Đơn vị báo cáo", 13, heading, "both", first_line, 0, gap},
    {"LoiDonVi", "Lời của đơn vị", 13, plain, "both", first_line, 0, gap},
    {"GhiChu", "Ghi chú", 13, italic, "both", first_line, 0, gap},
    {"Caption", "caption", 13, heading, "center", 0, gap, gap},
    {"OBang", "Ô bảng", 12, plain, "left", 0, 20, 20},
    {"OBangRong", "Ô bảng nhiều cột", 10, plain, "left", 0, 20, 20},
    {"ChuThich", "Chú thích bảng", 12, italic, "both", 0, gap, gap},
    {"BieuDo", "Biểu đồ", 13, plain, "center", 0, 0, gap},
    {"NoiNhanMuc", "Nơi nhận", 12, bold | italic, "left", 0, 0, 0},
    {"NoiNhan", "Danh sách nơi nhận", 11, plain, "left", 0, 0, 0},
    {"ChucVu", "Quyền hạn, chức vụ", 13, bold, "center", 0, 0, 0},
    {"HoTen", "Họ và tên người ký", 13, bold, "center", 0, 1400, 0},
    {"PhuLuc", "Phụ lục", 14, heading, "center", 0, 0, 0},
    {"TenPhuLuc", "Tên phụ lục", 13, heading, "center", 0, 0, 0},
    {"KemTheo", "Chỉ dẫn phụ lục", 13, italic, "center", 0, 0, 2 * gap},
    {"DoiChieu", "Thông tin đối chiếu", 11, plain, "left", 0, 0, 0},
    {"Header", "header", 13, plain, "center", 0, 0, 0},
};

std::string style_xml(const Style& style) {
    const bool table_cell = style.id == "OBang" || style.id == "OBangRong";
    auto out = fmt::format(
        "<w:style w:type=\"paragraph\" w:customStyle=\"{}\" w:styleId=\"{}\"><w:name "
        "w:val=\"{}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>",
        style.name.front() >= 'a' && style.name.front() <= 'z' ? 0 : 1,
        style.id,
        xml_text(style.name));
    out += (style.look & keep_with_next) != 0 ? "<w:keepNext/>" : "";
    out += fmt::format(
        "<w:spacing w:before=\"{}\" w:after=\"{}\" w:line=\"{}\" w:lineRule=\"auto\"/><w:ind "
        "w:firstLine=\"{}\"/><w:jc w:val=\"{}\"/>",
        style.before,
        style.after,
        table_cell || style.align == "center" ? 240 : line_height,
        style.first_line,
        style.align);
    out += style.outline > 0 ? fmt::format("<w:outlineLvl w:val=\"{}\"/>", style.outline - 1) : "";
    out += "</w:pPr><w:rPr>";
    out += (style.look & bold) != 0 ? "<w:b/><w:bCs/>" : "";
    out += (style.look & italic) != 0 ? "<w:i/><w:iCs/>" : "";
    return out + fmt::format("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/></w:rPr></w:style>\n",
                             2 * style.points);
}

}  // namespace

std::string styles_xml() {
    std::string out(xml_head);
    out += fmt::format(
        "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" "
        "w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>"
        "<w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/><w:lang w:val=\"vi-VN\"/></w:rPr>"
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>\n"
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
        "w:val=\"Normal\"/><w:qFormat/><w:pPr><w:spacing w:after=\"{}\" w:line=\"{}\" "
        "w:lineRule=\"auto\"/><w:ind w:firstLine=\"{}\"/><w:jc w:val=\"both\"/></w:pPr>"
        "</w:style>\n"
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name "
        "w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>"
        "<w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar>"
        "</w:tblPr></w:style>\n"
        "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"Bang\"><w:name "
        "w:val=\"Bảng số liệu\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>",
        gap,
        line_height,
        first_line);
    for (const auto* side : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
        out += fmt::format("<w:{} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>",
                           side);
    }
    out += "</w:tblBorders></w:tblPr></w:style>\n";
    for (const auto& style : styles) {
        out += style_xml(style);
    }
    return out + "</w:styles>\n";
}

}  // namespace tiendo::report::docx
