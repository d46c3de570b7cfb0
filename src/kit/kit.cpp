#include "tiendo/kit/kit.hpp"

#include "apart.hpp"
#include "bench.hpp"
#include "rules.hpp"

#include "tiendo/base/helper_program.hpp"
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
                            serve_rules(),
                            serve_hostile_rules(),
                            remains_rules()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

/// Stands at the end: it compares what the others found.
constexpr RuleInfo works_guarded = {
    "works-guarded",
    "what it does in process it does as well in its guarded process",
    "installed beside the package, as adapters of others are, it does not work, or not always",
    "open no files, sockets or programs: all comes through the context; link what every system has"};

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
    if (subject.isolation != Isolation::in_process) {
        if (auto host = helper_program("tiendo-plugin-host", subject.guard.helper_folder); !host) {
            return std::move(host).error();
        }
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

Finding found(const Rule& rule,
              const Subject& subject,
              const plugin::Manifest& manifest,
              plugin::Isolation where) {
    const auto waived = subject.waived.find(rule.info.id);
    if (waived != subject.waived.end()) {
        return skipped(waived->second);
    }
    if (where == plugin::Isolation::guarded && !rule.in_process_alone.empty()) {
        return skipped(std::string(rule.in_process_alone));
    }
    return apart(
        [&] {
            Bench bench(subject, manifest, where);
            return rule.run(bench);
        },
        subject.guard.attach ? std::chrono::hours(24) : subject.rule_limit);
}

/// Tries once more, guarded, what holds in process. @param verdicts on `all`, one for each
Finding compared(const std::vector<Rule>& all,
                 const std::vector<Verdict>& verdicts,
                 const Subject& subject,
                 const plugin::Manifest& manifest) {
    if (const auto waived = subject.waived.find(works_guarded.id); waived != subject.waived.end()) {
        return skipped(waived->second);
    }
    if (plugin::engine_for(subject.object, subject.engines) != nullptr) {
        return skipped("a file without code always runs in process");
    }
    if (subject.isolation != Isolation::both) {
        return skipped(subject.isolation == Isolation::guarded
                           ? "each rule was tried guarded"
                           : "it was to be tried in process alone");
    }
    std::vector<std::string> faults;
    std::size_t tried = 0;
    for (std::size_t i = 0; i < all.size() && faults.size() < 3; ++i) {
        if (verdicts[i].status != Status::passed || !all[i].in_process_alone.empty()) {
            continue;
        }
        ++tried;
        auto finding = found(all[i], subject, manifest, plugin::Isolation::guarded);
        const bool other_count = all[i].info.id == "reads" && finding.text != verdicts[i].text;
        if (finding.status != Status::passed || other_count) {
            faults.push_back(std::string(all[i].info.id) + ": " + finding.text +
                             (other_count ? ", in process " + verdicts[i].text : ""));
        }
    }
    if (faults.empty()) {
        return passed(std::to_string(tried) + " rules");
    }
    std::string evidence = "guarded, the rules that pass in process say:";
    for (const auto& fault : faults) {
        evidence += "\n" + fault;
    }
    return failed(evidence);
}

}  // namespace

const std::vector<RuleInfo>& rules() {
    static const std::vector<RuleInfo> infos = [] {
        std::vector<RuleInfo> made;
        for (const Rule& rule : all_rules()) {
            made.push_back(rule.info);
        }
        made.push_back(works_guarded);
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
            const bool taken = subject.against.empty() || tried.config != subject.config;
            return taken ? std::move(fits).error()
                         : std::move(fits).error().because(
                               {ErrorCode::config,
                                "no setting took the address of the other side",
                                "name the setting that holds it in hosts of the manifest, as "
                                "config:KEY, and let it be required"});
        }
    }
    const auto where = subject.isolation == Isolation::guarded ? plugin::Isolation::guarded
                                                               : plugin::Isolation::in_process;
    const auto all = all_rules();
    std::optional<std::string> hopeless;
    for (const Rule& rule : all) {
        Finding finding = hopeless    ? skipped(*hopeless)
                          : !manifest ? failed(manifest.error().explain())
                                      : found(rule, tried, *manifest, where);
        if (rule.info.id == first_rule && finding.status == Status::failed) {
            hopeless = "it does not load, see the rule 'manifest'";
        }
        report.verdicts.push_back({rule.info, finding.status, std::move(finding.text)});
    }
    auto last = hopeless ? skipped(*hopeless) : compared(all, report.verdicts, tried, *manifest);
    report.verdicts.push_back({works_guarded, last.status, std::move(last.text)});
    return report;
}

}  // namespace tiendo::kit
