#include "clean_text.hpp"
#include "phrases.hpp"
#include "walk.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/report/render.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

namespace tiendo::report {

namespace {

/// Takes from a line everything that Markdown would read as mark-up.
std::string escaped(std::string_view text) {
    static constexpr std::string_view special = R"(\`*_[]<>&|~)";
    std::string out;
    out.reserve(text.size() + 8);
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos) {
            out += '\\';
        }
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out;
}

/// The same where a block begins: "- ", "1. " or "# " must stay words.
std::string escaped_block(std::string_view text) {
    std::string out = escaped(trim(text));
    if (out.empty()) {
        return out;
    }
    if (std::string_view("#+-=").find(out.front()) != std::string_view::npos) {
        return "\\" + out;
    }
    const auto digits = out.find_first_not_of("0123456789");
    if (digits != std::string::npos && digits > 0 && (out[digits] == '.' || out[digits] == ')')) {
        out.insert(digits, "\\");
    }
    return out;
}

std::string plain(const Prose& prose) {
    std::string text;
    for (const auto& run : prose) {
        text += run.text;
    }
    return text;
}

class Markdown {
public:
    std::string write(const Report& report) && {
        Walk(report, *this).all();
        figure_index(report);
        end(report.provenance);
        out_.pop_back();  // the last block's empty line
        return clean_text(out_);
    }

    // What the walk calls.

    void head(const Report& report) {
        const auto& letterhead = report.letterhead;
        if (!letterhead.superior.empty()) {
            out_ += escaped_block(letterhead.superior) + "  \n";
        }
        block(fmt::format(
            "**{}**  \n{}", escaped(letterhead.authority), escaped(letterhead.number_form)));
        block(fmt::format("**{}**  \n**{}**  \n*{}*",
                          phrases::national_name,
                          phrases::national_motto,
                          escaped(letterhead.place_date)));
        block(fmt::format("# {}", phrases::kind_of_paper));
        block(fmt::format("**{}**", escaped(report.subject)));
    }

    void heading(HeadingLevel level, const std::string& text) {
        switch (level) {
            case HeadingLevel::part: block("## " + escaped(text)); return;
            case HeadingLevel::dimension: block("### " + escaped(text)); return;
            case HeadingLevel::narratives: block("**" + escaped(text) + "**"); return;
        }
    }

    void paragraph(const Prose& prose, ParagraphKind kind) {
        switch (kind) {
            case ParagraphKind::body: block(escaped_block(plain(prose))); return;
            case ParagraphKind::ground:
            case ParagraphKind::note: block(fmt::format("*{}*", escaped(plain(prose)))); return;
        }
    }

    void narrative(const Narrative& narrative) {
        block(fmt::format(
            "**{}**{}:",
            escaped(narrative.unit_name),
            narrative.remark.empty() ? std::string() : " (" + escaped(narrative.remark) + ")"));
        std::string_view rest = narrative.text;
        while (!rest.empty()) {
            const auto end = rest.find('\n');
            const auto line = trim(rest.substr(0, end));
            if (!line.empty()) {
                out_ += "> " + escaped_block(line) + "  \n";
            }
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        }
        out_ += "\n";
    }

    void list(const NamedList& list) {
        if (!list.heading.empty()) {
            block(fmt::format("**{}**", escaped(list.heading)));
        }
        if (list.items.empty()) {
            block(escaped_block(list.when_empty));
            return;
        }
        for (const auto& item : list.items) {
            out_ += "- " + escaped_block(plain(item)) + "\n";
        }
        out_ += "\n";
    }

    void table(const Table& table, std::size_t number) {
        block(fmt::format("**{} {}. {}**", phrases::tables_word, number, escaped(table.caption)));
        bare_table(table);
        for (const auto& note : table.notes) {
            paragraph(note, ParagraphKind::note);
        }
    }

    void chart(const Chart& chart, std::size_t number) {
        block(fmt::format("**{} {}. {}** ({})",
                          phrases::chart_word,
                          number,
                          escaped(chart.title),
                          escaped(chart.axis)));
        Table values;
        values.columns.push_back({std::string(phrases::column_object), Align::left});
        for (const auto& name : chart.series) {
            values.columns.push_back({name, Align::right});
        }
        for (const auto& bar : chart.bars) {
            Row row;
            row.cells.push_back({{bar.label, ""}});
            for (const auto& value : bar.values) {
                row.cells.push_back({value.label});
            }
            values.rows.push_back(std::move(row));
        }
        bare_table(values);
    }

    void foot(const Report& report) {
        out_ += fmt::format("**{}**\n\n", phrases::recipients);
        for (const auto& recipient : report.recipients) {
            out_ += "- " + escaped_block(recipient) + "\n";
        }
        out_ += "\n";
        std::string signature;
        for (const auto& title : report.signature.titles) {
            signature += fmt::format("{}**{}**", signature.empty() ? "" : "  \n", escaped(title));
        }
        if (!report.signature.name.empty()) {
            signature += fmt::format("\n\n**{}**", escaped(report.signature.name));
        }
        block(signature);
    }

    void annex(const Table& table, std::size_t annex_number, std::size_t table_number) {
        block("## " + fmt::format(phrases::annex_numbered, roman(annex_number)));
        this->table(table, table_number);
    }

    /// Stands behind the annexes here, where one scrolls to the end.
    void provenance(const Report& /*report*/) {}

private:
    void block(std::string_view text) { out_.append(text).append("\n\n"); }

    void bare_table(const Table& table) {
        std::string names = "|";
        std::string rule = "|";
        for (const auto& column : table.columns) {
            names += " " + escaped(column.title) + " |";
            switch (column.align) {
                case Align::left: rule += " --- |"; break;
                case Align::center: rule += " :-: |"; break;
                case Align::right: rule += " --: |"; break;
            }
        }
        out_ += names + "\n" + rule + "\n";
        for (const auto& row : table.rows) {
            const std::string_view mark = row.kind == RowKind::total ? "**" : "";
            std::string line = "|";
            for (const auto& cell : row.cells) {
                const auto text = escaped(plain(cell));
                line += text.empty() ? std::string(" |") : fmt::format(" {0}{1}{0} |", mark, text);
            }
            out_ += line + "\n";
        }
        out_ += "\n";
    }

    void figure_index(const Report& report) {
        block("## " + fmt::format(phrases::annex_numbered, roman(report.annexes.size() + 1)));
        block(fmt::format("**{}**", phrases::figure_index));
        block(phrases::figure_index_note);
        Table index;
        index.columns = {{std::string(phrases::column_figure), Align::left},
                         {std::string(phrases::column_value), Align::right},
                         {std::string(phrases::column_meaning), Align::left}};
        for (const auto& figure : report.figures) {
            index.rows.push_back(
                {RowKind::body, {{{figure.id, ""}}, {{figure.text, ""}}, {{figure.meaning, ""}}}});
        }
        bare_table(index);
    }

    void end(const Provenance& provenance) {
        block("---");
        block(fmt::format("*{}*: {} {} {}`{}`",
                          phrases::provenance_heading,
                          escaped(provenance.statement),
                          escaped(plain(provenance.journal)),
                          phrases::provenance_hash,
                          provenance.head_hash));
    }

    std::string out_;
};

}  // namespace

std::string render_markdown(const Report& report) {
    return Markdown().write(report);
}

}  // namespace tiendo::report
