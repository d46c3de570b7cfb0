#include "tiendo/units/report.hpp"

#include "check.hpp"
#include "list_source.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::units {

namespace {

bool refused(const std::vector<Finding>& findings) {
    return std::ranges::any_of(
        findings, [](const Finding& each) { return each.severity == Severity::error; });
}

/// The first list with its events; what a wrong event says becomes a finding.
std::optional<History> with_events(ListSource& source) {
    auto history = History::make(source.units);
    if (!history) {
        source.findings.push_back(finding_of(history.error(), 0, {}));
        return std::nullopt;
    }
    for (std::size_t i = 0; i < source.entries.size(); ++i) {
        auto id = id_of(source.entries[i]).str();
        if (const auto done = history->apply(std::move(source.entries[i])); !done) {
            source.findings.push_back(
                finding_of(done.error(), source.entry_lines[i], std::move(id)));
        }
    }
    return *std::move(history);
}

}  // namespace

std::string_view to_string(Severity severity) noexcept {
    return severity == Severity::error ? "error" : "warning";
}

ListReport check_list(std::string_view text, std::string_view name) {
    auto source = is_csv(name) ? read_csv_list(text) : read_toml_list(text);
    if (source.units.empty() && source.findings.empty()) {
        source.findings.push_back(
            {0, {}, Severity::error, "the list holds no units", "write one [[unit]] for each"});
    }
    const auto add = [&](std::vector<ListFault> faults, Severity severity) {
        for (auto& [unit, message, remedy] : faults) {
            source.findings.push_back({source.lines[unit],
                                       source.units[unit].id.str(),
                                       severity,
                                       std::move(message),
                                       std::move(remedy)});
        }
    };
    add(faults_of(source.units, source.unread), Severity::error);
    add(oddities_of(source.units), Severity::warning);
    ListReport report;
    if (!refused(source.findings)) {
        report.history = with_events(source);
    }
    if (refused(source.findings)) {
        report.history.reset();
    }
    report.findings = std::move(source.findings);
    std::ranges::stable_sort(report.findings, {}, &Finding::line);
    return report;
}

}  // namespace tiendo::units
