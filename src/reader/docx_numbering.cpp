#include "docx_numbering.hpp"

#include "docx_styles.hpp"
#include "office_names.hpp"
#include "xml_events.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

struct FormatName {
    std::string_view name;
    NumberFormat format;
};
constexpr std::array<FormatName, 9> format_names{{{"decimal", NumberFormat::decimal},
                                                  {"decimalZero", NumberFormat::decimal_zero},
                                                  {"lowerLetter", NumberFormat::lower_letter},
                                                  {"upperLetter", NumberFormat::upper_letter},
                                                  {"lowerRoman", NumberFormat::lower_roman},
                                                  {"upperRoman", NumberFormat::upper_roman},
                                                  {"ordinal", NumberFormat::ordinal},
                                                  {"bullet", NumberFormat::bullet},
                                                  {"none", NumberFormat::none}}};

/// Forms of other scripts are shown in plain digits.
NumberFormat format_of(std::string_view name) noexcept {
    const auto* found = std::ranges::find(format_names, name, &FormatName::name);
    return found == format_names.end() ? NumberFormat::decimal : found->format;
}

/// Word's own limits, so that a count cannot overflow and a number cannot fill the memory.
long start_in_range(std::optional<long> value) noexcept {
    constexpr long largest = 32'767;
    return std::clamp(value.value_or(0), 0L, largest);
}
std::string text_in_range(std::string_view text) {
    constexpr std::size_t longest = 255;
    auto end = std::min(text.size(), longest);
    while (end > 0 && first_invalid_utf8(text.substr(0, end))) {
        --end;
    }
    return std::string(text.substr(0, end));
}

}  // namespace

/// Takes the lists out of the events of their part.
class DocxNumberingReader : public XmlHandler {
public:
    explicit DocxNumberingReader(DocxNumbering& numbering) : numbering_(numbering) {}

    void start(const XmlTag& tag) override {
        const auto value = tag.attribute("w:val");
        if (tag.name == "w:abstractNum") {
            abstract_ = &numbering_.abstracts_[tag.number("w:abstractNumId").value_or(0)];
            id_ = tag.number("w:abstractNumId").value_or(0);
        } else if (tag.name == "w:num") {
            list_ = &numbering_.lists_[tag.number("w:numId").value_or(0)];
        } else if (tag.name == "w:abstractNumId" && list_ != nullptr) {
            list_->abstract = tag.number("w:val").value_or(0);
        } else if (tag.name == "w:lvlOverride" && list_ != nullptr) {
            const auto level = tag.number("w:ilvl").value_or(0);
            override_ =
                in_range(level) ? &list_->overrides[static_cast<std::size_t>(level)] : nullptr;
        } else if (tag.name == "w:startOverride" && override_ != nullptr) {
            override_->start = start_in_range(tag.number("w:val"));
        } else if (tag.name == "w:styleLink" && abstract_ != nullptr) {
            abstract_->own_style = value.value_or("");
            numbering_.by_style_[abstract_->own_style] = id_;
        } else if (tag.name == "w:numStyleLink" && abstract_ != nullptr) {
            abstract_->used_style = value.value_or("");
        } else if (tag.name == "w:lvl") {
            begin_level(tag.number("w:ilvl").value_or(0));
        } else if (level_ != nullptr) {
            in_level(tag, value);
        }
    }

    void end(std::string_view name) override {
        if (name == "w:abstractNum") {
            abstract_ = nullptr;
        } else if (name == "w:num") {
            list_ = nullptr;
        } else if (name == "w:lvlOverride") {
            override_ = nullptr;
        } else if (name == "w:lvl") {
            level_ = nullptr;
        }
    }

    void text(const XmlText& /*text*/) override {}

private:
    static bool in_range(long level) noexcept {
        return level >= 0 && level < static_cast<long>(docx_levels);
    }

    void begin_level(long level) {
        level_ = nullptr;
        if (override_ != nullptr) {
            level_ = &override_->level.emplace();
        } else if (abstract_ != nullptr && in_range(level)) {
            level_ = &abstract_->levels.at(static_cast<std::size_t>(level)).emplace();
        }
    }

    void in_level(const XmlTag& tag, std::optional<std::string_view> value) {
        if (tag.name == "w:start") {
            level_->start = start_in_range(tag.number("w:val"));
        } else if (tag.name == "w:numFmt") {
            level_->format = format_of(value.value_or("decimal"));
        } else if (tag.name == "w:lvlText") {
            level_->text = text_in_range(value.value_or(""));
        } else if (tag.name == "w:isLgl") {
            level_->legal = is_on(value);
        } else if (tag.name == "w:lvlRestart") {
            level_->restart = tag.number("w:val");
        } else if (tag.name == "w:pStyle") {
            level_->style = value.value_or("");
        }
    }

