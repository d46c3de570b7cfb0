#include "paper.hpp"

#include "show.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <variant>

namespace desk {

namespace {

using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Result;
using tiendo::ledger::NewDraftPart;
using tiendo::ledger::Owed;
using tiendo::ledger::Paper;
using tiendo::ledger::PartKind;
using tiendo::ledger::SavedPart;

constexpr std::string_view text_prefix = "muc-", revision_prefix = "goc-";

/// Ids of the unit's figures in the consolidated report, by the code of what they count.
Result<std::map<std::string, std::string>> figure_ids(tiendo::Workspace& work, const Paper& paper) {
    const auto report = work.report(paper.plan, paper.cycle);
    if (!report) {
        return report.error();
    }
    std::map<std::string, std::string> ids;
    for (const auto& figure : report->figures) {
        const auto* source = std::get_if<tiendo::report::OfMeasure>(&figure.source);
        if (source != nullptr && source->unit == paper.unit &&
            source->part == tiendo::report::MeasurePart::count) {
            ids[source->code] = figure.id;
        }
    }
    return ids;
}

/// The template that the plan and the records give, with what stands in the draft.
Result<std::vector<FormPart>> form_parts(tiendo::Workspace& work, const Paper& paper) {
    auto form = work.report_template(paper);
    auto draft = form ? work.draft(paper) : std::move(form).error();
    auto ids = draft ? figure_ids(work, paper) : std::move(draft).error();
    if (!ids) {
        return std::move(ids).error();
    }
    std::vector<FormPart> parts;
    for (auto& section : form->sections) {
        FormPart part{.asked = std::move(section.asked), .before = std::move(section.before)};
        for (const auto& figure : section.figures) {
            part.figures.push_back({(*ids)[figure.measure.code], figure.text, figure.measure.name});
        }
        if (const auto* saved = draft->find(PartKind::section, part.asked.about)) {
            part.text = saved->text;
            part.revision = saved->revision;
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

}  // namespace

Result<Paper> named_paper(const Book& book, const Fields& fields) {
    auto cycle = tiendo::CycleId::parse(fields["ky"]);
    auto unit = cycle ? tiendo::UnitId::parse(fields["don-vi"]) : std::move(cycle).error();
    if (!unit) {
        return Error{ErrorCode::not_found, "no paper is named"}.because(std::move(unit).error());
    }
    return Paper{book.plan().id, *std::move(cycle), *std::move(unit)};
}

Result<PaperView> read_paper(const Visit& visit, const Paper& paper) {
    return visit.book.use([&](tiendo::Workspace& work) -> Result<PaperView> {
        auto owed = work.owed(paper.plan);
        auto units = owed ? work.units() : std::move(owed).error();
        if (!units) {
            return std::move(units).error();
        }
        const auto row = std::ranges::find_if(*owed, [&](const Owed& each) {
            return each.cycle.id == paper.cycle && each.obligation.unit == paper.unit;
        });
        if (row == owed->end()) {
            return Error{ErrorCode::not_found, "the unit owes nothing in this cycle"};
        }
        auto transaction = work.store().begin(tiendo::store::Mode::read);
        auto why = transaction ? tiendo::ledger::explain_obligation(
                                     *transaction, row->obligation.id, visit.now)
                               : std::move(transaction).error();
        auto parts = !why ? Result<std::vector<FormPart>>(why.error())
                     : may_file_for(visit.session.identity, paper.unit) && waits_for_the_unit(*row)
                         ? form_parts(work, paper)
                         : std::vector<FormPart>{};
        if (!parts) {
            return std::move(parts).error();
        }
        return PaperView{paper,
                         units->name_of(paper.unit, visit.now.date()),
                         std::move(*row),
                         *std::move(why),
                         *std::move(parts)};
    });
}

std::string text_field(std::string_view about) {
    return std::string(text_prefix) + std::string(about);
}
std::string revision_field(std::string_view about) {
    return std::string(revision_prefix) + std::string(about);
}

/// Browsers end lines by CR LF; parts that are and were empty are no parts.
std::vector<NewDraftPart> parts_of(const Fields& form) {
    std::vector<NewDraftPart> parts;
    for (const auto& [name, value] : form.all()) {
        if (!name.starts_with(text_prefix)) {
            continue;
        }
        const auto about = name.substr(text_prefix.size());
        const auto written = form[revision_field(about)];
        NewDraftPart part{PartKind::section, about, value, 0};
        std::from_chars(written.data(), written.data() + written.size(), part.base);
        std::erase(part.text, '\r');
        if (part.base > 0 || !tiendo::trim(part.text).empty()) {
            parts.push_back(std::move(part));
        }
    }
    return parts;
}

std::vector<std::string> texts_of(const Fields& form) {
    std::vector<std::string> texts;
    for (auto& part : parts_of(form)) {
        texts.push_back(std::move(part.text));
    }
    return texts;
}

bool show_saved(PaperView& view, const std::vector<SavedPart>& saved) {
    bool other = false;
    for (const auto& each : saved) {
        const auto part = std::ranges::find_if(view.parts, [&](const FormPart& candidate) {
            return candidate.asked.about == each.mine.about;
        });
        if (part != view.parts.end() && each.other) {
            part->text = each.mine.text;
            part->revision = each.other->revision;
            part->other = each.other;
            other = true;
        }
    }
    return other;
}

void show_typed(PaperView& view, const Fields& form) {
    for (const auto& typed : parts_of(form)) {
        const auto part = std::ranges::find_if(view.parts, [&](const FormPart& candidate) {
            return candidate.asked.about == typed.about;
        });
        if (part != view.parts.end()) {
            part->text = typed.text;
            part->revision = typed.base;
        }
    }
}

std::vector<std::string> missing_parts(const PaperView& view) {
    std::vector<tiendo::ledger::AskedSection> asked;
    std::vector<tiendo::Section> given;
    for (const auto& part : view.parts) {
        asked.push_back(part.asked);
        if (!tiendo::trim(part.text).empty()) {
            given.push_back({part.asked.about, part.text});
        }
    }
    std::vector<std::string> missing;
    for (const auto& section : tiendo::ledger::missing_sections(asked, given)) {
        missing.push_back(section.title);
    }
    return missing;
}

}  // namespace desk
