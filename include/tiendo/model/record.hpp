#pragma once

#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The records that neighbouring systems exchange. They carry no name, number or address of a
/// citizen.
namespace [[gnu::visibility("default")]] tiendo {

/// What kind of record a stream carries. Stored: append only, never renumber.
enum class RecordType : std::uint8_t { dossier = 0, document = 1, feedback = 2 };
std::string_view to_string(RecordType type) noexcept;
Result<RecordType> parse_record_type(std::string_view text);

/// State of a dossier: the codes 1 to 10 of the national public service portal. Stored as that
/// number.
enum class DossierState : std::uint8_t {
    submitted = 1,   ///< mới đăng ký
    accepted = 2,    ///< được tiếp nhận
    refused = 3,     ///< không được tiếp nhận
    processing = 4,  ///< đang xử lý
    supplement = 5,  ///< yêu cầu bổ sung giấy tờ
    payment = 6,     ///< yêu cầu thực hiện nghĩa vụ tài chính
    withdrawn = 7,   ///< công dân yêu cầu rút hồ sơ
    stopped = 8,     ///< dừng xử lý
    ready = 9,       ///< đã xử lý xong
    returned = 10,   ///< đã trả kết quả
};
std::string_view to_string(DossierState state) noexcept;
Result<DossierState> parse_dossier_state(std::string_view text);

/// How a dossier came in. Stored: append only, never renumber.
enum class Channel : std::uint8_t { desk = 1, online = 2, post = 3 };
std::string_view to_string(Channel channel) noexcept;
Result<Channel> parse_channel(std::string_view text);

/// A dossier of an administrative procedure (hồ sơ thủ tục hành chính).
struct Dossier {
    std::string id;         ///< mã số hồ sơ, kept as written
    std::string unit;       ///< code of the handling unit in the source system
    std::string procedure;  ///< mã thủ tục: "2.000488"
    std::string procedure_name;
    std::string field;  ///< lĩnh vực
    Channel channel = Channel::desk;
    DossierState state = DossierState::submitted;
    Instant received_at;
    std::optional<Instant> appointment_at;  ///< ngày hẹn trả, the current one
    std::optional<Instant> first_appointment_at;
    std::optional<Instant> finished_at;  ///< end of processing (or of a withdrawal)
    std::optional<Instant> returned_at;  ///< handed to the citizen
    int supplements = 0;                 ///< rounds of supplement
    Instant changed_at;
    bool operator==(const Dossier&) const = default;
};

/// Direction of an official document, seen from the system that holds it. Stored: append only,
/// never renumber.
enum class Direction : std::uint8_t { incoming = 0, outgoing = 1 };
std::string_view to_string(Direction direction) noexcept;
Result<Direction> parse_direction(std::string_view text);

/// An official document (văn bản).
struct Document {
    std::string id;
    std::string number;  ///< số, ký hiệu: "45/BC-UBND"
    std::optional<Date> issued_on;
    std::string kind;         ///< "Báo cáo"
    std::string issuer;       ///< name as written
    std::string issuer_code;  ///< code of the issuer in the source system; may be empty
    Direction direction = Direction::incoming;
    std::string subject;                  ///< trích yếu
    std::vector<std::string> references;  ///< numbers of the instruments it cites
    std::optional<std::string> reply_to;  ///< number of the document it answers
    Date arrived_on;  ///< for an outgoing one: when it was issued
    std::int64_t sequence = 0;            ///< change sequence of the source system
    bool operator==(const Document&) const = default;
};

/// A citizen's feedback (phản ánh, kiến nghị), without the citizen.
struct Feedback {
    std::string id;
    std::string service;  ///< code of the service
    std::string service_name;
    std::string unit;  ///< the responsible agency as written; may be empty
    bool closed = false;
    Instant requested_at;
    std::optional<Instant> updated_at;  ///< for a closed one: when it was closed
    std::optional<Instant> expected_at;
    bool operator==(const Feedback&) const = default;
};

using RecordBody = std::variant<Dossier, Document, Feedback>;

/// A record as it crosses from an adapter: the body, or the news that it was deleted over there.
struct Record {
    RecordType type = RecordType::dossier;
    std::string id;  ///< key in the source system
    /// Second part of the key: the day it came into being over there; never changes. Absent only
    /// where `deleted` and the other side no longer tells it: then the store looks the record up by
    /// `id` alone.
    std::optional<Date> day;
    bool deleted = false;  ///< then `body` holds the id only
    RecordBody body;
    bool operator==(const Record&) const = default;
};

/// Where reading goes on; opaque to all but the adapter that made it. At most 4 KiB.
struct Cursor {
    std::string text;  ///< empty: from the beginning
    bool operator==(const Cursor&) const = default;
};

}  // namespace tiendo
