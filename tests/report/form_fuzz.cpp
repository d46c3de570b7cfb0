#include "tiendo/report/template.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

/// Any bytes as a form that was filled in: what is read and put into a form again is read the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tiendo;
    const auto sections =
        report::read_form(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!sections || sections->empty()) {
        return 0;
    }
    std::string form;
    for (const auto& section : *sections) {
        form += "<!-- nội dung " + section.about + " -->\n" + section.text + "\n<!-- hết -->\n";
    }
    const auto again = report::read_form(form);
    if (!again || *again != *sections) {
        std::abort();
    }
    return 0;
}
