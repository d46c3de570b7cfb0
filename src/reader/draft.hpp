#pragma once

#include "outline.hpp"
#include "source_text.hpp"
#include "words.hpp"

#include "tiendo/model/plan.hpp"
#include "tiendo/reader/document.hpp"
#include "tiendo/reader/language.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// What a stretch of text outside a node's own words says of it.
enum class AttributeKind : std::uint8_t {
    lead,  ///< "Cơ quan chủ trì: …", "Cơ quan thực hiện: …", a cell of such a column
    coordinate,  ///< "Cơ quan phối hợp: …"
    time,        ///< "Thời gian hoàn thành: …"
    product,     ///< "Sản phẩm: …"
};
struct Attribute {
    AttributeKind kind = AttributeKind::lead;
    Span span;  ///< of the value, without its label, clean
};

/// A node on its way: spans still count bytes of the clean text.
struct DraftNode {
    Node node;                          ///< its spans are filled in at the end
    Span span;                          ///< own text, clean
    std::size_t line_begin = 0;         ///< clean
    std::size_t words_begin = 0;        ///< behind mark and ordinal, clean
    std::vector<Span> gaps;             ///< clean
    std::vector<Span> cited;            ///< places of citations, clean
    std::vector<Attribute> attributes;  ///< label lines below it, cells of its row
    std::optional<std::size_t> parent;
    bool has_children = false;
    bool is_row = false;  ///< a row of a table: `gaps` are its other cells
};

struct DraftUncovered {
    Span span;  ///< clean
    std::string_view reason;
    std::string_view document_field;
};

/// The plan on its way from blocks to a tree with meaning.
struct Draft {
    Draft(const Document& opened,
          const SourceText& source,
          const Words& all_words,
          const Language::Tables& tables)
        : document(opened), text(source), words(all_words), language(tables) {}

    const Document& document;
    const SourceText& text;
    const Words& words;
    const Language::Tables& language;
    Plan plan;  ///< its document fields; nodes and uncovered are filled in at the end
    std::vector<DraftNode> nodes;
    std::vector<DraftUncovered> uncovered;
    std::vector<Doubt> doubts;

    void leave_out(Span span, std::string_view reason, std::string_view field) {
        uncovered.push_back({span, reason, field});
    }
    /// The tokens of a span, as they stand in the text.
    [[nodiscard]] Tokens tokens(Span span) const { return words.within(span, {}); }
    /// The tokens of a node behind its mark and ordinal, page breaks left out.
    [[nodiscard]] Tokens tokens(const DraftNode& node) const {
        return words.within({node.words_begin, node.span.end}, node.gaps);
    }
    [[nodiscard]] std::string_view clean() const noexcept { return text.clean(); }
};

/// A span of the clean text as one line: breaks and emphasis taken out.
std::string plain_text(std::string_view clean, Span span, const std::vector<Span>& gaps);

/// Cells of a line set in two columns: parted by tabs, bars or wide spaces.
std::vector<Span> cells_of(std::string_view clean, Span line);

/// Reads the whole text into nodes and into spans that say why they are none: letterheads, bodies,
/// recipients and signatures of all instruments in the document, and its appendices.
void read_instruments(Draft& draft, const std::vector<Block>& blocks);

/// "15 tháng 9 năm 2020" or "15/9/2020" at token `at`, without the word "ngày".
struct StatedDay {
    int day = 0;
    int month = 0;
    std::optional<int> year;
    std::size_t end = 0;  ///< the token behind it
};
std::optional<StatedDay> day_at(const Tokens& tokens, std::size_t at, std::string_view clean);

}  // namespace tiendo::reader
