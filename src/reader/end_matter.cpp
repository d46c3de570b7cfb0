#include "instruments.hpp"
#include "language_tables.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

bool in_capitals(const Tokens& tokens) {
    return std::ranges::all_of(
        tokens, [](const Token& token) { return !token.is_word() || token.capitals; });
}

bool is_signature_line(const ShapeWords& shape, const Tokens& tokens) {
    constexpr std::size_t most = 24;
    return !tokens.empty() && tokens.size() <= most && shape.signature_openers.at(tokens, 0) &&
           in_capitals(tokens) && !tokens.back().is(":");
}

bool is_recipients_label(const ShapeWords& shape, const Tokens& tokens) {
    const auto label = shape.recipients_labels.at(tokens, 0);
    return label && tokens.front().capital &&
           (label->end == tokens.size() || tokens[label->end].is(":"));
}

/// "Nguyễn Văn A": two to six words, each with a capital, and nothing else; a title may stand
/// before it ("TS. Nguyễn Văn A").
bool is_name_of_person(const Tokens& tokens) {
    constexpr std::size_t fewest = 2;
    constexpr std::size_t most = 8;
    std::size_t words = 0;
    for (const auto& token : tokens) {
        if (token.is_word() && token.capital) {
            ++words;
        } else if (!token.is(".")) {
            return false;
        }
    }
    return words >= fewest && tokens.size() <= most && tokens.front().is_word();
}

/// The cells of a line, cut once more where a signature begins: "Nơi nhận: TM. ỦY BAN NHÂN DÂN".
std::vector<Span> end_cells(const Draft& draft, Span line) {
    constexpr std::size_t longest = 2000;
    if (line.size() > longest) {
        return {line};
    }
    std::vector<Span> cells;
    for (auto cell : cells_of(draft.clean(), line)) {
        const auto tokens = draft.tokens(cell);
        std::size_t cut = 0;
        for (std::size_t i = 1; i + 1 < tokens.size() && cut == 0; ++i) {
            const bool opens =
                draft.language.shape.signature_openers.at(tokens, i) && tokens[i].capitals;
            const Tokens rest(tokens.begin() + static_cast<std::ptrdiff_t>(i), tokens.end());
            const bool begins = tokens[i - 1].is(":") || tokens[i - 1].is(";");
            cut = opens && begins && in_capitals(rest) ? i : 0;
        }
        if (cut > 0) {
            cells.push_back(trimmed(draft.clean(), {cell.begin, tokens[cut].span.begin}));
            cells.push_back({tokens[cut].span.begin, cell.end});
        } else {
            cells.push_back(cell);
        }
    }
    return cells;
}

class EndReader {
public:
    EndReader(Draft& draft, std::vector<std::string> addressees, bool wins)
        : draft_(draft),
          shape_(draft.language.shape),
          wins_(wins),
          recipients_(std::move(addressees)) {}

    /// Whether a block can still be part of the end.
    [[nodiscard]] bool takes(const std::vector<Block>& blocks, std::size_t at) const {
        const auto& block = blocks[at];
        if (block.table || opens_appendix(draft_, block) || opens_instrument(draft_, blocks, at)) {
            return false;
        }
        if (block.page_number || block.marker.is_bullet() ||
            block.marker.kind == MarkerKind::none) {
            constexpr std::size_t longest = 240;  // behind the signature anything may stand
            return named_ || block.span.size() <= longest || !titles_.empty() ||
                   block.marker.is_bullet();
        }
        constexpr std::size_t longest_recipient = 90;
        const bool outer =
            block.marker.kind != MarkerKind::decimal && block.marker.kind != MarkerKind::letter;
        return !outer && (named_ || block.span.size() <= longest_recipient);
    }

    void read(const Block& block) {
        if (block.page_number) {
            if (!block.aside) {
                draft_.leave_out(block.span, "page number or rule of a table", "");
            }
            return;
        }
        // Between the cells stand blanks, the bar of a table or the number of a page.
        auto at = block.span.begin;
        for (const auto line : block.lines) {
            for (const auto cell : end_cells(draft_, line)) {
                draft_.leave_out({at, cell.begin}, "page number or rule of a table", "");
                read_cell(cell);
                at = cell.end;
            }
        }
        draft_.leave_out({at, block.span.end}, "page number or rule of a table", "");
    }

