#include "name_index.hpp"
#include "name_key.hpp"
#include "places.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/units/registry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace tiendo::units {

namespace {

constexpr std::size_t limit_name = 500;
constexpr std::size_t most_candidates = 10;

// How well a text fits, in hundredths. From `sure` on nothing was guessed.
constexpr int sure = 85;
constexpr int as_written = 100;
constexpr int area_alone = 95;
constexpr int place_alone = 70;
constexpr int without_marks = -10;
constexpr int with_other_marks = 60;     // at most
constexpr int in_unconfirmed_area = 66;  // at most
constexpr int in_another_area = 30;      // at most
constexpr int with_one_slip = 50;
constexpr int with_two_slips = 35;

using Words = std::vector<std::string>;

std::string joined(const Words& words, std::size_t first, std::size_t last) {
    std::string out;
    for (auto i = first; i < last; ++i) {
        out += (out.empty() ? "" : " ") + words[i];
    }
    return out;
}

Words unmarked(const Words& words) {
    Words out;
    for (const auto& word : words) {
        out.push_back(search_key(word));
    }
    return out;
}

/// Why a name of `unit` says nothing on `day`.
/// @param last  on which it bore the name
std::string absent(const Unit& unit, Date last, Date day, const Registry& registry) {
    const auto& name = unit.on(day).name;
    if (unit.exists_on(day)) {
        return last < day ? fmt::format("đã đổi tên, ngày này tên gọi là {}", name)
                          : fmt::format("chưa mang tên này, ngày này tên gọi là {}", name);
    }
    if (!unit.valid_to || day <= *unit.valid_to) {
        return fmt::format("{} chưa có vào ngày này", name);
    }
    auto text = fmt::format(
        "{} đã kết thúc, chỉ hoạt động đến hết ngày {}", name, unit.valid_to->vietnamese());
    for (std::size_t i = 0; i < unit.successors.size(); ++i) {
        const bool only = unit.successors.size() == 1;
        text += i > 0 ? ", " : only ? ", đơn vị kế tục là " : ", các đơn vị có thể kế tục là ";
        text += registry.name_of(unit.successors[i], day);
    }
    return text;
}

/// A territory above a unit: "quận 10", and how to show it.
struct Area {
    Words words;
    std::string shown;
};

/// Those of all who stand above the unit on the day, in every tree, and above its territory.
std::vector<Area> areas_above(const Registry& registry, const Unit& unit, Date day) {
    constexpr std::size_t most = 16;
    std::vector<Area> areas;
    std::vector<UnitId> open{unit.id};
    for (std::size_t i = 0; i < open.size() && i < most; ++i) {
        const auto* at = registry.find(open[i]);
        if (at == nullptr) {
            continue;
        }
        const auto& state = at->on(day);
        auto words = words_of(readings_of(state.name).front(), ' ');
        if (!words.empty() && level_at(words, 0) == 0) {
            words.erase(words.begin());  // the body: "ubnd"
        }
        if (i > 0 && level_at(words, 0) > 0) {
            areas.push_back({std::move(words), state.name});
        }
        const auto go = [&](const UnitId& id) {
            if (std::ranges::find(open, id) == open.end()) {
                open.push_back(id);
            }
        };
        for (const auto& [hierarchy, parent] : state.parents) {
            go(parent);
        }
        if (state.territory) {
            go(*state.territory);
        }
    }
    return areas;
}

bool same_place(const Words& text, const Words& area) {
    return unmarked(text) == unmarked(area) && compare_marks(text, area) != Marks::other;
}

/// What stands behind a name ("quận 10 thành phố hồ chí minh"), against what the list says.
struct Context {
    enum class Says : std::uint8_t { nothing, yes, unknown, no } says = Says::nothing;
    std::string area;  ///< that was confirmed, or that contradicts
};

Context judge_segment(const Words& segment, const std::vector<Area>& areas) {
    const auto level = level_at(segment, 0);
    const Words tail(segment.begin() + static_cast<std::ptrdiff_t>(level), segment.end());
    Context context{Context::Says::unknown, {}};
    for (const auto& area : areas) {
        const auto length = static_cast<std::ptrdiff_t>(level_at(area.words, 0));
        const Words place(area.words.begin() + length, area.words.end());
        const bool same_level = level > 0 && level == static_cast<std::size_t>(length) &&
                                unmarked({segment.begin(), segment.begin() + length}) ==
                                    unmarked({area.words.begin(), area.words.begin() + length});
        if ((level == 0 || same_level) && same_place(tail, place)) {
            return {Context::Says::yes, area.shown};
        }
        if (same_level) {
            context = {Context::Says::no, area.shown};
        }
    }
    return context;
}

Context judge_context(const Words& words, const std::vector<Area>& areas) {
    Context context;
    for (std::size_t i = 0; i < words.size();) {
        auto end = i + std::max<std::size_t>(level_at(words, i), 1);
        while (end < words.size() && level_at(words, end) == 0) {
            ++end;
        }
        auto next = judge_segment(Words(words.begin() + static_cast<std::ptrdiff_t>(i),
                                        words.begin() + static_cast<std::ptrdiff_t>(end)),
                                  areas);
        if (next.says > context.says) {
            context = std::move(next);
        }
        i = end;
    }
    return context;
}

struct Scored {
    int points = 0;
    bool there = false;
    std::string reason;
};

/// Weighs all that a text may mean on one day.
class Weighing {
public:
    Weighing(const Registry& registry, const NameIndex& names, Date day)
        : registry_(registry), names_(names), day_(day) {}

