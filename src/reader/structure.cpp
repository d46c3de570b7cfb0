#include "draft.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <unordered_map>

namespace tiendo::reader {

namespace {

enum class Section : std::uint8_t {
    preamble,
    objectives,
    requirements,
    tasks,
    organisation,
    other
};

/// What the heading of a part or block says its items are. The first row that is found wins.
struct SectionWords {
    Section section;
    Phrases words;
};
const std::array<SectionWords, 5>& section_words() {
    static const std::array<SectionWords, 5> rows{{
        {Section::organisation,
         Phrases({"tổ chức thực hiện",
                  "phân công thực hiện",
                  "phân công nhiệm vụ",
                  "trách nhiệm thực hiện",
                  "trách nhiệm của các"})},
        {Section::tasks, Phrases({"nhiệm vụ", "giải pháp", "nội dung thực hiện"})},
        {Section::objectives, Phrases({"mục tiêu", "mục đích", "chỉ tiêu"})},
        {Section::requirements, Phrases({"yêu cầu", "quan điểm"})},
        {Section::other,
         Phrases(
             {"kinh phí", "phạm vi", "đối tượng", "thực trạng", "sự cần thiết", "đánh giá chung"})},
    }};
    return rows;
}

/// Openers of a paragraph that adds to a whole dimension.
const Phrases& catch_alls() {
    static const Phrases phrases({"ngoài ra"});
    return phrases;
}

const Phrases& closings() {
    static const Phrases phrases({"trên đây là", "trên đây là kế hoạch"});
    return phrases;
}
/// Openers that close a plan where nothing but the end follows.
const Phrases& late_closings() {
    static const Phrases phrases({"trong quá trình", "yêu cầu", "nhận được", "kế hoạch này"});
    return phrases;
}

/// The eight dimensions of PAPI since 2018.
const Phrases& papi_dimensions() {
    static const Phrases phrases({"tham gia của người dân ở cấp cơ sở",
                                  "công khai, minh bạch",
                                  "trách nhiệm giải trình với người dân",
                                  "kiểm soát tham nhũng trong khu vực công",
                                  "thủ tục hành chính công",
                                  "cung ứng dịch vụ công",
                                  "quản trị môi trường",
                                  "quản trị điện tử"});
    return phrases;
}

const Phrases& dimension_words() {
    static const Phrases phrases({"nội dung", "trục nội dung", "chỉ số nội dung", "trục"});
    return phrases;
}

int first_number(std::string_view label) {
    int value = 0;
    std::from_chars(label.data(), label.data() + label.size(), value);
    return value;
}

std::size_t depth_of(const Marker& marker) {
    constexpr std::size_t depth_of_letters = 90;
    if (marker.kind == MarkerKind::letter) {
        return depth_of_letters;
    }
    return 1 + static_cast<std::size_t>(std::ranges::count(marker.label, '.'));
}

struct DimensionName {
    int number = 0;
    std::string name;
};

/// A heading that opens one of the eight: it quotes a name behind "nội dung", or begins with one of
/// the eight names.
std::optional<DimensionName> dimension_of(const Tokens& tokens,
                                          const Marker& marker,
                                          std::string_view clean) {
    const auto known = papi_dimensions().find(tokens, 0, tokens.size());
    const auto word = dimension_words().find(tokens, 0, tokens.size());
    const auto is_quote = [](const Token& token) { return token.is("\""); };
    const auto open = std::ranges::find_if(tokens, is_quote);
    if (word && open != tokens.end()) {
        const auto close = std::find_if(open + 1, tokens.end(), is_quote);
        const auto end = close == tokens.end() ? tokens.back().span.end : close->span.begin;
        const auto name = trimmed(clean, {open->span.end, end});
        return DimensionName{first_number(marker.label), plain_text(clean, name, {})};
    }
    if (known && (known->begin == 0 || word)) {
        const Span name{tokens[known->begin].span.begin, tokens[known->end - 1].span.end};
        return DimensionName{static_cast<int>(known->row) + 1, plain_text(clean, name, {})};
    }
    return std::nullopt;
}

struct Counts {
    int bullets = 0;
    int sub_bullets = 0;
    int paragraphs = 0;
};

class Builder {
public:
    Builder(Draft& draft, const std::vector<Block>& blocks, std::size_t end)
        : draft_(draft), blocks_(blocks), end_(end) {
        for (auto i = end; i > 0 && late_closing(blocks[i - 1]); --i) {
            closing_from_ = i - 1;
        }
        for (std::size_t i = 0; i < end; ++i) {
            if (blocks[i].marker.kind == MarkerKind::roman ||
                blocks[i].marker.kind == MarkerKind::decimal) {
                last_ordinal_ = blocks[i].span.begin;
            }
        }
    }

