#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/base/time.hpp"
#include "tiendo/model/ids.hpp"
#include "tiendo/model/unit.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Who may do what with papers (quyền của đơn vị), as data.
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

enum class Right : std::uint8_t {
    draft = 0,
    submit = 1,
    return_paper = 2,  ///< "return"
    accept = 3,
    excuse = 4,
    compose = 5,  ///< the consolidated report, to be looked at
    issue = 6,    ///< to be kept as it goes out
    correct = 7,
};
std::string_view to_string(Right right) noexcept;
Result<Right> parse_right(std::string_view text);

/// Whose papers a right is about.
enum class PaperOwner : std::uint8_t {
    own = 0,
    received = 1,  ///< of others, under a plan that goes to the acting unit or that it issued
};
std::string_view to_string(PaperOwner owner) noexcept;
Result<PaperOwner> parse_paper_owner(std::string_view text);

struct PermitRule {
    std::vector<UnitKind> kinds;  ///< of the acting unit; empty: any
    std::vector<Right> may;
    PaperOwner papers = PaperOwner::own;
    std::string source;  ///< why it is so, Vietnamese
    bool operator==(const PermitRule&) const = default;
};

/// What is allowed; nothing else is.
struct Permits {
    std::vector<PermitRule> rules;
    bool operator==(const Permits&) const = default;

    /// The rules that come with the library (share/tiendo/reporting/vai-tro.toml).
    static Permits shipped();
};

/// Reads `[[right]]` tables, strictly.
/// @param name  of the file, for errors
/// @return malformed_input with the line
Result<Permits> parse_permits(std::string_view text, const std::string& name);

/// What somebody wants to do.
struct Deed {
    Right right = Right::draft;
    UnitId actor{};  ///< the unit for which somebody acts
    PlanId plan{};
    std::optional<UnitId> owner{};  ///< whose paper it is; absent for reports of all
    Instant at{};                   ///< on whose day units are looked up
};

/// @return rejected with the reason, and with who may do it; not_found for an unknown plan or unit
Result<void> check_permit(store::Transaction& tx, const Permits& permits, const Deed& deed);

}  // namespace ledger
}  // namespace tiendo
