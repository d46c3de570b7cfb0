#include "tree_builder.hpp"

#include "language_tables.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::reader {

TreeBuilder::TreeBuilder(Draft& draft,
                         const std::vector<Block>& blocks,
                         std::vector<FoundTable> tables)
    : draft_(draft), shape_(draft.language.shape), blocks_(blocks), tables_(std::move(tables)) {}

void TreeBuilder::start(const Stretch& stretch) {
    stretch_ = stretch;
    nesting_.emplace(blocks_, stretch.begin, stretch.end);
    open_.clear();
    closed_.reset();
    unfinished_.reset();
    loose_ = {};
    closing_ = false;
    closing_from_ = stretch.end;
    for (auto i = stretch.end; i > stretch.begin; --i) {
        const bool nothing = blocks_[i - 1].page_number || is_end_mark(blocks_[i - 1]);
        if (!nothing && !is_late_closing(blocks_[i - 1])) {
            break;
        }
        closing_from_ = i - 1;
    }
    last_ordinal_ = 0;
    for (auto i = stretch.begin; i < stretch.end; ++i) {
        if (blocks_[i].marker.is_ordinal() && !blocks_[i].run_in) {
            last_ordinal_ = blocks_[i].span.begin;
        }
    }
    base_ =
        stretch.standing == Standing::plan && !stretch.appendix ? Section::tasks : Section::other;
}

void TreeBuilder::add(const Stretch& stretch) {
    start(stretch);
    auto at = stretch.begin;
    if (stretch.appendix) {
        at = add_appendix(at);
    }
    for (; at < stretch.end; ++at) {
        add_block(at);
    }
}

void TreeBuilder::add_block(std::size_t at) {
    const auto& block = blocks_[at];
    if (block.page_number) {
        if (!block.aside) {
            draft_.leave_out(block.span, "page number", "");
        }
        return;
    }
    if (block.table) {
        add_table(block);
        return;
    }
    if (is_end_mark(block)) {
        const bool end = draft_.text.slice(block.span).find('/') != std::string_view::npos;
        draft_.leave_out(block.span, end ? "end mark" : "rule", "");
        return;
    }
    const auto& marker = block.marker;
    if (marker.is_ordinal() || marker.kind == MarkerKind::title) {
        add_numbered(at);
    } else if (marker.is_bullet()) {
        add_bullet(at);
    } else {
        add_paragraph(at);
    }
}

Section TreeBuilder::section() const {
    return open_.empty() ? base_ : open_.back().section;
}

std::optional<std::size_t> TreeBuilder::heading() const {
    return open_.empty() ? std::nullopt : std::optional(open_.back().node);
}

TreeBuilder::Below& TreeBuilder::below(std::optional<std::size_t> parent) {
    return parent ? below_[*parent] : loose_;
}

std::string TreeBuilder::id_below(std::optional<std::size_t> parent,
                                  const std::string& tail) const {
    return parent ? draft_.nodes[*parent].node.id.str() + tail : "0" + tail;
}

/// "./." or a rule on a line of its own.
bool TreeBuilder::is_end_mark(const Block& block) const {
    const auto text = draft_.text.slice(block.span);
    return text.find_first_not_of("./ ") == std::string_view::npos || is_rule(text);
}

/// The first words of a block: enough to see what it is, whatever its length.
Tokens TreeBuilder::opening(Span words) const {
    constexpr std::size_t most_bytes = 1024;
    return draft_.tokens({words.begin, std::min(words.end, words.begin + most_bytes)});
}

