#pragma once

#include "tiendo/model/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// Length of the white space that `text` begins with, 0 if it begins with something else. Zero
/// width spaces and the byte order mark count as white space: they are seen by nobody.
std::size_t blank_length(std::string_view text) noexcept;
/// The same at the end of `text`.
std::size_t blank_length_at_end(std::string_view text) noexcept;
/// `span` of `text` without white space at either end.
Span trimmed(std::string_view text, Span span) noexcept;

/// The source in composed form, and the way back to its bytes. All work is done on `clean`.
class SourceText {
public:
    /// @pre `source` is UTF-8 and shorter than 4 GiB
    explicit SourceText(std::string_view source);

    [[nodiscard]] std::string_view clean() const noexcept { return clean_; }
    [[nodiscard]] std::string_view slice(Span span) const noexcept {
        return std::string_view(clean_).substr(span.begin, span.size());
    }
    /// The bytes of the source from which `span` of the clean text came.
    [[nodiscard]] Span in_source(Span span) const noexcept;
    [[nodiscard]] std::size_t in_source(std::size_t begin) const noexcept;
    /// Where a byte of the source, or its end, came to stand in the clean text.
    [[nodiscard]] std::size_t in_clean(std::size_t at) const noexcept;
    [[nodiscard]] Span in_clean(Span span) const noexcept {
        return {in_clean(span.begin), in_clean(span.end)};
    }

private:
    std::string clean_;
    std::size_t shift_ = 0;           ///< length of the byte order mark
    std::vector<std::uint32_t> map_;  ///< empty where the source was composed already
};

}  // namespace tiendo::reader
