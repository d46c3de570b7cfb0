#pragma once

#include "tiendo/adapter/failure.hpp"
#include "tiendo/adapter/json_writer.hpp"
#include "tiendo/adapter/manifest.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The records as values, so that a name that is misspelt does not compile. Each becomes one line
/// of a page by `line_of`; the published schemas say what the members mean.
///
/// A point in time is written as "2021-05-20T09:00:00+07:00", a day as "2021-05-20".
namespace tiendo::adapter {

/// State of a dossier, in the order of the codes 1 to 10 of the national public service portal.
enum class DossierState {
    submitted,
    accepted,
    refused,
    processing,
    supplement,
    payment,
    withdrawn,
    stopped,
    ready,
    returned,
};
constexpr std::string_view to_string(DossierState state) noexcept {
    constexpr std::string_view words[] = {"submitted",
                                          "accepted",
                                          "refused",
                                          "processing",
                                          "supplement",
                                          "payment",
                                          "withdrawn",
                                          "stopped",
                                          "ready",
                                          "returned"};
    return words[static_cast<std::size_t>(state)];
}

/// How a dossier came in.
enum class Channel { desk, online, post };
constexpr std::string_view to_string(Channel channel) noexcept {
    constexpr std::string_view words[] = {"desk", "online", "post"};
    return words[static_cast<std::size_t>(channel)];
}

/// Direction of a document, seen from the system that holds it.
enum class Direction { incoming, outgoing };
constexpr std::string_view to_string(Direction direction) noexcept {
    return direction == Direction::incoming ? "incoming" : "outgoing";
}

/// A dossier of an administrative procedure (hồ sơ thủ tục hành chính).
struct Dossier {
    std::string id;   ///< mã số hồ sơ, as written; with `day` its key
    std::string day;  ///< on which it came into being over there; never changes
    std::string unit;
    std::string procedure;
    std::string procedure_name{};
    std::string field{};
    Channel channel = Channel::desk;
    DossierState state = DossierState::submitted;
    std::string received_at;
    std::optional<std::string> appointment_at{};
    std::optional<std::string> first_appointment_at{};
    std::optional<std::string> finished_at{};
    std::optional<std::string> returned_at{};
    std::int64_t supplements = 0;
    std::string changed_at;
};

/// An official document (văn bản).
struct Document {
    std::string id;
    std::string day;
    std::string number;
    std::optional<std::string> issued_on{};
    std::string kind;
    std::string issuer;
    std::string issuer_code{};
    Direction direction = Direction::incoming;
    std::string subject;
    std::vector<std::string> references{};
    std::optional<std::string> reply_to{};
    std::string arrived_on;
    std::int64_t sequence = 0;
};

/// A citizen's feedback (phản ánh, kiến nghị), without the citizen.
struct Feedback {
    std::string id;
    std::string day;
    std::string service;
    std::string service_name{};
    std::string unit{};
    bool closed = false;
    std::string requested_at;
    std::optional<std::string> updated_at{};
    std::optional<std::string> expected_at{};
};

/// The record as JSON on one line.
std::string line_of(const Dossier& dossier);
std::string line_of(const Document& document);
std::string line_of(const Feedback& feedback);
/// The news that a record no longer exists over there. @param day empty: it is no longer told
std::string line_of_deleted(RecordType type, std::string_view id, std::string_view day);
/// The line that stands for a record which could not be mapped: its type, id and the reason, and
/// nothing else of it, since it may hold what must not be kept. The host keeps it as a dead letter;
/// the rest of the page goes on.
std::string line_of_unreadable(RecordType type, std::string_view id, const Failure& why);

// Definitions.

namespace detail {

inline void put(JsonObject& record,
                std::string_view name,
                const std::optional<std::string>& value) {
    if (value) {
        record.text(name, *value);
    }
}

}  // namespace detail

inline std::string line_of(const Dossier& dossier) {
    JsonObject record;
    record.text("type", "dossier")
        .text("id", dossier.id)
        .text("day", dossier.day)
        .text("unit", dossier.unit)
        .text("procedure", dossier.procedure)
        .text_if_any("procedure_name", dossier.procedure_name)
        .text_if_any("field", dossier.field)
        .text("channel", to_string(dossier.channel))
        .text("state", to_string(dossier.state))
        .text("received_at", dossier.received_at);
    detail::put(record, "appointment_at", dossier.appointment_at);
    detail::put(record, "first_appointment_at", dossier.first_appointment_at);
    detail::put(record, "finished_at", dossier.finished_at);
    detail::put(record, "returned_at", dossier.returned_at);
    record.number("supplements", dossier.supplements).text("changed_at", dossier.changed_at);
    return record.str();
}

inline std::string line_of(const Document& document) {
    JsonObject record;
    record.text("type", "document")
        .text("id", document.id)
        .text("day", document.day)
        .text("number", document.number);
    detail::put(record, "issued_on", document.issued_on);
    record.text("kind", document.kind)
        .text("issuer", document.issuer)
        .text_if_any("issuer_code", document.issuer_code)
        .text("direction", to_string(document.direction))
        .text("subject", document.subject);
    if (!document.references.empty()) {
        record.texts("references", document.references);
    }
    detail::put(record, "reply_to", document.reply_to);
    record.text("arrived_on", document.arrived_on).number("sequence", document.sequence);
    return record.str();
}

inline std::string line_of(const Feedback& feedback) {
    JsonObject record;
    record.text("type", "feedback")
        .text("id", feedback.id)
        .text("day", feedback.day)
        .text("service", feedback.service)
        .text_if_any("service_name", feedback.service_name)
        .text_if_any("unit", feedback.unit)
        .boolean("closed", feedback.closed)
        .text("requested_at", feedback.requested_at);
    detail::put(record, "updated_at", feedback.updated_at);
    detail::put(record, "expected_at", feedback.expected_at);
    return record.str();
}

inline std::string line_of_deleted(RecordType type, std::string_view id, std::string_view day) {
    JsonObject record;
    record.text("type", to_string(type)).text("id", id).text_if_any("day", day);
    return record.boolean("deleted", true).str();
}

inline std::string line_of_unreadable(RecordType type, std::string_view id, const Failure& why) {
    JsonObject record;
    record.text("type", to_string(type)).text("id", id).text("unreadable", why.message);
    return record.str();
}

}  // namespace tiendo::adapter
