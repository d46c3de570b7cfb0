#include "odt_lists.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

constexpr long largest_number = 32'767;

std::optional<long> start_of(const XmlTag& tag) noexcept {
    const auto start = tag.number("text:start-value");
    return start ? std::optional(std::clamp(*start, 0L, largest_number)) : std::nullopt;
}

}  // namespace

void OdtLists::begin_list(const XmlTag& tag, OdtOpenLists& open) {
    OdtOpenList list;
    const auto style = tag.attribute("text:style-name");
    const bool goes_on = tag.attribute("text:continue-numbering") == "true";
    if (open.empty()) {
        list.style = style.value_or("");
        const auto named = by_id_.find(tag.attribute("text:continue-list").value_or(""));
        const auto last = last_of_style_.find(list.style);
        if (named != by_id_.end()) {
            list.count = named->second;
        } else if (goes_on && last != last_of_style_.end()) {
            list.count = last->second;
        } else {
            list.count = counts_.size();
            counts_.emplace_back();
        }
        last_of_style_[list.style] = list.count;
    } else {
        const auto& outer = open.back();
        list.style = style.value_or(outer.style);
        list.count = outer.count;
        if (!goes_on && outer.item_numbered && open.size() < list_levels) {
            auto& count = counts_[list.count];
            std::fill(count.begin() + static_cast<std::ptrdiff_t>(open.size()),
                      count.end(),
                      std::nullopt);
        }
    }
    if (const auto id = tag.attribute("xml:id")) {
        by_id_[std::string(*id)] = list.count;
    }
    open.push_back(std::move(list));
}

void OdtLists::begin_item(const XmlTag& tag, OdtOpenLists& open) {
    auto& list = open.back();
    list.item_open = tag.name == "text:list-item";
    list.item_numbered = false;
    list.start = start_of(tag);
}

std::string OdtLists::label(const OdtListStyle& style,
                            Count& count,
                            std::size_t level,
                            std::optional<long> start) {
    for (std::size_t i = 0; i < level; ++i) {  // levels that were skipped count as begun
        count.at(i) = count.at(i).value_or(style.at(i).start);
    }
    const auto& shown = style.at(level);
    auto& value = count.at(level);
    value = start ? *start : value ? *value + 1 : shown.start;
    std::fill(count.begin() + static_cast<std::ptrdiff_t>(level) + 1, count.end(), std::nullopt);
    if (shown.format == NumberFormat::bullet) {
        return std::string(bullet_mark(shown.bullet));
    }
    if (shown.format == NumberFormat::none) {
        return "";
    }
    ListNumbers numbers;
    std::string joined;
    for (std::size_t i = 0; i <= level; ++i) {
        numbers.values.at(i) = count.at(i).value_or(0);
        numbers.formats.at(i) = style.at(i).format;
        const auto text = number_text(numbers.values.at(i), numbers.formats.at(i));
        if (i + shown.shown > level && !text.empty()) {
            joined += (joined.empty() ? "" : ".") + text;
        }
    }
    return shown.pattern.empty() ? shown.prefix + joined + shown.suffix
                                 : filled(shown.pattern, numbers, false);
}

std::string OdtLists::item_label(OdtOpenLists& open, std::string_view paragraph_style) {
    if (open.empty() || !open.back().item_open || open.back().item_numbered) {
        return "";
    }
    auto& list = open.back();
    list.item_numbered = true;
    const auto level = std::min(open.size(), list_levels) - 1;
    const auto name = list.style.empty() ? styles_.list(paragraph_style).value_or("")
                                         : std::string_view(list.style);
    const auto* style = styles_.list_style(name);
    if (style == nullptr) {
        return "";
    }
    return label(*style, counts_[list.count], level, list.start);
}

std::string OdtLists::heading_label(const XmlTag& tag, long level) {
    if (level < 1 || level > static_cast<long>(list_levels) ||
        tag.attribute("text:is-list-header") == "true") {
        return "";
    }
    const auto restart =
        tag.attribute("text:restart-numbering") == "true" ? start_of(tag) : std::nullopt;
    return label(styles_.outline(), headings_, static_cast<std::size_t>(level) - 1, restart);
}

}  // namespace tiendo::reader
