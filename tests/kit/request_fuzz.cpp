// Files with requests are written by hand: whatever the bytes, what is accepted has a method and a
// path, and every byte behind the head is its body.
#include "tiendo/kit/kit.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto request = tiendo::kit::parse_request(text);
    if (!request) {
        require(request.error().code() == tiendo::ErrorCode::malformed_input);
        return 0;
    }
    require(!request->method.empty() && request->target.starts_with('/'));
    require(text.ends_with(request->body));
    for (const auto& [name, value] : request->headers) {
        require(!name.empty() && name.find(':') == std::string::npos);
        require(value.find('\n') == std::string::npos);
    }
    return 0;
}
