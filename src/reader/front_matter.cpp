#include "instruments.hpp"
#include "language_tables.hpp"
#include "letterhead.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

constexpr std::size_t farthest_kind = 40;  // blocks
constexpr std::size_t longest_title = 700;

Tokens line_tokens(const Draft& draft, Span line) {
    constexpr std::size_t longest = 400;
    return line.size() > longest ? Tokens{} : draft.tokens(line);
}

/// Words behind "#" of a Markdown heading.
Tokens title_tokens(const Draft& draft, const Block& block) {
    const auto line = block.lines.front();
    return line_tokens(draft, {std::clamp(block.words().begin, line.begin, line.end), line.end});
}

bool is_addressees(const ShapeWords& shape, const Tokens& tokens) {
    const auto label = shape.addressee_labels.at(tokens, 0);
    return label && tokens.front().capital &&
           (label->end == tokens.size() || tokens[label->end].is(":"));
}

bool may_be_head(const Block& block) {
    return !block.table &&
           (block.marker.kind == MarkerKind::none || block.marker.kind == MarkerKind::title);
}

struct Opening {
    std::optional<std::size_t> kind;
    std::optional<std::size_t> addressees;
};

Opening find_opening(const Draft& draft, const std::vector<Block>& blocks, std::size_t begin) {
    const auto& shape = draft.language.shape;
    Opening found;
    for (auto i = begin; i < std::min(blocks.size(), begin + farthest_kind); ++i) {
        if (blocks[i].aside) {
            continue;  // the menu of a portal may name a plan, but not this one
        }
        if (!may_be_head(blocks[i]) || (i > begin && opens_appendix(draft, blocks[i]))) {
            break;
        }
        const auto tokens = title_tokens(draft, blocks[i]);
        if (kind_length(shape, tokens) > 0) {
            found.kind = i;
            break;
        }
        if (is_addressees(shape, tokens)) {
            found.addressees = i;
            break;
        }
    }
    return found;
}

class FrontReader {
public:
    FrontReader(Draft& draft, const std::vector<Block>& blocks, std::size_t begin, bool wins)
        : draft_(draft),
          shape_(draft.language.shape),
          blocks_(blocks),
          begin_(begin),
          wins_(wins) {}

    FrontMatter read() {
        const auto opening = find_opening(draft_, blocks_, begin_);
        FrontMatter front;
        auto at = begin_;
        if (opening.kind) {
            take_head(begin_, *opening.kind);
            at = read_title(*opening.kind);
            front.standing = standing_;
            front.known = true;
        } else if (opening.addressees) {
            take_head(begin_, *opening.addressees);
            at = *opening.addressees;
            set(draft_.plan.kind, "công văn");
            set(draft_.plan.title, head_.subject);
            front.known = true;
        } else {
            while (at < blocks_.size() &&
                   (is_letterhead(draft_, blocks_[at]) || (at > begin_ && is_rule_block(at)))) {
                ++at;
            }
            take_head(begin_, at);
            front.known = head_.number.has_value();
        }
        front.body = read_addressees(read_stray_head(at));
        front.addressees = std::move(addressees_);
        return front;
    }

private:
    [[nodiscard]] bool is_rule_block(std::size_t at) const {
        return is_rule(draft_.text.slice(blocks_[at].span));
    }
    void set(std::string& field, const std::string& value) const {
        if (!value.empty() && (wins_ || field.empty())) {
            field = value;
        }
    }
    void leave_out(const Block& block, std::string_view reason, std::string_view field) {
        if (!block.aside) {
            draft_.leave_out(block.span, reason, field);
        }
    }

    void take_head(std::size_t begin, std::size_t end) {
        for (auto i = begin; i < end; ++i) {
            leave_out(blocks_[i], "letterhead", "letterhead");
        }
        head_ = read_letterhead(draft_, blocks_, begin, end);
        set(draft_.plan.authority, head_.authority);
        if (head_.number && (wins_ || !draft_.plan.number)) {
            draft_.plan.number = head_.number;
        }
        if (head_.date && (wins_ || !draft_.plan.date)) {
            draft_.plan.date = head_.date;
        }
    }

    /// The kind of document and the lines of the title below it.
    std::size_t read_title(std::size_t kind) {
        const auto& block = blocks_[kind];
        const auto tokens = draft_.tokens(block.words());
        const auto length = kind_length(shape_, title_tokens(draft_, block));
        const auto match = shape_.document_kinds.phrases().at(tokens, 0);
        standing_ = shape_.document_kinds.value(*match);
        const Span words{tokens.front().span.begin, tokens[length - 1].span.end};
        set(draft_.plan.kind, to_lower(plain_text(draft_.clean(), words, {})));
        auto next = kind + 1;
        if (length < tokens.size()) {  // the title begins on the line of the kind
            draft_.leave_out({block.span.begin, words.end}, "name of the kind of document", "kind");
            draft_.leave_out({words.end, block.span.end}, "subject line under the kind", "title");
            add_title({tokens[length].span.begin, block.span.end}, block.split_gaps);
        } else {
            draft_.leave_out(block.span, "name of the kind of document", "kind");
            next = first_title_line(next);
        }
        for (; next < blocks_.size() && title_goes_on(next); ++next) {
            take_title_line(next);
        }
        set(draft_.plan.title, title_);
        return next;
    }

