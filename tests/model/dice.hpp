#pragma once

#include "tiendo/model/json.hpp"

#include <array>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace tiendo::test {

/// Makes values of the model by a seed: awkward texts, absent and present optionals, ends of
/// ranges.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}

    template <typename T>
    T any() {
        T value{};
        roll(value);
        return value;
    }

    void roll(bool& to) { to = below(2) == 1; }
    void roll(std::integral auto& to) {
        using T = std::remove_reference_t<decltype(to)>;
        const std::array<T, 4> ends = {
            T{0}, T{1}, std::numeric_limits<T>::max(), std::numeric_limits<T>::min()};
        to = below(2) == 0 ? ends.at(below(ends.size())) : static_cast<T>(random_());
    }
    void roll(std::string& to) {
        static const std::vector<std::string> texts = {
            "",
            "Ủy ban nhân dân Quận 10",
            "ho\u0300a",  // not composed: JSON keeps it so
            "\"ngoặc\" \\ gạch \\\\",
            "dòng 1\ndòng 2\r\n\tthụt",
            "\x01\x1F\x7F",
            "\u00A0 \u2028 \uFEFF",
            "😀 越南",
            "null",
            "</script>",
            std::string(5000, 'x')};
        to = texts.at(below(texts.size()));
    }
    template <typename Kind>
    void roll(Id<Kind>& to) {
        static const std::vector<std::string> ids = {
            "a", "II.1.1.1-3", "ke-hoach-118/2021-half-year/ubnd-phuong-7", "\"nháy\" \\", "ủ ê"};
        to = Id<Kind>::of(ids.at(below(ids.size())));
    }
    void roll(Date& to) {
        to = Date::of(1, 1, 1).plus(std::chrono::days(below(3'652'059)));  // to 9999-12-31
    }
    void roll(Instant& to) {
        to = Instant::start_of(any<Date>())
                 .plus(std::chrono::milliseconds(below(2) == 0 ? below(86'400'000)
                                                               : below(86'400) * 1000));
    }
    void roll(Span& to) {
        to.begin = static_cast<std::size_t>(below(1'000'000));
        to.end = to.begin + static_cast<std::size_t>(below(1000));
    }
    void roll(MonthDay& to) {
        const auto date = any<Date>();
        to = {date.month(), date.day()};
    }
    template <typename T>
    void roll(std::optional<T>& to) {
        if (below(2) == 0) {
            to.reset();
        } else {
            roll(to.emplace());
        }
    }
    template <typename T>
    void roll(std::vector<T>& to) {
        to.resize(below(4));
        for (auto& each : to) {
            roll(each);
        }
    }
    template <typename Key, typename T>
    void roll(std::map<Key, T>& to) {
        for (auto left = below(4); left > 0; --left) {
            to[any<Key>()] = any<T>();
        }
    }
    /// Rolls one of the enum's `count` values from `first` on.
    template <typename E>
    void roll_enum(E& to, unsigned count, unsigned first) {
        to = static_cast<E>(first + below(count));
    }
    void roll(NodeLevel& to) { roll_enum(to, 7, 0); }
    void roll(NodeKind& to) { roll_enum(to, 7, 0); }
    void roll(Role& to) { roll_enum(to, 7, 0); }
    void roll(AssigneeSource& to) { roll_enum(to, 4, 0); }
    void roll(DeadlineType& to) { roll_enum(to, 10, 0); }
    void roll(Period& to) { roll_enum(to, 7, 0); }
    void roll(TimeUnit& to) { roll_enum(to, 7, 0); }
    void roll(Anchor& to) { roll_enum(to, 4, 0); }
    void roll(Comparison& to) { roll_enum(to, 5, 0); }
    void roll(UnitKind& to) { roll_enum(to, 14, 0); }
    void roll(UnitLevel& to) { roll_enum(to, 4, 0); }
    void roll(Hierarchy& to) { roll_enum(to, 3, 0); }
    void roll(Succession& to) { roll_enum(to, 4, 0); }
    void roll(ObligationType& to) { roll_enum(to, 3, 0); }
    void roll(ReportState& to) { roll_enum(to, 6, 0); }
    void roll(RecordType& to) { roll_enum(to, 3, 0); }
    void roll(DossierState& to) { roll_enum(to, 10, 1); }
    void roll(Channel& to) { roll_enum(to, 3, 1); }
    void roll(Direction& to) { roll_enum(to, 2, 0); }
    template <typename T>
    requires std::is_aggregate_v<T>
    void roll(T& to) { roll_fields(*this, to); }

    std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

private:
    std::mt19937_64 random_;
};

}  // namespace tiendo::test
