#pragma once

#include "tiendo/base/error.hpp"
#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/record.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo {

/// The keys of all record types, in the order in which `to_json` writes those of a dossier: a
/// reader that guesses "the one after the last" is mostly right.
enum class Key : std::uint8_t {
    type,
    id,
    day,
    unit,
    procedure,
    procedure_name,
    field,
    channel,
    state,
    received_at,
    appointment_at,
    first_appointment_at,
    finished_at,
    returned_at,
    supplements,
    changed_at,
    number,
    issued_on,
    kind,
    issuer,
    issuer_code,
    direction,
    subject,
    references,
    reply_to,
    arrived_on,
    sequence,
    service,
    service_name,
    closed,
    requested_at,
    updated_at,
    expected_at,
    deleted,
};
inline constexpr std::array<std::string_view, 34> key_names = {
    "type",
    "id",
    "day",
    "unit",
    "procedure",
    "procedure_name",
    "field",
    "channel",
    "state",
    "received_at",
    "appointment_at",
    "first_appointment_at",
    "finished_at",
    "returned_at",
    "supplements",
    "changed_at",
    "number",
    "issued_on",
    "kind",
    "issuer",
    "issuer_code",
    "direction",
    "subject",
    "references",
    "reply_to",
    "arrived_on",
    "sequence",
    "service",
    "service_name",
    "closed",
    "requested_at",
    "updated_at",
    "expected_at",
    "deleted",
};
constexpr std::size_t index_of(Key key) noexcept {
    return static_cast<std::size_t>(key);
}
constexpr std::string_view name_of(Key key) noexcept {
    return key_names[index_of(key)];
}

/// One value as it stands in the line; `text` is borrowed from the parser until its next line.
struct RawField {
    enum class Kind : std::uint8_t { absent, null, text, number, flag, list };
    Kind kind = Kind::absent;
    bool flag = false;
    std::int64_t number = 0;
    std::string_view text;
};

/// The fields of one line, before anybody knows which type of record they make.
struct RawFields {
    std::array<RawField, key_names.size()> fields;
    std::vector<std::string> list;  ///< of the key "references", the only array

    [[nodiscard]] const RawField& of(Key key) const { return fields[index_of(key)]; }
};

/// @return the record, or malformed_input that names the key
Result<Record> record_of(RawFields& raw);

}  // namespace tiendo