    void add(std::size_t at) {
        const auto& block = blocks_[at];
        if (block.page_number || is_end_mark(block)) {
            draft_.leave_out(block.span, block.page_number ? "page number" : "end mark", "");
            return;
        }
        switch (block.marker.kind) {
            case MarkerKind::roman: add_part(block); break;
            case MarkerKind::decimal:
            case MarkerKind::letter: add_numbered(at); break;
            case MarkerKind::bullet: add_bullet(block); break;
            case MarkerKind::sub_bullet: add_sub_bullet(block); break;
            case MarkerKind::none: add_paragraph(at); break;
        }
    }

private:
    struct Open {
        std::size_t node;
        std::size_t depth;
        Section section;
    };

    bool late_closing(const Block& block) const {
        const auto tokens = draft_.tokens(block.span);
        return block.marker.kind == MarkerKind::none && !tokens.empty() &&
               (late_closings().at(tokens, 0) || closings().at(tokens, 0));
    }

    [[nodiscard]] Section section() const {
        return open_.empty() ? Section::preamble : open_.back().section;
    }
    [[nodiscard]] std::optional<std::size_t> heading() const {
        return open_.empty() ? std::nullopt : std::optional(open_.back().node);
    }

    /// "./." on a line of its own.
    [[nodiscard]] bool is_end_mark(const Block& block) const {
        return draft_.text.slice(block.span).find_first_not_of("./ ") == std::string_view::npos;
    }

    static NodeKind kind_in(Section section) {
        switch (section) {
            case Section::preamble: return NodeKind::preamble;
            case Section::objectives: return NodeKind::objective;
            case Section::requirements: return NodeKind::requirement;
            case Section::tasks:
            case Section::organisation: return NodeKind::task;
            case Section::other: break;
        }
        return NodeKind::remainder;
    }

    std::size_t push(const Block& block,
                     std::optional<std::size_t> parent,
                     const std::string& id,
                     NodeLevel level,
                     NodeKind kind) {
        DraftNode made;
        auto unique = id;
        if (const auto times = ++ids_[id]; times > 1) {
            unique = id + "~" + std::to_string(times);  // the text gives one ordinal twice
        }
        made.node.id = NodeId::of(unique);
        made.node.level = level;
        made.node.kind = kind;
        made.parent = parent;
        if (parent) {
            made.node.parent = draft_.nodes[*parent].node.id;
            made.node.dimension = draft_.nodes[*parent].node.dimension;
            draft_.nodes[*parent].has_children = true;
        }
        const bool ordinal = block.marker.kind == MarkerKind::roman ||
                             block.marker.kind == MarkerKind::decimal ||
                             block.marker.kind == MarkerKind::letter;
        const bool marked = block.marker.kind != MarkerKind::none;
        made.line_begin = block.span.begin;
        made.words_begin = marked ? block.marker.text_begin : block.span.begin;
        // A mark alone is a node whose text is the mark: a node is never empty.
        const bool alone = made.words_begin >= block.span.end;
        made.span = {ordinal || !marked || alone ? block.span.begin : made.words_begin,
                     block.span.end};
        if (ordinal) {
            made.node.ordinal = block.marker.label;
        } else if (marked) {
            made.node.marker = block.marker.label;
        }
        made.gaps = block.split_gaps;
        draft_.nodes.push_back(std::move(made));
        counts_.emplace_back();
        return draft_.nodes.size() - 1;
    }

