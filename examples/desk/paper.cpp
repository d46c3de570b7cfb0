#include "paper.hpp"

#include "show.hpp"

#include <tiendo/base/number_fault.hpp>
#include <tiendo/base/paper_text.hpp>
#include <tiendo/ledger/stated.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>
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
using tiendo::ledger::Right;
using tiendo::ledger::SavedPart;

constexpr std::string_view text_prefix = "muc-", number_prefix = "so-", revision_prefix = "goc-";

/// Ids of the unit's measured figures in the consolidated report, by the code of what they count.
Result<std::map<std::string, std::string>> figure_ids(tiendo::Workspace& work, const Paper& paper) {
    auto figures = work.figures(paper);
    if (!figures) {
        return std::move(figures).error();
    }
    std::map<std::string, std::string> ids;
    for (const auto& figure : *figures) {
        const auto* source = std::get_if<tiendo::report::OfMeasure>(&figure.source);
        if (source != nullptr && source->part == tiendo::report::MeasurePart::count) {
            ids[source->code] = figure.id;
        }
    }
    return ids;
}

Field field_of(const tiendo::ledger::Draft& draft, PartKind kind, const std::string& about) {
    Field field{.kind = kind, .about = about};
    if (const auto* saved = draft.find(kind, about)) {
        field.text = saved->text;
        field.revision = saved->revision;
    }
    return field;
}

/// What the draft holds and no section asks for: it would be sent, so it is shown. Numbers stand
/// with the first part.
void add_unasked(const tiendo::ledger::Draft& draft, std::vector<FormPart>& parts) {
    for (const auto& saved : draft.parts) {
        const bool text = saved.kind == PartKind::section;
        if (text && std::ranges::none_of(parts, [&](const FormPart& part) {
                return part.asked.about == saved.about;
            })) {
            FormPart part;
            part.asked.about = saved.about;
            part.asked.title = "Mục " + saved.about + " (đã có trong bản nháp)";
            part.text = field_of(draft, PartKind::section, saved.about);
            parts.push_back(std::move(part));
        }
        const auto asks = [&](const FormPart& part) {
            return std::ranges::any_of(part.numbers, [&](const NumberField& each) {
                return each.asked.code == saved.about;
            });
        };
        if (saved.kind == PartKind::figure && !parts.empty() && std::ranges::none_of(parts, asks)) {
            const auto* rule =
                tiendo::ledger::find_rule(tiendo::ledger::shipped_figure_rules(), saved.about);
            parts.front().numbers.push_back(
                {{saved.about, rule ? rule->name : saved.about, rule ? rule->unit : "", {}},
                 field_of(draft, PartKind::figure, saved.about),
                 {}});
        }
    }
}

/// The template that the plan and the records give, with what stands in the draft.
Result<std::vector<FormPart>> form_parts(tiendo::Workspace& work,
                                         const Paper& paper,
                                         tiendo::report::Template form) {
    const auto draft = work.draft(paper);
    auto ids =
        draft ? figure_ids(work, paper) : Result<std::map<std::string, std::string>>(draft.error());
    if (!ids) {
        return std::move(ids).error();
    }
    std::vector<FormPart> parts;
    for (auto& section : form.sections) {
        FormPart part{.asked = std::move(section.asked), .before = std::move(section.before)};
        for (const auto& figure : section.figures) {
            part.figures.push_back({(*ids)[figure.measure.code], figure.text, figure.measure.name});
        }
        part.text = field_of(*draft, PartKind::section, part.asked.about);
        for (auto& asked : section.asked_figures) {
            auto field = field_of(*draft, PartKind::figure, asked.code);
            auto id = asked.recorded ? (*ids)[asked.code] : std::string();
            part.numbers.push_back({std::move(asked), std::move(field), std::move(id)});
        }
        parts.push_back(std::move(part));
    }
    add_unasked(*draft, parts);
    return parts;
}

/// What the form and the papers that were sent need to know of the template.
Result<void> fill_in(const Visit& visit, tiendo::Workspace& work, PaperView& view) {
    const bool writes = visit.may(Right::draft, view.paper.unit) && waits_for_the_unit(view.owed);
    const bool stated = std::ranges::any_of(
        view.owed.rounds, [](const tiendo::Submission& each) { return !each.figures.empty(); });
    if (!writes && !stated) {
        return {};
    }
    auto form = work.report_template(view.paper);
    if (!form) {
        // Of a paper that nobody owes any more the numbers stand without what systems hold.
        return writes ? Result<void>(std::move(form).error()) : Result<void>();
    }
    for (const auto& section : form->sections) {
        view.asked.insert(
            view.asked.end(), section.asked_figures.begin(), section.asked_figures.end());
    }
    if (!writes) {
        return {};
    }
    auto parts = form_parts(work, view.paper, *std::move(form));
    if (!parts) {
        return std::move(parts).error();
    }
    view.parts = *std::move(parts);
    return {};
}

