#pragma once

#include "tiendo/base/result.hpp"
#include "tiendo/ledger/act.hpp"
#include "tiendo/ledger/workflow.hpp"
#include "tiendo/store/store.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Drafts (bản nháp): a paper while it is written, part by part, by as many people as it takes.
///
/// A part is a section or a figure, with revisions 1, 2, 3 … of its own. Who saves says from which
/// revision the text was made. Where somebody else saved meanwhile, neither text is lost: the later
/// one is kept aside and comes back together with the other, for a person to make one of both.
/// Drafts are not in the journal; the journal begins with the sending.
namespace [[gnu::visibility("default")]] tiendo {
namespace ledger {

inline constexpr std::size_t most_section_bytes = 1U << 20U;       ///< 1 MiB
inline constexpr std::size_t most_paper_bytes = 5U * (1U << 20U);  ///< 5 MiB

enum class PartKind : std::uint8_t { section = 0, figure = 1 };
std::string_view to_string(PartKind kind) noexcept;

struct DraftPart {
    PartKind kind = PartKind::section;
    std::string about{};  ///< Section::about, or StatedFigure::code
    int revision = 0;     ///< 0: from the round before, not saved in this draft
    std::string text{};   ///< of a figure: "1.234,5"; empty: it was emptied
    std::optional<Instant> saved_at{};
    std::string saved_by{};
    bool operator==(const DraftPart&) const = default;
};

/// The newest revision of each part.
struct Draft {
    ObligationId obligation{};
    int round = 1;                   ///< of the submission that it is written for
    bool open = true;                ///< false: it was sent, and nothing more can be saved
    std::string closed_because{};    ///< English, as in errors
    std::string return_message{};    ///< why the round before came back; empty for the first
    std::vector<DraftPart> parts{};  ///< sections, then figures, as they were first saved
    bool operator==(const Draft&) const = default;

    /// Borrowed; nullptr where there is none.
    [[nodiscard]] const DraftPart* find(PartKind kind, std::string_view about) const noexcept;
};

/// The draft of the round that can be sent, or was sent last. After a return or a withdrawal it
/// begins with what was sent.
/// @return as `submit` for a paper that nobody owes
Result<Draft> read_draft(store::Transaction& tx, const Paper& paper);

/// Every revision of one part, oldest first, also those that were kept aside.
struct DraftPast {
    DraftPart part{};
    int base = 0;        ///< the revision that it was made from
    bool aside = false;  ///< it came too late
    bool operator==(const DraftPast&) const = default;
};
Result<std::vector<DraftPast>> draft_past(store::Transaction& tx,
                                          const Paper& paper,
                                          PartKind kind,
                                          std::string_view about);

struct NewDraftPart {
    PartKind kind = PartKind::section;
    std::string about{};
    std::string text{};  ///< of a figure: as typed; empty: takes the part out
    int base = 0;        ///< DraftPart::revision of what the writer had before the eyes; 0: nothing
};

/// What became of one part.
struct SavedPart {
    DraftPart mine{};                    ///< as it was kept: cleaned, with its revision
    std::optional<DraftPart> other;      ///< conflict: the newest revision, which stands
    std::vector<std::string> notices{};  ///< what was taken out of the text
    /// It said what stood when the writer began, so it counts as not written on; `mine` is what
    /// somebody else made of it since, and stands.
    bool untouched = false;
    bool operator==(const SavedPart&) const = default;
};

/// Keeps parts, all or none. The same text again makes no new revision; nor does the text of the
/// base, which is a part that nobody wrote on: what stands is given back.
/// @return conflict where the paper was sent and not returned; malformed_input for a section that
///         the plan does not have, a text as `clean_text` refuses it or over `most_section_bytes`,
///         a draft over `most_paper_bytes`, a code that is none (a-z, 0-9, '-', at most 64), a
///         figure as `read_numbers` refuses it, a base that was never saved
Result<std::vector<SavedPart>> save_draft(store::Transaction& tx,
                                          const Paper& paper,
                                          const std::vector<NewDraftPart>& parts,
                                          const Act& act);

struct Sending {
    Instant sent_at{};  ///< when it reached the receiver; not after the clock
    std::string sender{};
};

/// Sends the draft as the next round.
/// @return as `submit`; malformed_input where required sections are missing (the causes list them)
Result<Submission> submit_draft(store::Transaction& tx,
                                const Paper& paper,
                                const Sending& sending,
                                const Act& act);

}  // namespace ledger
}  // namespace tiendo
