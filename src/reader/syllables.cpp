#include "syllables.hpp"

#include "tiendo/base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <vector>

namespace tiendo::reader {

namespace {

constexpr std::array<std::string_view, 29> onsets{
    "",    "b",  "c", "ch", "d",  "đ", "g", "gh", "h",  "k",  "kh", "l", "m",  "n", "ng",
    "ngh", "nh", "p", "ph", "qu", "r", "s", "t",  "th", "tr", "v",  "x", "gi", "q"};

/// The rimes of Vietnamese without their tone, as schoolbooks list them.
constexpr std::string_view rime_list =
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu "
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu yê yêm yên yêng yêt yêu "
    "o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay "
    "oăc oăm oăn oăng oăt oe oen oeo oet ooc oong "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uc ui um un ung up ut uâ uân uâng uât uây uê uêch uênh uên uô uôc uôi uôm uôn uông "
    "uôp uôt uơ uy uya uych uyn uynh uyp uyt uyu uyên uyêt "
    "ư ưa ưc ưi ưm ưn ưng ưt ưu ươ ươc ươi ươm ươn ương ươp ươt ươu y yt ych ynh yn";

const std::unordered_set<std::string_view>& rimes() {
    static const auto all = [] {
        std::unordered_set<std::string_view> set;
        for (std::size_t begin = 0; begin < rime_list.size();) {
            const auto end = std::min(rime_list.find(' ', begin), rime_list.size());
            set.insert(rime_list.substr(begin, end - begin));
            begin = end + 1;
        }
        return set;
    }();
    return all;
}

struct Syllable {
    std::string letters;  // lower case, composed, without the tone
    char tone = ' ';      // ' ', '`', '?', '~', '\'' or '.'
    int tones = 0;
};

char tone_of(UChar mark) noexcept {
    switch (mark) {
        case 0x0300: return '`';
        case 0x0301: return '\'';
        case 0x0303: return '~';
        case 0x0309: return '?';
        case 0x0323: return '.';
        default: return ' ';
    }
}

Syllable take_apart(std::string_view word) {
    UErrorCode status = U_ZERO_ERROR;
    const auto& decomposer = *icu::Normalizer2::getNFDInstance(status);
    const auto apart = decomposer.normalize(icu::UnicodeString::fromUTF8(to_lower(word)), status);
    Syllable syllable;
    icu::UnicodeString letters;
    for (int32_t i = 0; i < apart.length(); ++i) {
        if (const char tone = tone_of(apart[i]); tone != ' ') {
            syllable.tone = tone;
            ++syllable.tones;
        } else {
            letters.append(apart[i]);
        }
    }
    std::string composed;
    letters.toUTF8String(composed);
    syllable.letters = to_nfc(composed);
    return syllable;
}

bool is_stopped(std::string_view rime) noexcept {
    return rime.ends_with('c') || rime.ends_with('p') || rime.ends_with('t') ||
           rime.ends_with("ch");
}

}  // namespace

bool is_vietnamese_syllable(std::string_view word) {
    constexpr std::size_t longest = 24;  // bytes of "nghiêng" with its marks apart, and some
    if (word.empty() || word.size() > longest) {
        return false;
    }
    const auto syllable = take_apart(word);
    if (syllable.tones > 1) {
        return false;
    }
    return std::ranges::any_of(onsets, [&](std::string_view onset) {
        if (!syllable.letters.starts_with(onset)) {
            return false;
        }
        const auto rime = std::string_view(syllable.letters).substr(onset.size());
        // Syllables closed by a stop have two tones only.
        const bool tone_fits = !is_stopped(rime) || syllable.tone == '\'' || syllable.tone == '.';
        return tone_fits && rimes().contains(rime);
    });
}

}  // namespace tiendo::reader
