#include "odt_styles.hpp"

#include "office_names.hpp"
#include "xml_events.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

/// A prefix or suffix of reasonable length: it is written before every item.
std::string short_text(std::optional<std::string_view> text) {
    constexpr std::size_t longest = 255;
    auto end = std::min(text.value_or("").size(), longest);
    while (end > 0 && first_invalid_utf8(text->substr(0, end))) {
        --end;
    }
    return std::string(text.value_or("").substr(0, end));
}

NumberFormat format_of(const XmlTag& tag) noexcept {
    const auto name = tag.attribute("style:num-format").value_or("");
    const bool repeated = tag.attribute("style:num-letter-sync") == "true";
    if (name.empty()) {
        return NumberFormat::none;
    }
    if (name == "a") {
        return repeated ? NumberFormat::lower_letter : NumberFormat::lower_letter_sum;
    }
    if (name == "A") {
        return repeated ? NumberFormat::upper_letter : NumberFormat::upper_letter_sum;
    }
    return name == "i"   ? NumberFormat::lower_roman
           : name == "I" ? NumberFormat::upper_roman
                         : NumberFormat::decimal;
}

/// "%1%.%2%)" as LibreOffice writes it → "%1.%2)".
std::string pattern_of(std::string_view text) {
    std::string pattern;
    for (std::size_t i = 0; i < text.size(); ++i) {
        pattern += text[i];
        const bool place = text[i] == '%' && i + 2 < text.size() && text[i + 1] >= '1' &&
                           text[i + 1] <= '9' && text[i + 2] == '%';
        if (place) {
            pattern += text[i + 1];
            i += 2;
        }
    }
    return pattern;
}

std::string key(std::string_view family, std::string_view name) {
    return std::string(family) + "/" + std::string(name);
}

}  // namespace

/// Takes the styles out of the events of a part.
class OdtStylesReader : public XmlHandler {
public:
    explicit OdtStylesReader(OdtStyles& styles) : styles_(styles) {}

    void start(const XmlTag& tag) override {
        if (tag.name == "style:style") {
            begin_style(tag);
        } else if (tag.name == "text:list-style") {
            list_ = &styles_.lists_[std::string(tag.attribute("style:name").value_or(""))];
        } else if (tag.name == "text:outline-style") {
            list_ = &styles_.outline_;
        } else if (tag.name == "style:font-face") {
            styles_.fonts_[std::string(tag.attribute("style:name").value_or(""))] =
                tag.attribute("svg:font-family").value_or("");
        } else if (style_ != nullptr && tag.name == "style:text-properties") {
            take_text(tag);
        } else if (style_ != nullptr && tag.name == "style:paragraph-properties") {
            style_->page_before = tag.attribute("fo:break-before") == "page";
        } else if (list_ != nullptr) {
            take_level(tag);
        }
    }

    void end(std::string_view name) override {
        if (name == "style:style") {
            style_ = nullptr;
        } else if (name == "text:list-style" || name == "text:outline-style") {
            list_ = nullptr;
        }
    }

    void text(const XmlText& /*text*/) override {}

private:
    void begin_style(const XmlTag& tag) {
        style_ = &styles_.styles_[key(tag.attribute("style:family").value_or(""),
                                      tag.attribute("style:name").value_or(""))];
        *style_ = {};
        style_->parent = tag.attribute("style:parent-style-name").value_or("");
        if (const auto list = tag.attribute("style:list-style-name")) {
            style_->list = std::string(*list);
        }
    }

    void take_text(const XmlTag& tag) {
        if (const auto shown = tag.attribute("text:display")) {
            style_->hidden = *shown == "none";
        }
        const auto face = tag.attribute("style:font-name").value_or("");
        const auto family = styles_.fonts_.find(face);
        style_->font = family != styles_.fonts_.end()
                           ? family->second
                           : std::string(tag.attribute("fo:font-family").value_or(face));
    }

    void take_level(const XmlTag& tag) {
        const bool number =
            tag.name == "text:list-level-style-number" || tag.name == "text:outline-level-style";
        const bool bullet =
            tag.name == "text:list-level-style-bullet" || tag.name == "text:list-level-style-image";
        const auto at = tag.number("text:level").value_or(0);
        if ((!number && !bullet) || at < 1 || at > static_cast<long>(list_levels)) {
            return;
        }
        constexpr long largest = 32'767;
        auto& level = list_->at(static_cast<std::size_t>(at) - 1);
        level = {};
        level.format = bullet ? NumberFormat::bullet : format_of(tag);
        level.bullet = tag.attribute("text:bullet-char").value_or("-");
        level.prefix = short_text(tag.attribute("style:num-prefix"));
        level.suffix = short_text(tag.attribute("style:num-suffix"));
        level.pattern = pattern_of(short_text(tag.attribute("loext:num-list-format")));
        level.shown = static_cast<std::size_t>(
            std::clamp(tag.number("text:display-levels").value_or(1), 1L, at));
        level.start = std::clamp(tag.number("text:start-value").value_or(1), 0L, largest);
    }

    OdtStyles& styles_;
    OdtStyle* style_ = nullptr;
    OdtListStyle* list_ = nullptr;
};

Result<void> OdtStyles::add(std::string_view xml) {
    OdtStylesReader reader(*this);
    return read_xml(xml, odt_names, reader);
}

template <typename Test>
const OdtStyle* OdtStyles::first_in_chain(std::string_view family,
                                          std::string_view style,
                                          Test test) const {
    constexpr int longest = 32;  // a circle ends here too
    auto found = styles_.find(key(family, style));
    for (int i = 0; found != styles_.end() && i < longest; ++i) {
        if (test(found->second)) {
            return &found->second;
        }
        found = styles_.find(key(family, found->second.parent));
    }
    return nullptr;
}

bool OdtStyles::hidden(std::string_view family, std::string_view style) const {
    const auto* found =
        first_in_chain(family, style, [](const OdtStyle& each) { return each.hidden.has_value(); });
    return found != nullptr && *found->hidden;
}

std::string_view OdtStyles::font(std::string_view family, std::string_view style) const {
    const auto* found =
        first_in_chain(family, style, [](const OdtStyle& each) { return !each.font.empty(); });
    return found == nullptr ? std::string_view() : std::string_view(found->font);
}

bool OdtStyles::page_before(std::string_view paragraph_style) const {
    return first_in_chain("paragraph", paragraph_style, [](const OdtStyle& each) {
               return each.page_before;
           }) != nullptr;
}

std::optional<std::string_view> OdtStyles::list(std::string_view paragraph_style) const {
    const auto* found = first_in_chain(
        "paragraph", paragraph_style, [](const OdtStyle& each) { return each.list.has_value(); });
    return found == nullptr ? std::nullopt : std::optional<std::string_view>(*found->list);
}

const OdtListStyle* OdtStyles::list_style(std::string_view name) const {
    const auto found = lists_.find(name);
    return found == lists_.end() ? nullptr : &found->second;
}

}  // namespace tiendo::reader
