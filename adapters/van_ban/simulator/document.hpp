#pragma once

#include "tiendo/base/time.hpp"

#include <boost/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::simulator {

/// The instruments that the truth counts, as they are written correctly.
inline constexpr std::array<std::string_view, 8> instruments = {
    "34/2007/PL-UBTVQH11",
    "159/2016/NĐ-CP",
    "84/2015/NĐ-CP",
    "343/2016/TT-BTC",
    "59/2019/NĐ-CP",
    "61/2018/NĐ-CP",
    "619/QĐ-TTg",
    "118/KH-UBND",
};
/// Position of the district's own plan.
inline constexpr std::size_t district_plan = 7;

struct Issuer {
    std::string code;
    std::string name;
    std::string symbol;  ///< what stands behind the dash of a number: "UBND", "NV"
    bool outgoing = false;
    unsigned weight = 0;
};

enum class Status : std::uint8_t { fresh, in_work, done, issued };

struct Document {
    std::string id;
    std::int64_t sequence = 0;
    std::string number;
    Date issued;
    std::string_view kind;
    std::size_t issuer = 0;
    std::string subject;
    std::vector<std::string> cited;                ///< as typed
    std::array<bool, instruments.size()> cites{};  ///< what the generator meant: the truth
    std::optional<std::string> answers;
    std::optional<Date> arrived;
    std::optional<Date> due;
    Status status = Status::fresh;
    bool deleted = false;
    Instant changed;

    [[nodiscard]] bool cites_any() const {
        for (const bool cited_one : cites) {
            if (cited_one) {
                return true;
            }
        }
        return false;
    }
};

/// The wire form; README.md of the adapter describes it.
boost::json::object to_json(const Document& document, std::span<const Issuer> issuers);

/// The expected figures, from what the generator meant.
boost::json::object truth_of(std::span<const Document> documents, std::span<const Issuer> issuers);

}  // namespace tiendo::simulator
