#pragma once

#include "recoded_text.hpp"

#include "tiendo/base/result.hpp"
#include "tiendo/model/plan.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tiendo::reader {

/// A page in UTF-8, and the way back to its file.
class HtmlPage {
public:
    /// What the page says of its encoding counts less than its bytes: what is valid UTF-8 is UTF-8.
    /// Then its byte order mark, `charset=` in its head, and what makes Vietnamese of the bytes.
    /// @param bytes of the file, borrowed
    /// @return malformed_input (no encoding fits; binary) or unsupported (a charset that tiendo
    ///         does not know)
    static Result<HtmlPage> open(std::string_view bytes);

    [[nodiscard]] std::string_view html() const noexcept {
        return recoded_ ? std::string_view(recoded_->text) : bytes_;
    }
    [[nodiscard]] std::string_view bytes() const noexcept { return bytes_; }
    /// The bytes of the file behind a stretch of `html()`.
    [[nodiscard]] Span in_file(Span span) const {
        return recoded_ ? recoded_->in_source(span) : span;
    }
    [[nodiscard]] const std::optional<Doubt>& doubt() const noexcept { return doubt_; }

private:
    explicit HtmlPage(std::string_view bytes) : bytes_(bytes) {}

    std::string_view bytes_;
    std::optional<RecodedText> recoded_;  ///< none where the file is UTF-8
    std::optional<Doubt> doubt_;          ///< that the encoding was guessed
};

/// Whether a file is a page: it begins with a doctype or `<html`, comments before it left aside, or
/// it is named .html or .htm and has a tag.
/// @param name file name
bool looks_like_html(std::string_view bytes, std::string_view name);

/// Whether a file is a page with its pictures in one (MHT), as browsers and Word save it.
bool looks_like_web_archive(std::string_view bytes, std::string_view name);

}  // namespace tiendo::reader
