#include "legacy_run.hpp"

namespace tiendo::reader {

std::string text_of_run(std::string_view text, std::string_view /*font*/) {
    return std::string(text);
}

}  // namespace tiendo::reader
