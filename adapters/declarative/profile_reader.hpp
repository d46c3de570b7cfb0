#pragma once

#include "profile.hpp"
#include "section.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Parts of `parse_profile`.
namespace tiendo::declarative {

/// The places that a text may name besides the plain settings.
struct Places {
    std::vector<std::string> extra{};
    bool secrets = false;
};

/// Reads the parts of a profile that more than one table has.
class ProfileReader {
public:
    ProfileReader(Profile& profile, Faults& faults) : profile_(&profile), faults_(&faults) {}

    [[nodiscard]] Profile& profile() const noexcept { return *profile_; }
    [[nodiscard]] Faults& faults() const noexcept { return *faults_; }

    std::optional<TextTemplate> text(Section& from,
                                     std::string_view key,
                                     const Places& places,
                                     Wanted wanted) const;
    /// Each member of the table under `key` as a text.
    std::vector<Named> named(Section& from, std::string_view key, const Places& places) const;
    /// Method, path, query, headers and body.
    Call call(Section& from, const Places& places) const;
    static std::optional<Pointer> pointer(Section& from, std::string_view key, Wanted wanted);
    static std::vector<Pointer> pointers(Section& from, std::string_view key);
    /// The setting that `key` names.
    std::string setting(Section& from,
                        std::string_view key,
                        Setting::Type type,
                        Wanted wanted) const;

private:
    std::optional<TextTemplate> checked(Section& from,
                                        std::string_view key,
                                        std::string_view text,
                                        const Places& places) const;
    Profile* profile_;
    Faults* faults_;
};

/// 1 to 60 of a-z, 0-9, '-', '_', not '-' first.
bool is_name(std::string_view text) noexcept;

std::vector<StreamPlan> read_streams(Section& top, const ProfileReader& reader);
/// The fields, the deletions and what is ignored.
void read_fields(Section& from, StreamPlan& stream);

}  // namespace tiendo::declarative
