// report template, report draft save|show
#include "paper_words.hpp"
#include "session.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <map>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

constexpr std::size_t most_form_bytes = 16U << 20U;

struct DraftWords : PaperWords {
    std::vector<std::string> sections;
    std::vector<std::string> figures;
    std::string form;
    std::vector<std::string> bases;
    std::string part;
    std::string as = "markdown";
    bool draft = false;
    std::string out;
};

Result<void> give(const std::string& text, const std::string& out) {
    if (out.empty()) {
        std::cout << text;
        return {};
    }
    if (auto written = write_file(out, text); !written) {
        return written;
    }
    std::cout << "wrote " << out << '\n';
    return {};
}

/// An object of JSON, key by key.
class JsonObject {
public:
    JsonObject& raw(std::string_view key, std::string value) {
        body_ += (body_.empty() ? "" : ",") + json_string(key) + ":" + std::move(value);
        return *this;
    }
    JsonObject& text(std::string_view key, std::string_view value) {
        return raw(key, json_string(value));
    }
    [[nodiscard]] std::string str() const { return "{" + body_ + "}"; }

private:
    std::string body_;
};

template <typename T, typename Make>
std::string json_array(const std::vector<T>& values, const Make& make) {
    std::string text;
    for (const auto& value : values) {
        text += (text.empty() ? "" : ",") + make(value);
    }
    return "[" + text + "]";
}

std::string json_of(const report::OldText& old) {
    return JsonObject()
        .text("unit", old.unit.str())
        .text("unit_name", old.unit_name)
        .text("cycle", old.cycle.str())
        .text("cycle_name", old.cycle_name)
        .text("sent_at", old.sent_at.iso())
        .text("text", old.text)
        .str();
}

std::string json_of(const report::TemplateFigure& figure) {
    const auto& measure = figure.measure;
    return JsonObject()
        .text("code", measure.code)
        .text("name", measure.name)
        .raw("count", std::to_string(measure.count))
        .raw("out_of", measure.out_of ? std::to_string(*measure.out_of) : "null")
        .text("text", figure.text)
        .text("rule", measure.rule)
        .str();
}

std::string json_of(const report::AskedFigure& figure) {
    return JsonObject()
        .text("code", figure.code)
        .text("name", figure.name)
        .text("unit", figure.unit)
        .raw("recorded", figure.recorded ? figure.recorded->plain() : "null")
        .str();
}

std::string json_of(const Evidence& evidence) {
    return JsonObject()
        .text("node", evidence.node.str())
        .text("connection", evidence.record.connection.str())
        .text("type", to_string(evidence.record.type))
        .text("day", evidence.record.day.iso())
        .text("id", evidence.record.id)
        .text("because", evidence.because)
        .str();
}

std::string json_of(const report::TemplateSection& section) {
    const auto& asked = section.asked;
    const auto of = [](const auto& value) { return json_of(value); };
    return JsonObject()
        .text("about", asked.about)
        .text("kind", ledger::to_string(asked.kind))
        .text("title", asked.title)
        .raw("dimension", asked.dimension ? std::to_string(*asked.dimension) : "null")
        .raw("role", asked.role ? json_string(to_string(*asked.role)) : "null")
        .raw("required", asked.required ? "true" : "false")
        .text("why", asked.why)
        .raw("figures", json_array(section.figures, of))
        .raw("asked_figures", json_array(section.asked_figures, of))
        .raw("evidence", json_array(section.evidence, of))
        .raw("before", section.before ? json_of(*section.before) : "null")
        .raw("of_leads", json_array(section.of_leads, of))
        .str();
}

std::string json_of(const report::Template& form) {
    return JsonObject()
               .text("plan", form.plan.str())
               .text("cycle", form.cycle.str())
               .text("cycle_name", form.cycle_name)
               .text("unit", form.unit.str())
               .text("unit_name", form.unit_name)
               .text("at", form.at.iso())
               .raw("due", form.due ? json_string(form.due->iso()) : "null")
               .raw("sections",
                    json_array(form.sections, [](const auto& each) { return json_of(each); }))
               .str() +
           "\n";
}

