// Any bytes as what a caller sends: a form, a signed message, a setting, kept state; read or
// refused, and nothing else.
#include "phan_anh/dated_ids.hpp"
#include "phan_anh/form.hpp"
#include "phan_anh/georeport.hpp"
#include "phan_anh/services.hpp"
#include "phan_anh/signature.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace tiendo::phan_anh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);

    if (const auto pairs = parse_form(bytes)) {
        for (const auto& [name, value] : *pairs) {
            if (!is_utf8(name) || !is_utf8(value)) {
                std::abort();
            }
        }
    }
    // Head and body of a message, parted by line feeds; nobody here has signed it.
    const auto part = [&, rest = bytes]() mutable {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        return line;
    };
    auto next = part;
    const auto id = next();
    const auto timestamp = next();
    const auto signatures = next();
    if (verify({id, timestamp, signatures, bytes}, std::string(32, 'k'), 1'621'476'000, 300) ==
        Verdict::good) {
        std::abort();
    }
    (void)webhook_key(bytes);
    (void)parse_services(bytes);
    DatedIds ids(bytes, 0);
    ids.add("x", 1'621'476'000);
    if (!DatedIds(ids.text(), 0).holds("x")) {
        std::abort();
    }
    if (const auto request = request_of_record(bytes)) {
        (void)written({200, *request, "request", {}}, Format::xml);
        (void)written({200, *request, "request", {}}, Format::json);
    }
    return 0;
}