    std::size_t first_title_line(std::size_t at) {
        while (at < blocks_.size() && is_rule_block(at)) {
            take_title_line(at++);
        }
        const bool title = at < blocks_.size() && may_be_head(blocks_[at]) &&
                           blocks_[at].span.size() <= longest_title && !is_note(at) &&
                           !is_reason(at) && !is_letterhead(draft_, blocks_[at]) &&
                           !is_addressees(shape_, title_tokens(draft_, blocks_[at])) &&
                           !ends_in_colon(draft_.text.slice(blocks_[at].span));
        if (title) {
            take_title_line(at++);
        }
        return at;
    }
    [[nodiscard]] bool is_reason(std::size_t at) const {
        const auto tokens = title_tokens(draft_, blocks_[at]);
        const auto text = draft_.text.slice(blocks_[at].span);
        return shape_.preambles.at(tokens, 0) && ends_sentence(text) && to_upper(text) != text;
    }

    /// "(Ban hành kèm theo Quyết định số …)".
    [[nodiscard]] bool is_note(std::size_t at) const {
        const auto tokens = line_tokens(draft_, blocks_[at].lines.front());
        const std::size_t first = !tokens.empty() && tokens.front().is("(") ? 1 : 0;
        return may_be_head(blocks_[at]) && shape_.title_notes.at(tokens, first).has_value() &&
               (first > 0 || tokens.size() < 40);
    }

    void take_title_line(std::size_t at) {
        const auto& block = blocks_[at];
        const auto text = draft_.text.slice(block.span);
        if (is_note(at)) {
            leave_out(block, "note under the title", "title_note");
        } else if (is_rule_block(at) || block.page_number) {
            leave_out(block, "rule", "");
        } else {
            leave_out(block, "subject line under the kind", "title");
            if (text.find_first_not_of("-–—_* ") != std::string_view::npos) {
                add_title(block.words(), block.split_gaps);
            }
        }
    }
    void add_title(Span span, const std::vector<Span>& gaps) {
        title_ += (title_.empty() ? "" : " ") + plain_text(draft_.clean(), span, gaps);
    }

    /// Whether a block behind the first of the title still belongs to it.
    [[nodiscard]] bool title_goes_on(std::size_t at) const {
        const auto& block = blocks_[at];
        const auto text = draft_.text.slice(block.span);
        if (!may_be_head(block) || block.span.size() > longest_title || block.page_number) {
            return false;
        }
        if (is_rule_block(at) || is_note(at)) {
            return true;
        }
        const auto tokens = title_tokens(draft_, block);
        const auto before = draft_.text.slice(blocks_[at - 1].span);
        const bool head = is_letterhead(draft_, block) || is_addressees(shape_, tokens) ||
                          shape_.preambles.at(tokens, 0) || title_.empty() ||
                          shape_.sections.phrases().at(tokens, 0) || issuer_line(at);
        if (head) {
            return false;
        }
        const auto between = draft_.text.slice({blocks_[at - 1].span.end, block.span.begin});
        const bool adjacent = std::ranges::count(between, '\n') <= 1;
        const bool bold =
            text.starts_with("**") && text.ends_with("**") && before.starts_with("**");
        const bool loud = to_upper(text) == text && to_upper(before) == before;
        const bool short_line = adjacent && !ends_sentence(text) && !ends_sentence(before);
        const bool bracket = text.starts_with("(") && text.ends_with(")");
        return bold || bracket || short_line || (loud && !ends_sentence(text));
    }

    /// "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …" between the title of a decision and its reasons.
    [[nodiscard]] bool issuer_line(std::size_t at) const {
        const auto tokens = title_tokens(draft_, blocks_[at]);
        return may_be_head(blocks_[at]) && !tokens.empty() && tokens.front().capitals &&
               (shape_.signature_openers.at(tokens, 0) || shape_.issuing_bodies.at(tokens, 0)) &&
               std::ranges::all_of(
                   tokens, [](const Token& token) { return !token.is_word() || token.capitals; });
    }

    /// Lines of a letterhead that were set out of order, and who decides.
    std::size_t read_stray_head(std::size_t at) {
        const auto from = at;
        while (at < blocks_.size() && at > begin_ &&
               (is_letterhead(draft_, blocks_[at]) || issuer_line(at) || is_rule_block(at) ||
                (blocks_[at].page_number && at + 1 < blocks_.size() &&
                 is_letterhead(draft_, blocks_[at + 1])))) {
            ++at;
        }
        if (at == from) {
            return at;
        }
        // What stands out of order adds to the head and changes nothing that it says.
        const auto before = head_;
        const auto authority = draft_.plan.authority;
        take_head(from, at);
        if (!before.authority.empty()) {
            draft_.plan.authority = authority;
        }
        draft_.plan.number = before.number ? before.number : draft_.plan.number;
        draft_.plan.date = before.date ? before.date : draft_.plan.date;
        head_ = before;
        return at;
    }

