#include "language_tables.hpp"
#include "tree_builder.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

constexpr int rank_below_parts = 36;  // "I.", "A.", "Điều 1." and what stands above them

bool is_item(NodeLevel level) {
    return level == NodeLevel::bullet || level == NodeLevel::sub_bullet;
}

}  // namespace

/// "… như:", "… gồm:": what stands below are examples.
bool TreeBuilder::gives_examples(Span words) const {
    if (leaves_all_below(words)) {
        return false;
    }
    const auto tokens =
        draft_.tokens({words.end - std::min<std::size_t>(words.size(), 96), words.end});
    return tokens.size() > 1 && tokens.back().is(":") &&
           shape_.example_ends.before(tokens, tokens.size() - 1, 0).has_value();
}

/// "… thực hiện các nội dung sau:": all that is ordered stands below.
bool TreeBuilder::leaves_all_below(Span words) const {
    const auto tokens =
        draft_.tokens({words.end - std::min<std::size_t>(words.size(), 96), words.end});
    return tokens.size() > 1 && tokens.back().is(":") &&
           shape_.umbrellas.before(tokens, tokens.size() - 1, 0).has_value();
}

/// A numbered line is a heading where no sentence ends in it and something stands below it.
bool TreeBuilder::is_heading(std::size_t at) const {
    const auto& block = blocks_[at];
    const auto text = draft_.text.slice(block.words());
    const bool colon = ends_in_colon(text);
    const bool sentence = ends_sentence(text) && !colon;
    const auto tokens = opening(block.words());
    constexpr std::size_t most_words = 24;
    const bool short_title = tokens.size() <= most_words && text.size() < 200 &&
                             !shape_.order_verbs.at(tokens, 0) &&
                             !shape_.order_signs.find(tokens, 0, tokens.size());
    const bool part = rank_of(block.marker.style) < rank_below_parts;
    if (!has_deeper(at)) {
        return (part || block.marker.kind == MarkerKind::title) && !sentence;
    }
    if (sentence) {
        const auto next = following(at);
        const bool listed = next && blocks_[*next].marker.kind != MarkerKind::none;
        return short_title && listed && !described_by_labels(at);
    }
    if (part || block.marker.kind == MarkerKind::title) {
        return true;
    }
    if (colon && shape_.order_verbs.at(tokens, 0) && gives_examples(block.words())) {
        return false;
    }
    return !described_by_labels(at);
}

/// A bullet is one where it only says of whom or of what the list below it is.
bool TreeBuilder::is_bullet_heading(std::size_t at) const {
    const auto& block = blocks_[at];
    const auto text = draft_.text.slice(block.words());
    const bool colon = ends_in_colon(text);
    const auto next = following(at);
    if (!next || (ends_sentence(text) && !colon) || !has_deeper(at) ||
        blocks_[*next].marker.kind == MarkerKind::none || described_by_labels(at)) {
        return false;
    }
    const auto tokens = opening(block.words());
    const bool orders_below = begins_as_order(shape_, opening(blocks_[*next].words()));
    if (colon && leaves_all_below(block.words())) {
        return orders_below;
    }
    return !begins_as_order(shape_, tokens) && !gives_examples(block.words());
}

NodeLevel TreeBuilder::item_level(const Block& block,
                                  std::optional<std::size_t> parent,
                                  Section section) const {
    if (!parent) {
        return rank_of(block.marker.style) < rank_below_parts && !block.marker.is_bullet()
                   ? NodeLevel::part
                   : NodeLevel::bullet;
    }
    const auto& above = draft_.nodes[*parent].node;
    const bool headed = above.level == NodeLevel::part || above.level == NodeLevel::block;
    if (section == Section::organisation && headed && block.marker.is_ordinal() && !block.run_in) {
        return NodeLevel::organisation_item;
    }
    const bool plus = block.marker.is_bullet() && block.marker.label == "+";
    return plus || is_item(above.level) ? NodeLevel::sub_bullet : NodeLevel::bullet;
}

/// Whether a text orders something even where bare names may stand: "Phường An Hòa;" does not.
bool TreeBuilder::orders_outright(const Tokens& tokens) const {
    return shape_.order_verbs.at(tokens, 0) ||
           (begins_with_body(shape_, tokens) &&
            shape_.order_signs.find(tokens, 0, tokens.size()).has_value());
}

