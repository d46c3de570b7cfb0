#include "journal_text.hpp"

#include <boost/json.hpp>

namespace tiendo::ledger {

JournalText& JournalText::text(std::string_view key, std::string_view value) {
    return json(key, boost::json::serialize(boost::json::string_view(value.data(), value.size())));
}

JournalText& JournalText::number(std::string_view key, std::int64_t value) {
    return json(key, std::to_string(value));
}

JournalText& JournalText::json(std::string_view key, std::string_view value) {
    body_ += body_.empty() ? "" : ",";
    body_ += boost::json::serialize(boost::json::string_view(key.data(), key.size()));
    body_ += ":";
    body_ += value;
    return *this;
}

}  // namespace tiendo::ledger