    void read(const Words& words) {
        std::map<std::size_t, int> best;
        for (auto length = words.size(); length > 0 && best.empty(); --length) {
            if (length < words.size() && level_at(words, length - 1) > 0) {
                continue;  // a level belongs to what stands behind it
            }
            const Words name(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(length));
            const Words behind(words.begin() + static_cast<std::ptrdiff_t>(length), words.end());
            for (const auto number : names_.find(joined(unmarked(name), 0, length))) {
                const auto& entry = names_.entry(number);
                const auto marks = compare_marks(name, words_of(entry.key, ' '));
                const auto scored = weigh(
                    entry, points_of(entry.form, marks), behind, reason_of(entry.form, marks));
                auto& points = best[entry.unit];
                points = std::max(points, scored.points);
            }
        }
        note_sure(best);
    }

    /// Names like the text, where nothing better was found.
    void read_slips(const Words& words) {
        for (auto length = words.size(); length > 0; --length) {
            const bool level = length == words.size() || level_at(words, length) > 0;
            const Words name(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(length));
            const Words behind(words.begin() + static_cast<std::ptrdiff_t>(length), words.end());
            for (const auto& [number, slips] :
                 level ? names_.near(unmarked(name)) : std::vector<NameIndex::Near>{}) {
                (void)weigh(names_.entry(number),
                            slips == 1 ? with_one_slip : with_two_slips,
                            behind,
                            fmt::format("có thể gõ nhầm {} chữ", slips));
            }
        }
    }

    [[nodiscard]] bool empty() const { return scored_.empty(); }
    [[nodiscard]] NameMatch result(std::string_view text) const;

private:
    static int points_of(NameForm form, Marks marks) {
        const int points = form == NameForm::written ? as_written
                           : form == NameForm::area  ? area_alone
                                                     : place_alone;
        return marks == Marks::same       ? points
               : marks == Marks::left_out ? points + without_marks
                                          : std::min(points, with_other_marks);
    }

    static std::string reason_of(NameForm form, Marks marks) {
        std::string reason = form == NameForm::written ? "trùng tên"
                             : form == NameForm::area
                                 ? "chỉ ghi tên địa bàn, hiểu là Ủy ban nhân dân"
                                 : "chỉ ghi địa danh, không ghi cấp";
        if (marks != Marks::same) {
            reason += marks == Marks::left_out ? " khi bỏ dấu" : ", nhưng dấu khác";
        }
        return reason;
    }

    Scored weigh(const NameEntry& entry, int points, const Words& behind, std::string reason) {
        const auto& unit = registry_.all()[entry.unit];
        const bool there = entry.days.hold(day_);
        const auto context =
            behind.empty()
                ? Context{}
                : judge_context(behind,
                                areas_above(registry_, unit, there ? day_ : entry.days.last));
        switch (context.says) {
            case Context::Says::nothing: break;
            case Context::Says::yes:
                reason += fmt::format("; đúng địa bàn: {}", context.area);
                break;
            case Context::Says::unknown:
                points = std::min(points * in_unconfirmed_area / 100, in_unconfirmed_area);
                reason += "; danh mục không xác nhận phần địa bàn ghi kèm";
                break;
            case Context::Says::no:
                points = std::min(points / 2, in_another_area);
                reason += fmt::format("; nhưng thuộc {}", context.area);
                break;
        }
        if (!there) {
            reason += "; " + absent(unit, entry.days.last, day_, registry_);
        }
        Scored scored{points, there, std::move(reason)};
        auto& known = scored_[entry.unit];
        if (known.reason.empty() ||
            std::pair(scored.there, scored.points) > std::pair(known.there, known.points)) {
            known = scored;
        }
        return scored;
    }

