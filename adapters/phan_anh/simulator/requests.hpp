#pragma once

#include "tiendo/base/time.hpp"

#include <boost/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tiendo::simulator {

/// What a request was made to be, before its times were drawn. The truth counts these.
enum class Outcome : std::uint8_t {
    closed_on_time,
    closed_unpromised,  ///< no answer was promised: on time
    closed_late,
    closed_after_window,
    open,
    outside,  ///< requested before the window or after the cutoff
};

/// Who is responsible: a ward, an office, nobody yet.
inline constexpr std::size_t first_office = 14;
inline constexpr std::array<std::string_view, 3> offices = {"Phòng Tài nguyên và Môi trường",
                                                            "Phòng Quản lý đô thị",
                                                            "Văn phòng HĐND và UBND quận"};
inline constexpr std::size_t nobody = first_office + offices.size();

struct FeedbackRequest {
    std::string id;
    std::size_t service = 0;
    std::size_t complaint = 0;
    std::size_t agency = nobody;  ///< wards first, then offices, then nobody
    std::size_t ward = 0;         ///< where the place lies
    unsigned street = 1;
    bool closed = false;
    bool zulu = false;          ///< its times are written with Z
    bool promise_null = false;  ///< an absent promise is written as null
    Outcome outcome = Outcome::open;
    Instant requested;
    Instant updated;
    Instant expected;  ///< default: none promised
    std::string posted_text;
    std::string posted_address;
};

/// The wire form; README.md of the adapter describes it.
boost::json::object to_json(const FeedbackRequest& request);

/// The expected figures of the generated requests, counted by outcome.
boost::json::object truth_of(std::span<const FeedbackRequest> requests, Date from, Date cutoff);

}  // namespace tiendo::simulator