    void finish() {
        auto& plan = draft_.plan;
        if (!titles_.empty() && (wins_ || plan.signer_titles.empty())) {
            plan.signer_titles = std::move(titles_);
            plan.signer = std::move(signer_);
        }
        if (!recipients_.empty() && (wins_ || plan.recipients.empty())) {
            plan.recipients = std::move(recipients_);
        }
    }

private:
    void read_cell(Span line) {
        const auto tokens = draft_.tokens(line);
        const auto text = plain_text(draft_.clean(), line, {});
        const Markers markers(draft_.clean(), draft_.words, shape_);
        const bool listed = markers.at(line).is_bullet();
        if (is_recipients_label(shape_, tokens)) {
            listing_ = true;
            draft_.leave_out(line, "label of the list of recipients", "recipients");
        } else if (is_signature_line(shape_, tokens)) {
            titles_.push_back(text);
            draft_.leave_out(line, "authority and capacity of the signature", "signer.title_lines");
        } else if ((listed && (!signer_ || listing_)) ||
                   (listing_ && titles_.empty() && text.ends_with(';'))) {
            recipients_.push_back(text);
            draft_.leave_out(line,
                             "a recipient of the document (the last line is the archive line)",
                             "recipients");
        } else if (!titles_.empty() && !signer_ && is_name_of_person(tokens)) {
            signer_ = text;
            named_ = true;
            draft_.leave_out(line, "name of the signer", "signer.name");
        } else if (!titles_.empty() && !signer_ && in_capitals(tokens) && !tokens.empty() &&
                   tokens.front().is_word()) {
            titles_.push_back(text);
            draft_.leave_out(line, "authority and capacity of the signature", "signer.title_lines");
        } else if (!tokens.empty() && shape_.signing_notes.at(tokens, 0)) {
            draft_.leave_out(line, "note on the signature", "signer");
        } else {
            draft_.leave_out(
                line,
                signer_ ? "text behind the signature" : "text among recipients and signature",
                "");
        }
    }

    Draft& draft_;
    const ShapeWords& shape_;
    bool wins_;
    std::vector<std::string> recipients_;
    bool listing_ = false;
    bool named_ = false;
    std::vector<std::string> titles_;
    std::optional<std::string> signer_;
};

/// Whether a numbered text goes on soon behind a block, in the same instrument.
bool goes_on(const Draft& draft, const std::vector<Block>& blocks, std::size_t at) {
    constexpr std::size_t farthest = 8;
    for (auto i = at + 1; i < std::min(blocks.size(), at + farthest); ++i) {
        if (opens_appendix(draft, blocks[i]) || opens_instrument(draft, blocks, i)) {
            return false;
        }
        if (blocks[i].marker.is_ordinal() && !blocks[i].run_in) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::size_t end_matter_begin(const Draft& draft,
                             const std::vector<Block>& blocks,
                             std::size_t body) {
    const auto& shape = draft.language.shape;
    for (auto i = body; i < blocks.size(); ++i) {
        const auto& block = blocks[i];
        if (block.table || block.page_number || block.marker.kind != MarkerKind::none) {
            continue;
        }
        if (i > body && (opens_appendix(draft, block) || opens_instrument(draft, blocks, i))) {
            return i;
        }
        const auto cells = end_cells(draft, block.lines.front());
        const bool ends = std::ranges::any_of(cells, [&](Span cell) {
            constexpr std::size_t longest = 400;
            if (cell.size() > longest) {
                return false;
            }
            const auto tokens = draft.tokens(cell);
            return is_recipients_label(shape, tokens) ||
                   (is_signature_line(shape, tokens) && !goes_on(draft, blocks, i));
        });
        if (ends) {
            return i;
        }
    }
    return blocks.size();
}

std::size_t read_end_matter(Draft& draft,
                            const std::vector<Block>& blocks,
                            std::size_t begin,
                            std::vector<std::string> addressees,
                            bool wins) {
    EndReader reader(draft, std::move(addressees), wins);
    auto at = begin;
    for (; at < blocks.size() && reader.takes(blocks, at); ++at) {
        reader.read(blocks[at]);
    }
    reader.finish();
    return at;
}

}  // namespace tiendo::reader
