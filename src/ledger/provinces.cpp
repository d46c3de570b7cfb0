// The closed list of what PAPI gives scores to.
#include "tiendo/base/text.hpp"
#include "tiendo/ledger/official_scores.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace tiendo::ledger {

namespace {

struct Row {
    std::string_view code;
    std::string_view name;
};

// Quyết định 124/2004/QĐ-TTg ban hành Bảng danh mục và mã số các đơn vị hành chính Việt Nam, with
// Hà Tây (28) gone since 1 August 2008. Surveys up to 2024 are of these 63.
constexpr std::array<Row, 63> provinces = {{
    {"01", "Thành phố Hà Nội"},       {"02", "Tỉnh Hà Giang"},         {"04", "Tỉnh Cao Bằng"},
    {"06", "Tỉnh Bắc Kạn"},           {"08", "Tỉnh Tuyên Quang"},      {"10", "Tỉnh Lào Cai"},
    {"11", "Tỉnh Điện Biên"},         {"12", "Tỉnh Lai Châu"},         {"14", "Tỉnh Sơn La"},
    {"15", "Tỉnh Yên Bái"},           {"17", "Tỉnh Hòa Bình"},         {"19", "Tỉnh Thái Nguyên"},
    {"20", "Tỉnh Lạng Sơn"},          {"22", "Tỉnh Quảng Ninh"},       {"24", "Tỉnh Bắc Giang"},
    {"25", "Tỉnh Phú Thọ"},           {"26", "Tỉnh Vĩnh Phúc"},        {"27", "Tỉnh Bắc Ninh"},
    {"30", "Tỉnh Hải Dương"},         {"31", "Thành phố Hải Phòng"},   {"33", "Tỉnh Hưng Yên"},
    {"34", "Tỉnh Thái Bình"},         {"35", "Tỉnh Hà Nam"},           {"36", "Tỉnh Nam Định"},
    {"37", "Tỉnh Ninh Bình"},         {"38", "Tỉnh Thanh Hóa"},        {"40", "Tỉnh Nghệ An"},
    {"42", "Tỉnh Hà Tĩnh"},           {"44", "Tỉnh Quảng Bình"},       {"45", "Tỉnh Quảng Trị"},
    {"46", "Tỉnh Thừa Thiên Huế"},    {"48", "Thành phố Đà Nẵng"},     {"49", "Tỉnh Quảng Nam"},
    {"51", "Tỉnh Quảng Ngãi"},        {"52", "Tỉnh Bình Định"},        {"54", "Tỉnh Phú Yên"},
    {"56", "Tỉnh Khánh Hòa"},         {"58", "Tỉnh Ninh Thuận"},       {"60", "Tỉnh Bình Thuận"},
    {"62", "Tỉnh Kon Tum"},           {"64", "Tỉnh Gia Lai"},          {"66", "Tỉnh Đắk Lắk"},
    {"67", "Tỉnh Đắk Nông"},          {"68", "Tỉnh Lâm Đồng"},         {"70", "Tỉnh Bình Phước"},
    {"72", "Tỉnh Tây Ninh"},          {"74", "Tỉnh Bình Dương"},       {"75", "Tỉnh Đồng Nai"},
    {"77", "Tỉnh Bà Rịa - Vũng Tàu"}, {"79", "Thành phố Hồ Chí Minh"}, {"80", "Tỉnh Long An"},
    {"82", "Tỉnh Tiền Giang"},        {"83", "Tỉnh Bến Tre"},          {"84", "Tỉnh Trà Vinh"},
    {"86", "Tỉnh Vĩnh Long"},         {"87", "Tỉnh Đồng Tháp"},        {"89", "Tỉnh An Giang"},
    {"91", "Tỉnh Kiên Giang"},        {"92", "Thành phố Cần Thơ"},     {"93", "Tỉnh Hậu Giang"},
    {"94", "Tỉnh Sóc Trăng"},         {"95", "Tỉnh Bạc Liêu"},         {"96", "Tỉnh Cà Mau"},
}};

/// The name without its rank, as a key.
std::string key_of(std::string_view name) {
    const auto key = match_key(trim(name));
    for (const std::string_view rank : {"thành phố ", "tỉnh ", "tp. ", "tp.", "tp "}) {
        const auto prefix = match_key(rank);
        if (key.starts_with(prefix)) {
            return std::string(trim(std::string_view(key).substr(prefix.size())));
        }
    }
    return key;
}

std::map<std::string, std::size_t> rows_by_name() {
    std::map<std::string, std::size_t> rows;
    for (std::size_t row = 0; row < provinces.size(); ++row) {
        rows.emplace(key_of(provinces.at(row).name), row);
    }
    return rows;
}

}  // namespace

Result<Province> Province::find(std::string_view text) {
    const auto written = trim(text);
    const auto by_code = std::ranges::find(provinces, written, &Row::code);
    if (by_code != provinces.end()) {
        return Province(static_cast<std::size_t>(by_code - provinces.begin()));
    }
    if (text.size() <= 200 && !first_invalid_utf8(text)) {
        static const auto rows = rows_by_name();
        if (const auto found = rows.find(key_of(written)); found != rows.end()) {
            return Province(found->second);
        }
    }
    return Error{
        ErrorCode::not_found,
        "'" + std::string(text.substr(0, 60)) + "' is none of the 63 provinces that PAPI surveys",
        "PAPI has scores of provinces only: name one, or its two-digit code"};
}

std::string_view Province::code() const noexcept {
    return provinces[row_].code;  // NOLINT: `find` alone makes rows
}

std::string_view Province::name() const noexcept {
    return provinces[row_].name;  // NOLINT: as above
}

}  // namespace tiendo::ledger
