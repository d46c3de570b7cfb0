#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/ledger/workflow.hpp"
#include "tiendo/model/obligation.hpp"
#include "tiendo/model/plan.hpp"
#include "tiendo/store/store.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The sections of a paper (mục của báo cáo): which a unit is asked for, and which it must not
/// leave out.
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

enum class SectionKind : std::uint8_t { dimension = 0, task = 1, general = 2 };
std::string_view to_string(SectionKind kind) noexcept;

/// One section that a unit is asked for.
struct AskedSection {
    std::string about;  ///< as Section::about
    SectionKind kind = SectionKind::general;
    std::string title;             ///< name of the dimension, sentence of the task; Vietnamese
    std::optional<int> dimension;  ///< 1..8
    std::optional<Role> role;      ///< of the unit: its weightiest in the dimension, or in the task
    bool required = false;
    std::string why;  ///< why it is asked for, Vietnamese
    bool operator==(const AskedSection&) const = default;
};

/// The sections of a paper by the duties that the unit has on the day of `at`: "general", then each
/// dimension in which it takes part, followed by its tasks there; then its tasks outside of
/// dimensions. A dimension is required where the unit has a role in it that the rules name
/// (data/muc-bao-cao.toml: lead, or requested); where none is, "general" is.
/// @return as `submit` for a paper that nobody owes
Result<std::vector<AskedSection>> sections_of(store::Transaction& tx,
                                              const Paper& paper,
                                              Instant at);

/// The required sections that a paper lacks, in the order asked for. A dimension is spoken of by a
/// text on it or on a task in it.
std::vector<AskedSection> missing_sections(std::span<const AskedSection> asked,
                                           std::span<const Section> given);

/// Whether `section` speaks of `dimension`: by its number, or by a node of the plan in it.
bool speaks_of(const Section& section, int dimension, const Plan& plan);

}  // namespace ledger
}  // namespace tiendo
