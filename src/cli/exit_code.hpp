#pragma once

#include "tiendo/base/error.hpp"

namespace tiendo::cli {

/// The exit codes of `tiendo`, documented in docs/cli.md; stable.
enum ExitCode : int {
    exit_ok = 0,
    exit_findings =
        1,           ///< the command ran; what it looked at is not in order (doctor, adapter check)
    exit_usage = 2,  ///< the command line is wrong
    exit_input = 3,  ///< malformed_input
    exit_not_found = 4,  ///< not_found
    exit_conflict = 5,   ///< conflict
    exit_config = 6,     ///< config, auth
    exit_remote = 7,     ///< rejected, rate_limited, transient, outcome_unknown, drift
    exit_busy = 8,       ///< busy
    exit_storage = 9,    ///< storage
    exit_version = 10,   ///< newer_version
    exit_unsupported = 11,
    exit_cancelled = 12,
    exit_internal = 70,
};

/// What the process ends with after `error`.
constexpr ExitCode exit_code_of(ErrorCode code) noexcept {
    switch (code) {
        case ErrorCode::malformed_input: return exit_input;
        case ErrorCode::not_found: return exit_not_found;
        case ErrorCode::conflict: return exit_conflict;
        case ErrorCode::config:
        case ErrorCode::auth: return exit_config;
        case ErrorCode::rejected:
        case ErrorCode::rate_limited:
        case ErrorCode::transient:
        case ErrorCode::outcome_unknown:
        case ErrorCode::drift: return exit_remote;
        case ErrorCode::busy: return exit_busy;
        case ErrorCode::storage: return exit_storage;
        case ErrorCode::newer_version: return exit_version;
        case ErrorCode::unsupported: return exit_unsupported;
        case ErrorCode::cancelled: return exit_cancelled;
        case ErrorCode::internal: return exit_internal;
    }
    return exit_internal;
}

}  // namespace tiendo::cli
