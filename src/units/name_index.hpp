#pragma once

#include "days.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tiendo::units {

/// In which way a name stands for a unit.
enum class NameForm : std::uint8_t {
    written,  ///< as the list has it
    area,     ///< "phường 7" for its people's committee
    place,    ///< "hòa hưng", without its level
};

struct NameEntry {
    std::size_t unit;  ///< in the order of the list
    Days days;         ///< on which it bears the name
    NameForm form;
    std::string key;  ///< a reading of the name, with marks
};

/// All names of a list, to be found by their key without marks, or by one with slips of typing.
class NameIndex {
public:
    void add(NameEntry entry);

    /// Entries by the numbers in which they were added.
    [[nodiscard]] const std::vector<std::uint32_t>& find(const std::string& search_key) const;
    [[nodiscard]] const NameEntry& entry(std::uint32_t number) const { return entries_[number]; }

    struct Near {
        std::uint32_t entry;
        unsigned slips;
    };
    /// Names of as many words that differ by one or two letters left out, added, exchanged or
    /// swapped with their neighbour; never in a number or in a word of two letters, twice in a word
    /// only where it has six or more. Names of places without their level are passed over.
    /// @param words  of a search key
    [[nodiscard]] std::vector<Near> near(const std::vector<std::string>& words) const;

private:
    struct Key {
        std::vector<std::uint32_t> words;
        std::vector<std::uint32_t> entries;
    };
    /// Where a word stands in a key, and of how many words that is.
    struct Place {
        std::uint8_t at;
        std::uint8_t of;
        bool operator==(const Place&) const = default;
    };
    /// Keys that have a word in one place, but for names of places without their level.
    struct Holders {
        Place place;
        std::vector<std::uint32_t> keys;
    };
    struct Word {
        std::string text;
        std::uint32_t letters;  // one bit for each letter in it
        std::vector<Holders> holders;

        [[nodiscard]] const std::vector<std::uint32_t>& keys_with_it(Place place) const;
    };
    /// Slips from one word of the text to each word of the index; `none` where they are too many.
    struct Slips {
        std::vector<std::uint8_t> to;
        std::vector<std::uint32_t> words;  // where they are not
    };
    static constexpr std::uint8_t none = 255;

    std::uint32_t number_of(const std::string& word);
    void hold(std::uint32_t key);
    [[nodiscard]] Slips slips_from(const std::string& word) const;

    std::vector<NameEntry> entries_;
    std::vector<Key> keys_;
    std::unordered_map<std::string, std::uint32_t> by_key_;
    std::vector<Word> words_;
    std::vector<std::uint32_t> spelt_;  // words in which slips are looked for
    std::unordered_map<std::string, std::uint32_t> by_word_;
};

}  // namespace tiendo::units
