#include "arguments.hpp"

#include <charconv>
#include <string_view>

namespace story {

namespace {

using tiendo::Error;
using tiendo::ErrorCode;

tiendo::Result<std::uint16_t> port_of(std::string_view text) {
    unsigned value = 0;
    const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || stop != text.data() + text.size() || value < 1024 ||
        value > 65533) {
        return Error{ErrorCode::malformed_input,
                     "'" + std::string(text) + "' is no port",
                     "use a number from 1024 to 65533"};
    }
    return static_cast<std::uint16_t>(value);
}

tiendo::Result<void> take(Arguments& arguments, std::string_view name, std::string_view value) {
    if (name == "--data") {
        arguments.data = value;
    } else if (name == "--prefix") {
        arguments.prefix = value;
    } else if (name == "--plugins") {
        arguments.plugins = value;
    } else if (name == "--out") {
        arguments.out = value;
    } else if (name == "--plan") {
        arguments.plan = value;
    } else if (name == "--units") {
        arguments.units = value;
    } else if (name == "--port-base") {
        auto port = port_of(value);
        if (!port) {
            return std::move(port).error().at("--port-base");
        }
        arguments.port_base = *port;
    } else {
        return Error{ErrorCode::malformed_input,
                     "unknown option '" + std::string(name) + "'",
                     "see examples/run --help"};
    }
    return {};
}

}  // namespace

tiendo::Result<Arguments> parse_arguments(std::span<char*> words) {
    Arguments arguments;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string_view name = words[i];
        if (name == "--quiet") {
            arguments.quiet = true;
            continue;
        }
        if (i + 1 == words.size()) {
            return Error{ErrorCode::malformed_input,
                         "option '" + std::string(name) + "' needs a value",
                         "see examples/run --help"};
        }
        if (auto taken = take(arguments, name, words[++i]); !taken) {
            return std::move(taken).error();
        }
    }
    if (arguments.data.empty() || arguments.prefix.empty()) {
        return Error{ErrorCode::malformed_input,
                     "--data and --prefix are wanted",
                     "start it through examples/run"};
    }
    return arguments;
}

}  // namespace story