/// Whether a block may be an example of what the line above it orders.
bool TreeBuilder::may_be_example(const Block& block) const {
    if (open_.empty()) {
        return false;
    }
    const auto& above = draft_.nodes[open_.back().node].node;
    const bool below_item = is_item(above.level) && above.kind == NodeKind::task;
    return open_.back().examples || (block.run_in && below_item);
}

/// Whether a sentence of a part that orders nothing does order somebody: "Sở Tài chính cân đối …",
/// "Từ ngân sách xã; Phòng Kinh tế lập dự toán", but not "Sở Tài chính đã bố trí …".
bool TreeBuilder::tells_body(const Tokens& tokens) const {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (i > 0 && !tokens[i - 1].is(";") && !tokens[i - 1].is(".")) {
            continue;
        }
        const Tokens clause(tokens.begin() + static_cast<std::ptrdiff_t>(i), tokens.end());
        const auto sign = begins_with_body(shape_, clause)
                              ? shape_.order_signs.find(clause, 0, clause.size())
                              : std::nullopt;
        const auto end =
            sign ? clause.begin() + static_cast<std::ptrdiff_t>(sign->begin) : clause.begin();
        if (sign &&
            std::none_of(clause.begin(), end, [](const Token& token) { return token.is("đã"); })) {
            return true;
        }
    }
    return false;
}

NodeKind TreeBuilder::item_kind(const Block& block, Section section) const {
    const auto tokens = opening(block.words());
    const auto kind = kind_in(section);
    if (!open_.empty() && open_.back().label) {
        const bool orders = begins_as_order(shape_, tokens) && !open_.back().collects;
        return orders ? kind : NodeKind::remainder;
    }
    if (section == Section::other) {
        const bool told = shape_.commissions.at(tokens, 0).has_value() || tells_body(tokens);
        return told && !ends_in_colon(draft_.text.slice(block.words())) ? NodeKind::task : kind;
    }
    if (kind != NodeKind::task) {
        // "Yêu cầu: …" under "MỤC ĐÍCH, YÊU CẦU"
        const auto own = shape_.sections.phrases().at(tokens, 0);
        const bool named = own && own->end < tokens.size() && tokens[own->end].is(":") &&
                           !shape_.sections.value(*own).leading;
        return named ? kind_in(shape_.sections.value(*own).section) : kind;
    }
    // "Đối với Sở A" above "Phấn đấu đến ngày …": an aim that is given to somebody is a duty
    const auto above = heading();
    const bool given =
        above &&
        begins_with_body(
            shape_, opening({draft_.nodes[*above].words_begin, draft_.nodes[*above].span.end}));
    const bool none = (is_target(shape_, tokens) && !given) ||
                      shape_.past_openers.at(tokens, 0).has_value() ||
                      (may_be_example(block) && !orders_outright(tokens));
    return none ? NodeKind::remainder : kind;
}

/// Remembers a duty, for the labels that may stand below it.
void TreeBuilder::note_duty(std::size_t node, std::optional<std::size_t> parent) {
    constexpr std::size_t most_described = 64;
    auto& group = below(parent);
    if (group.labelled) {
        group.duties.clear();
        group.labelled = false;
    }
    if (draft_.nodes[node].node.kind == NodeKind::task && group.duties.size() < most_described) {
        group.duties.push_back(node);
    }
}

void TreeBuilder::add_numbered(std::size_t at) {
    const auto& block = blocks_[at];
    place(block.marker);
    const auto parent = heading();
    const auto before = closed_;
    const bool title = block.marker.kind == MarkerKind::title;
    const bool part = rank_of(block.marker.style) < rank_below_parts;
    if (parent && !part && !title && add_label(at)) {
        return;
    }
    const auto prefix = parent ? draft_.nodes[*parent].node.id.str() + "." : std::string();
    const auto id = title ? id_below(parent, "-h" + std::to_string(++below(parent).paragraphs))
                          : prefix + block.marker.id;
    std::size_t node = 0;
    if (is_heading(at)) {
        node = add_heading(at, id);
    } else {
        const auto inherited = section();
        const auto own =
            part ? section_below(shape_, opening(block.words()), inherited, true) : inherited;
        node = push(block, parent, id, item_level(block, parent, inherited), item_kind(block, own));
        note_duty(node, parent);
        open(block, node, inherited);
    }
    if (before) {
        doubt_number(block.marker, *before, node);
    }
}

