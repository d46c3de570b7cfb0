#pragma once

#include "document_builder.hpp"
#include "odt_lists.hpp"
#include "odt_styles.hpp"
#include "paragraph_text.hpp"
#include "xml_events.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// What was met in a document that a person should know of.
struct OdtFindings {
    int inserted = 0;  ///< tracked changes: places, not characters
    int deleted = 0;
    int hidden = 0;    ///< stretches of hidden text
    int pictures = 0;  ///< whose text, if any, was not read
    int others = 0;    ///< charts, formulas, embedded documents
    int notes = 0;     ///< notes and comments, to be read afterwards
};

/// Which text of a part is wanted.
enum class OdtWanted : std::uint8_t {
    body,     ///< all but notes and comments
    notes,    ///< notes and comments alone
    running,  ///< headers and footers of the page styles, each distinct one once
};

/// What all parts of one document share.
struct OdtContext {
    const OdtStyles& styles;
    OdtLists& lists;
    DocumentBuilder& builder;
    OdtFindings& findings;
    std::size_t max_text = 0;  ///< bytes of text that the document may have
};

/// Reads content.xml or styles.xml. A text box is written before the paragraph that anchors it.
class OdtStory : public XmlHandler {
public:
    /// @param part what the builder gave for it
    OdtStory(const OdtContext& context, std::size_t part, OdtWanted wanted)
        : context_(context), part_(part), wanted_(wanted) {}

    void start(const XmlTag& tag) override;
    void end(std::string_view name) override;
    void text(const XmlText& text) override;

    /// Whether the text grew beyond the limit; nothing was read behind that.
    [[nodiscard]] bool too_long() const noexcept { return too_long_; }

    /// For `running`: the texts to leave out because they were given before, and those found.
    void leave_out(std::set<std::size_t> numbers) { left_out_ = std::move(numbers); }
    [[nodiscard]] const std::vector<Span>& running() const noexcept { return running_; }

private:
    using Begin = void (OdtStory::*)(const XmlTag&);
    using End = void (OdtStory::*)();
    struct Element {
        std::string_view name;
        Begin begin = nullptr;
        End end = nullptr;
        bool always = false;  // also in text that is passed through
    };
    static std::span<const Element> elements();
    static const Element* element(std::string_view name);

    // A row of paragraphs one after another: the part itself, or a text box within a paragraph.
    struct Flow {
        ParagraphText text;
        OdtOpenLists lists;
        std::string style;
        std::string label;
        std::vector<std::string> spans;  // styles of the stretches around
        bool in_paragraph = false;
        bool by_paragraph = false;  // begun by a paragraph within a paragraph, and ends with it
        bool blank = true;          // the next blank is one too many
    };
    struct TableState {
        int column = 0;
        bool header = false;
        std::optional<std::size_t> row_depth;   // of the elements around the row that is open
        std::optional<std::size_t> cell_depth;  // the same for its cell
        int columns = 1;                        // how often the cell is repeated
    };

    // odt_story.cpp
    void skip(const XmlTag& tag);
    void begin_paragraph(const XmlTag& tag);
    void end_paragraph();
    void begin_list(const XmlTag& tag);
    void end_list();
    void begin_item(const XmlTag& tag);
    void begin_box(const XmlTag& tag);
    void end_box();
    void begin_section(const XmlTag& tag);
    void begin_span(const XmlTag& tag);
    void end_span();
    void blanks(const XmlTag& tag);
    void tab(const XmlTag& tag);
    void line_break(const XmlTag& tag);
    void hidden_text(const XmlTag& tag);
    void begin_note(const XmlTag& tag);
    void begin_comment(const XmlTag& tag);
    void begin_aside(std::string_view reason);
    void end_aside();
    void begin_header(const XmlTag& tag);
    void begin_footer(const XmlTag& tag);
    void begin_running(const XmlTag& tag, std::string_view reason);
    void end_running();
    void insertion(const XmlTag& tag);
    void deletion(const XmlTag& tag);
    void picture(const XmlTag& tag);
    void other(const XmlTag& tag);

    // odt_table.cpp
    void begin_table(const XmlTag& tag);
    void end_table();
    void begin_header_rows(const XmlTag& tag);
    void end_header_rows();
    void begin_row(const XmlTag& tag);
    void end_row();
    void begin_cell(const XmlTag& tag);
    void end_cell();
    void covered_cell(const XmlTag& tag);

    [[nodiscard]] bool active() const noexcept;
    [[nodiscard]] bool hidden() const;
    [[nodiscard]] std::string_view font() const;
    void add_collapsed(std::string_view text, const XmlText& source);
    void put(std::string_view text, const XmlTag& tag);
    Flow& flow() noexcept { return flows_.back(); }
    [[nodiscard]] const Flow& flow() const noexcept { return flows_.back(); }

    OdtContext context_;
    std::size_t part_ = 0;
    OdtWanted wanted_ = OdtWanted::body;
    std::vector<std::string> open_;  // names of the elements around
    int skipped_ = 0;                // depth within an element that is passed over
    std::vector<Flow> flows_{1};
    std::vector<TableState> tables_;
    bool in_aside_ = false;
    int notes_ = 0;  // footnotes and endnotes so far
    std::string note_label_;
    bool hidden_before_ = false;
    std::size_t running_seen_ = 0;
    std::size_t running_begin_ = 0;
    std::vector<Span> running_;
    std::set<std::size_t> left_out_;
    bool too_long_ = false;
};

}  // namespace tiendo::reader
