#pragma once

#include <tiendo/tiendo.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Who owes how many papers in each cycle.
namespace story {

struct CycleCount {
    tiendo::CycleId cycle;
    std::string name;        ///< of the cycle
    std::int64_t wards = 0;  ///< Ủy ban nhân dân phường that are there on the last day on time
    std::int64_t others = 0;   ///< offices and public service units, likewise
    std::int64_t unknown = 0;  ///< units that ended before it, with nobody stated who has the paper
    std::int64_t sent = 0;
    std::int64_t overdue = 0;
    bool operator==(const CycleCount&) const = default;
};

/// By cycle, in the order of `rows`. Superseded papers count nowhere.
/// @pre every cycle of `rows` has a due instant
std::vector<CycleCount> counts_of(const std::vector<tiendo::ledger::Owed>& rows,
                                  const tiendo::units::Registry& units);

inline constexpr std::string_view owed_head = "ky,phuong,co_quan,chua_ro,da_gui,con_no\n";
std::string csv_of(const CycleCount& count);

/// The same papers, of the same units, with the same standing and the same that was sent.
bool stand_alike(const std::vector<tiendo::ledger::Owed>& one,
                 const std::vector<tiendo::ledger::Owed>& other);

}  // namespace story
