// Any bytes as an answer of the other side: lines that a host takes or keeps as dead letters, and
// nothing else.
#include "tiendo/declarative/engine.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/model/record.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view profile = R"([adapter]
name = "thu"
version = "0.1.0"
vendor = "test"
licence = "Apache-2.0"
summary = "Invented."
[settings.url]
type = "url"
description = "Address."
[server]
url = "url"
[[stream]]
name = "documents"
type = "document"
description = "Invented."
key = "id"
path = "/list"
items = ""
ignore = []
[stream.deleted]
from = "/gone"
is = ["true", "1"]
[stream.fields]
id = { from = "/id" }
day = { from = "/day", format = ["iso", "dd/MM/yyyy[ HH:mm[:ss]]", "epoch-seconds", "epoch-milliseconds", "yyMMdd"] }
number = { from = ["/number", "/parts/0/number"], split = "/", part = 1, purpose = "x" }
kind = { from = "/kind", map = { a = "b" }, purpose = "x" }
issuer = { from = "/issuer", required = false, purpose = "x" }
direction = { from = "/direction", purpose = "x" }
subject = { from = "/subject", purpose = "x" }
references = { from = "/references", purpose = "x" }
arrived_on = { from = "/day", format = ["iso", "dd/MM/yyyy[ HH:mm[:ss]]", "epoch-seconds", "epoch-milliseconds", "yyMMdd"], purpose = "x" }
sequence = { count = "/references", purpose = "x" }
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    tiendo::declarative::Tally tally;
    const auto saved = tiendo::declarative::map_saved(
        profile, "", std::string_view(reinterpret_cast<const char*>(data), size), tally);
    if (!saved) {
        return 0;
    }
    std::size_t lines = 0;
    for (std::size_t at = 0; at < saved->lines.size(); ++lines) {
        const auto end = saved->lines.find('\n', at);
        const auto line = saved->lines.substr(at, end - at);
        // A line is a record, or says why it is none.
        if (line.find("\"unreadable\":") == std::string::npos &&
            !tiendo::from_json<tiendo::Record>(line) &&
            line.find("\"id\":\"\"") == std::string::npos) {
            const auto why = tiendo::from_json<tiendo::Record>(line).error();
            // Ids that a host does not take are its own to refuse.
            if (why.what().find("id") == std::string::npos) {
                __builtin_trap();
            }
        }
        at = end + 1;
    }
    if (lines != saved->records) {
        __builtin_trap();
    }
    return 0;
}
