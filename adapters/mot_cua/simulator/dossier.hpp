#pragma once

#include "tiendo/base/time.hpp"

#include <boost/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tiendo::simulator {

/// What a dossier was made to be, before any of its dates was drawn. The truth counts these.
enum class Category : std::uint8_t {
    before_due,
    on_due_day,
    late,
    without_appointment,  ///< finished inside the window
    withdrawn,
    open_in_time,
    open_without_appointment,
    open_overdue,
    paused,
    finished_later_in_time,  ///< finished after the cutoff, due after it
    finished_later_overdue,  ///< finished after the cutoff, due before
    refused,
    not_accepted,
    finished_earlier,  ///< before the window
    received_later,    ///< after the cutoff
};
inline constexpr std::size_t category_count = 15;

/// Codes of the national portal.
enum class State : std::uint8_t {
    registered = 1,
    accepted = 2,
    refused = 3,
    processing = 4,
    asks_papers = 5,
    asks_payment = 6,
    withdrawn = 7,
    stopped = 8,
    finished = 9,
    returned = 10,
};

/// A round in which papers were missing. What has not happened is a default Instant.
struct Supplement {
    Instant asked;
    Instant received;
    Instant due_before;
    Instant due_after;
};

struct Dossier {
    std::string code;
    std::uint8_t ward = 0;       ///< position in `ward_numbers`
    std::uint8_t procedure = 0;  ///< position in `procedures`
    std::uint8_t channel = 1;    ///< 1 desk, 2 online, 3 post
    std::uint8_t by_post = 0;    ///< how the result is returned
    std::uint32_t receipt = 0;
    State state = State::accepted;
    Category category = Category::before_due;
    bool carried_over = false;
    Instant submitted;
    Instant received;
    Instant due;
    Instant finished;
    Instant handed_over;
    Instant refused;
    Instant changed;
    std::vector<Supplement> supplements;
};

/// The wire form; README.md of the adapter describes it.
boost::json::object to_json(const Dossier& dossier);

/// The expected figures of `dossiers`, counted by category.
boost::json::object truth_of(std::span<const Dossier> dossiers, Date from, Date cutoff);

}  // namespace tiendo::simulator
