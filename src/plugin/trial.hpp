#pragma once

#include "tiendo/base/result.hpp"

#include <filesystem>

namespace tiendo::plugin {

/// Loads the object in a child process that ends at once.
///
/// C++ ends the whole program when the initialiser of a static variable throws while an object is
/// loaded; neither a handler around dlopen nor anything else in the same process can prevent it.
/// @return internal (it threw, crashed, hung for 10 seconds, ended the process), unsupported (the
/// dynamic linker refused it), transient (no child could be started)
Result<void> try_loading(const std::filesystem::path& path);

}  // namespace tiendo::plugin