/// "muc-5" and "so-dossier-late" → what they are about.
std::optional<std::pair<PartKind, std::string>> part_named(const std::string& field) {
    if (field.starts_with(text_prefix)) {
        return std::pair(PartKind::section, field.substr(text_prefix.size()));
    }
    if (field.starts_with(number_prefix)) {
        return std::pair(PartKind::figure, field.substr(number_prefix.size()));
    }
    return std::nullopt;
}

Field* find_field(const std::vector<Field*>& fields, PartKind kind, std::string_view about) {
    const auto found = std::ranges::find_if(
        fields, [&](const Field* each) { return each->kind == kind && each->about == about; });
    return found == fields.end() ? nullptr : *found;
}

/// What `save_draft` would refuse, field by field.
void find_faults(const std::vector<Field*>& fields) {
    std::vector<Field*> numbers;
    std::vector<tiendo::TypedNumber> typed;
    for (auto* field : fields) {
        if (field->kind == PartKind::section) {
            const bool taken =
                tiendo::clean_text(field->text, tiendo::ledger::most_section_bytes).has_value();
            field->fault = taken ? ""
                                 : "nội dung quá dài, hoặc có ký tự điều khiển, ký tự đổi chiều "
                                   "chữ (thường do sao chép từ nơi khác)";
        } else if (!tiendo::trim(field->text).empty()) {
            numbers.push_back(field);
            typed.push_back({field->about, field->text});
        }
    }
    const auto faults = tiendo::number_faults(typed);
    for (std::size_t i = 0; i < faults.size(); ++i) {
        numbers[i]->fault = faults[i] ? vietnamese(*faults[i]) : "";
    }
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

std::string Field::name() const {
    return std::string(kind == PartKind::figure ? number_prefix : text_prefix) + about;
}

std::vector<Field*> PaperView::fields() {
    std::vector<Field*> all;
    for (auto& part : parts) {
        all.push_back(&part.text);
        for (auto& number : part.numbers) {
            all.push_back(&number.field);
        }
    }
    return all;
}

Result<PaperView> read_paper(const Visit& visit, const Paper& paper) {
    return visit.use([&](tiendo::Workspace& work) -> Result<PaperView> {
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
        auto why = work.explain_paper(paper, {visit.now, {}});
        if (!why) {
            return std::move(why).error();
        }
        PaperView view{paper,
                       units->name_of(paper.unit, visit.now.date()),
                       std::move(*row),
                       *std::move(why),
                       {},
                       {}};
        auto filled = fill_in(visit, work, view);
        return filled ? Result<PaperView>(std::move(view)) : std::move(filled).error();
    });
}

std::string revision_field(std::string_view name) {
    return std::string(revision_prefix) + std::string(name);
}

/// Browsers end lines by CR LF.
std::vector<NewDraftPart> parts_of(const Fields& form) {
    std::vector<NewDraftPart> parts;
    for (const auto& [name, value] : form.all()) {
        auto named = part_named(name);
        if (!named) {
            continue;
        }
        const auto written = form[revision_field(name)];
        NewDraftPart part{named->first, std::move(named->second), value, 0};
        std::from_chars(written.data(), written.data() + written.size(), part.base);
        std::erase(part.text, '\r');
        parts.push_back(std::move(part));
    }
    return parts;
}

std::vector<std::string> texts_of(const Fields& form) {
    std::vector<std::string> texts;
    for (auto& part : parts_of(form)) {
        if (!tiendo::trim(part.text).empty()) {
            texts.push_back(part.kind == PartKind::figure ? part.about + ": " + part.text
                                                          : std::move(part.text));
        }
    }
    return texts;
}

bool show_saved(PaperView& view, const std::vector<SavedPart>& saved) {
    bool other = false;
    const auto fields = view.fields();
    for (const auto& each : saved) {
        auto* field = find_field(fields, each.mine.kind, each.mine.about);
        if (field != nullptr && each.other) {
            field->text = each.mine.text;
            field->revision = each.other->revision;
            field->other = each.other;
            other = true;
        }
    }
    return other;
}

void show_typed(PaperView& view, const Fields& form) {
    const auto fields = view.fields();
    for (const auto& typed : parts_of(form)) {
        if (auto* field = find_field(fields, typed.kind, typed.about)) {
            field->text = typed.text;
            field->revision = typed.base;
        }
    }
    find_faults(fields);
}

std::vector<tiendo::ledger::AskedSection> missing_parts(const PaperView& view) {
    std::vector<tiendo::ledger::AskedSection> asked;
    std::vector<tiendo::Section> given;
    for (const auto& part : view.parts) {
        asked.push_back(part.asked);
        if (!tiendo::trim(part.text.text).empty()) {
            given.push_back({part.asked.about, part.text.text});
        }
    }
    return tiendo::ledger::missing_sections(asked, given);
}

}  // namespace desk
