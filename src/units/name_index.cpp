#include "name_index.hpp"

#include "name_key.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace tiendo::units {

namespace {

constexpr std::size_t longest_word = 24;
constexpr std::size_t most_words = 16;
constexpr unsigned most_slips = 2;

unsigned allowed_slips(std::string_view word) {
    const bool number = !word.empty() && word.front() >= '0' && word.front() <= '9';
    if (number || word.size() <= 2 || word.size() > longest_word) {
        return 0;
    }
    return word.size() < 6 ? 1 : most_slips;
}

std::uint32_t letters_of(std::string_view word) {
    std::uint32_t letters = 0;
    for (const char c : word) {
        letters |= std::uint32_t{1} << (static_cast<unsigned char>(c) % 32U);
    }
    return letters;
}

/// Letters left out, added, exchanged, or swapped with their neighbour.
/// @pre both have at most `longest_word` bytes
unsigned distance(std::string_view one, std::string_view other) {
    std::array<std::array<std::uint8_t, longest_word + 1>, longest_word + 1> steps{};
    for (std::size_t i = 0; i <= one.size(); ++i) {
        steps[i][0] = static_cast<std::uint8_t>(i);
    }
    for (std::size_t j = 0; j <= other.size(); ++j) {
        steps[0][j] = static_cast<std::uint8_t>(j);
    }
    for (std::size_t i = 1; i <= one.size(); ++i) {
        for (std::size_t j = 1; j <= other.size(); ++j) {
            const int exchanged = steps[i - 1][j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
            int least = std::min({steps[i - 1][j] + 1, steps[i][j - 1] + 1, exchanged});
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
                least = std::min(least, steps[i - 2][j - 2] + 1);
            }
            steps[i][j] = static_cast<std::uint8_t>(least);
        }
    }
    return steps[one.size()][other.size()];
}

}  // namespace

std::uint32_t NameIndex::number_of(const std::string& word) {
    const auto [at, fresh] = by_word_.emplace(word, static_cast<std::uint32_t>(words_.size()));
    if (fresh) {
        words_.push_back({word, letters_of(word), {}});
        if (allowed_slips(word) > 0) {
            spelt_.push_back(at->second);
        }
    }
    return at->second;
}

void NameIndex::add(NameEntry entry) {
    auto search = search_key(entry.key);
    if (search.empty()) {
        return;
    }
    const auto [at, fresh] = by_key_.emplace(search, static_cast<std::uint32_t>(keys_.size()));
    if (fresh) {
        keys_.emplace_back();
        for (const auto& word : words_of(search, ' ')) {
            keys_.back().words.push_back(number_of(word));
        }
    }
    auto& key = keys_[at->second];
    bool near = false;  // whether an entry that slips may lead to is known already
    for (auto each = key.entries.rbegin(); each != key.entries.rend(); ++each) {
        const auto& known = entries_[*each];
        near = near || known.form != NameForm::place;
        if (known.unit == entry.unit && known.form == entry.form && known.key == entry.key &&
            known.days.first == entry.days.first && known.days.last == entry.days.last) {
            return;
        }
        if (known.unit != entry.unit && near) {
            break;
        }
    }
    if (!near && entry.form != NameForm::place) {
        hold(at->second);
    }
    key.entries.push_back(static_cast<std::uint32_t>(entries_.size()));
    entries_.push_back(std::move(entry));
}

/// Notes a key in its words, so that slips find it.
void NameIndex::hold(std::uint32_t key) {
    const auto& words = keys_[key].words;
    if (words.size() > most_words) {
        return;
    }
    for (std::size_t at = 0; at < words.size(); ++at) {
        const Place place{static_cast<std::uint8_t>(at), static_cast<std::uint8_t>(words.size())};
        auto& all = words_[words[at]].holders;
        auto found = std::ranges::find(all, place, &Holders::place);
        if (found == all.end()) {
            found = all.insert(all.end(), {place, {}});
        }
        found->keys.push_back(key);
    }
}

const std::vector<std::uint32_t>& NameIndex::Word::keys_with_it(Place place) const {
    static const std::vector<std::uint32_t> none;
    const auto found = std::ranges::find(holders, place, &Holders::place);
    return found == holders.end() ? none : found->keys;
}

const std::vector<std::uint32_t>& NameIndex::find(const std::string& search_key) const {
    static const std::vector<std::uint32_t> nobody;
    const auto found = by_key_.find(search_key);
    return found == by_key_.end() ? nobody : keys_[found->second].entries;
}

NameIndex::Slips NameIndex::slips_from(const std::string& word) const {
    Slips slips{std::vector<std::uint8_t>(words_.size(), none), {}};
    const auto keep = [&](std::uint32_t number, unsigned count) {
        slips.to[number] = static_cast<std::uint8_t>(count);
        slips.words.push_back(number);
    };
    if (const auto same = by_word_.find(word); same != by_word_.end()) {
        keep(same->second, 0);
    }
    const auto most = allowed_slips(word);
    if (most == 0) {
        return slips;
    }
    const auto letters = letters_of(word);
    for (const auto number : spelt_) {
        const auto& other = words_[number];
        const auto length = other.text.size();
        // One slip changes the set of letters by at most two.
        if (length + most < word.size() || word.size() + most < length ||
            std::popcount(letters ^ other.letters) > static_cast<int>(2 * most)) {
            continue;
        }
        if (const auto found = distance(word, other.text); found > 0 && found <= most) {
            keep(number, found);
        }
    }
    return slips;
}

std::vector<NameIndex::Near> NameIndex::near(const std::vector<std::string>& words) const {
    std::vector<Near> found;
    if (words.empty() || words.size() > most_words) {
        return found;
    }
    // All words must be like those of the name, so those that hold the rarest one are enough.
    const auto count = static_cast<std::uint8_t>(words.size());
    std::vector<Slips> slips;
    Place rarest{0, count};
    std::size_t fewest = entries_.size() + 1;
    for (const auto& word : words) {
        const Place place{static_cast<std::uint8_t>(slips.size()), count};
        slips.push_back(slips_from(word));
        std::size_t holders = 0;
        for (const auto like : slips.back().words) {
            holders += words_[like].keys_with_it(place).size();
        }
        if (holders < fewest) {
            fewest = holders;
            rarest = place;
        }
    }
    for (const auto like : slips[rarest.at].words) {
        for (const auto number : words_[like].keys_with_it(rarest)) {
            const auto& key = keys_[number];
            unsigned sum = 0;
            for (std::size_t at = 0; at < words.size() && sum <= most_slips; ++at) {
                sum += slips[at].to[key.words[at]];
            }
            for (const auto entry : key.entries) {
                if (sum > 0 && sum <= most_slips && entries_[entry].form != NameForm::place) {
                    found.push_back({entry, sum});
                }
            }
        }
    }
    return found;
}

}  // namespace tiendo::units
