#include "instant_text.hpp"

namespace tiendo {

Result<Date> parse_date_text(std::string_view text) {
    return Date::parse(text);
}

Result<Instant> parse_instant_text(std::string_view text) {
    return Instant::parse(text);
}

}  // namespace tiendo
