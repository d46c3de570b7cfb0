#include "docx_styles.hpp"

#include "office_names.hpp"
#include "xml_events.hpp"

#include <utility>
#include <vector>

namespace tiendo::reader {

/// Takes the styles out of the events of their part.
class DocxStylesReader : public XmlHandler {
public:
    explicit DocxStylesReader(DocxStyles& styles) : styles_(styles) {}

    void start(const XmlTag& tag) override {
        open_.emplace_back(tag.name);
        if (tag.name == "w:style") {
            begin_style(tag);
        } else if (tag.name == "w:docDefaults") {
            look_ = &styles_.defaults_;
        } else if (tag.name == "w:rFonts" && look_ != nullptr && within("w:rPr")) {
            look_->font = tag.attribute("w:ascii").value_or("");
        } else if (tag.name == "w:vanish" && look_ != nullptr && within("w:rPr")) {
            look_->hidden = is_on(tag.attribute("w:val"));
        } else if (style_ != nullptr && tag.name == "w:basedOn") {
            style_->based_on = tag.attribute("w:val").value_or("");
        } else if (style_ != nullptr && within("w:numPr") && tag.name == "w:numId") {
            style_->numbering.list = tag.number("w:val");
        } else if (style_ != nullptr && within("w:numPr") && tag.name == "w:ilvl") {
            style_->numbering.level = tag.number("w:val");
        }
    }

    void end(std::string_view name) override {
        open_.pop_back();
        if (name == "w:style" || name == "w:docDefaults") {
            style_ = nullptr;
            look_ = nullptr;
        }
    }

    void text(const XmlText& /*text*/) override {}

private:
    void begin_style(const XmlTag& tag) {
        const std::string id(tag.attribute("w:styleId").value_or(""));
        style_ = &styles_.styles_[id];
        style_->id = id;
        look_ = &style_->look;
        const auto standard = tag.attribute("w:default");
        if (tag.attribute("w:type") == "paragraph" && standard && is_on(standard)) {
            styles_.default_ = id;
        }
    }
    // Looks of table parts (w:tblStylePr) are no looks of the style itself.
    [[nodiscard]] bool within(std::string_view parent) const {
        return open_.size() >= 2 && open_[open_.size() - 2] == parent &&
               (open_.size() < 3 || open_[open_.size() - 3] != "w:tblStylePr");
    }

    DocxStyles& styles_;
    std::vector<std::string> open_;
    DocxStyle* style_ = nullptr;
    RunLook* look_ = nullptr;
};

bool is_on(std::optional<std::string_view> value) noexcept {
    return !value || (value != "0" && value != "false" && value != "off");
}

Result<DocxStyles> DocxStyles::read(std::string_view xml) {
    DocxStyles styles;
    DocxStylesReader reader(styles);
    if (auto fine = read_xml(xml, docx_names, reader); !fine) {
        return std::move(fine).error();
    }
    return styles;
}

const DocxStyle* DocxStyles::find(std::string_view style) const {
    const auto found = styles_.find(style);
    return found == styles_.end() ? nullptr : &found->second;
}

template <typename Test>
const DocxStyle* DocxStyles::first_in_chain(std::string_view style, Test test) const {
    constexpr int longest = 32;  // a circle ends here too
    const auto* found = find(style);
    for (int i = 0; found != nullptr && i < longest; ++i) {
        if (test(*found)) {
            return found;
        }
        found = find(found->based_on);
    }
    return nullptr;
}

bool DocxStyles::hidden(std::string_view style) const {
    const auto* found =
        first_in_chain(style, [](const DocxStyle& each) { return each.look.hidden.has_value(); });
    return found != nullptr && *found->look.hidden;
}

std::string_view DocxStyles::font(std::string_view style) const {
    const auto* found =
        first_in_chain(style, [](const DocxStyle& each) { return !each.look.font.empty(); });
    return found == nullptr ? std::string_view() : std::string_view(found->look.font);
}

DocxStyles::StyleList DocxStyles::list(std::string_view style) const {
    const auto* listed = first_in_chain(
        style, [](const DocxStyle& each) { return each.numbering.list.has_value(); });
    if (listed == nullptr) {
        return {};
    }
    const auto* levelled = first_in_chain(
        style, [](const DocxStyle& each) { return each.numbering.level.has_value(); });
    return {
        {listed->numbering.list, levelled == nullptr ? std::nullopt : levelled->numbering.level},
        listed->id};
}

}  // namespace tiendo::reader
