#include "sql.hpp"

#include "tiendo/store/journal.hpp"

namespace tiendo::store {

std::string export_line(const JournalEntry& entry) {
    std::string line = "{\"sequence\":" + std::to_string(entry.sequence) +
                       ",\"at\":" + std::to_string(entry.at.unix_ms());
    const auto put = [&](std::string_view key, std::string_view text) {
        line.append(",\"").append(key).append("\":").append(json_text(text));
    };
    put("actor", entry.actor);
    put("action", entry.action);
    put("subject", entry.subject);
    put("why", entry.why);
    put("before", entry.before);
    put("after", entry.after);
    put("previous_hash", entry.previous_hash);
    put("hash", entry.hash);
    return line + "}\n";
}

std::string export_last_line(const JournalHead& head) {
    return "{\"count\":" + std::to_string(head.count) + ",\"head\":" + json_text(head.hash) + "}\n";
}

}  // namespace tiendo::store
