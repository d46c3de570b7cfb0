#pragma once

#include "tiendo/base/result.hpp"

#include <string>

namespace tiendo::plugin {

/// Loads the object in a child process that ends at once.
///
/// When the initialiser of a static variable throws while an object is loaded, C++ ends the
/// program: dlopen is declared not to throw, and an exception that passed it nevertheless would
/// leave the dynamic linker locked. No handler in the same process can mend that.
/// @return internal (it threw, crashed, hung for 10 seconds, ended the process), unsupported (the
/// dynamic linker refused it), transient (no child could be started)
/// @param name for dlopen, in a process that was just forked
Result<void> try_loading(const std::string& name);

}  // namespace tiendo::plugin
