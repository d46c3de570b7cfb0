#pragma once

#include "document_builder.hpp"
#include "docx_numbering.hpp"
#include "docx_styles.hpp"
#include "paragraph_text.hpp"
#include "xml_events.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::reader {

/// What was met in a document that a person should know of.
struct DocxFindings {
    int inserted = 0;  ///< tracked changes: places, not characters
    int deleted = 0;
    int moved = 0;
    int hidden = 0;    ///< stretches of hidden text
    int pictures = 0;  ///< whose text, if any, was not read
    int others = 0;    ///< charts, diagrams, embedded and linked documents

    std::map<std::string, int, std::less<>> footnotes;  ///< id → number of its mark
    std::map<std::string, int, std::less<>> endnotes;
    std::set<std::string, std::less<>> comments;
    std::vector<std::string> headers;  ///< relations, in the order of the sections
    std::vector<std::string> footers;
};

/// What all parts of one document share.
struct DocxContext {
    const DocxStyles& styles;
    const DocxNumbering& numbering;
    DocxCounter& counter;
    DocumentBuilder& builder;
    DocxFindings& findings;
    std::size_t max_text = 0;  ///< bytes of text that the document may have
};

/// Reads a part with text: the body, notes, comments, a header or footer.
///
/// A text box is written before the paragraph that anchors it; a paragraph whose mark is deleted or
/// hidden is joined to the next one, as Word shows it.
class DocxStory : public XmlHandler {
public:
    /// @param part what the builder gave for it
    DocxStory(const DocxContext& context, std::size_t part) : context_(context), part_(part) {}

    void start(const XmlTag& tag) override;
    void end(std::string_view name) override;
    void text(const XmlText& text) override;

    /// To be called behind the last event.
    void finish() { finish_flow(); }

    /// Whether the text grew beyond the limit; nothing was read behind that.
    [[nodiscard]] bool too_long() const noexcept { return too_long_; }

private:
    using Begin = void (DocxStory::*)(const XmlTag&);
    using End = void (DocxStory::*)();
    struct Element {
        std::string_view name;
        Begin begin = nullptr;
        End end = nullptr;
    };
    static std::span<const Element> elements();
    static const Element* element(std::string_view name);

    struct Paragraph {
        std::string style;
        ListPlace list;
        bool joined = false;  // its mark is deleted: the next paragraph goes on
        bool hidden_mark = false;
    };
    struct Run {
        std::string style;
        RunLook look;
    };
    enum class Field : std::uint8_t { instruction, result };
    // A row of paragraphs one after another: the part itself, or a text box within a paragraph.
    struct Flow {
        ParagraphText text;
        Paragraph paragraph;
        Run run;
        std::vector<Field> fields;
        bool in_run = false;
    };
    struct Place {
        std::size_t row = 0;
        std::size_t cell = 0;
    };
    struct TableState {
        std::optional<std::size_t> row_depth;   // of the elements around the row that is open
        std::optional<std::size_t> cell_depth;  // the same for its cell
        std::size_t rows = 0;                   // that the builder has
        std::size_t cells = 0;                  // that the builder has of the row
        int column = 0;
        int columns = 1;  // of the cell
        bool header = false;
        bool row_dropped = false;  // deleted by a tracked change
        bool cell_dropped = false;
        bool row_begun = false;  // in the builder
        bool cell_begun = false;
        bool goes_on = false;        // the cell goes on from the row above
        std::map<int, Place> above;  // column → the cell that began there last
    };
    enum class Choice : std::uint8_t { open, taken };

    // docx_story.cpp
    void skip(const XmlTag& tag);
    void begin_paragraph(const XmlTag& tag);
    void end_paragraph();
    void begin_box(const XmlTag& tag);
    void end_box();
    void begin_alternatives(const XmlTag& tag);
    void end_alternatives();
    void begin_choice(const XmlTag& tag);
    void begin_fallback(const XmlTag& tag);
    void begin_section(const XmlTag& tag);
    void begin_header(const XmlTag& tag);
    void begin_footer(const XmlTag& tag);
    void begin_footnote(const XmlTag& tag);
    void begin_endnote(const XmlTag& tag);
    void begin_comment(const XmlTag& tag);
    void end_aside();
    void begin_note(const XmlTag& tag,
                    const std::map<std::string, int, std::less<>>& wanted,
                    std::string_view reason);
    [[nodiscard]] bool in_dropped_cell() const noexcept;
    void flush();
    void finish_flow();

    // docx_table.cpp
    void begin_table(const XmlTag& tag);
    void end_table();
    void begin_row(const XmlTag& tag);
    void end_row();
    void begin_cell(const XmlTag& tag);
    void end_cell();
    void cell_columns(const XmlTag& tag);
    void cell_goes_on(const XmlTag& tag);
    void row_header(const XmlTag& tag);
    void row_gap(const XmlTag& tag);
    void cell_deleted(const XmlTag& tag);
    void open_cells();

    // docx_run.cpp
    void paragraph_style(const XmlTag& tag);
    void paragraph_list(const XmlTag& tag);
    void paragraph_level(const XmlTag& tag);
    void page_before(const XmlTag& tag);
    void begin_run(const XmlTag& tag);
    void end_run();
    void run_style(const XmlTag& tag);
    void run_font(const XmlTag& tag);
    void run_hidden(const XmlTag& tag);
    void begin_text(const XmlTag& tag);
    void end_text();
    void tab(const XmlTag& tag);
    void line_break(const XmlTag& tag);
    void hyphen(const XmlTag& tag);
    void symbol(const XmlTag& tag);
    void field_mark(const XmlTag& tag);
    void footnote_mark(const XmlTag& tag);
    void endnote_mark(const XmlTag& tag);
    void comment_mark(const XmlTag& tag);
    void note_number(const XmlTag& tag);
    void inserted(const XmlTag& tag);
    void deleted(const XmlTag& tag);
    void moved_here(const XmlTag& tag);
    void moved_away(const XmlTag& tag);
    void picture(const XmlTag& tag);
    void other(const XmlTag& tag);

    [[nodiscard]] bool within(std::string_view parent) const noexcept;
    [[nodiscard]] bool within(std::string_view parent, std::string_view grand) const noexcept;
    [[nodiscard]] bool visible();
    [[nodiscard]] bool is_hidden() const;
    [[nodiscard]] std::string_view font() const;
    void put(std::string_view text, const XmlTag& tag);
    Flow& flow() noexcept { return flows_.back(); }
    [[nodiscard]] const Flow& flow() const noexcept { return flows_.back(); }
    [[nodiscard]] std::string label();

    DocxContext context_;
    std::size_t part_ = 0;
    std::vector<std::string> open_;  // names of the elements around
    int skipped_ = 0;                // depth within an element that is passed over
    std::vector<Flow> flows_{1};
    std::vector<TableState> tables_;
    std::vector<Choice> choices_;
    bool in_aside_ = false;
    std::string note_label_;
    bool in_text_ = false;
    bool keeps_blanks_ = false;
    std::size_t text_begin_ = 0;  // piece of the paragraph with which the element began
    bool goes_on_ = false;        // the line of the builder is open: the last mark was hidden
    bool hidden_before_ = false;  // the last run was hidden too
    bool too_long_ = false;
};

}  // namespace tiendo::reader
