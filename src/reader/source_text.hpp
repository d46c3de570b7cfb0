#pragma once

#include "tiendo/model/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// Whether nobody sees the character: zero width spaces and joiners, soft hyphens, marks of writing
/// direction, the byte order mark.
bool is_unseen(char32_t character) noexcept;
/// Length of the white space that `text` begins with, 0 if it begins with something else. What
/// nobody sees counts as white space.
std::size_t blank_length(std::string_view text) noexcept;
/// The same at the end of `text`.
std::size_t blank_length_at_end(std::string_view text) noexcept;
/// `span` of `text` without white space at either end.
Span trimmed(std::string_view text, Span span) noexcept;

/// The source in composed form, and the way back to its bytes. All work is done on `clean`, where
/// what only looks like Vietnamese letters, digits and bullets is what it looks like (see
/// `Mender`).
class SourceText {
public:
    /// @pre `source` is UTF-8 and shorter than 4 GiB; it outlives this object, which holds no copy
    ///      of a text that is clean already
    explicit SourceText(std::string_view source);
    /// Composed and no more.
    static SourceText composed(std::string_view source);
    SourceText(const SourceText&) = delete;  // `clean_` may point to `mended_`
    SourceText& operator=(const SourceText&) = delete;
    ~SourceText() = default;

    [[nodiscard]] std::string_view clean() const noexcept { return clean_; }
    [[nodiscard]] std::string_view slice(Span span) const noexcept {
        return clean_.substr(span.begin, span.size());
    }
    /// The bytes of the source from which `span` of the clean text came.
    [[nodiscard]] Span in_source(Span span) const noexcept;
    [[nodiscard]] std::size_t in_source(std::size_t begin) const noexcept;
    /// Where a byte of the source, or its end, came to stand in the clean text.
    [[nodiscard]] std::size_t in_clean(std::size_t at) const noexcept;
    [[nodiscard]] Span in_clean(Span span) const noexcept {
        return {in_clean(span.begin), in_clean(span.end)};
    }
    /// How many letters of other scripts were taken for Latin ones, and where the first stands in
    /// the source.
    [[nodiscard]] std::size_t look_alikes() const noexcept { return look_alikes_; }
    [[nodiscard]] Span first_look_alike() const noexcept { return first_look_alike_; }

private:
    enum class Mending : std::uint8_t { none, all };
    SourceText(std::string_view source, Mending mending);
    void take(std::string_view source, Mending mending);
    void put(std::string_view text, std::size_t begin);

    std::string mended_;              ///< empty where the source was clean already
    std::string_view clean_;          ///< the source, or what was mended of it
    std::size_t shift_ = 0;           ///< length of the byte order mark
    std::vector<std::uint32_t> map_;  ///< empty where the source was clean already
    std::size_t look_alikes_ = 0;
    Span first_look_alike_;
};

}  // namespace tiendo::reader