std::size_t TreeBuilder::push(const Block& block,
                              std::optional<std::size_t> parent,
                              const std::string& id,
                              NodeLevel level,
                              NodeKind kind) {
    // A path of very many levels would be longer than the text: it gives way to a running number.
    constexpr std::size_t longest_id = 160;
    auto unique = id.size() <= longest_id ? id : "n" + std::to_string(draft_.nodes.size() + 1);
    if (const auto times = ++ids_[unique]; times > 1) {
        unique += "~" + std::to_string(times);  // the text gives one ordinal twice
    }
    DraftNode made;
    made.node.id = NodeId::of(unique);
    made.node.level = level;
    made.node.kind = kind;
    made.parent = parent;
    if (parent) {
        made.node.parent = draft_.nodes[*parent].node.id;
        made.node.dimension = draft_.nodes[*parent].node.dimension;
        draft_.nodes[*parent].has_children = true;
    }
    const auto& marker = block.marker;
    const bool hidden = marker.is_bullet();  // other marks are part of the text
    made.line_begin = block.span.begin;
    made.words_begin = block.words().begin;
    // A mark alone is a node whose text is the mark: a node is never empty.
    const bool alone = made.words_begin >= block.span.end;
    const auto label_begin = std::max(marker.label_begin, block.span.begin);
    made.span = {hidden && !alone ? made.words_begin : label_begin, block.span.end};
    if (marker.is_ordinal()) {
        made.node.ordinal = marker.label;
    } else if (marker.is_bullet()) {
        made.node.marker = marker.label;
    }
    made.gaps = block.split_gaps;
    draft_.nodes.push_back(std::move(made));
    below_.emplace_back();
    return draft_.nodes.size() - 1;
}

/// Closes what a heading of Markdown ends.
void TreeBuilder::close_titles(const Marker& marker) {
    if (marker.kind == MarkerKind::title) {
        while (!open_.empty() && open_.back().style != style_of_appendix &&
               (open_.back().hashes == 0 || open_.back().hashes >= marker.hashes)) {
            open_.pop_back();
        }
        return;
    }
    const auto ended = std::ranges::find_if(open_, [&](const Open& open) {
        return open.style > style_of_title && open.style < style_of_capitals &&
               open.hashes >= marker.hashes;
    });
    open_.erase(ended, open_.end());
}

/// Closes what the mark does not stand below.
void TreeBuilder::place(const Marker& marker) {
    closed_.reset();
    if (marker.hashes > 0) {
        close_titles(marker);
    }
    const auto same = std::find_if(
        open_.rbegin(), open_.rend(), [&](const Open& open) { return open.style == marker.style; });
    const auto titled = [](const Open& open) {
        return open.style >= style_of_capitals && open.style <= style_of_lead_in;
    };
    constexpr int rank_of_parts = 36;
    const bool part = rank_of(marker.style) < rank_of_parts;
    if (same != open_.rend()) {
        const auto inner = std::any_of(open_.rbegin(), same, titled);
        const bool anew = marker.is_ordinal() && marker.value == 1 && inner && !part;
        if (!anew) {
            closed_ = *same;
            open_.erase(std::prev(same.base()), open_.end());
            return;
        }
    }
    while (!open_.empty()) {
        const auto& top = open_.back();
        const bool starts =
            marker.value == 1 && (top.lead_in || titled(top)) && !part && top.style != marker.style;
        if (starts || (top.style != marker.style && nesting_->is_inside(marker.style, top.style))) {
            break;
        }
        open_.pop_back();
    }
}

void TreeBuilder::close_bullets() {
    while (!open_.empty() && open_.back().bullet) {
        open_.pop_back();
    }
}

void TreeBuilder::open(const Block& block, std::size_t node, Section section) {
    Open made;
    made.node = node;
    made.style = block.marker.style;
    made.section = section;
    made.value = block.marker.value;
    made.hashes = block.marker.hashes;
    made.bullet = block.marker.is_bullet();
    made.lead_in = ends_in_colon(draft_.text.slice(block.words()));
    const bool task = draft_.nodes[node].node.kind == NodeKind::task;
    made.examples = made.lead_in && !leaves_all_below(block.words()) &&
                    (gives_examples(block.words()) ||
                     (task && shape_.order_verbs.at(opening(block.words()), 0).has_value()));
    open_.push_back(made);
}

