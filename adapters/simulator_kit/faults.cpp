#include "simulator_kit/faults.hpp"

#include <array>
#include <utility>

namespace tiendo::simulator {
namespace {

constexpr std::array<std::pair<Fault, std::string_view>, 8> hostile = {{
    {Fault::html, "hostile:html"},
    {Fault::half_json, "hostile:half_json"},
    {Fault::huge, "hostile:huge"},
    {Fault::backwards, "hostile:backwards"},
    {Fault::error_body, "hostile:error_body"},
    {Fault::always_503, "hostile:always_503"},
    {Fault::slow_forever, "hostile:slow_forever"},
    {Fault::bad_utf8, "hostile:bad_utf8"},
}};

// By number of the list request, from 1.
constexpr std::array<std::pair<Fault, std::string_view>, 5> story = {{
    {Fault::slow, "slow"},
    {Fault::unavailable, "unavailable"},
    {Fault::dropped, "dropped"},
    {Fault::repeated, "repeated"},
    {Fault::changed_after_read, "changed_after_read"},
}};
constexpr std::uint64_t first_of_story = 2;

// Of the first request that is posted.
constexpr std::array<std::pair<Fault, std::string_view>, 2> posting = {{
    {Fault::dropped, "post:dropped"},
    {Fault::rate_limited, "post:rate_limited"},
}};

}  // namespace

std::string to_string(Fault fault) {
    for (const auto& [value, name] : story) {
        if (value == fault) {
            return std::string(name);
        }
    }
    for (const auto& [value, name] : hostile) {
        if (value == fault) {
            return std::string(name);
        }
    }
    return fault == Fault::rate_limited ? "rate_limited" : "";
}

Result<FaultScript> FaultScript::parse(std::string_view name) {
    FaultScript script;
    script.name_ = std::string(name);
    if (name == "none" || name == "story") {
        return script;
    }
    std::string known = "none, story";
    for (const auto& [value, text] : hostile) {
        if (text == name) {
            script.always_ = value;
            return script;
        }
        known += ", " + std::string(text);
    }
    for (const auto& [value, text] : posting) {
        if (text == name) {
            script.first_post_ = value;
            return script;
        }
        known += ", " + std::string(text);
    }
    return Error{ErrorCode::malformed_input,
                 "'" + std::string(name.substr(0, 40)) + "' is not a fault script",
                 "use one of " + known};
}

Fault FaultScript::next() {
    ++count_;
    if (always_ != Fault::none) {
        return always_;
    }
    if (name_ != "story" || count_ < first_of_story || count_ >= first_of_story + story.size()) {
        return Fault::none;
    }
    return story.at(count_ - first_of_story).first;
}

Fault FaultScript::next_post() {
    return std::exchange(first_post_, Fault::none);
}

}  // namespace tiendo::simulator
