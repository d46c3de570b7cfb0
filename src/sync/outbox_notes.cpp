#include "outbox_notes.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/plugin/services.hpp"

#include <algorithm>

namespace tiendo::sync {

namespace {

std::string member(std::string_view name, std::string_view text) {
    return text.empty() ? std::string()
                        : ",\"" + std::string(name) + "\":" + plugin::json_text(text);
}

std::string json_of(const store::OutboxItem& item) {
    return "{\"connection\":" + plugin::json_text(item.connection.str()) +
           ",\"state\":" + plugin::json_text(to_string(item.state)) +
           ",\"attempts\":" + std::to_string(item.attempts) + member("id", item.foreign_id) +
           member("cause", item.cause) + member("message", item.message) +
           member("conflict", item.conflict) +
           (item.purged.empty() ? member("record_sha256", sha256_hex(item.record))
                                : member("purged_sha256", item.purged)) +
           "}";
}

Result<void> append_entry(store::Transaction& tx, const store::NewEntry& entry) {
    auto appended = store::append(tx, entry);
    return appended ? Result<void>() : std::move(appended).error();
}

}  // namespace

Result<void> note_change(store::Transaction& tx,
                         std::string_view action,
                         const store::OutboxItem& before,
                         const store::OutboxItem& after,
                         const Decision& decision) {
    return append_entry(tx,
                        {decision.at,
                         decision.actor,
                         std::string(action),
                         before.key,
                         decision.why,
                         json_of(before),
                         json_of(after)});
}

Result<void> note_purge(store::Transaction& tx,
                        std::string_view subject,
                        store::OutboxState state,
                        const std::vector<store::PurgedDelivery>& purged,
                        const Decision& decision) {
    std::string lines;
    for (const auto& each : purged) {
        lines.append(each.key).append(" ").append(each.sha256).append("\n");
    }
    return append_entry(
        tx,
        {decision.at,
         decision.actor,
         "outbox.purge",
         std::string(subject),
         decision.why,
         {},
         "{\"" + std::string(to_string(state)) + "\":" + std::to_string(purged.size()) +
             ",\"records_sha256\":" + plugin::json_text(sha256_hex(lines)) + "}"});
}

void ManyNotes::add(std::string_view key, std::string_view word) {
    lines_.append(key).append(" ").append(word).append("\n");
    ++count_;
    const auto known = std::find_if(
        words_.begin(), words_.end(), [&](const auto& each) { return each.first == word; });
    if (known == words_.end()) {
        words_.emplace_back(word, 1);
    } else {
        ++known->second;
    }
}

Result<void> ManyNotes::append(store::Transaction& tx,
                               std::string_view action,
                               std::string_view subject,
                               const Decision& decision) const {
    if (count_ == 0) {
        return {};
    }
    std::string after = "{";
    for (const auto& [word, count] : words_) {
        after += "\"" + word + "\":" + std::to_string(count) + ",";
    }
    after += "\"keys_sha256\":" + plugin::json_text(sha256_hex(lines_)) + "}";
    return append_entry(tx,
                        {decision.at,
                         decision.actor,
                         std::string(action),
                         std::string(subject),
                         decision.why,
                         {},
                         after});
}

}  // namespace tiendo::sync
