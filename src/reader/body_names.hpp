#pragma once

#include "bodies.hpp"
#include "body_words.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tiendo::reader {

/// A level as it stands behind a name: "quận", "15 phường", "các xã", "Phường 7".
struct StatedLevel {
    std::string slug;
    int rank = 0;
    bool several = false;  ///< counted, or all of them
    std::string chosen;    ///< slug of a word that chooses some of them: "bien-gioi"
    std::optional<int> count;
    std::string name;                 ///< slug of what follows: "7", "binh-an"
    std::vector<std::string> places;  ///< slugs of a list of names: "các xã Bình An, Hòa Lợi"
    std::size_t end = 0;
};

/// Reads the parts of names in one sentence.
class NameReader {
public:
    NameReader(const Tokens& tokens, const BodyContext& context)
        : tokens_(tokens), context_(context), words_(context.words) {}

    [[nodiscard]] bool is(std::size_t i, std::string_view key) const {
        return i < tokens_.size() && tokens_[i].is(key);
    }
    [[nodiscard]] bool capital(std::size_t i) const {
        return i < tokens_.size() && tokens_[i].capital;
    }
    /// "liên quan", "có liên quan" at token `i`: the token behind it, or `i`.
    [[nodiscard]] std::size_t behind_concerned(std::size_t i) const {
        const auto at = i + (is(i, "có") ? 1 : 0);
        return is(at, "liên") && is(at + 1, "quan") ? at + 2 : i;
    }

    /// The levels at token `i`: "quận", "các xã, phường" (one level), "quận và 15 phường".
    [[nodiscard]] std::vector<StatedLevel> levels(std::size_t i) const;
    [[nodiscard]] std::optional<StatedLevel> level(std::size_t i) const;

    /// Where a name that goes on at token `i` ends: "Nội vụ", "Tài nguyên và Môi trường", "Văn hóa
    /// Hòa bình". `i` where none does.
    [[nodiscard]] std::size_t end_of_name(std::size_t i) const;
    /// Where a known field with capitals ends: "Giáo dục và Đào tạo". `i` where there is none.
    [[nodiscard]] std::size_t end_of_field(std::size_t i) const;
    /// Where "khu vực XII", "chi nhánh Khu vực 11" ends; `i` where there is none.
    [[nodiscard]] std::size_t end_of_region(std::size_t i) const;
    /// Where at most four capital words, a place, end.
    [[nodiscard]] std::size_t end_of_place(std::size_t i) const;

    /// The key of the words [begin, end), short forms of fields written out.
    [[nodiscard]] std::string key(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::string slug(std::size_t begin, std::size_t end) const;

    /// Where small words that follow the first words of a name end it: at a level, or behind a
    /// place in capitals, which at most `longest_before_place` of them precede. "thi" of "Ban Chỉ
    /// đạo thi cấp tỉnh"; `i` where no such end is near.
    [[nodiscard]] std::size_t end_of_matter(std::size_t i, std::size_t longest_before_place) const;

    /// Where words end that say which of a collective are meant: "phụ trách chỉ số thành phần",
    /// "trên địa bàn"; `i` where there are none.
    [[nodiscard]] std::size_t end_of_restriction(std::size_t i) const;

private:
    /// The level at `i`, where the one before it in its list stood for several.
    [[nodiscard]] std::optional<StatedLevel> level_in_list(std::size_t i, bool several) const;
    [[nodiscard]] std::size_t end_of_place_in_list(std::size_t i, std::size_t fewest) const;
    void take_places(StatedLevel& stated) const;
    /// A word that the sentence goes on with, and no syllable of a name such as "công trình".
    [[nodiscard]] bool goes_on(std::size_t i) const;
    [[nodiscard]] bool is_pair(std::size_t i) const;
    [[nodiscard]] bool is_particle(std::size_t i) const;
    [[nodiscard]] bool is_joint_in_name(std::size_t i) const;
    [[nodiscard]] std::optional<Match> level_word(std::size_t i) const;
    [[nodiscard]] bool names_place(std::size_t i, std::size_t first) const;
    [[nodiscard]] std::size_t end_of_element(std::size_t i) const;
    [[nodiscard]] std::size_t end_before_verb(std::size_t i) const;
    [[nodiscard]] std::size_t end_of_choice(std::size_t i) const;

    const Tokens& tokens_;
    const BodyContext& context_;
    const BodyWords& words_;
};

}  // namespace tiendo::reader
