#include "html_guard.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace tiendo::reader {

namespace {

constexpr std::size_t deepest = 1'000;  // Word and portals stay below 100
constexpr std::uint64_t most_work = 200'000'000;
constexpr std::uint64_t most_copies = 2'000'000;

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& names, std::string_view name) noexcept {
    return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 17> empty_elements{"area",
                                                          "base",
                                                          "basefont",
                                                          "bgsound",
                                                          "br",
                                                          "col",
                                                          "embed",
                                                          "hr",
                                                          "img",
                                                          "input",
                                                          "keygen",
                                                          "link",
                                                          "meta",
                                                          "param",
                                                          "source",
                                                          "track",
                                                          "wbr"};
/// Closed by what follows them: they nest only where another element stands between.
constexpr std::array<std::string_view, 12> closing_themselves{"p",
                                                              "li",
                                                              "td",
                                                              "th",
                                                              "tr",
                                                              "dt",
                                                              "dd",
                                                              "thead",
                                                              "tbody",
                                                              "tfoot",
                                                              "option",
                                                              "optgroup"};
/// Opened again in every paragraph until they are closed.
constexpr std::array<std::string_view, 14> formatting{"a",
                                                      "b",
                                                      "big",
                                                      "code",
                                                      "em",
                                                      "font",
                                                      "i",
                                                      "nobr",
                                                      "s",
                                                      "small",
                                                      "strike",
                                                      "strong",
                                                      "tt",
                                                      "u"};
/// An end tag reaches over no such element.
constexpr std::array<std::string_view, 12> borders{"applet",
                                                   "caption",
                                                   "html",
                                                   "marquee",
                                                   "object",
                                                   "table",
                                                   "template",
                                                   "select",
                                                   "svg",
                                                   "math",
                                                   "button",
                                                   "frameset"};
/// Hold text in which tags are no tags.
constexpr std::array<std::string_view, 9> raw{"script",
                                              "style",
                                              "textarea",
                                              "title",
                                              "xmp",
                                              "iframe",
                                              "noembed",
                                              "noframes",
                                              "plaintext"};

bool is_letter(char c) noexcept {
    return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z';
}

/// A tag as far as the guard needs it.
struct Tag {
    std::string name;       ///< lower case
    std::string_view text;  ///< between "<" and ">"
    bool end = false;
};

class Guard {
public:
    explicit Guard(std::string_view html) : html_(html) {}

    Result<void> check() {
        for (std::size_t at = html_.find('<'); at < html_.size(); at = html_.find('<', at)) {
            at = behind_markup(at);
            work_ += open_.size() + formatting_.size();
            if (open_.size() > deepest || work_ > most_work || copies_ > most_copies) {
                return Error{ErrorCode::malformed_input,
                             "the tags of the page nest too deep or are never closed",
                             "open it in a browser, copy the text into Word and save that as docx"};
            }
        }
        return {};
    }

private:
    std::size_t behind_markup(std::size_t at) {
        const auto rest = html_.substr(at, 4);
        if (rest == "<!--") {
            return comment_end(at);
        }
        const bool end_tag = rest.starts_with("</");
        const auto name_at = at + (end_tag ? 2 : 1);
        if (name_at >= html_.size() || !is_letter(html_[name_at])) {
            const bool comment = end_tag || rest.starts_with("<!") || rest.starts_with("<?");
            return comment ? std::min(html_.find('>', at), html_.size()) : at + 1;
        }
        auto name_end = name_at;
        Tag tag;
        while (name_end < html_.size() && is_name(html_[name_end])) {
            constexpr std::size_t longest_known = 16;
            if (tag.name.size() < longest_known) {
                tag.name += ascii_lower(html_[name_end]);
            }
            ++name_end;
        }
        const auto end = tag_end(name_end);
        tag.text = html_.substr(at, end - at);
        tag.end = end_tag;
        if (!end_tag || at >= raw_end_) {
            take(tag);
        }
        if (!end_tag && at >= raw_end_ && is_one_of(raw, tag.name)) {
            // Inside a drawing these are elements like others: then what they hold may only add.
            const bool drawing = std::ranges::any_of(
                open_, [](const std::string& each) { return each == "svg" || each == "math"; });
            raw_end_ = std::min(find_caseless(html_, "</" + tag.name, end), html_.size());
            return drawing ? end : raw_end_;
        }
        return end;
    }

    /// Behind "-->" or "--!>", which may share the dashes of "<!--".
    [[nodiscard]] std::size_t comment_end(std::size_t at) const noexcept {
        for (at = html_.find("--", at + 2); at != std::string_view::npos;
             at = html_.find("--", at + 1)) {
            const auto rest = html_.substr(at + 2, 2);
            if (rest.starts_with('>') || rest == "!>") {
                return at + (rest.starts_with('>') ? 3 : 4);
            }
        }
        return html_.size();
    }

    static bool is_name(char c) noexcept {
        return c != '>' && c != '/' && c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f';
    }

    /// Behind the ">" that no quotation holds.
    [[nodiscard]] std::size_t tag_end(std::size_t at) const noexcept {
        char quote = '\0';
        char before = ' ';
        for (; at < html_.size(); ++at) {
            const char c = html_[at];
            if (quote != '\0') {
                quote = c == quote ? '\0' : quote;
            } else if (c == '>') {
                return at + 1;
            } else if ((c == '"' || c == '\'') && before == '=') {
                quote = c;
            }
            before = c == ' ' || c == '\t' || c == '\n' || c == '\r' ? before : c;
        }
        return html_.size();
    }

    void take(const Tag& tag) {
        if (is_one_of(raw, tag.name)) {
            return;
        }
        if (is_one_of(formatting, tag.name)) {
            take_formatting(tag);
            return;
        }
        if (!tag.end) {
            copies_ += formatting_.size();
            if (!is_one_of(empty_elements, tag.name) && !is_one_of(closing_themselves, tag.name)) {
                open_.push_back(tag.name);
            }
            return;
        }
        for (auto i = open_.size(); i > 0; --i) {
            if (open_[i - 1] == tag.name) {
                open_.resize(i - 1);
                return;
            }
            if (is_one_of(borders, open_[i - 1])) {
                return;
            }
        }
    }

    void take_formatting(const Tag& tag) {
        if (tag.end) {
            for (auto i = formatting_.size(); i > 0; --i) {
                const auto& open = formatting_[i - 1];
                if (open.starts_with(tag.name) &&
                    (open.size() == tag.name.size() || !is_name(open[tag.name.size()]))) {
                    formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(i - 1));
                    return;
                }
            }
            return;
        }
        // The standard keeps three of one kind.
        constexpr std::ptrdiff_t most_alike = 3;
        auto text = tag.name + std::string(tag.text.substr(1 + tag.name.size()));
        if (std::ranges::count(formatting_, text) < most_alike) {
            formatting_.push_back(std::move(text));
        }
        if (formatting_.size() > deepest) {
            work_ = most_work + 1;
        }
    }

    std::string_view html_;
    std::vector<std::string> open_;
    std::vector<std::string> formatting_;
    std::size_t raw_end_ = 0;  ///< where the text ends in which tags are no tags
    std::uint64_t work_ = 0;
    std::uint64_t copies_ = 0;  ///< of formatting elements, by the rules of the standard
};

}  // namespace

std::size_t find_caseless(std::string_view text, std::string_view needle, std::size_t from) {
    const auto found =
        std::search(text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size())),
                    text.end(),
                    needle.begin(),
                    needle.end(),
                    [](char one, char two) { return ascii_lower(one) == two; });
    return found == text.end() && !needle.empty() ? std::string_view::npos
                                                  : static_cast<std::size_t>(found - text.begin());
}

Result<void> check_nesting(std::string_view html) {
    return Guard(html).check();
}

}  // namespace tiendo::reader
