#include "tiendo/base/error.hpp"

#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/line.hpp"

#include <ostream>
#include <utility>

namespace tiendo {

namespace {

constexpr EnumNames<ErrorCode, 16> error_codes{"error code",
                                               {{{ErrorCode::malformed_input, "malformed_input"},
                                                 {ErrorCode::not_found, "not_found"},
                                                 {ErrorCode::conflict, "conflict"},
                                                 {ErrorCode::config, "config"},
                                                 {ErrorCode::auth, "auth"},
                                                 {ErrorCode::rejected, "rejected"},
                                                 {ErrorCode::rate_limited, "rate_limited"},
                                                 {ErrorCode::transient, "transient"},
                                                 {ErrorCode::outcome_unknown, "outcome_unknown"},
                                                 {ErrorCode::drift, "drift"},
                                                 {ErrorCode::busy, "busy"},
                                                 {ErrorCode::storage, "storage"},
                                                 {ErrorCode::newer_version, "newer_version"},
                                                 {ErrorCode::unsupported, "unsupported"},
                                                 {ErrorCode::cancelled, "cancelled"},
                                                 {ErrorCode::internal, "internal"}}}};

void explain_below(const Error& error, const std::string& indent, std::string& out) {
    out += error.what();
    for (const Error& cause : error.causes()) {
        out += "\n" + indent + "because: ";
        explain_below(cause, indent + "  ", out);
    }
}

}  // namespace

std::string_view to_string(ErrorCode code) noexcept {
    return error_codes.name(code);
}

std::optional<ErrorCode> parse_error_code(std::string_view text) noexcept {
    return error_codes.find(text);
}

Error::Error(ErrorCode code, std::string message, std::string remedy)
    : code_(code), message_(std::move(message)), remedy_(std::move(remedy)) {}

Error&& Error::at(std::string place) && {
    places_.push_back(std::move(place));
    return std::move(*this);
}

Error& Error::at(std::string place) & {
    places_.push_back(std::move(place));
    return *this;
}

Error&& Error::because(Error cause) && {
    causes_.push_back(std::move(cause));
    return std::move(*this);
}

Error&& Error::retry_after(std::chrono::milliseconds wait) && {
    retry_after_ = wait;
    return std::move(*this);
}

std::vector<std::string> Error::places() const {
    return {places_.rbegin(), places_.rend()};
}

std::string Error::what() const {
    std::string line;
    for (auto place = places_.rbegin(); place != places_.rend(); ++place) {
        line += *place + ": ";
    }
    line += message_;
    if (!remedy_.empty()) {
        line += "; " + remedy_;
    }
    return one_line(line);
}

std::string Error::explain() const {
    std::string lines;
    explain_below(*this, "  ", lines);
    return lines;
}

std::ostream& operator<<(std::ostream& out, const Error& error) {
    return out << error.what();
}

}  // namespace tiendo
