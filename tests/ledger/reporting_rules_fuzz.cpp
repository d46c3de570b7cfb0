#include "tiendo/ledger/permit.hpp"
#include "tiendo/ledger/stated.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes as files of rules: never a crash, and what is refused names the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tiendo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto permits = ledger::parse_permits(text, "fuzz.toml");
    const auto figures = ledger::parse_figure_rules(text, "fuzz.toml");
    const auto names_the_file = [](const Error& error) {
        return error.what().starts_with("fuzz.toml: ");
    };
    if ((!permits && !names_the_file(permits.error())) ||
        (!figures && !names_the_file(figures.error()))) {
        std::abort();
    }
    return 0;
}
