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
    /// What was sent, in full, and what a unit is asked for; without an owner: what is owed and
    /// sent by all units, and the reports that were issued.
    read = 8,
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

/// What one unit may do with papers of one plan on one day (quyền hạn của đơn vị): looked up once,
/// asked often. A value; what is read later does not change it.
class Powers {
public:
    /// Of whoever names no unit: everything. The integrator answers for its callers itself.
    static Powers unlimited() noexcept { return Powers(); }
    /// @param at  on whose day units are looked up
    /// @return not_found for an unknown plan or unit
    static Result<Powers> of(store::Transaction& tx,
                             const Permits& permits,
                             const UnitId& actor,
                             const PlanId& plan,
                             Instant at);

    /// @param owner  whose paper it is; absent: of all units together
    [[nodiscard]] bool may(Right right, const std::optional<UnitId>& owner) const noexcept;
    bool operator==(const Powers&) const = default;

private:
    Powers() = default;

    std::optional<UnitId> actor_{};  ///< absent: unlimited
    std::uint32_t own_ = 0;          ///< a bit for each right
    std::uint32_t received_ = 0;
};

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
