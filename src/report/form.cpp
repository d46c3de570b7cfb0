// The template as Markdown to be filled in, and back.
#include "clean_text.hpp"
#include "phrases.hpp"

#include "tiendo/base/line.hpp"
#include "tiendo/base/paper_text.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/report/format.hpp"
#include "tiendo/report/template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace tiendo::report {

namespace {

using ledger::SectionKind;

// Where a text begins and ends. A comment of Markdown: nobody sees it in print.
constexpr std::string_view begin_mark = "<!-- nội dung ";
constexpr std::string_view begin_end = " -->";
constexpr std::string_view revision_mark = ", bản nháp ";
// Before what would be a mark within a text, as Markdown takes the meaning from a sign.
constexpr char escape = '\\';
constexpr std::string_view end_mark = "<!-- hết -->";
constexpr std::size_t most_form_bytes =
    16U * (1U << 20U);  // a whole paper, and what stood in the form

// What did not come from the writer stands on one line or behind "> ", so that no mark of the form
// begins in it, and without characters for which the form would be refused.

std::string on_one_line(std::string_view text) {
    return one_line(clean_text(text));
}

/// Each line behind "> ", so that what is old can never be taken for what is new.
std::string quoted(std::string_view text) {
    std::string out;
    std::size_t begin = 0;
    const auto clean = clean_text(text);
    const auto body = trim(clean);
    while (begin <= body.size()) {
        const auto end = std::min(body.find('\n', begin), body.size());
        out += fmt::format("> {}\n", body.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

std::string old_text(std::string_view pattern, const OldText& old) {
    return fmt::format(fmt::runtime(pattern),
                       on_one_line(old.unit_name),
                       on_one_line(old.cycle_name),
                       old.sent_at.date().vietnamese()) +
           "\n" + quoted(old.text) + "\n";
}

/// Whether a line reads "<!-- ", or would without the escapes before it.
bool looks_like_mark(std::string_view line) {
    auto rest = trim(line);
    rest.remove_prefix(std::min(rest.find_first_not_of(escape), rest.size()));
    return rest.starts_with("<!-- ");
}

/// A text of the draft, in which no line is a mark of the form.
std::string placed(std::string_view text) {
    std::string out;
    for (auto rest = trim(text); !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size() - 1) + 1;
        const auto line = rest.substr(0, end);
        const auto words = trim(line);
        const auto begin = static_cast<std::size_t>(words.data() - line.data());
        out += line.substr(0, begin);
        out += looks_like_mark(line) ? std::string(1, escape) : std::string();
        out += line.substr(begin);
        rest.remove_prefix(end);
    }
    return out;
}

/// @param draft  nullptr: an empty form
std::string place(const std::string& about, const ledger::Draft* draft) {
    const auto* part = draft == nullptr ? nullptr : draft->find(ledger::PartKind::section, about);
    if (part == nullptr) {
        return fmt::format("{}{}{}\n\n{}\n\n", begin_mark, about, begin_end, end_mark);
    }
    return fmt::format("{}{}{}{}{}\n{}\n{}\n\n",
                       begin_mark,
                       about,
                       revision_mark,
                       part->revision,
                       begin_end,
                       placed(part->text),
                       end_mark);
}

/// @return nothing where it is no revision
std::optional<int> revision_of(std::string_view word) {
    int revision = 0;
    const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), revision);
    return failure == std::errc() && end == word.data() + word.size() && revision >= 0
               ? std::optional(revision)
               : std::nullopt;
}

std::string section_text(const TemplateSection& section, const ledger::Draft* draft) {
    const auto& asked = section.asked;
    const auto level = asked.kind == SectionKind::task ? "###" : "##";
    auto out = asked.kind == SectionKind::general
                   ? fmt::format("{} {}\n\n", level, on_one_line(asked.title))
                   : fmt::format("{} {}. {}\n\n", level, asked.about, on_one_line(asked.title));
    out += fmt::format("*{}; {}.*\n\n",
                       asked.required ? phrases::form_required : phrases::form_optional,
                       on_one_line(asked.why));
    for (const auto& figure : section.figures) {
        out += fmt::format("- {}: **{}** (`{}`)\n",
                           on_one_line(figure.measure.name),
                           on_one_line(figure.text),
                           on_one_line(figure.measure.code));
    }
    out += section.figures.empty() ? "" : "\n";
    for (const auto& each : section.evidence) {
        out += fmt::format("- {} {}, {}\n",
                           phrases::form_evidence,
                           on_one_line(each.record.id),
                           on_one_line(each.because));
    }
    out += section.evidence.empty() ? "" : "\n";
    if (section.before) {
        out += old_text(phrases::form_before, *section.before);
    }
    for (const auto& each : section.of_leads) {
        out += old_text(phrases::form_lead, each);
    }
    return out + place(asked.about, draft);
}

/// What stands in the draft and is not asked for: it will be sent all the same.
std::string unasked_texts(const Template& form, const ledger::Draft& draft) {
    std::string out;
    for (const auto& part : draft.parts) {
        const bool asked = std::ranges::any_of(form.sections, [&](const TemplateSection& each) {
            return each.asked.about == part.about;
        });
        if (part.kind == ledger::PartKind::section && !asked) {
            out += fmt::format(fmt::runtime(phrases::form_unasked), part.about) + "\n\n" +
                   place(part.about, &draft);
        }
    }
    return out;
}

Error not_a_form(std::string message) {
    return Error{ErrorCode::malformed_input,
                 std::move(message),
                 "leave the lines <!-- … --> of the form as they are, and write between them"};
}

/// Takes a form line by line. A mark has a line to itself, so that nothing beside it is lost.
class FormReader {
public:
    Result<void> take(std::string_view line) {
        const auto mark = trim(line);
        if (mark.starts_with(begin_mark)) {
            return begin(mark);
        }
        if (mark.starts_with(end_mark) && open_) {
            if (mark != end_mark) {
                return not_a_form("something stands behind the line that ends a section");
            }
            sections_.back().text = std::string(trim(sections_.back().text));
            open_ = false;
        } else if (open_ && mark.starts_with(escape) && looks_like_mark(line)) {
            const auto at = line.find(escape);
            sections_.back().text.append(line.substr(0, at)).append(line.substr(at + 1));
        } else if (open_) {
            sections_.back().text += line;
        }
        return {};
    }

