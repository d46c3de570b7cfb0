#include "language_tables.hpp"
#include "tree_builder.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>

namespace tiendo::reader {

bool TreeBuilder::is_late_closing(const Block& block) const {
    const auto tokens = opening(block.words());
    return block.marker.kind == MarkerKind::none && !block.table && !tokens.empty() &&
           (shape_.late_closings.at(tokens, 0) || shape_.closings.at(tokens, 0) ||
            (begins_with_body(shape_, tokens) &&
             shape_.closing_signs.find(tokens, 0, tokens.size())));
}

/// "(Kèm theo Kế hoạch số …)" under the title of an appendix.
bool TreeBuilder::is_title_note(const Block& block) const {
    const auto tokens = opening(block.words());
    return stretch_.appendix && block.marker.kind == MarkerKind::none && !block.table &&
           !tokens.empty() && tokens.front().is("(") &&
           shape_.title_notes.at(tokens, 1).has_value();
}

void TreeBuilder::add_preamble(const Block& block) {
    push(block,
         std::nullopt,
         "P-" + std::to_string(++preambles_),
         NodeLevel::paragraph,
         NodeKind::preamble);
}

bool TreeBuilder::add_closing(std::size_t at) {
    const auto& block = blocks_[at];
    const auto tokens = opening(block.words());
    const bool late = at >= closing_from_ && (!open_.empty() || loose_.paragraphs > 0);
    if (stretch_.appendix || !(shape_.closings.at(tokens, 0) || closing_ || late)) {
        return false;
    }
    closing_ = true;
    open_.clear();
    push(block,
         std::nullopt,
         "C-" + std::to_string(++closings_),
         NodeLevel::paragraph,
         NodeKind::closing);
    return true;
}

/// What kind of heading an unmarked line is; 0 for none.
Style TreeBuilder::unmarked_style(std::size_t at) const {
    const auto& block = blocks_[at];
    const auto text = draft_.text.slice(block.words());
    const bool colon = ends_in_colon(text);
    const auto next = following(at);
    constexpr std::size_t longest = 400;
    if (!next || text.size() > longest || (ends_sentence(text) && !colon)) {
        return 0;
    }
    const auto tokens = opening(block.words());
    const auto words = std::ranges::count_if(tokens, &Token::is_word);
    const bool listed = blocks_[*next].marker.kind != MarkerKind::none || blocks_[*next].run_in ||
                        blocks_[*next].table.has_value();
    constexpr int fewest_words = 2;
    constexpr int most_words = 14;
    const bool loud = words >= fewest_words && std::ranges::all_of(tokens, [](const Token& token) {
                          return !token.is_word() || token.capitals;
                      });
    if (loud && !colon) {
        return style_of_capitals;
    }
    if (text.starts_with("**") && (text.ends_with("**") || text.ends_with("**:")) &&
        text.find("**", 2) >= text.size() - 3) {
        return style_of_bold;
    }
    const bool section = shape_.sections.phrases().at(tokens, 0) && words <= most_words;
    const bool verb = shape_.order_signs.find(tokens, 0, tokens.size()).has_value() &&
                      !shape_.commissions.at(tokens, 0);
    const bool body = begins_with_body(shape_, tokens) && (colon || (words <= most_words && !verb));
    return listed && (section || body) ? style_of_lead_in : 0;
}

bool TreeBuilder::add_unmarked_heading(std::size_t at) {
    const auto style = unmarked_style(at);
    if (style == 0) {
        return false;
    }
    auto block = blocks_[at];
    const auto tokens = opening(block.words());
    const bool commissioned = shape_.commissions.at(tokens, 0).has_value();
    if (open_.empty() && style == style_of_lead_in && !commissioned &&
        ends_in_colon(draft_.text.slice(block.words()))) {
        return false;  // "Ủy ban nhân dân tỉnh yêu cầu …:" at the begin of a letter
    }
    block.marker.style = style;
    if (style == style_of_capitals) {
        place(block.marker);
    } else {
        const auto same = std::ranges::find(open_, style, &Open::style);
        open_.erase(same, open_.end());
        close_bullets();
    }
    const auto parent = heading();
    const auto given = shape_.commissions.at(tokens, 0);
    const bool sentence = style == style_of_lead_in && given &&
                          shape_.order_signs.find(tokens, given->end, tokens.size());
    const auto level = !parent    ? NodeLevel::part
                       : sentence ? NodeLevel::paragraph  // "Giao Sở A chủ trì, thực hiện:"
                                  : NodeLevel::block;
    const auto id = id_below(parent, "-h" + std::to_string(++below(parent).paragraphs));
    const auto inherited = section();
    const auto node = push(block, parent, id, level, NodeKind::heading);
    open(block, node, section_below(shape_, tokens, inherited, !parent));
    return true;
}

/// A paragraph outside any heading: a reason, or an order of a letter that has no list.
void TreeBuilder::add_loose_paragraph(std::size_t at) {
    const auto& block = blocks_[at];
    const auto tokens = opening(block.words());
    const auto text = draft_.text.slice(block.words());
    const bool reason = shape_.preambles.at(tokens, 0) || ends_in_colon(text);
    const bool late = block.span.begin >= last_ordinal_;
    const bool told = begins_with_body(shape_, tokens) &&
                      shape_.order_signs.find(tokens, 0, tokens.size()).has_value();
    if (reason || !late || !told || stretch_.standing != Standing::plan) {
        add_preamble(block);
        return;
    }
    push(block,
         std::nullopt,
         "0-p" + std::to_string(++loose_.paragraphs),
         NodeLevel::paragraph,
         NodeKind::task);
}

/// "QUYẾT ĐỊNH:", "QUYẾT NGHỊ:" before what is ordered, "(Kèm theo Kế hoạch số …)": no text of the
/// plan.
bool TreeBuilder::leave_out_formula(const Block& block) {
    if (is_title_note(block)) {
        draft_.leave_out(block.span, "note under the title", "");
        return true;
    }
    if (!open_.empty() || stretch_.appendix) {
        return false;
    }
    const auto words = opening(block.words());
    const auto enacting = shape_.enacting_words.at(words, 0);
    const bool formula = enacting && words.front().capitals &&
                         words.size() - enacting->end <= (words.back().is(":") ? 1U : 0U);
    if (formula) {
        draft_.leave_out(block.span, "enacting words", "");
    }
    return formula;
}

void TreeBuilder::add_paragraph(std::size_t at) {
    const auto& block = blocks_[at];
    if (leave_out_formula(block) || add_label_value(at) || add_closing(at)) {
        return;
    }
    close_bullets();
    const auto labels = open_.empty() ? std::vector<Label>{} : labels_of(draft_, block.words());
    const bool content = !labels.empty() && labels.front().kind == FieldKind::content;
    if ((!labels.empty() && !content && add_label(at)) || add_unmarked_heading(at)) {
        return;
    }
    if (open_.empty()) {
        add_loose_paragraph(at);
    } else {
        add_plain_paragraph(at);
    }
}

void TreeBuilder::add_plain_paragraph(std::size_t at) {
    const auto& block = blocks_[at];
    auto owner = open_.size() - 1;
    if (shape_.catch_alls.at(opening(block.words()), 0)) {  // adds to the whole dimension
        const auto dimension = std::find_if(open_.rbegin(), open_.rend(), [&](const Open& open) {
            return draft_.nodes[open.node].node.level == NodeLevel::dimension;
        });
        if (dimension != open_.rend()) {
            owner = static_cast<std::size_t>(std::distance(dimension, open_.rend())) - 1;
        }
    }
    const auto parent = open_[owner].node;
    auto& count = below_[parent].paragraphs;
    // An item of the organisation part is its own first paragraph.
    const bool item = draft_.nodes[parent].node.level == NodeLevel::organisation_item;
    count = count == 0 && item ? 2 : count + 1;
    const bool lead_in = ends_in_colon(draft_.text.slice(block.words()));
    const auto kind = lead_in ? NodeKind::remainder : item_kind(block, open_[owner].section);
    const auto node = push(
        block, parent, id_below(parent, "-p" + std::to_string(count)), NodeLevel::paragraph, kind);
    note_duty(node, parent);
}

void TreeBuilder::add_table(const Block& block) {
    close_bullets();
    const auto found = std::ranges::lower_bound(tables_, *block.table, {}, &FoundTable::table);
    const auto& reading = found->reading;
    const auto parent = heading();
    const auto prefix = (parent ? draft_.nodes[*parent].node.id.str() + "." : std::string()) + "T" +
                        std::to_string(++below(parent).tables) + "-";
    // Only aims are stated in tables that name somebody and order nothing.
    const auto kind = section() == Section::objectives || section() == Section::requirements
                          ? NodeKind::remainder
                          : NodeKind::task;
    auto above = parent;
    int number = 0;
    int groups = 0;
    auto at = block.span.begin;
    for (const auto& row : reading.rows) {
        draft_.leave_out({at, std::max(at, row.span.begin)}, "rule of a table", "");
        at = std::max(at, row.span.end);
        if (row.kind == RowKind::header) {
            draft_.leave_out(row.span, "header of a table", "");
        } else if (row.kind == RowKind::group) {
            add_row(row, prefix + "g", ++groups, parent, NodeKind::heading);
            above = draft_.nodes.size() - 1;
        } else {
            const bool duty = row.kind == RowKind::duty;
            add_row(row, prefix, ++number, above, duty ? kind : NodeKind::remainder);
        }
    }
    draft_.leave_out({at, std::max(at, block.span.end)}, "rule of a table", "");
}

void TreeBuilder::add_row(const ReadRow& row,
                          const std::string& prefix,
                          int number,
                          std::optional<std::size_t> parent,
                          NodeKind kind) {
    // The node is what the row says; its number and the cells that describe it stand around it.
    const Span words =
        row.text.empty() ? row.span : Span{row.text.front().begin, row.text.back().end};
    draft_.leave_out({row.span.begin, words.begin}, "other cells of a row of a table", "");
    draft_.leave_out({words.end, row.span.end}, "other cells of a row of a table", "");
    Block block(words, Marker{});
    const bool heading = kind == NodeKind::heading;
    const auto level = heading                      ? NodeLevel::block
                       : row.kind == RowKind::plain ? NodeLevel::paragraph
                                                    : NodeLevel::bullet;
    auto at = words.begin;
    for (const auto text : row.text) {
        if (at < text.begin) {
            block.split_gaps.push_back({at, text.begin});
        }
        at = std::max(at, text.end);
    }
    const auto node = push(block, parent, prefix + std::to_string(number), level, kind);
    auto& made = draft_.nodes[node];
    made.is_row = true;
    made.attributes = row.attributes;
    if (!row.ordinal.empty()) {
        made.node.ordinal = row.ordinal;
    }
}

}  // namespace tiendo::reader
