// adapter test
#include "session.hpp"
#include "watching.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/kit/kit.hpp"
#include "tiendo/plugin/adapter.hpp"
#include "tiendo/workspace/secrets.hpp"

#include <toml++/toml.h>

#include <iostream>
#include <memory>
#include <set>
#include <utility>

namespace tiendo::cli {

namespace {

struct TestWords {
    std::string object;
    std::string config;
    std::vector<std::string> secrets;
    std::vector<std::string> samples;
    std::vector<std::string> requests;
    std::vector<std::string> skipped;
    std::vector<std::string> rules;
    std::string against;
    std::string effects;
    std::string junit;
    std::string isolation = "both";
};

Result<std::pair<std::string, std::string>> halves(const std::string& word,
                                                   std::string_view option) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
        return Error{ErrorCode::malformed_input,
                     std::string(option) + " '" + word + "' has no '='",
                     "write it as NAME=VALUE"};
    }
    return std::pair(word.substr(0, equals), word.substr(equals + 1));
}

/// A value of the settings file as the JSON text that adapters get.
Result<std::string> setting_of(const std::string& key, const toml::node& node) {
    if (const auto* text = node.as_string()) {
        return plugin::json_text(text->get());
    }
    if (const auto* number = node.as_integer()) {
        return std::to_string(number->get());
    }
    if (const auto* flag = node.as_boolean()) {
        return std::string(flag->get() ? "true" : "false");
    }
    return Error{ErrorCode::malformed_input,
                 "'" + key + "' is no text, whole number or boolean",
                 "write key = \"value\", key = 500 or key = true"};
}

/// Settings from a TOML file: `key = value`, and the references of secrets under [secrets].
Result<void> read_settings(const std::string& path, kit::Subject& subject) {
    auto text = read_file(path, 1U << 20U);
    if (!text) {
        return std::move(text).error();
    }
    toml::table file;
    try {
        file = toml::parse(*text);
    } catch (const toml::parse_error& fault) {
        return Error{
            ErrorCode::malformed_input, std::string(fault.description()), "correct the file"}
            .at(path);
    }
    for (const auto& [name, node] : file) {
        const std::string key(name.str());
        const auto* secrets = key == "secrets" ? node.as_table() : nullptr;
        if (secrets == nullptr) {
            auto value = setting_of(key, node);
            if (!value) {
                return std::move(value).error().at(path);
            }
            subject.config.insert_or_assign(key, *std::move(value));
            continue;
        }
        for (const auto& [secret, reference] : *secrets) {
            auto value = read_secret(reference.value_or(std::string()));
            if (!value) {
                return std::move(value).error().at("secret '" + std::string(secret.str()) + "'");
            }
            subject.secrets.insert_or_assign(std::string(secret.str()), *std::move(value));
        }
    }
    return {};
}

/// All rules but these are not tried.
Result<void> take_rules(const std::vector<std::string>& wanted, kit::Subject& subject) {
    std::set<std::string> left(wanted.begin(), wanted.end());
    for (const auto& rule : kit::rules()) {
        if (left.erase(std::string(rule.id)) == 0) {
            subject.waived.emplace(rule.id, "not asked for");
        }
    }
    return left.empty() ? Result<void>()
                        : Error{ErrorCode::not_found,
                                "'" + *left.begin() + "' is no rule of the kit",
                                "name one of docs/conformance-kit.md"};
}

Result<void> take_words(const TestWords& words, kit::Subject& subject) {
    for (const auto& word : words.secrets) {
        auto pair = halves(word, "--secret");
        auto value = pair ? read_secret(pair->second) : std::move(pair).error();
        if (!value) {
            return std::move(value).error();
        }
        subject.secrets.insert_or_assign(pair->first, *std::move(value));
    }
    for (const auto& word : words.samples) {
        auto pair = halves(word, "--send");
        auto records = pair ? read_file(pair->second, 16U << 20U) : std::move(pair).error();
        if (!records) {
            return std::move(records).error();
        }
        subject.samples.insert_or_assign(pair->first, *std::move(records));
    }
    for (const auto& file : words.requests) {
        auto text = read_file(file, 16U << 20U);
        auto request = text ? kit::parse_request(*text) : std::move(text).error();
        if (!request) {
            return std::move(request).error().at(file);
        }
        subject.requests.push_back(*std::move(request));
    }
    for (const auto& word : words.skipped) {
        auto pair = halves(word, "--skip");
        if (!pair) {
            return std::move(pair).error();
        }
        subject.waived.insert(*std::move(pair));
    }
    return words.rules.empty() ? Result<void>() : take_rules(words.rules, subject);
}

Result<void> test_adapter(Session& session, const TestWords& words) {
    kit::Subject subject;
    subject.object = words.object;
    subject.against = words.against;
    subject.effects = words.effects;
    auto now = session.at.empty() ? Result<Instant>(subject.now) : Instant::parse(session.at);
    if (!now) {
        return std::move(now).error().at("--at");
    }
    subject.now = *now;
    auto search = session.search();
    if (!search) {
        return std::move(search).error();
    }
    subject.engines = std::move(search->engines);
    subject.allowed = std::move(search->allowed);
    subject.guard = std::move(search->guard);
    auto isolation = kit::parse_isolation(words.isolation);
    if (!isolation) {
        return std::move(isolation).error().at("--isolation");
    }
    const bool watched = subject.guard.trace || subject.guard.attach;
    subject.isolation = watched ? kit::Isolation::guarded : *isolation;
    auto settings = words.config.empty() ? Result<void>() : read_settings(words.config, subject);
    auto taken = settings ? take_words(words, subject) : std::move(settings);
    auto report = taken ? kit::run(subject) : std::move(taken).error();
    if (!report) {
        return std::move(report).error();
    }
    std::cout << kit::to_text(*report);
    if (!report->passed()) {
        session.outcome = exit_findings;
    }
    return words.junit.empty() ? Result<void>() : write_file(words.junit, kit::to_junit(*report));
}

}  // namespace

void add_kit_commands(CLI::App& app, Session& session) {
    auto words = std::make_shared<TestWords>();
    auto* test = app.get_subcommand("adapter")->add_subcommand(
        "test", "does an adapter keep the contract? tried rule by rule against a system");
    test->add_option("file", words->object, "the object, or a profile")->required();
    test->add_option("--config",
                     words->config,
                     "TOML file: key = value, and references of secrets under [secrets]");
    const auto repeated = [test](const char* name, std::vector<std::string>& to, const char* help) {
        test->add_option(name, to, help)->allow_extra_args(false);
    };
    repeated(
        "--secret", words->secrets, "secret as key=file:PATH or key=env:NAME; may be repeated");
    test->add_option("--against", words->against, "http://host:port of the system to try it with");
    repeated(
        "--send", words->samples, "STREAM=FILE: records that may really be sent; may be repeated");
    repeated("--request",
             words->requests,
             "file with a request that the adapter answers when it is called; may be repeated");
    test->add_option("--effects",
                     words->effects,
                     "address over there that answers how many deliveries took effect");
    repeated("--skip", words->skipped, "RULE=REASON: a rule that is not tried; may be repeated");
    repeated("--rule", words->rules, "a rule to try instead of all; may be repeated");
    add_watch_options(*test, session);
    test->add_option("--isolation",
                     words->isolation,
                     "in-process, guarded, or both: what passes in process once more guarded");
    test->add_option("--junit", words->junit, "file for the verdicts as JUnit XML");
    on_call(*test, session, [&session, words] { return test_adapter(session, *words); });
}

}  // namespace tiendo::cli