    [[nodiscard]] Section section_of(const Tokens& heading, Section inherited, bool part) const {
        for (const auto& row : section_words()) {
            const auto found = row.words.find(heading, 0, heading.size());
            if (found && (part || found->begin == 0)) {
                return row.section;
            }
        }
        return part ? Section::tasks : inherited;
    }

    void add_part(const Block& block) {
        const Section section = section_of(draft_.tokens(words_of(block)), Section::tasks, true);
        const auto node =
            push(block, std::nullopt, block.marker.label, NodeLevel::part, NodeKind::heading);
        open_ = {{node, 0, section}};
        bullet_.reset();
    }

    [[nodiscard]] static Span words_of(const Block& block) {
        const auto begin =
            block.marker.kind == MarkerKind::none ? block.span.begin : block.marker.text_begin;
        return {std::min(begin, block.span.end), block.span.end};
    }

    /// A numbered line is a heading where no sentence ends in it and something stands below it.
    [[nodiscard]] bool is_heading(std::size_t at) const {
        const auto text = draft_.text.slice(words_of(blocks_[at]));
        const auto next = at + 1;
        const auto colon = text.ends_with(':') || text.ends_with(":**");
        if ((ends_sentence(text) && !colon) || next >= end_) {
            return false;
        }
        const auto& below = blocks_[next].marker;
        const bool deeper =
            below.kind != blocks_[at].marker.kind || depth_of(below) > depth_of(blocks_[at].marker);
        return deeper && below.kind != MarkerKind::roman;
    }

    void close_down_to(std::size_t depth) {
        while (!open_.empty() && open_.back().depth >= depth) {
            open_.pop_back();
        }
        bullet_.reset();
    }

    void add_numbered(std::size_t at) {
        const auto& block = blocks_[at];
        const auto depth = depth_of(block.marker);
        const auto outer = open_.empty() ? Section::tasks : open_.front().section;
        close_down_to(depth);
        const auto parent = heading();
        const auto inherited = parent ? section() : outer;
        const auto prefix = parent ? draft_.nodes[*parent].node.id.str() + "." : std::string();
        const auto id = prefix + block.marker.label;
        const auto tokens = draft_.tokens(words_of(block));
        if (inherited == Section::organisation) {
            const auto level = depth == 1 ? NodeLevel::organisation_item : NodeLevel::bullet;
            open_.push_back({push(block, parent, id, level, NodeKind::task), depth, inherited});
            return;
        }
        if (!is_heading(at)) {
            const auto kind = kind_in(inherited);
            open_.push_back({push(block, parent, id, NodeLevel::bullet, kind), depth, inherited});
            return;
        }
        const auto dimension = inherited == Section::tasks && depth == 1
                                   ? dimension_of(tokens, block.marker, draft_.clean())
                                   : std::nullopt;
        const auto level = dimension ? NodeLevel::dimension : NodeLevel::block;
        const auto node = push(block, parent, id, level, NodeKind::heading);
        if (dimension) {
            draft_.nodes[node].node.dimension = dimension->number;
            draft_.plan.dimensions.push_back({dimension->number, dimension->name});
        }
        const auto section = dimension ? Section::tasks : section_of(tokens, inherited, false);
        open_.push_back({node, depth, section});
    }

    [[nodiscard]] std::string id_below(std::optional<std::size_t> parent,
                                       const std::string& tail) const {
        return parent ? draft_.nodes[*parent].node.id.str() + tail : "0" + tail;
    }
    [[nodiscard]] Counts& counts(std::optional<std::size_t> parent) {
        return parent ? counts_[*parent] : loose_;
    }