std::size_t TreeBuilder::add_heading(std::size_t at, const std::string& id) {
    const auto& block = blocks_[at];
    const auto parent = heading();
    const auto inherited = section();
    const auto tokens = opening(block.words());
    const bool part = rank_of(block.marker.style) < rank_below_parts;
    const bool of_tasks = inherited == Section::tasks || inherited == Section::other;
    const auto dimension =
        of_tasks && !part ? dimension_of(shape_, tokens, draft_.clean()) : std::nullopt;
    const auto node = push(
        block, parent, id, dimension ? NodeLevel::dimension : heading_level(at), NodeKind::heading);
    if (dimension) {
        draft_.nodes[node].node.dimension = dimension->number;
        draft_.plan.dimensions.push_back({dimension->number, dimension->name});
    }
    const bool top = !parent || part;
    const auto otherwise = !parent && base_ != Section::other ? Section::tasks : inherited;
    open(block, node, dimension ? Section::tasks : section_below(shape_, tokens, otherwise, top));
    return node;
}

NodeLevel TreeBuilder::heading_level(std::size_t at) const {
    const auto& block = blocks_[at];
    const auto parent = heading();
    const auto next = following(at);
    // "1. Trách nhiệm của các sở" above "1.1. Sở Y tế": the items are the inner ones.
    const bool of_items = next && blocks_[*next].marker.kind == MarkerKind::decimal &&
                          begins_with_body(shape_, opening(blocks_[*next].words()));
    if (section() == Section::organisation && !of_items &&
        item_level(block, parent, section()) == NodeLevel::organisation_item) {
        return NodeLevel::organisation_item;
    }
    return parent ? NodeLevel::block : NodeLevel::part;
}

void TreeBuilder::add_bullet(std::size_t at) {
    const auto& block = blocks_[at];
    if (open_.empty() && block.span.begin < last_ordinal_) {
        add_preamble(block);
        return;
    }
    place(block.marker);
    if (add_label(at)) {
        return;
    }
    const auto parent = heading();
    auto kind = item_kind(block, section());
    if (kind == NodeKind::task && is_bullet_heading(at)) {
        kind = NodeKind::heading;
    }
    const auto level = item_level(block, parent, section());
    const auto id = level == NodeLevel::sub_bullet
                        ? id_below(parent, "+" + std::to_string(++below(parent).sub_bullets))
                        : id_below(parent, "-" + std::to_string(++below(parent).bullets));
    const auto node = push(block, parent, id, level, kind);
    if (!open_.empty()) {
        if (const auto collects = open_.back().collects) {
            for (const auto duty : open_.back().described) {
                draft_.nodes[duty].attributes.push_back({*collects, block.words()});
            }
        }
    }
    note_duty(node, parent);
    open(block, node, section());
}

/// "PHỤ LỤC I", with the lines of its title.
/// @return the block behind them
std::size_t TreeBuilder::add_appendix(std::size_t at) {
    const auto& block = blocks_[at];
    ++appendices_;
    const auto tokens = opening(block.words());
    const auto word = shape_.appendices.at(tokens, 0);
    std::string number = std::to_string(appendices_);
    if (word && word->end < tokens.size()) {
        const auto token = tokens[word->end];
        const auto text = draft_.text.slice(token.span);
        const bool roman = text.find_first_not_of("IVX") == std::string_view::npos;
        const bool counts = token.kind == TokenKind::number || roman;
        number = counts && text.size() <= 4 ? std::string(text) : number;
    }
    const auto node = push(block, std::nullopt, "PL" + number, NodeLevel::part, NodeKind::heading);
    base_ = Section::other;
    auto next = at + 1;
    Span title = block.words();
    for (; next < stretch_.end; ++next) {
        const auto style = unmarked_style(next);
        const bool note = is_title_note(blocks_[next]);
        const bool more = blocks_[next].marker.kind == MarkerKind::none &&
                          (style == style_of_capitals || style == style_of_bold);
        if (more) {
            title.end = blocks_[next].span.end;
        } else if (!note) {
            break;
        }
    }
    auto& made = draft_.nodes[node];
    made.span.end = title.end;
    for (auto i = at + 1; i < next; ++i) {
        const bool inside = blocks_[i].span.end <= title.end;
        if (is_title_note(blocks_[i])) {
            if (inside) {
                made.gaps.push_back({blocks_[i - 1].span.end, blocks_[i + 1].span.begin});
            } else {
                draft_.leave_out(blocks_[i].span, "note under the title", "");
            }
        }
    }
    auto headed = block;
    headed.marker.style = style_of_appendix;
    open(headed, node, section_below(shape_, opening(title), Section::other, true));
    return next;
}

}  // namespace tiendo::reader
