#include "json_fields.hpp"

#include "tiendo/model/json.hpp"

#include <type_traits>
#include <variant>

namespace tiendo {

namespace {

void write_body(JsonWriter& write, const Dossier& dossier) {
    write("unit", dossier.unit);
    write("procedure", dossier.procedure);
    write("procedure_name", dossier.procedure_name);
    write("field", dossier.field);
    write("channel", dossier.channel);
    write("state", dossier.state);
    write("received_at", dossier.received_at);
    write("appointment_at", dossier.appointment_at);
    write("first_appointment_at", dossier.first_appointment_at);
    write("finished_at", dossier.finished_at);
    write("returned_at", dossier.returned_at);
    write("supplements", dossier.supplements);
    write("changed_at", dossier.changed_at);
}

void write_body(JsonWriter& write, const Document& document) {
    write("number", document.number);
    write("issued_on", document.issued_on);
    write("kind", document.kind);
    write("issuer", document.issuer);
    write("issuer_code", document.issuer_code);
    write("direction", document.direction);
    write("subject", document.subject);
    write("references", document.references);
    write("reply_to", document.reply_to);
    write("arrived_on", document.arrived_on);
    write("sequence", document.sequence);
}

void write_body(JsonWriter& write, const Feedback& feedback) {
    write("service", feedback.service);
    write("service_name", feedback.service_name);
    write("unit", feedback.unit);
    write("closed", feedback.closed);
    write("requested_at", feedback.requested_at);
    write("updated_at", feedback.updated_at);
    write("expected_at", feedback.expected_at);
}

}  // namespace

std::string to_json(const Record& record) {
    std::string out;
    JsonWriter write(out);
    write("type", record.type);
    write("id", record.id);
    if (record.day || !record.deleted) {
        write("day", record.day);
    }
    if (record.deleted) {
        write("deleted", true);
    } else {
        std::visit([&](const auto& body) { write_body(write, body); }, record.body);
    }
    write.close();
    return out;
}

}  // namespace tiendo
