#include "tiendo/ledger/draft.hpp"

#include "paper_content.hpp"
#include "papers.hpp"

#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/ledger/sections.hpp"
#include "tiendo/store/drafts.hpp"
#include "tiendo/store/plans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiendo::ledger {

namespace {

constexpr EnumNames<PartKind, 2> part_kinds{
    "kind of part",
    {{{PartKind::section, "section"}, {PartKind::figure, "figure"}}}};

constexpr std::string_view figure_prefix = "figure/";

std::string key_of(PartKind kind, std::string_view about) {
    return (kind == PartKind::figure ? std::string(figure_prefix) : std::string()) +
           std::string(about);
}

DraftPart part_of(const store::DraftRevision& row) {
    const bool figure = row.part.starts_with(figure_prefix);
    return {figure ? PartKind::figure : PartKind::section,
            figure ? row.part.substr(figure_prefix.size()) : row.part,
            row.revision,
            row.text,
            row.at,
            row.actor};
}

/// A draft, and every revision behind it.
struct Opened {
    FoundPaper found;
    Draft draft;
    std::vector<DraftPart> begun_with;  ///< by the round that came back; revision 0
    std::vector<store::DraftRevision> rows;

    [[nodiscard]] DraftPart* find(PartKind kind, std::string_view about) {
        const auto part = std::ranges::find_if(draft.parts, [&](const DraftPart& each) {
            return each.kind == kind && each.about == about;
        });
        return part == draft.parts.end() ? nullptr : &*part;
    }
    [[nodiscard]] int last_revision(const std::string& key) const {
        int last = 0;
        for (const auto& row : rows) {
            last = row.part == key ? std::max(last, row.revision) : last;
        }
        return last;
    }
    /// What stood there when the writer began, empty where nothing did; nothing for a text that was
    /// kept aside: it never stood.
    [[nodiscard]] std::optional<std::string_view> base_text(const NewDraftPart& given) const {
        const auto key = key_of(given.kind, given.about);
        for (const auto& row : rows) {
            if (row.part == key && row.revision == given.base) {
                return row.aside ? std::nullopt : std::optional<std::string_view>(row.text);
            }
        }
        const auto before = std::ranges::find_if(begun_with, [&](const DraftPart& each) {
            return each.kind == given.kind && each.about == given.about;
        });
        return before == begun_with.end() ? std::string_view() : std::string_view(before->text);
    }
    void put(DraftPart part) {
        if (auto* there = find(part.kind, part.about)) {
            *there = std::move(part);
        } else {
            draft.parts.push_back(std::move(part));
        }
    }
};

/// What came back, or was taken back, is where the next round begins.
void begin_with(const Submission& returned, Opened& opened) {
    for (const auto& section : returned.sections) {
        opened.put(
            {PartKind::section, section.about, 0, section.text, returned.sent_at, returned.sender});
    }
    for (const auto& figure : returned.figures) {
        opened.put({PartKind::figure,
                    figure.code,
                    0,
                    figure.value.vietnamese(),
                    returned.sent_at,
                    returned.sender});
    }
    opened.begun_with = opened.draft.parts;
}

Result<Opened> open_draft(store::Transaction& tx, const Paper& paper) {
    auto found = find_paper(tx, paper);
    if (!found) {
        return std::move(found).error();
    }
    Opened opened;
    opened.found = *std::move(found);
    auto& draft = opened.draft;
    draft.obligation = opened.found.obligation.id;
    if (!opened.found.rounds.empty()) {
        const auto& last = opened.found.rounds.back();
        draft.open = last.state == ReportState::returned || last.state == ReportState::withdrawn;
        draft.round = draft.open ? last.round + 1 : last.round;
        if (draft.open) {
            begin_with(last, opened);
            // What was taken back since does not answer the return before it.
            const auto returned = std::ranges::find_if(
                opened.found.rounds.rbegin(), opened.found.rounds.rend(), [](const auto& each) {
                    return each.returned_at.has_value();
                });
            draft.return_message =
                returned == opened.found.rounds.rend() ? "" : returned->return_message;
        } else {
            draft.closed_because = fmt::format("round {} is {}", last.round, to_string(last.state));
        }
    }
    auto rows = store::list_draft_revisions(tx, draft.obligation, draft.round);
    if (!rows) {
        return std::move(rows).error();
    }
    opened.rows = *std::move(rows);
    for (const auto& row : opened.rows) {
        if (!row.aside) {
            opened.put(part_of(row));
        }
    }
    std::ranges::stable_sort(draft.parts, {}, &DraftPart::kind);
    return opened;
}

Error at_part(Error error, const NewDraftPart& part) {
    return std::move(error).at(
        fmt::format("{} '{}'", to_string(part.kind), part.about.substr(0, 64)));
}

/// A section as it will be kept.
Result<SavedPart> cleaned_section(const Plan& plan, const NewDraftPart& part) {
    if (auto known = check_about(part.about, plan); !known) {
        return std::move(known).error();
    }
    auto clean = clean_text(part.text, most_section_bytes);
    if (!clean) {
        return at_part(std::move(clean).error(), part);
    }
    SavedPart saved;
    saved.mine = {part.kind, part.about, 0, std::move(clean->text), {}, {}};
    saved.notices = std::move(clean->notices);
    return saved;
}

/// Writes figures as they will be kept; all are read together, for a paper has one style.
Result<void> write_figures(std::vector<SavedPart>& parts) {
    std::vector<DraftPart*> typed;
    std::vector<TypedNumber> numbers;
    for (auto& part : parts) {
        if (part.mine.kind != PartKind::figure) {
            continue;
        }
        if (trim(part.mine.text).empty()) {
            part.mine.text.clear();
            continue;
        }
        typed.push_back(&part.mine);
        numbers.push_back({fmt::format("figure '{}'", part.mine.about), part.mine.text});
    }
    auto values = read_numbers(numbers);
    if (!values) {
        return std::move(values).error();
    }
    for (std::size_t i = 0; i < typed.size(); ++i) {
        typed[i]->text = (*values)[i].vietnamese();
    }
    return {};
}

/// The parts as they will be kept.
Result<std::vector<SavedPart>> cleaned(const Plan& plan, const std::vector<NewDraftPart>& parts) {
    std::vector<SavedPart> all;
    for (const auto& part : parts) {
        if (part.kind == PartKind::section) {
            auto section = cleaned_section(plan, part);
            if (!section) {
                return std::move(section).error();
            }
            all.push_back(*std::move(section));
        } else if (auto known = check_code(part.about); known) {
            all.push_back({{part.kind, part.about, 0, part.text, {}, {}}, {}, {}});
        } else {
            return std::move(known).error();
        }
    }
    if (auto written = write_figures(all); !written) {
        return std::move(written).error();
    }
    return all;
}

Result<void> fits(const Draft& draft) {
    std::size_t bytes = 0;
    for (const auto& part : draft.parts) {
        bytes += part.text.size();
    }
    return check_paper_bytes(bytes);
}

/// Keeps one part, which is clean, and says what became of it.
Result<void> keep(store::Transaction& tx,
                  Opened& opened,
                  const NewDraftPart& given,
                  const Act& act,
                  SavedPart& saved) {
    const auto key = key_of(given.kind, given.about);
    const auto last = opened.last_revision(key);
    const auto* standing = opened.find(given.kind, given.about);
    if (given.base < 0 || given.base > last) {
        return at_part(Error{ErrorCode::malformed_input,
                             fmt::format("revision {} was never saved", given.base),
                             "read the draft, and give the revision that it shows"},
                       given);
    }
    const auto newest = standing == nullptr ? 0 : standing->revision;
    // Two who write the same agree, and who changed nothing wrote nothing: what somebody else made
    // of the part meanwhile stands.
    const auto mine = trim(saved.mine.text);
    const auto stands = trim(standing == nullptr ? "" : std::string_view(standing->text));
    const auto began_with = opened.base_text(given);
    if (stands == mine || (began_with && trim(*began_with) == mine)) {
        saved.untouched = stands != mine;
        saved.mine = standing == nullptr ? saved.mine : *standing;
        return {};
    }
    const bool aside = given.base != newest;
    store::DraftRevision row;
    row.obligation = opened.draft.obligation;
    row.round = opened.draft.round;
    row.part = key;
    row.revision = last + 1;
    row.base = given.base;
    row.aside = aside;
    row.at = act.at;
    row.actor = act.actor;
    row.text = saved.mine.text;
    if (auto done = store::insert_draft_revision(tx, row); !done) {
        return at_part(std::move(done).error(), given);
    }
    saved.mine = part_of(row);
    if (aside) {
        saved.other = *standing;
    } else {
        opened.put(saved.mine);
    }
    opened.rows.push_back(std::move(row));
    return {};
}

Error lacks(const Paper& paper, const std::vector<AskedSection>& missing) {
    std::string names;
    for (const auto& section : missing) {
        names += (names.empty() ? "'" : ", '") + section.about + "'";
    }
    auto error =
        refuse(paper,
               ErrorCode::malformed_input,
               fmt::format("the paper lacks {} required section(s): {}", missing.size(), names),
               "write them, then send it; where nothing was done, say so and why");
    for (const auto& section : missing) {
        std::move(error).because(  // in place

            Error{ErrorCode::malformed_input,
                  fmt::format("section '{}' ({}): {}", section.about, section.title, section.why)});
    }
    return error;
}

}  // namespace

