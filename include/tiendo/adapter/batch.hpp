#pragma once

#include "tiendo/adapter/abi.h"
#include "tiendo/adapter/border.hpp"
#include "tiendo/adapter/json_members.hpp"
#include "tiendo/adapter/json_text.hpp"
#include "tiendo/adapter/json_writer.hpp"
#include "tiendo/adapter/manifest.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::adapter {

/// One record for the other side. The views live as long as the call.
struct BatchItem {
    std::string_view key;      ///< names this delivery for ever: send it as the idempotency key
    std::int64_t attempt = 1;  ///< counts from 1
    std::string_view record;   ///< JSON after the schema of the stream's records
};

/// Records for the other side, or deliveries whose outcome is asked for.
class Batch {
public:
    Batch(const Stream& stream, std::vector<BatchItem> items)
        : stream_(&stream), items_(std::move(items)) {}

    [[nodiscard]] const Stream& stream() const noexcept { return *stream_; }
    [[nodiscard]] const std::vector<BatchItem>& items() const noexcept { return items_; }
    [[nodiscard]] auto begin() const noexcept { return items_.begin(); }
    [[nodiscard]] auto end() const noexcept { return items_.end(); }

private:
    const Stream* stream_;
    std::vector<BatchItem> items_;
};

/// What became of each item; what is not said of counts as unknown.
class Outcomes {
public:
    /// It took effect. @param id the other side's name for it; may be empty
    Outcomes& accepted(const BatchItem& item, std::string_view id) {
        return add(
            JsonObject().text("key", item.key).text("outcome", "accepted").text_if_any("id", id));
    }
    /// It had taken effect before.
    Outcomes& duplicate(const BatchItem& item, std::string_view id) {
        return add(
            JsonObject().text("key", item.key).text("outcome", "duplicate").text_if_any("id", id));
    }
    /// Understood and refused for ever.
    Outcomes& rejected(const BatchItem& item, std::string_view message, std::string_view remedy) {
        return add(JsonObject()
                       .text("key", item.key)
                       .text("outcome", "rejected")
                       .text("message", message)
                       .text_if_any("remedy", remedy));
    }
    /// Surely not taken. @param after 0: not stated
    Outcomes& retry(const BatchItem& item,
                    std::string_view message,
                    std::chrono::milliseconds after = std::chrono::milliseconds(0)) {
        JsonObject line;
        line.text("key", item.key).text("outcome", "retry").text("message", message);
        if (after.count() > 0) {
            line.number("retry_after_ms", after.count());
        }
        return add(line);
    }
    /// Sent, and perhaps taken.
    Outcomes& unknown(const BatchItem& item, std::string_view message) {
        return add(
            JsonObject().text("key", item.key).text("outcome", "unknown").text("message", message));
    }
    /// For probe only: it never arrived, and may be sent again.
    Outcomes& absent(const BatchItem& item) {
        return add(JsonObject().text("key", item.key).text("outcome", "absent"));
    }

    [[nodiscard]] std::uint32_t count() const noexcept { return count_; }
    [[nodiscard]] const std::string& lines() const noexcept { return lines_; }

private:
    Outcomes& add(const JsonObject& line) {
        lines_.append(line.str()).append("\n");
        ++count_;
        return *this;
    }
    std::string lines_;
    std::uint32_t count_ = 0;
};

namespace detail {

/// The items of a batch as the host wrote them; broken where a line is none.
inline Expected<std::vector<BatchItem>> items_of(const tiendo_batch& batch) {
    std::vector<BatchItem> items;
    items.reserve(batch.item_count);
    std::string_view rest = view_of(batch.items);
    while (!rest.empty()) {
        const auto line = rest.substr(0, rest.find('\n'));
        const auto key = json_member(line, "key");
        const auto record = json_member(line, "record");
        const auto attempt = whole_number_of_json(json_member(line, "attempt").value_or("1"));
        if (!key || !record || !attempt || key->size() < 3) {
            return Failure::broken("item " + std::to_string(items.size() + 1) +
                                   " of the batch is not as the header says");
        }
        items.push_back({key->substr(1, key->size() - 2), *attempt, *record});
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
    return items;
}

}  // namespace detail

}  // namespace tiendo::adapter