    void add_bullet(const Block& block) {
        if (open_.empty() && block.span.begin < last_ordinal_) {
            add_preamble(block);
            return;
        }
        const auto parent = heading();
        const auto id = id_below(parent, "-" + std::to_string(++counts(parent).bullets));
        const auto kind = open_.empty() ? NodeKind::task : kind_in(section());
        bullet_ = push(block, parent, id, NodeLevel::bullet, kind);
    }

    void add_sub_bullet(const Block& block) {
        const auto parent = bullet_ ? bullet_ : heading();
        const auto id = id_below(parent, "+" + std::to_string(++counts(parent).sub_bullets));
        const auto kind = open_.empty() ? NodeKind::task : kind_in(section());
        push(block, parent, id, NodeLevel::sub_bullet, kind);
    }

    void add_preamble(const Block& block) {
        push(block,
             std::nullopt,
             "P-" + std::to_string(++preambles_),
             NodeLevel::paragraph,
             NodeKind::preamble);
    }

    void add_paragraph(std::size_t at) {
        const auto& block = blocks_[at];
        const auto tokens = draft_.tokens(block.span);
        if (closings().at(tokens, 0) || closings_ > 0 || (at >= closing_from_ && !open_.empty())) {
            open_.clear();
            bullet_.reset();
            push(block,
                 std::nullopt,
                 "C-" + std::to_string(++closings_),
                 NodeLevel::paragraph,
                 NodeKind::closing);
            return;
        }
        if (open_.empty()) {
            add_preamble(block);
            return;
        }
        auto owner = open_.size() - 1;
        if (catch_alls().at(tokens, 0)) {
            while (owner > 0 &&
                   draft_.nodes[open_[owner].node].node.level != NodeLevel::dimension) {
                --owner;
            }
        }
        const auto parent = open_[owner].node;
        auto& count = counts_[parent].paragraphs;
        // An item of the organisation part is its own first paragraph.
        const bool item = draft_.nodes[parent].node.level == NodeLevel::organisation_item;
        count = count == 0 && item ? 2 : count + 1;
        const auto text = draft_.text.slice(block.span);
        const bool lead_in = text.ends_with(':') || text.ends_with(":**");
        const auto kind = lead_in ? NodeKind::remainder : kind_in(open_[owner].section);
        push(block,
             parent,
             id_below(parent, "-p" + std::to_string(count)),
             NodeLevel::paragraph,
             kind);
        bullet_.reset();
    }

    Draft& draft_;
    const std::vector<Block>& blocks_;
    std::size_t end_;
    std::size_t closing_from_ = static_cast<std::size_t>(-1);
    std::size_t last_ordinal_ = 0;  ///< bullets before it, outside any part, are preamble
    std::vector<Open> open_;
    std::optional<std::size_t> bullet_;
    std::vector<Counts> counts_;
    Counts loose_;
    std::unordered_map<std::string, int> ids_;
    int preambles_ = 0;
    int closings_ = 0;
};

}  // namespace

std::string plain_text(std::string_view clean, Span span, const std::vector<Span>& gaps) {
    std::string out;
    bool blank = false;
    auto gap = gaps.begin();  // in order
    for (auto at = span.begin; at < span.end;) {
        if (gap != gaps.end() && gap->begin == at) {
            at = gap++->end;
            blank = true;
            continue;
        }
        if (const auto length = blank_length(clean.substr(at, span.end - at))) {
            at += length;
            blank = true;
            continue;
        }
        if (clean.substr(at, 2) == "**") {
            at += 2;
            continue;
        }
        if (blank && !out.empty()) {
            out += ' ';
        }
        blank = false;
        out += clean[at++];
    }
    return out;
}

void build_nodes(Draft& draft,
                 const std::vector<Block>& blocks,
                 std::size_t begin,
                 std::size_t end) {
    Builder builder(draft, blocks, end);
    for (auto i = begin; i < end; ++i) {
        builder.add(i);
    }
}

}  // namespace tiendo::reader
