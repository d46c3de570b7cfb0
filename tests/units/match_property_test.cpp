// Whatever way of writing is chosen, the unit that is meant stays the same; one wrong letter never
// makes another unit exact. The three writings of each syllable are written by hand.
#include "units/build.hpp"

#include "tiendo/base/text.hpp"

#include <array>
#include <iostream>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace tiendo;
using namespace tiendo::test;
using units::MatchKind;

constexpr unsigned seed = 2025;
constexpr int cases = 10'000;
const auto day = Date::of(2025, 8, 1);

struct Syllable {
    std::string_view one;    // tone on the first vowel
    std::string_view other;  // tone on the second, where that is a way of writing it
    std::string_view bare;
};
constexpr std::array<Syllable, 16> syllables{{{"Hòa", "Hoà", "Hoa"},
                                              {"Khóe", "Khoé", "Khoe"},
                                              {"Thúy", "Thuý", "Thuy"},
                                              {"Lũy", "Luỹ", "Luy"},
                                              {"Tọa", "Toạ", "Toa"},
                                              {"Hưng", "Hưng", "Hung"},
                                              {"Diên", "Diên", "Dien"},
                                              {"Hồng", "Hồng", "Hong"},
                                              {"Đức", "Đức", "Duc"},
                                              {"Vườn", "Vườn", "Vuon"},
                                              {"Lài", "Lài", "Lai"},
                                              {"Phú", "Phú", "Phu"},
                                              {"Mỹ", "Mỹ", "My"},
                                              {"Tân", "Tân", "Tan"},
                                              {"Bình", "Bình", "Binh"},
                                              {"Ngãi", "Ngãi", "Ngai"}}};

/// A list of invented wards, one for each two syllables, and of numbered ones.
struct Ward {
    std::string id;
    std::vector<std::size_t> syllables;  // empty: numbered
    int number = 0;
};

struct Country {
    std::vector<Ward> wards;
    units::Registry registry;
};

const Country& country() {
    static const auto made = [] {
        Country country;
        std::string toml;
        const auto add = [&](Ward ward, const std::string& name) {
            toml += "[[unit]]\nid = \"" + ward.id + "\"\nname = \"Ủy ban nhân dân Phường " + name +
                    "\"\nkind = \"ward\"\n";
            country.wards.push_back(std::move(ward));
        };
        for (std::size_t i = 0; i < syllables.size(); ++i) {
            for (std::size_t j = 0; j < syllables.size(); ++j) {
                add({"w" + std::to_string(i) + "-" + std::to_string(j), {i, j}},
                    std::string(syllables[i].one) + " " + std::string(syllables[j].one));
            }
        }
        for (int number = 1; number <= 30; ++number) {
            add({"n" + std::to_string(number), {}, number}, std::to_string(number));
        }
        country.registry = registry_in(toml);
        return country;
    }();
    return made;
}

class Writer {
public:
    explicit Writer(std::mt19937& random) : random_(random) {}

    std::string write(const Ward& ward) {
        const auto style = below(3);  // tone in one place, in the other, no marks at all
        std::string name;
        for (const auto at : ward.syllables) {
            const auto& each = syllables[at];
            name += " ";
            name += style == 0 ? each.one : style == 1 ? each.other : each.bare;
        }
        if (ward.syllables.empty()) {
            name = (below(2) == 0 ? " 0" : " ") + std::to_string(ward.number);
        }
        constexpr std::array<std::array<std::string_view, 4>, 3> heads{
            {{"Ủy ban nhân dân Phường", "UBND phường", "Phường", "UBND P."},
             {"Uỷ ban nhân dân phường", "UBND  Phường", "phường", "UBND.P"},
             {"Uy ban nhan dan phuong", "UBND phuong", "phuong", "ubnd p"}}};
        auto text = std::string(heads[style][below(4)]) + name;
        switch (below(4)) {
            case 0: text = to_upper(text); break;
            case 1: text = to_lower(text); break;
            case 2: text = "  " + text + " ."; break;
            default: break;
        }
        return text;
    }
    unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }

private:
    std::mt19937& random_;
};

TEST(MatchProperty, every_way_of_writing_a_name_means_the_same_unit) {
    std::cout << "seed " << seed << '\n';
    std::mt19937 random(seed);
    Writer writer(random);
    for (int i = 0; i < cases; ++i) {
        const auto& ward =
            country().wards[writer.below(static_cast<unsigned>(country().wards.size()))];
        const auto text = writer.write(ward);
        const auto match = country().registry.match_name(text, day);
        ASSERT_EQ(match.kind, MatchKind::exact) << text << ": " << match.reason;
        ASSERT_EQ(match.unit->str(), ward.id) << text << ": " << match.reason;
    }
}

TEST(MatchProperty, a_wrong_letter_is_never_exact_for_another_unit) {
    std::cout << "seed " << seed + 1 << '\n';
    std::mt19937 random(seed + 1);
    Writer writer(random);
    int found = 0;
    for (int i = 0; i < cases; ++i) {
        const auto& ward =
            country()
                .wards[writer.below(static_cast<unsigned>(syllables.size() * syllables.size()))];
        std::string name = std::string(syllables[ward.syllables[0]].bare) + " " +
                           std::string(syllables[ward.syllables[1]].bare);
        const auto at = writer.below(static_cast<unsigned>(name.size()));
        name[at] = 'z';  // no name of the list has one
        const auto match = country().registry.match_name("UBND phuong " + name, day);
        ASSERT_NE(match.kind, MatchKind::exact) << name << ": " << match.reason;
        for (const auto& each : match.candidates) {
            ASSERT_LT(each.score, 0.85) << name;
            found += each.unit.str() == ward.id ? 1 : 0;
        }
    }
    EXPECT_GT(found, cases / 2) << "most of these slips lead back to the unit that was meant";
}

}  // namespace