Result<void> show_template(Session& session, const DraftWords& words) {
    auto workspace = session.workspace();
    auto paper = workspace ? paper_of(**workspace, words) : std::move(workspace).error();
    auto form = paper ? (*workspace)->report_template(*paper) : std::move(paper).error();
    if (!form) {
        return std::move(form).error();
    }
    if (words.draft) {
        auto draft = (*workspace)->draft(*paper);
        return draft ? give(report::render_form(*form, *draft), words.out)
                     : std::move(draft).error();
    }
    return give(words.as == "json" ? json_of(*form) : report::render_form(*form), words.out);
}

/// The revisions that the writer had before the eyes, by part: "5=2", "dossier-late=1".
Result<std::map<std::string, int>> bases_of(const std::vector<std::string>& words) {
    std::map<std::string, int> bases;
    for (const auto& word : words) {
        auto parts = figure_of(word);
        if (!parts) {
            return std::move(parts).error().at("--base");
        }
        int revision = 0;
        const auto& number = parts->second;
        const auto read = std::from_chars(number.data(), number.data() + number.size(), revision);
        if (read.ec != std::errc() || read.ptr != number.data() + number.size()) {
            return Error{ErrorCode::malformed_input,
                         "'" + number.substr(0, 60) + "' is no revision",
                         "write it as PART=NUMBER: 5=2"}
                .at("--base");
        }
        bases[parts->first] = revision;
    }
    return bases;
}

Result<std::vector<ledger::NewDraftPart>> parts_of(const DraftWords& words) {
    std::vector<ledger::NewDraftPart> parts;
    if (!words.form.empty()) {
        auto text = read_file(words.form, most_form_bytes);
        auto sections = text ? report::read_form(*text) : std::move(text).error();
        if (!sections) {
            return std::move(sections).error().at(words.form);
        }
        for (auto& section : *sections) {
            parts.push_back(
                {ledger::PartKind::section, section.about, section.text, section.base.value_or(0)});
        }
    }
    for (const auto& word : words.sections) {
        auto section = section_of(word);
        if (!section) {
            return std::move(section).error();
        }
        parts.push_back({ledger::PartKind::section, section->about, section->text, 0});
    }
    for (const auto& word : words.figures) {
        auto figure = figure_of(word);
        if (!figure) {
            return std::move(figure).error();
        }
        parts.push_back({ledger::PartKind::figure, figure->first, figure->second, 0});
    }
    auto bases = bases_of(words.bases);
    if (!bases) {
        return std::move(bases).error();
    }
    for (auto& part : parts) {
        const auto named = bases->find(part.about);
        part.base = named == bases->end() ? part.base : named->second;
    }
    if (parts.empty()) {
        return Error{ErrorCode::malformed_input,
                     "nothing is to be saved",
                     "give --section, --figure or --form with something in it"};
    }
    return parts;
}

void print_text(std::string_view who, const ledger::DraftPart& part) {
    std::cout << "--- " << who << ", revision " << part.revision << ", " << part.saved_by << ' '
              << (part.saved_at ? part.saved_at->iso() : std::string("-")) << '\n'
              << part.text << (part.text.ends_with('\n') ? "" : "\n");
}

Result<void> save(Session& session, const DraftWords& words) {
    auto parts = parts_of(words);
    auto workspace = parts ? session.workspace() : std::move(parts).error();
    auto paper = workspace ? paper_of(**workspace, words) : std::move(workspace).error();
    auto saved = paper ? (*workspace)->save_draft(*paper, *parts) : std::move(paper).error();
    if (!saved) {
        return std::move(saved).error();
    }
    std::string clashed;
    for (const auto& part : *saved) {
        for (const auto& notice : part.notices) {
            std::cerr << "tiendo: " << part.mine.about << ": " << notice << '\n';
        }
        if (!part.other) {
            std::cout << part.mine.about << "  revision " << part.mine.revision
                      << (part.untouched ? "  (stands; this text was there before)" : "") << '\n';
            continue;
        }
        std::cout << part.mine.about << "  two texts\n";
        print_text("stands", *part.other);
        print_text("kept aside", part.mine);
        clashed += (clashed.empty() ? "" : " --base ") + part.mine.about + "=" +
                   std::to_string(part.other->revision);
    }
    if (!clashed.empty()) {
        return Error{ErrorCode::conflict,
                     "somebody else saved meanwhile; both texts are kept",
                     "make one text of both and save it with --base " + clashed};
    }
    return {};
}