/// Numbers are kept as they are written; what is wrong with them is told.
void TreeBuilder::doubt_number(const Marker& marker, const Open& before, std::size_t node) {
    if (!marker.is_ordinal() || marker.value == 0 || before.value == 0) {
        return;
    }
    constexpr int letter_d = 5;  // "đ" may be left out
    const bool letters = marker.kind == MarkerKind::letter &&
                         marker.label.find_first_of("0123456789") == std::string::npos;
    const bool leaps_d = letters && before.value == letter_d - 1 && marker.value == letter_d + 1;
    const auto& made = draft_.nodes[node];
    const auto span = draft_.text.in_source(made.span);
    if (marker.value == before.value) {
        draft_.doubts.push_back({"number-repeated",
                                 made.node.id.str(),
                                 "Văn bản đánh số “" + marker.label + "” hai lần liền nhau.",
                                 "giữ nguyên số như văn bản",
                                 span});
    } else if (marker.value > before.value + 1 && !leaps_d && !letters) {
        draft_.doubts.push_back(
            {"number-skipped",
             made.node.id.str(),
             "Số “" + marker.label + "” không nối tiếp mục trước: có thể thiếu một mục.",
             "giữ nguyên số như văn bản",
             span});
    }
}

std::optional<std::size_t> TreeBuilder::following(std::size_t at) const {
    for (auto next = at + 1; next < stretch_.end; ++next) {
        if (!blocks_[next].page_number && !is_end_mark(blocks_[next])) {
            return next;
        }
    }
    return std::nullopt;
}

/// Whether something stands below a block: an inner list, a paragraph, a table.
bool TreeBuilder::has_deeper(std::size_t at) const {
    const auto next = following(at);
    if (!next) {
        return false;
    }
    const auto& below = blocks_[*next];
    if (below.table || (below.run_in && below.marker.style != blocks_[at].marker.style)) {
        return true;
    }
    if (below.marker.kind == MarkerKind::none) {
        const auto tokens = opening(below.words());
        return !shape_.closings.at(tokens, 0) && *next < closing_from_ &&
               unmarked_style(*next) != style_of_capitals;
    }
    const auto& own = blocks_[at].marker;
    if (below.marker.style == own.style) {
        return false;
    }
    const bool outer = std::ranges::any_of(
        open_, [&](const Open& open) { return open.style == below.marker.style; });
    return !outer && nesting_->is_inside(below.marker.style, own.style);
}

/// Whether what stands below is nothing but label lines, so that the line above them is a duty.
bool TreeBuilder::described_by_labels(std::size_t at) const {
    constexpr std::size_t most_lines = 16;
    std::size_t contents = 0;
    bool described = false;
    bool collects = false;
    const bool orders = begins_as_order(shape_, opening(blocks_[at].words()));
    auto next = following(at);
    for (std::size_t line = 0; next && line < most_lines; ++line, next = following(*next)) {
        const auto& block = blocks_[*next];
        const auto& marker = block.marker;
        const bool deeper = marker.kind == MarkerKind::none ||
                            (marker.style != blocks_[at].marker.style &&
                             nesting_->is_inside(marker.style, blocks_[at].marker.style));
        if (block.table || !deeper) {
            break;
        }
        const auto labels = labels_of(draft_, block.words());
        if (labels.empty() && collects && marker.kind != MarkerKind::none) {
            continue;  // a value of the label above
        }
        if (labels.empty()) {  // a list behind the labels is what the line above is a heading of
            return described && marker.kind == MarkerKind::none;
        }
        collects = labels.back().value.empty();
        if (labels.front().kind == FieldKind::duty) {
            return false;
        }
        if (line == 0 && !orders && labels.front().kind == FieldKind::content &&
            marker.is_ordinal()) {
            return false;  // "1. Dữ liệu hộ tịch", "a) Nội dung: Quét, nhập …": that is the duty
        }
        contents += labels.front().kind == FieldKind::content ? 1 : 0;
        described = described || orders || labels.front().kind == FieldKind::content ||
                    attribute_of(labels.front().kind).has_value();
    }
    return described && contents < 2;
}

}  // namespace tiendo::reader
