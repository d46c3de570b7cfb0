#pragma once

namespace tiendo::kit {

/// Whether a sanitizer has its hands in memory, so that what the process holds says nothing about
/// the adapter.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

}  // namespace tiendo::kit
