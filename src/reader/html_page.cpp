#include "html_page.hpp"

#include "html_guard.hpp"
#include "legacy_encoding.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tiendo::reader {

namespace {

constexpr std::string_view blanks = " \t\r\n\f";
constexpr std::size_t head_size = 4'096;  // where a page must say its charset

std::string_view without_blanks(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text;
}

bool starts_caseless(std::string_view text, std::string_view start) {
    return find_caseless(text.substr(0, start.size()), start, 0) == 0;
}

/// What `charset=` or `encoding=` in the head says, in lower case; empty if nothing does.
std::string declared_charset(std::string_view bytes) {
    const auto head = bytes.substr(0, head_size);
    for (const std::string_view key : {"charset", "encoding"}) {
        for (auto at = find_caseless(head, key, 0); at != std::string_view::npos;
             at = find_caseless(head, key, at)) {
            at += key.size();
            auto rest = without_blanks(head.substr(at));
            if (!rest.starts_with('=')) {
                continue;
            }
            rest = without_blanks(rest.substr(1));
            rest.remove_prefix(std::min(rest.find_first_not_of("\"'"), rest.size()));
            const auto end = std::min(rest.find_first_of("\"'; \t\r\n/>?"), rest.size());
            std::string name(rest.substr(0, end));
            std::ranges::transform(name, name.begin(), ascii_lower);
            return name;
        }
    }
    return {};
}

enum class Charset : std::uint8_t { utf_8, windows_1252, windows_1258, tcvn3, vni };
struct CharsetName {
    std::string_view name;
    Charset charset;
};
constexpr std::array<CharsetName, 16> charset_names{{{"", Charset::utf_8},
                                                     {"utf-8", Charset::utf_8},
                                                     {"utf8", Charset::utf_8},
                                                     {"unicode", Charset::utf_8},
                                                     {"utf-16", Charset::utf_8},
                                                     {"windows-1252", Charset::windows_1252},
                                                     {"iso-8859-1", Charset::windows_1252},
                                                     {"latin1", Charset::windows_1252},
                                                     {"us-ascii", Charset::windows_1252},
                                                     {"x-user-defined", Charset::windows_1252},
                                                     {"windows-1258", Charset::windows_1258},
                                                     {"cp1258", Charset::windows_1258},
                                                     {"tcvn", Charset::tcvn3},
                                                     {"tcvn-5712", Charset::tcvn3},
                                                     {"x-viet-tcvn5712", Charset::tcvn3},
                                                     {"x-viet-vni", Charset::vni}}};

Result<RecodedText> recode(std::string_view bytes, Charset charset) {
    switch (charset) {
        case Charset::windows_1258: return from_legacy_bytes(bytes, LegacyEncoding::windows_1258);
        case Charset::tcvn3: return from_legacy_bytes(bytes, LegacyEncoding::tcvn3);
        case Charset::vni: return from_legacy_bytes(bytes, LegacyEncoding::vni);
        case Charset::utf_8:
        case Charset::windows_1252: break;
    }
    return from_windows_1252(bytes);
}

/// The page begins here: behind a byte order mark, blanks, comments and an XML declaration.
std::string_view page_start(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    for (bytes = without_blanks(bytes);; bytes = without_blanks(bytes)) {
        const std::string_view end = bytes.starts_with("<!--") ? "-->"
                                     : bytes.starts_with("<?") ? ">"
                                                               : "";
        const auto at = end.empty() ? std::string_view::npos : bytes.find(end);
        if (at == std::string_view::npos) {
            return bytes;
        }
        bytes.remove_prefix(at + end.size());
    }
}

bool has_tag(std::string_view text) {
    return std::ranges::any_of(
        std::array<std::string_view, 6>{"<p", "<div", "<br", "<table", "<body", "<meta"},
        [&](std::string_view tag) {
            return find_caseless(text, tag, 0) != std::string_view::npos;
        });
}

/// The beginning of a file with the zeros of UTF-16 taken out: enough to see tags.
std::string seen_as_ascii(std::string_view bytes) {
    std::string head(bytes.substr(0, head_size * 4));
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
        head.erase(0, 2);
    }
    std::erase(head, '\0');
    return head;
}

}  // namespace

Result<HtmlPage> HtmlPage::open(std::string_view bytes) {
    HtmlPage page(bytes);
    const bool little = bytes.starts_with("\xFF\xFE");
    if (little || bytes.starts_with("\xFE\xFF")) {
        auto recoded = from_utf16(bytes, 2, little ? ByteOrder::little : ByteOrder::big);
        if (!recoded) {
            return recoded.error();
        }
        page.recoded_ = *std::move(recoded);
    }
    if (const auto nul = page.html().find('\0'); nul != std::string_view::npos) {
        return Error{
            ErrorCode::malformed_input,
            fmt::format("byte {} is zero: the page is binary", page.in_file({nul, nul}).begin),
            "save it once more from the browser, or as docx"};
    }
    const auto bad = page.recoded_ ? std::nullopt : first_invalid_utf8(bytes);
    if (!bad) {
        return page;
    }
    const auto declared = declared_charset(bytes);
    const auto* const known = std::ranges::find(charset_names, declared, &CharsetName::name);
    if (known == charset_names.end()) {
        return Error{ErrorCode::unsupported,
                     fmt::format("the page is in the charset '{}'", declared),
                     "open it in a browser and save it in UTF-8, or as docx"};
    }
    auto charset = known->charset;
    if (charset == Charset::utf_8) {
        const auto guess = guess_legacy_encoding(bytes);
        if (!guess) {
            return Error{
                ErrorCode::malformed_input,
                fmt::format("byte {} is not UTF-8, and the page names no other charset", *bad),
                "open it in a browser and save it in UTF-8, or as docx"};
        }
        // TCVN3 and VNI are matters of fonts: the document decodes them.
        const bool by_font = *guess != LegacyEncoding::windows_1258;
        charset = by_font ? Charset::windows_1252 : Charset::windows_1258;
        page.doubt_ = by_font ? std::nullopt : std::optional(encoding_doubt(to_string(*guess), ""));
    }
    auto recoded = recode(bytes, charset);
    if (!recoded) {
        return recoded.error();
    }
    page.recoded_ = *std::move(recoded);
    return page;
}

bool looks_like_html(std::string_view bytes, std::string_view name) {
    const auto head = seen_as_ascii(bytes);
    const auto start = page_start(head);
    if (starts_caseless(start, "<!doctype html") || starts_caseless(start, "<html")) {
        return true;
    }
    const auto lower = to_lower(name);
    return (lower.ends_with(".html") || lower.ends_with(".htm")) && has_tag(head);
}

bool looks_like_web_archive(std::string_view bytes, std::string_view name) {
    const auto head = bytes.substr(0, head_size);
    const auto lower = to_lower(name);
    return (find_caseless(head, "mime-version:", 0) != std::string_view::npos &&
            find_caseless(head, "multipart/related", 0) != std::string_view::npos) ||
           lower.ends_with(".mht") || lower.ends_with(".mhtml");
}

}  // namespace tiendo::reader
