#include "tiendo/report/template.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes as a form that was filled in: what is read, kept as a draft and put into a form again
/// is read the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tiendo;
    auto texts = report::read_form(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!texts || texts->empty()) {
        return 0;
    }
    report::Template form;
    ledger::Draft draft;
    for (auto& each : *texts) {
        each.base = each.base.value_or(0);
        form.sections.emplace_back().asked.about = each.about;
        draft.parts.push_back(
            {ledger::PartKind::section, each.about, *each.base, each.text, {}, {}});
    }
    const auto again = report::read_form(report::render_form(form, draft));
    if (!again || *again != *texts) {
        std::abort();
    }
    return 0;
}
