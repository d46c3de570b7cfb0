#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tiendo::reader {

/// Whether a text holds any character that `Mender` could change. One pass; text that was typed
/// with care costs less than its normalisation.
bool needs_mending(std::string_view text) noexcept;

/// What stands in a text for something else: letters of other alphabets inside Vietnamese words,
/// full-width forms, ligatures, bullets of symbol fonts, characters that nobody sees.
///
/// Asked for each character in order; looks ahead in the text to see the word it stands in.
class Mender {
public:
    /// @param text UTF-8, borrowed
    explicit Mender(std::string_view text) noexcept : text_(text) {}

    struct Mended {
        std::string_view text;      ///< what to read instead
        bool changed = false;       ///< else `text` is empty and the character stays
        bool other_script = false;  ///< a letter of another script was taken for a Latin one
    };
    /// @param at where `character` stands, behind the place of the call before
    Mended mend(char32_t character, std::size_t at) noexcept;

private:
    void enter_word(std::size_t at) noexcept;

    std::string_view text_;
    std::size_t word_end_ = 0;   ///< of the word that was entered last
    bool latin_ = false;         ///< has Latin letters, and no other letter that has no twin there
    bool icelandic_ = false;     ///< has letters beside which eth is eth
    bool line_began_ = false;    ///< something that is seen stood on this line already
    bool after_letter_ = false;  ///< the last character that is seen was a letter or a digit
};

}  // namespace tiendo::reader
