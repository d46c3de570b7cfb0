#pragma once

#include "tiendo/kit/kit.hpp"

#include <span>
#include <string>
#include <utility>

namespace tiendo::kit {

class Bench;

/// What a rule says of the adapter on the bench.
struct Finding {
    Status status;
    std::string text;
};
inline Finding passed(std::string what = {}) {
    return {Status::passed, std::move(what)};
}
inline Finding failed(std::string evidence) {
    return {Status::failed, std::move(evidence)};
}
inline Finding skipped(std::string reason) {
    return {Status::skipped, std::move(reason)};
}

struct Rule {
    RuleInfo info;
    Finding (*run)(Bench&);
    /// Why it cannot be tried with a guarded adapter; empty where it can.
    std::string_view in_process_alone{};
};

// One table a subject, each beside its rules.
std::span<const Rule> manifest_rules();
std::span<const Rule> check_rules();
std::span<const Rule> record_rules();
std::span<const Rule> cursor_rules();
std::span<const Rule> resume_rules();
std::span<const Rule> status_rules();
std::span<const Rule> hostile_rules();
std::span<const Rule> secret_rules();
std::span<const Rule> stop_rules();
std::span<const Rule> find_rules();
std::span<const Rule> write_rules();
std::span<const Rule> serve_rules();
std::span<const Rule> serve_hostile_rules();
std::span<const Rule> remains_rules();

}  // namespace tiendo::kit
