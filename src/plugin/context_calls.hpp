#pragma once

#include "context.hpp"

#include "tiendo/adapter/border.hpp"

#include <chrono>
#include <exception>
#include <string>

/// What every function of the context's table needs.
namespace tiendo::plugin {

inline adapter::Failure failure_from(const Error& error) {
    std::string message;
    for (const std::string& place : error.places()) {
        message += place + ": ";
    }
    return {class_of(error.code()),
            message + error.message(),
            error.remedy(),
            error.retry_after().value_or(std::chrono::milliseconds(0))};
}

/// Runs `body`, which returns an int32_t; what it throws becomes transient: our fault, and the
/// adapter may live.
template <typename Body>
int32_t guarded(tiendo_error* error, const Body& body) noexcept {
    using adapter::ErrorClass;
    using adapter::detail::fail;
    try {
        return body();
    } catch (const std::exception& fault) {
        try {
            return fail(
                error,
                {ErrorClass::transient, std::string("the host failed: ") + fault.what(), {}, {}});
        } catch (...) {
            return fail(error, {ErrorClass::transient, {}, {}, {}});
        }
    } catch (...) {
        return fail(error, {ErrorClass::transient, {}, {}, {}});
    }
}

}  // namespace tiendo::plugin
