#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace desk {

/// A piece of HTML. Only the functions below make one, so that text cannot get into a page without
/// being escaped: a plain string is no Markup.
class Markup {
public:
    Markup() = default;
    [[nodiscard]] const std::string& str() const noexcept { return html_; }
    [[nodiscard]] bool empty() const noexcept { return html_.empty(); }
    Markup& operator+=(const Markup& other) {
        html_ += other.html_;
        return *this;
    }
    friend Markup operator+(Markup left, const Markup& right) { return left += right; }

private:
    explicit Markup(std::string html) : html_(std::move(html)) {}
    friend Markup text(std::string_view);
    friend Markup preformatted(std::string_view);
    friend Markup element(std::string_view,
                          std::initializer_list<std::pair<std::string_view, std::string_view>>,
                          const Markup&);
    friend Markup void_element(
        std::string_view,
        std::initializer_list<std::pair<std::string_view, std::string_view>>);
    friend Markup document(const Markup&);

    std::string html_;
};

/// Names are ours; values are escaped like any text.
using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// Any text from anywhere: escaped, bad UTF-8 replaced, and characters that turn the direction of
/// writing shown by their number ("[U+202E]") in place of doing so. Line ends become blanks.
Markup text(std::string_view text);
/// The same for a textarea: line ends are kept.
Markup preformatted(std::string_view text);
/// One paragraph for each line that is not blank.
Markup paragraphs(std::string_view text);

Markup element(std::string_view name, Attributes attributes, const Markup& content);
Markup element(std::string_view name, Attributes attributes, std::string_view content);
Markup element(std::string_view name, const Markup& content);
Markup element(std::string_view name, std::string_view content);
/// One without content and end: input, link, meta.
Markup void_element(std::string_view name, Attributes attributes);
/// A whole page. @param html the root element
Markup document(const Markup& html);

/// "/don-vi?ma=ubnd-phuong-7": a path of ours with encoded values.
std::string address(std::string_view path, Attributes query);
Markup link(std::string_view address, std::string_view words);

}  // namespace desk
