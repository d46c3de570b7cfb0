// The template as Markdown to be filled in, and back.
#include "phrases.hpp"

#include "tiendo/base/paper_text.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/report/format.hpp"
#include "tiendo/report/template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tiendo::report {

namespace {

using ledger::SectionKind;

// Where a text begins and ends. A comment of Markdown: nobody sees it in print.
constexpr std::string_view begin_mark = "<!-- nội dung ";
constexpr std::string_view begin_end = " -->";
constexpr std::string_view end_mark = "<!-- hết -->";
constexpr std::size_t most_form_bytes =
    16U * (1U << 20U);  // a whole paper, and what stood in the form

/// Each line behind "> ", so that what is old can never be taken for what is new.
std::string quoted(std::string_view text) {
    std::string out;
    std::size_t begin = 0;
    const auto body = trim(text);
    while (begin <= body.size()) {
        const auto end = std::min(body.find('\n', begin), body.size());
        out += fmt::format("> {}\n", body.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

/// Words of others on one line, so that no mark of the form begins in them.
std::string one_line(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    return text;
}

std::string old_text(std::string_view pattern, const OldText& old) {
    return fmt::format(fmt::runtime(pattern),
                       old.unit_name,
                       old.cycle_name,
                       old.sent_at.date().vietnamese()) +
           "\n" + quoted(old.text) + "\n";
}

std::string section_text(const TemplateSection& section) {
    const auto& asked = section.asked;
    const auto level = asked.kind == SectionKind::task ? "###" : "##";
    auto out = asked.kind == SectionKind::general
                   ? fmt::format("{} {}\n\n", level, asked.title)
                   : fmt::format("{} {}. {}\n\n", level, asked.about, one_line(asked.title));
    out += fmt::format("*{}; {}.*\n\n",
                       asked.required ? phrases::form_required : phrases::form_optional,
                       asked.why);
    for (const auto& figure : section.figures) {
        out += fmt::format("- {}: **{}** (`{}`)\n",
                           one_line(figure.measure.name),
                           figure.text,
                           figure.measure.code);
    }
    out += section.figures.empty() ? "" : "\n";
    for (const auto& each : section.evidence) {
        out += fmt::format("- {} {}, {}\n",
                           phrases::form_evidence,
                           one_line(each.record.id),
                           one_line(each.because));
    }
    out += section.evidence.empty() ? "" : "\n";
    if (section.before) {
        out += old_text(phrases::form_before, *section.before);
    }
    for (const auto& each : section.of_leads) {
        out += old_text(phrases::form_lead, each);
    }
    return out + fmt::format("{}{}{}\n\n{}\n\n", begin_mark, asked.about, begin_end, end_mark);
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
        } else if (open_) {
            sections_.back().text += line;
        }
        return {};
    }

    Result<std::vector<Section>> end() && {
        if (open_) {
            return no_end();
        }
        if (sections_.empty()) {
            return not_a_form("the text is no form of a report");
        }
        std::erase_if(sections_, [](const Section& each) { return each.text.empty(); });
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
        const std::string about(mark.substr(begin_mark.size(), named - begin_mark.size()));
        if (std::ranges::find(sections_, about, &Section::about) != sections_.end()) {
            return not_a_form(
                fmt::format("section '{}' stands twice in the form", about.substr(0, 60)));
        }
        sections_.push_back({about, {}});
        open_ = true;
        return {};
    }

    Error no_end() const {
        return not_a_form(fmt::format("section '{}' of the form has no end",
                                      sections_.back().about.substr(0, 60)));
    }

    std::vector<Section> sections_;
    bool open_ = false;
};

}  // namespace

std::string render_form(const Template& form) {
    auto out = fmt::format("# {}\n\n{}: {} (`{}`)\n\n",
                           form.cycle_name,
                           phrases::column_unit,
                           form.unit_name,
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
        out += section_text(section);
    }
    return to_nfc(out);
}

Result<std::vector<Section>> read_form(std::string_view text) {
    auto clean = clean_text(text, most_form_bytes);
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
