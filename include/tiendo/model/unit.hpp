#pragma once

#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace [[gnu::visibility("default")]] tiendo {

/// What a body is (loại đơn vị). Stored: append only, never renumber.
enum class UnitKind : std::uint8_t {
    authority = 0,            ///< Ủy ban nhân dân of the issuing level
    ward = 1,                 ///< Ủy ban nhân dân phường, xã
    office = 2,               ///< cơ quan chuyên môn, phòng
    public_service_unit = 3,  ///< đơn vị sự nghiệp
    front = 4,                ///< Mặt trận Tổ quốc and socio-political organisations
    council = 5,              ///< Hội đồng nhân dân
    company = 6,              ///< a company outside the administration
    party = 7,                ///< a Party office
    community_board = 8,  ///< Ban thanh tra nhân dân, Ban giám sát đầu tư của cộng đồng
    superior = 9,         ///< a body of a higher level
};
std::string_view to_string(UnitKind kind) noexcept;
Result<UnitKind> parse_unit_kind(std::string_view text);

/// A body (đơn vị) through the days of its life.
struct Unit {
    UnitId id;
    std::string name;        ///< "Ủy ban nhân dân Phường 7"
    std::string short_name;  ///< "UBND Phường 7"
    UnitKind kind = UnitKind::office;
    std::optional<UnitId> parent;
    std::optional<Date> valid_from;  ///< first day; absent: before all records
    std::optional<Date> valid_to;    ///< last day, included; absent: still there
    std::vector<UnitId> successors;  ///< who took its work over after `valid_to`
    std::string legal_basis;         ///< of the change that made or ended it; may be empty
    std::map<std::string, std::string> codes;  ///< code system → code: "one-stop" → "000.07.12.H99"
    std::vector<std::string> aliases;          ///< other names in use: "UBND P.7"
    bool operator==(const Unit&) const = default;

    [[nodiscard]] bool exists_on(Date day) const noexcept {
        return (!valid_from || *valid_from <= day) && (!valid_to || day <= *valid_to);
    }
};

}  // namespace tiendo
