#pragma once

#include <string>
#include <string_view>

namespace tiendo::reader {

/// The text of a run in Unicode. Office files of older days keep TCVN3 and VNI letters under the
/// names of their fonts (".VnTime", "VNI-Times"); fonts of capitals give capitals.
/// @param font of the run; empty where the document names none
std::string text_of_run(std::string_view text, std::string_view font);

}  // namespace tiendo::reader
