#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/declarative/folders.hpp"
#include "tiendo/declarative/tally.hpp"
#include "tiendo/plugin/engine.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

/// Adapters without code: a TOML profile says where records lie, how pages follow each other and
/// what each member is made of (docs/adapters/profiles.md).
namespace [[gnu::visibility("default")]] tiendo {
namespace declarative {

/// What a profile's adapter gets besides its context.
struct EngineOptions {
    /// Counts what does not map; for trials. Empty: nobody counts.
    std::shared_ptr<Tally> tally{};
    /// How drop folders are looked into. Empty: those of this machine.
    std::shared_ptr<const Folders> folders{};
};

/// The engine for NAME.profile.toml. Its adapters run in process always, since a profile holds no
/// code. Threads: its functions may be called from any; an adapter as the border says.
plugin::Engine engine(const EngineOptions& options);

/// An answer, or a table, that was saved into a file, mapped as a pull would.
struct Saved {
    std::string lines;  ///< records as JSON, one a line, unreadable ones too
    std::size_t records = 0;
};
/// @param stream of the profile; empty: its first one
/// @param bytes  JSON as the other side answers, or CSV or XLSX for a stream with files
/// @return malformed_input for a profile with faults, not_found for the stream; otherwise as a pull
///         would fail
Result<Saved> map_saved(std::string_view profile,
                        std::string_view stream,
                        std::string_view bytes,
                        Tally& tally);

}  // namespace declarative
}  // namespace tiendo
