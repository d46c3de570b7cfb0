#include "tiendo/model/outcome.hpp"

#include "tiendo/base/enum_names.hpp"

namespace tiendo {

namespace {

constexpr EnumNames<Outcome, 6> outcomes{"outcome",
                                         {{{Outcome::accepted, "accepted"},
                                           {Outcome::duplicate, "duplicate"},
                                           {Outcome::rejected, "rejected"},
                                           {Outcome::retry, "retry"},
                                           {Outcome::unknown, "unknown"},
                                           {Outcome::absent, "absent"}}}};

}  // namespace

std::string_view to_string(Outcome outcome) noexcept {
    return outcomes.name(outcome);
}
Result<Outcome> parse_outcome(std::string_view text) {
    return outcomes.parse(text);
}

}  // namespace tiendo
