#pragma once

#include "draft.hpp"
#include "labels.hpp"
#include "nesting.hpp"
#include "sections.hpp"
#include "tables.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tiendo::reader {

/// A stretch of one instrument: its body, or one appendix.
struct Stretch {
    std::size_t begin = 0;  ///< blocks [begin, end)
    std::size_t end = 0;
    Standing standing = Standing::plan;
    bool appendix = false;  ///< `begin` is its title
};

/// Makes nodes of blocks: what stands below what, of which level and kind.
class TreeBuilder {
public:
    TreeBuilder(Draft& draft, const std::vector<Block>& blocks, std::vector<FoundTable> tables);

    void add(const Stretch& stretch);

private:
    /// A heading or item that may have something below it.
    struct Open {
        std::size_t node = 0;
        Style style = 0;
        Section section = Section::tasks;
        int value = 0;
        Style hashes = 0;
        bool bullet = false;
        bool lead_in = false;                   ///< ends in a colon
        bool examples = false;                  ///< … behind which examples may stand
        bool label = false;                     ///< a label line
        std::optional<AttributeKind> collects;  ///< … whose values stand below it
        std::vector<std::size_t> described;     ///< … of these duties
    };
    /// What has been put below a node so far.
    struct Below {
        int bullets = 0;
        int sub_bullets = 0;
        int paragraphs = 0;
        int tables = 0;
        std::vector<std::size_t> duties;  ///< since the last block of labels
        bool labelled = false;            ///< the last thing below it was a label
    };

    // tree_builder.cpp
    void start(const Stretch& stretch);
    void add_block(std::size_t at);
    [[nodiscard]] Section section() const;
    [[nodiscard]] std::optional<std::size_t> heading() const;
    [[nodiscard]] Below& below(std::optional<std::size_t> parent);
    [[nodiscard]] std::string id_below(std::optional<std::size_t> parent,
                                       const std::string& tail) const;
    std::size_t push(const Block& block,
                     std::optional<std::size_t> parent,
                     const std::string& id,
                     NodeLevel level,
                     NodeKind kind);
    void close_titles(const Marker& marker);
    void place(const Marker& marker);
    void close_bullets();
    void open(const Block& block, std::size_t node, Section section);
    void doubt_number(const Marker& marker, const Open& before, std::size_t node);
    [[nodiscard]] std::optional<std::size_t> following(std::size_t at) const;
    [[nodiscard]] bool has_deeper(std::size_t at) const;
    [[nodiscard]] bool described_by_labels(std::size_t at) const;
    [[nodiscard]] Tokens opening(Span words) const;
    [[nodiscard]] bool is_end_mark(const Block& block) const;

    // tree_items.cpp
    void add_numbered(std::size_t at);
    void add_bullet(std::size_t at);
    std::size_t add_appendix(std::size_t at);
    [[nodiscard]] bool is_heading(std::size_t at) const;
    [[nodiscard]] bool is_bullet_heading(std::size_t at) const;
    [[nodiscard]] bool gives_examples(Span words) const;
    [[nodiscard]] bool leaves_all_below(Span words) const;
    [[nodiscard]] NodeLevel item_level(const Block& block,
                                       std::optional<std::size_t> parent,
                                       Section section) const;
    [[nodiscard]] bool tells_body(const Tokens& tokens) const;
    [[nodiscard]] NodeKind item_kind(const Block& block, Section section) const;
    [[nodiscard]] bool orders_outright(const Tokens& tokens) const;
    [[nodiscard]] bool may_be_example(const Block& block) const;
    std::size_t add_heading(std::size_t at, const std::string& id);
    [[nodiscard]] NodeLevel heading_level(std::size_t at) const;
    void note_duty(std::size_t node, std::optional<std::size_t> parent);

    // tree_labels.cpp
    bool add_label(std::size_t at);
    bool add_label_value(std::size_t at);
    [[nodiscard]] bool is_label_line(std::size_t at, const std::vector<Label>& labels) const;
    std::string label_id(const Block& block, std::optional<std::size_t> parent, NodeLevel level);
    void describe(const std::vector<std::size_t>& duties, const std::vector<Label>& labels);

    // tree_paragraphs.cpp
    void add_paragraph(std::size_t at);
    void add_plain_paragraph(std::size_t at);
    bool leave_out_formula(const Block& block);
    [[nodiscard]] bool is_title_note(const Block& block) const;
    void add_preamble(const Block& block);
    bool add_closing(std::size_t at);
    bool add_unmarked_heading(std::size_t at);
    [[nodiscard]] Style unmarked_style(std::size_t at) const;
    [[nodiscard]] bool is_late_closing(const Block& block) const;
    void add_loose_paragraph(std::size_t at);
    void add_table(const Block& block);
    void add_row(const ReadRow& row,
                 const std::string& prefix,
                 int number,
                 std::optional<std::size_t> parent,
                 NodeKind kind);

    Draft& draft_;
    const ShapeWords& shape_;
    const std::vector<Block>& blocks_;
    std::vector<FoundTable> tables_;
    std::vector<Below> below_;
    std::unordered_map<std::string, int> ids_;
    int preambles_ = 0;
    int closings_ = 0;
    int appendices_ = 0;

    // of the stretch
    Stretch stretch_;
    std::optional<Nesting> nesting_;
    std::vector<Open> open_;
    /// A label line whose value, or the rest of it, stands in the paragraph below.
    struct Unfinished {
        std::size_t block = 0;
        AttributeKind kind = AttributeKind::lead;
        std::vector<std::size_t> duties;
    };
    std::optional<Unfinished> unfinished_;
    std::optional<Open> closed_;  ///< the item of the same style that the last mark follows
    Below loose_;
    bool closing_ = false;
    std::size_t closing_from_ = 0;
    std::size_t last_ordinal_ = 0;  ///< bullets before it, outside any part, are preamble
    Section base_ = Section::tasks;
};

}  // namespace tiendo::reader