    /// "Kính gửi:" and the bodies listed behind it.
    std::size_t read_addressees(std::size_t at) {
        if (at >= blocks_.size() || !may_be_head(blocks_[at]) ||
            !is_addressees(shape_, title_tokens(draft_, blocks_[at]))) {
            return at;
        }
        bool open = true;
        for (bool first = true; at < blocks_.size(); ++at, first = false) {
            const auto& block = blocks_[at];
            const auto text = draft_.text.slice(block.span);
            constexpr std::size_t longest = 300;
            const bool listed = block.marker.kind == MarkerKind::bullet;
            const bool plain = block.marker.kind == MarkerKind::none && !block.table && open &&
                               block.span.size() <= longest;
            const bool again = is_addressees(shape_, title_tokens(draft_, block));
            if (!first && !again && !(listed && !done_) && !plain) {
                break;
            }
            leave_out(block, "addressees of the letter", "recipients");
            const auto name = addressee(block);
            if (!name.empty()) {
                addressees_.push_back(name);
            }
            done_ = text.ends_with('.');
            open = !done_ && (ends_in_colon(text) || text.ends_with(';') || text.ends_with(','));
        }
        return at;
    }
    [[nodiscard]] std::string addressee(const Block& block) const {
        const auto tokens = draft_.tokens(block.words());
        std::size_t at = 0;
        if (const auto label = shape_.addressee_labels.at(tokens, 0); label && !tokens.empty()) {
            at = label->end;
            at += at < tokens.size() && tokens[at].is(":") ? 1 : 0;
        }
        return at >= tokens.size()
                   ? std::string()
                   : plain_text(draft_.clean(), {tokens[at].span.begin, block.span.end}, {});
    }

    Draft& draft_;
    const ShapeWords& shape_;
    const std::vector<Block>& blocks_;
    std::size_t begin_;
    bool wins_;
    Letterhead head_;
    std::string title_;
    std::vector<std::string> addressees_;
    Standing standing_ = Standing::plan;
    bool done_ = false;
};

}  // namespace

std::size_t kind_length(const ShapeWords& shape, const Tokens& line) {
    const auto match = shape.document_kinds.phrases().at(line, 0);
    if (!match) {
        return 0;
    }
    const auto whole = match->end == line.size() && line.front().capital;
    const auto capitals = std::all_of(line.begin(),
                                      line.begin() + static_cast<std::ptrdiff_t>(match->end),
                                      [](const Token& token) { return token.capitals; });
    const bool colon = match->end < line.size() && line[match->end].is(":");
    return (whole || capitals) && !colon ? match->end : 0;
}

bool opens_instrument(const Draft& draft, const std::vector<Block>& blocks, std::size_t at) {
    const auto& block = blocks[at];
    if (!may_be_head(block) || block.page_number) {
        return false;
    }
    const auto tokens = title_tokens(draft, block);
    if (tokens.empty() || !tokens.front().capital) {
        return false;
    }
    const auto length = kind_length(draft.language.shape, tokens);
    if (length > 0 && length == tokens.size() && tokens.front().capitals) {
        const bool articles =
            at + 1 < blocks.size() && blocks[at + 1].marker.kind == MarkerKind::keyword;
        return !articles;  // "QUYẾT ĐỊNH" before the articles is no title
    }
    if (names_state(draft, block.lines.front())) {
        return true;
    }
    constexpr std::size_t lines_of_head = 5;
    const bool body = tokens.front().capitals && draft.language.shape.issuing_bodies.at(tokens, 0);
    for (auto i = at + 1; body && i < std::min(blocks.size(), at + lines_of_head); ++i) {
        if (!may_be_head(blocks[i])) {
            break;
        }
        if (names_state(draft, blocks[i].lines.front())) {
            return true;
        }
    }
    return false;
}

bool opens_appendix(const Draft& draft, const Block& block) {
    if (!may_be_head(block) || block.page_number) {
        return false;
    }
    const auto tokens = title_tokens(draft, block);
    const auto word = draft.language.shape.appendices.at(tokens, 0);
    if (!word || !tokens.front().capital) {
        return false;
    }
    constexpr std::size_t most_words = 30;
    const bool loud = tokens.front().capitals && tokens.front().span.size() > 2;
    const bool alone = word->end == tokens.size() || word->end + 1 == tokens.size();
    const bool numbered =
        word->end < tokens.size() &&
        (tokens[word->end].kind == TokenKind::number || tokens[word->end].capitals) &&
        (word->end + 1 == tokens.size() || tokens[word->end + 1].is_mark());
    return tokens.size() <= most_words && !ends_sentence(draft.text.slice(block.span)) &&
           (loud || alone || numbered);
}

FrontMatter read_front_matter(Draft& draft,
                              const std::vector<Block>& blocks,
                              std::size_t begin,
                              bool wins) {
    return FrontReader(draft, blocks, begin, wins).read();
}

}  // namespace tiendo::reader
