#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tiendo::ledger {

/// A JSON object for the journal, keys in the order in which they are given.
class JournalText {
public:
    JournalText& text(std::string_view key, std::string_view value);
    JournalText& number(std::string_view key, std::int64_t value);
    /// @param value  is JSON already
    JournalText& json(std::string_view key, std::string_view value);
    [[nodiscard]] std::string str() const { return "{" + body_ + "}"; }

private:
    std::string body_;
};

}  // namespace tiendo::ledger
