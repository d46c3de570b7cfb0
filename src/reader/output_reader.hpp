#pragma once

#include "meaning.hpp"
#include "output_words.hpp"
#include "token_view.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tiendo::reader {

/// The tokens of one stretch of a node, with what its readers of outputs share. Borrows the draft.
class OutputText {
public:
    OutputText(const Draft& draft, const DraftNode& made, Tokens tokens);
    OutputText(const OutputText&) = delete;
    OutputText& operator=(const OutputText&) = delete;
    OutputText(OutputText&&) = delete;  // the view looks into the tokens
    OutputText& operator=(OutputText&&) = delete;
    ~OutputText() = default;

    [[nodiscard]] const TokenView& view() const noexcept { return view_; }
    [[nodiscard]] const OutputWords& words() const noexcept { return words_; }
    [[nodiscard]] const std::vector<Clause>& clauses() const noexcept { return clauses_; }
    /// Whether token `i` stands inside a time that was read.
    [[nodiscard]] bool is_in_time(std::size_t i) const;
    [[nodiscard]] bool is_cited(std::size_t i) const;
    /// The piece of a sentence that token `i` stands in.
    [[nodiscard]] Clause clause_at(std::size_t i) const;
    [[nodiscard]] Mention mention(std::size_t begin, std::size_t end) const;
    [[nodiscard]] Span in_source(std::size_t begin, std::size_t end) const;
    /// Where a name that begins at `begin` has ended: at a mark, a small word, a time.
    [[nodiscard]] std::size_t end_of_name(std::size_t begin, std::size_t most_words) const;

private:
    [[nodiscard]] bool begins_time(std::size_t i) const;

    const Draft& draft_;
    const DraftNode& made_;
    Tokens tokens_;
    TokenView view_;
    const OutputWords& words_;
    std::vector<Clause> clauses_;
};

/// What must be made, of the node's own words.
void read_products(const OutputText& text, Node& node);
/// Systems and channels named.
void read_systems(const OutputText& text, Node& node);
/// When the duty applies.
void read_conditions(const OutputText& text, Node& node);
/// Figures that bind.
void read_targets(const OutputText& text, Node& node);
/// Who reports to whom. Needs the assignees and the deadlines.
void read_report_duties(const OutputText& text, Node& node);

}  // namespace tiendo::reader
