#pragma once

#include "tiendo/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace tiendo::plugin {

/// The bytes of an object file, wherever they lie.
struct ObjectBytes {
    std::uint64_t size = 0;
    /// Copies `count` bytes from `offset`; the range lies inside `size`. False where it cannot.
    std::function<bool(std::uint64_t offset, void* into, std::size_t count)> copy;
};

/// As manifest_section, over any source of bytes: reads the headers and the one section only, so a
/// large object costs no more than a small one.
Result<std::string> manifest_section_of(const ObjectBytes& object);

}  // namespace tiendo::plugin