Cell moment(const std::optional<Instant>& at) {
    return at ? Cell(at->iso()) : Cell();
}

Result<void> show_past(Session& session, Workspace& workspace, const DraftWords& words) {
    auto paper = paper_of(workspace, words);
    if (!paper) {
        return std::move(paper).error();
    }
    Listing listing{{"revision", "base", "aside", "saved_at", "saved_by", "text"}, {}};
    for (const auto kind : {ledger::PartKind::section, ledger::PartKind::figure}) {
        auto past = workspace.draft_past(*paper, kind, words.part);
        if (!past) {
            return std::move(past).error();
        }
        for (const auto& each : *past) {
            listing.rows.push_back({std::int64_t{each.part.revision},
                                    std::int64_t{each.base},
                                    std::string(each.aside ? "yes" : "no"),
                                    moment(each.part.saved_at),
                                    each.part.saved_by,
                                    each.part.text});
        }
    }
    session.show(listing);
    return {};
}

Result<void> show(Session& session, const DraftWords& words) {
    auto workspace = session.workspace();
    if (!workspace) {
        return std::move(workspace).error();
    }
    if (!words.part.empty()) {
        return show_past(session, **workspace, words);
    }
    auto paper = paper_of(**workspace, words);
    auto draft = paper ? (*workspace)->draft(*paper) : std::move(paper).error();
    if (!draft) {
        return std::move(draft).error();
    }
    if (session.format == "table") {
        std::cout << "round " << draft->round << "  "
                  << (draft->open ? std::string("open") : "closed: " + draft->closed_because)
                  << '\n';
        if (!draft->return_message.empty()) {
            std::cout << "trả lại: " << draft->return_message << '\n';
        }
    }
    Listing listing{{"kind", "about", "revision", "saved_at", "saved_by", "text"}, {}};
    for (const auto& part : draft->parts) {
        listing.rows.push_back({std::string(ledger::to_string(part.kind)),
                                part.about,
                                std::int64_t{part.revision},
                                moment(part.saved_at),
                                part.saved_by,
                                part.text});
    }
    session.show(listing);
    return {};
}

}  // namespace

void add_draft_commands(CLI::App& app, Session& session) {
    auto* report = app.get_subcommand("report");
    auto words = std::make_shared<DraftWords>();
    auto* template_command = report->add_subcommand(
        "template", "what a unit is asked for in a cycle, filled in as far as it is known");
    add_paper_options(*template_command, words);
    auto* as = template_command->add_option(
        "--as", words->as, "markdown (a form to be filled in) or json");
    as->capture_default_str()->check(CLI::IsMember({"markdown", "json"}));
    template_command
        ->add_flag("--draft", words->draft, "with the texts of the draft, to write on; Markdown")
        ->excludes(as);
    template_command->add_option("--out", words->out, "file to write (default: standard output)");
    on_call(
        *template_command, session, [&session, words] { return show_template(session, *words); });

    auto* draft =
        report->add_subcommand("draft", "a paper while it is written")->require_subcommand(1);
    auto* save_command = draft->add_subcommand("save", "keep texts and figures of a draft");
    add_paper_options(*save_command, words);
    save_command->add_option("--form", words->form, "a form of `report template`, filled in");
    save_command
        ->add_option("--section",
                     words->sections,
                     "ABOUT=FILE: a dimension's number, a node id or general; may be repeated")
        ->allow_extra_args(false);
    save_command
        ->add_option("--figure",
                     words->figures,
                     "CODE=NUMBER as offices write it: dossier-late=1.234,5; may be repeated")
        ->allow_extra_args(false);
    save_command
        ->add_option(
            "--base",
            words->bases,
            "PART=REVISION that the text was made from; without it: what --form names, else none; may "
            "be repeated")
        ->allow_extra_args(false);
    on_call(*save_command, session, [&session, words] { return save(session, *words); });

    auto* show_command = draft->add_subcommand("show", "the newest revision of each part");
    add_paper_options(*show_command, words);
    show_command->add_option(
        "--part", words->part, "every revision of this part, also those that were kept aside");
    on_call(*show_command, session, [&session, words] { return show(session, *words); });
}

}  // namespace tiendo::cli