std::string_view to_string(PartKind kind) noexcept {
    return part_kinds.name(kind);
}

const DraftPart* Draft::find(PartKind kind, std::string_view about) const noexcept {
    const auto part = std::ranges::find_if(
        parts, [&](const DraftPart& each) { return each.kind == kind && each.about == about; });
    return part == parts.end() ? nullptr : &*part;
}

Result<Draft> read_draft(store::Transaction& tx, const Paper& paper) {
    auto opened = open_draft(tx, paper);
    return opened ? Result<Draft>(std::move(opened->draft)) : std::move(opened).error();
}

Result<std::vector<DraftPast>> draft_past(store::Transaction& tx,
                                          const Paper& paper,
                                          PartKind kind,
                                          std::string_view about) {
    auto opened = open_draft(tx, paper);
    if (!opened) {
        return std::move(opened).error();
    }
    std::vector<DraftPast> past;
    for (const auto& row : opened->rows) {
        if (row.part == key_of(kind, about)) {
            past.push_back({part_of(row), row.base, row.aside});
        }
    }
    return past;
}

Result<std::vector<SavedPart>> save_draft(store::Transaction& tx,
                                          const Paper& paper,
                                          const std::vector<NewDraftPart>& parts,
                                          const Act& act) {
    auto opened = open_draft(tx, paper);
    if (!opened) {
        return std::move(opened).error();
    }
    if (!opened->draft.open) {
        return refuse(paper,
                      ErrorCode::conflict,
                      "the draft is closed: " + opened->draft.closed_because,
                      "have the paper returned, then write on");
    }
    auto plan = store::get_plan(tx, paper.plan);
    auto saved = plan ? cleaned(plan->plan, parts) : std::move(plan).error();
    if (!saved) {
        return std::move(saved).error().at(place_of(paper));
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (auto done = keep(tx, *opened, parts[i], act, (*saved)[i]); !done) {
            return std::move(done).error().at(place_of(paper));
        }
    }
    if (auto done = fits(opened->draft); !done) {
        return std::move(done).error().at(place_of(paper));
    }
    return saved;
}

Result<Submission> submit_draft(store::Transaction& tx,
                                const Paper& paper,
                                const Sending& sending,
                                const Act& act) {
    auto opened = open_draft(tx, paper);
    if (!opened) {
        return std::move(opened).error();
    }
    NewSubmission submission{sending.sent_at, sending.sender, {}, {}};
    for (const auto& part : opened->draft.parts) {
        if (trim(part.text).empty()) {
            continue;
        }
        if (part.kind == PartKind::section) {
            submission.sections.push_back({part.about, part.text});
            continue;
        }
        auto value = read_number(part.text);
        if (!value) {
            return std::move(value).error().at(part.about).at(place_of(paper));
        }
        submission.figures.push_back({part.about, *value});
    }
    if (opened->draft.open) {
        auto asked = sections_of(tx, paper, act.at);
        if (!asked) {
            return std::move(asked).error();
        }
        if (const auto missing = missing_sections(*asked, submission.sections); !missing.empty()) {
            return lacks(paper, missing);
        }
    }
    return submit(tx, paper, submission, act);
}

}  // namespace tiendo::ledger
