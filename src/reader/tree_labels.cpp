#include "tree_builder.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::reader {

/// Whether a line that begins with labels is a label line where it stands: some labels only
/// describe where a duty stands above them.
bool TreeBuilder::is_label_line(std::size_t at, const std::vector<Label>& labels) const {
    if (labels.empty() || labels.front().kind == FieldKind::duty) {
        return false;
    }
    const auto parent = heading();
    if (labels.front().kind == FieldKind::content) {  // else it is the duty itself
        return parent && draft_.nodes[*parent].node.kind == NodeKind::task;
    }
    const bool describes = std::ranges::any_of(
        labels, [](const Label& label) { return attribute_of(label.kind).has_value(); });
    const bool ordered = section() == Section::tasks || section() == Section::organisation;
    // "Yêu cầu:" with a list below it is a heading.
    const bool heads = labels.back().value.empty() && has_deeper(at);
    return describes || (ordered && !heads);
}

std::string TreeBuilder::label_id(const Block& block,
                                  std::optional<std::size_t> parent,
                                  NodeLevel level) {
    auto& group = below(parent);
    if (level == NodeLevel::paragraph) {
        return id_below(parent, "-p" + std::to_string(++group.paragraphs));
    }
    if (block.marker.is_ordinal()) {
        return id_below(parent, "." + block.marker.id);
    }
    return level == NodeLevel::sub_bullet
               ? id_below(parent, "+" + std::to_string(++group.sub_bullets))
               : id_below(parent, "-" + std::to_string(++group.bullets));
}

/// Gives the values of a label line to the duties it describes.
void TreeBuilder::describe(const std::vector<std::size_t>& duties,
                           const std::vector<Label>& labels) {
    for (const auto& label : labels) {
        const auto kind = attribute_of(label.kind);
        if (!kind || label.value.empty()) {
            continue;
        }
        for (const auto duty : duties) {
            draft_.nodes[duty].attributes.push_back({*kind, label.value});
        }
    }
}

/// A label line: a node of its own, and an attribute of the duties above it.
/// @return whether the block is one
bool TreeBuilder::add_label(std::size_t at) {
    const auto& block = blocks_[at];
    const auto labels = labels_of(draft_, block.words());
    if (!is_label_line(at, labels)) {
        return false;
    }
    const auto parent = heading();
    auto duties = below(parent).duties;
    if (duties.empty() && parent) {
        duties.push_back(*parent);
    }
    const bool marked = block.marker.kind != MarkerKind::none;
    const bool below_duty = !marked && duties.size() == 1 && duties.front() != parent;
    const auto above = below_duty ? std::optional(duties.front()) : parent;
    const auto level = marked ? item_level(block, parent, Section::tasks) : NodeLevel::paragraph;
    const auto node = push(block, above, label_id(block, above, level), level, NodeKind::remainder);
    describe(duties, labels);
    below(parent).labelled = true;
    const bool empty = labels.back().value.empty();
    const auto next = following(at);
    const bool list_below = next && blocks_[*next].marker.is_bullet();
    const auto last = attribute_of(labels.back().kind);
    unfinished_.reset();
    if (next && last && (empty || draft_.text.slice(block.span).ends_with(','))) {
        unfinished_ = Unfinished{*next, *last, duties};
    }
    if (marked || (empty && list_below)) {
        auto opened = block;
        opened.marker.style = marked ? block.marker.style : style_of_lead_in;
        open(opened, node, section());
        auto& label = open_.back();
        label.label = true;
        label.collects = empty ? attribute_of(labels.back().kind) : std::nullopt;
        label.described = empty ? duties : std::vector<std::size_t>{};
    }
    return true;
}

/// The value of a label that stands in the paragraph below it, or goes on there.
/// @return whether the block is one
bool TreeBuilder::add_label_value(std::size_t at) {
    const auto& block = blocks_[at];
    if (!unfinished_ || unfinished_->block != at || !labels_of(draft_, block.words()).empty()) {
        return false;
    }
    const auto value = *std::exchange(unfinished_, std::nullopt);
    const auto parent = draft_.nodes.back().parent;
    push(block,
         parent,
         label_id(block, parent, NodeLevel::paragraph),
         NodeLevel::paragraph,
         NodeKind::remainder);
    for (const auto duty : value.duties) {
        draft_.nodes[duty].attributes.push_back({value.kind, block.words()});
    }
    if (draft_.text.slice(block.span).ends_with(',')) {
        if (const auto next = following(at)) {
            unfinished_ = Unfinished{*next, value.kind, value.duties};
        }
    }
    return true;
}

}  // namespace tiendo::reader