    DocxNumbering& numbering_;
    DocxNumbering::Abstract* abstract_ = nullptr;
    DocxNumbering::List* list_ = nullptr;
    DocxNumbering::Override* override_ = nullptr;
    DocxLevel* level_ = nullptr;
    long id_ = 0;
};

Result<DocxNumbering> DocxNumbering::read(std::string_view xml) {
    DocxNumbering numbering;
    DocxNumberingReader reader(numbering);
    if (auto fine = read_xml(xml, docx_names, reader); !fine) {
        return std::move(fine).error();
    }
    return numbering;
}

const DocxNumbering::List* DocxNumbering::list(long id) const {
    const auto found = lists_.find(id);
    return found == lists_.end() ? nullptr : &found->second;
}

std::optional<long> DocxNumbering::definition(const List& list) const {
    const auto found = abstracts_.find(list.abstract);
    if (found == abstracts_.end()) {
        return std::nullopt;
    }
    const auto linked = by_style_.find(found->second.used_style);
    if (found->second.used_style.empty() || linked == by_style_.end()) {
        return list.abstract;
    }
    return linked->second;
}

const DocxLevel* DocxNumbering::level(const List& list, long definition, std::size_t level) const {
    const auto changed = list.overrides.find(level);
    if (changed != list.overrides.end() && changed->second.level) {
        return &*changed->second.level;
    }
    const auto& found = abstracts_.at(definition).levels.at(level);
    return found ? &*found : nullptr;
}

std::optional<std::size_t> DocxNumbering::level_of(long id, std::string_view style) const {
    const auto* found = list(id);
    const auto defined = found == nullptr ? std::nullopt : definition(*found);
    if (!defined || style.empty()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < docx_levels; ++i) {
        const auto* each = level(*found, *defined, i);
        if (each != nullptr && each->style == style) {
            return i;
        }
    }
    return std::nullopt;
}

long DocxCounter::start_of(const DocxNumbering::List& list,
                           const DocxLevel* level,
                           std::size_t at) const {
    const auto changed = list.overrides.find(at);
    if (changed != list.overrides.end() && changed->second.start) {
        return *changed->second.start;
    }
    return level == nullptr ? 0 : level->start;
}

void DocxCounter::count(Values& values,
                        long id,
                        const DocxNumbering::List& list,
                        long definition,
                        std::size_t level) {
    const auto changed = list.overrides.find(level);
    const bool sets_back = changed != list.overrides.end() && changed->second.start &&
                           restarted_.emplace(id, level).second;
    for (std::size_t i = 0; i < level; ++i) {  // levels that were skipped count as begun
        if (!values.at(i)) {
            values.at(i) = start_of(list, numbering_.level(list, definition, i), i);
        }
    }
    auto& value = values.at(level);
    value = value && !sets_back ? *value + 1
                                : start_of(list, numbering_.level(list, definition, level), level);
    for (auto i = level + 1; i < docx_levels; ++i) {
        const auto* deeper = numbering_.level(list, definition, i);
        const auto restart = deeper == nullptr ? std::nullopt : deeper->restart;
        if (!restart || static_cast<long>(level) < *restart) {
            values.at(i).reset();
        }
    }
}

std::string DocxCounter::next(long list_id, std::size_t level) {
    level = std::min(level, docx_levels - 1);
    const auto* list = numbering_.list(list_id);
    const auto definition = list == nullptr ? std::nullopt : numbering_.definition(*list);
    if (!definition) {
        return "";
    }
    const auto* shown = numbering_.level(*list, *definition, level);
    if (shown == nullptr) {
        return "";
    }
    auto& values = values_[list->abstract];
    count(values, list_id, *list, *definition, level);
    if (shown->format == NumberFormat::bullet) {
        return shown->text.empty() ? "" : std::string(bullet_mark(shown->text));
    }
    ListNumbers numbers;
    for (std::size_t i = 0; i <= level; ++i) {
        const auto* each = numbering_.level(*list, *definition, i);
        numbers.values.at(i) = values.at(i).value_or(0);
        numbers.formats.at(i) = each == nullptr ? NumberFormat::none : each->format;
    }
    return filled(shown->text, numbers, shown->legal);
}

}  // namespace tiendo::reader