    Result<std::vector<FormText>> end() && {
        if (open_) {
            return no_end();
        }
        if (sections_.empty()) {
            return not_a_form("the text is no form of a report");
        }
        std::erase_if(sections_,
                      [](const FormText& each) { return each.text.empty() && !each.base; });
        return std::move(sections_);
    }

private:
    Result<void> begin(std::string_view mark) {
        if (open_) {
            return no_end();
        }
        const auto named = mark.find(begin_end, begin_mark.size());
        if (named == std::string_view::npos || named + begin_end.size() != mark.size()) {
            return not_a_form("a line that begins a section of the form is damaged");
        }
        auto about = mark.substr(begin_mark.size(), named - begin_mark.size());
        std::optional<int> base;
        if (const auto at = about.find(revision_mark); at != std::string_view::npos) {
            base = revision_of(about.substr(at + revision_mark.size()));
            if (!base) {
                return not_a_form("a section of the form names no revision");
            }
            about = about.substr(0, at);
        }
        if (std::ranges::find(sections_, about, &FormText::about) != sections_.end()) {
            return not_a_form(
                fmt::format("section '{}' stands twice in the form", about.substr(0, 60)));
        }
        sections_.push_back({std::string(about), {}, base});
        open_ = true;
        return {};
    }

    Error no_end() const {
        return not_a_form(fmt::format("section '{}' of the form has no end",
                                      sections_.back().about.substr(0, 60)));
    }

    std::vector<FormText> sections_;
    bool open_ = false;
};

std::string written(const Template& form, const ledger::Draft* draft) {
    auto out = fmt::format("# {}\n\n{}: {} (`{}`)\n\n",
                           on_one_line(form.cycle_name),
                           phrases::column_unit,
                           on_one_line(form.unit_name),
                           form.unit.str());
    if (form.due) {
        out += fmt::format(fmt::runtime(phrases::due_sentence), due_text(*form.due)) + "\n\n";
    }
    if (form.window) {
        out += fmt::format(fmt::runtime(phrases::window_sentence),
                           form.window->first.vietnamese(),
                           form.window->last.vietnamese()) +
               ".\n\n";
    }
    out += std::string(phrases::form_how) + "\n\n";
    for (const auto& section : form.sections) {
        out += section_text(section, draft);
    }
    if (draft != nullptr) {
        out += unasked_texts(form, *draft);
    }
    return to_nfc(out);
}

}  // namespace

std::string render_form(const Template& form) {
    return written(form, nullptr);
}

std::string render_form(const Template& form, const ledger::Draft& draft) {
    return written(form, &draft);
}

Result<std::vector<FormText>> read_form(std::string_view text) {
    auto clean = tiendo::clean_text(text, most_form_bytes);
    if (!clean) {
        return std::move(clean).error();
    }
    FormReader reader;
    std::string_view rest = clean->text;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size() - 1) + 1;
        if (auto read = reader.take(rest.substr(0, end)); !read) {
            return std::move(read).error();
        }
        rest.remove_prefix(end);
    }
    return std::move(reader).end();
}

}  // namespace tiendo::report