    /// The best of one reading count, the others of it do not.
    void note_sure(const std::map<std::size_t, int>& best) {
        for (const bool there : {true, false}) {
            int most = sure;
            for (const auto& [unit, points] : best) {
                most = scored_[unit].there == there ? std::max(most, points) : most;
            }
            for (const auto& [unit, points] : best) {
                if (scored_[unit].there == there && points == most) {
                    (there ? sure_ : sure_on_other_days_).insert(unit);
                }
            }
        }
    }

    [[nodiscard]] MatchKind kind() const {
        if (!sure_.empty()) {
            return sure_.size() == 1 ? MatchKind::exact : MatchKind::ambiguous;
        }
        if (sure_on_other_days_.size() == 1) {
            return MatchKind::another_day;
        }
        const bool likely = std::ranges::any_of(
            scored_, [](const auto& each) { return each.second.points > in_another_area; });
        return likely ? MatchKind::ambiguous : MatchKind::none;
    }

    const Registry& registry_;
    const NameIndex& names_;
    Date day_;
    std::map<std::size_t, Scored> scored_;
    std::set<std::size_t> sure_;
    std::set<std::size_t> sure_on_other_days_;
};

NameMatch Weighing::result(std::string_view text) const {
    NameMatch match;
    match.kind = kind();
    std::vector<std::pair<std::size_t, const Scored*>> order;
    for (const auto& [unit, scored] : scored_) {
        order.emplace_back(unit, &scored);
    }
    // Those of other days count half.
    const auto points = [](const Scored& scored) {
        return scored.there ? scored.points : scored.points / 2;
    };
    const auto first = [&](std::size_t unit) {
        return sure_.contains(unit) || (sure_.empty() && sure_on_other_days_.contains(unit));
    };
    std::ranges::stable_sort(order, [&](const auto& one, const auto& other) {
        return std::pair(first(one.first), points(*one.second)) >
               std::pair(first(other.first), points(*other.second));
    });
    for (const auto& [unit, scored] : order) {
        if (match.candidates.size() < most_candidates) {
            match.candidates.push_back(
                {registry_.all()[unit].id, points(*scored) / 100.0, scored->reason});
        }
    }
    if (match.kind == MatchKind::none) {
        match.reason = fmt::format("“{}” không có trong danh mục đơn vị", text);
        return match;
    }
    const auto& best = match.candidates.front();
    switch (match.kind) {
        case MatchKind::none: break;
        case MatchKind::exact:
            match.unit = best.unit;
            match.reason =
                fmt::format("“{}”: {} ({})", text, registry_.name_of(best.unit, day_), best.reason);
            break;
        case MatchKind::another_day:
            match.reason = fmt::format(
                "“{}”: ngày {} không có đơn vị này; {}", text, day_.vietnamese(), best.reason);
            break;
        case MatchKind::ambiguous:
            match.reason =
                order.size() == 1
                    ? fmt::format("“{}” có thể là {}, cần xác nhận: {}",
                                  text,
                                  registry_.name_of(best.unit, day_),
                                  best.reason)
                    : fmt::format("“{}” có thể là {} đơn vị, cần chọn một", text, order.size());
            break;
    }
    return match;
}

}  // namespace

NameMatch Registry::match_name(std::string_view text, Date day) const {
    const auto name = trim(text);
    if (name.empty() || name.size() > limit_name || first_invalid_utf8(name)) {
        return {MatchKind::none,
                std::nullopt,
                {},
                name.empty() ? "không ghi tên đơn vị" : "tên đơn vị không đọc được"};
    }
    if (!names_) {
        return {MatchKind::none, std::nullopt, {}, "danh mục đơn vị trống"};
    }
    Weighing weighing(*this, *names_, day);
    const auto readings = readings_of(name);
    for (const auto& reading : readings) {
        weighing.read(words_of(reading, ' '));
    }
    if (weighing.empty()) {
        for (const auto& reading : readings) {
            weighing.read_slips(words_of(reading, ' '));
        }
    }
    return weighing.result(name);
}

}  // namespace tiendo::units
