#include "json_fields.hpp"

#include "tiendo/model/issued.hpp"

namespace tiendo {

void describe(auto& visit, Described<IssuedForm> auto& form) {
    visit("format", form.format);
    visit("sha256", form.sha256);
    visit("size_bytes", form.size_bytes);
}

void describe(auto& visit, Described<IssuedFigure> auto& figure) {
    visit("id", figure.id);
    visit("text", figure.text);
    visit("meaning", figure.meaning);
}

void describe(auto& visit, Described<IssuedReport> auto& report) {
    visit("plan", report.plan);
    visit("cycle", report.cycle);
    visit("version", report.version);
    visit("number", report.number);
    visit("at", report.at);
    visit("actor", report.actor);
    visit("note", report.note);
    visit("journal_entries", report.journal_entries);
    visit("journal_hash", report.journal_hash);
    visit("papers", report.papers);
    visit("forms", report.forms);
    visit("figures", report.figures);
}

std::string to_json(const IssuedReport& report) {
    return written(report);
}

template <>
Result<IssuedReport> from_json<IssuedReport>(std::string_view text) {
    return read_back<IssuedReport>(text);
}

}  // namespace tiendo
