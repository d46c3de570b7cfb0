#include "tiendo/kit/kit.hpp"

#include "apart.hpp"
#include "bench.hpp"
#include "rules.hpp"

#include "tiendo/http/url.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <system_error>
#include <utility>

namespace tiendo::kit {

namespace {

constexpr std::string_view first_rule = "manifest";

std::vector<Rule> all_rules() {
    std::vector<Rule> all;
    for (const auto part : {manifest_rules(),
                            check_rules(),
                            record_rules(),
                            cursor_rules(),
                            resume_rules(),
                            status_rules(),
                            hostile_rules(),
                            secret_rules(),
                            stop_rules(),
                            find_rules(),
                            write_rules(),
                            remains_rules()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

Result<void> good_subject(const Subject& subject) {
    std::error_code unreadable;
    if (!std::filesystem::is_regular_file(subject.object, unreadable)) {
        return Error{ErrorCode::not_found,
                     "there is no file '" + subject.object.string() + "'",
                     "name the object that the build made: …/tiendo-<name>.so"};
    }
    for (const auto* address : {&subject.against, &subject.effects}) {
        if (!address->empty()) {
            if (auto url = http::parse_url(*address); !url) {
                return std::move(url).error();
            }
        }
    }
    for (const auto& [id, reason] : subject.waived) {
        const auto& known = rules();
        if (reason.empty() || std::none_of(known.begin(), known.end(), [&](const RuleInfo& rule) {
                return rule.id == id;
            })) {
            return Error{ErrorCode::malformed_input,
                         "'" + id + "' is no rule, or the waiver has no reason",
                         "name a rule of the report, and why it is not tried"};
        }
    }
    if (subject.most_pages < 1 || subject.most_pages > 10'000 || subject.rule_limit.count() < 1) {
        return Error{ErrorCode::malformed_input,
                     "the limit of pages or of time is out of range",
                     "read 1 to 10,000 pages, and give a rule at least 1 ms"};
    }
    return {};
}

/// The settings with the address of the other side in place of those that are not set.
plugin::Config completed(const plugin::Manifest& manifest, const Subject& subject) {
    plugin::Config config = subject.config;
    for (const auto& key : manifest.config) {
        const bool names_host =
            std::find(manifest.hosts.begin(), manifest.hosts.end(), "config:" + key.key) !=
            manifest.hosts.end();
        if (names_host && key.required && !subject.against.empty()) {
            config.try_emplace(key.key, plugin::json_text(subject.against));
        }
    }
    return config;
}

Finding found(const Rule& rule, const Subject& subject, const plugin::Manifest& manifest) {
    const auto waived = subject.waived.find(rule.info.id);
    if (waived != subject.waived.end()) {
        return skipped(waived->second);
    }
    return apart(
        [&] {
            Bench bench(subject, manifest);
            return rule.run(bench);
        },
        subject.guard.attach ? std::chrono::hours(24) : subject.rule_limit);
}

}  // namespace

const std::vector<RuleInfo>& rules() {
    static const std::vector<RuleInfo> infos = [] {
        std::vector<RuleInfo> made;
        for (const Rule& rule : all_rules()) {
            made.push_back(rule.info);
        }
        return made;
    }();
    return infos;
}

Result<Report> run(const Subject& subject) {
    if (auto good = good_subject(subject); !good) {
        return std::move(good).error();
    }
    Report report;
    auto manifest = plugin::read_manifest(subject.object, subject.engines);
    report.adapter = manifest ? manifest->name + " " + manifest->version : subject.object.string();
    Subject tried = subject;
    if (manifest) {
        tried.config = completed(*manifest, subject);
        if (auto fits = plugin::check_config(*manifest, tried.config); !fits) {
            return std::move(fits).error();
        }
    }
    std::optional<std::string> hopeless;
    for (const Rule& rule : all_rules()) {
        Finding finding = hopeless    ? skipped(*hopeless)
                          : !manifest ? failed(manifest.error().explain())
                                      : found(rule, tried, *manifest);
        if (rule.info.id == first_rule && finding.status == Status::failed) {
            hopeless = "it does not load, see the rule 'manifest'";
        }
        report.verdicts.push_back({rule.info, finding.status, std::move(finding.text)});
    }
    return report;
}

}  // namespace tiendo::kit
