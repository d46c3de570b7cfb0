#include "position.hpp"

#include <tiendo/adapter/abi.h>
#include <tiendo/adapter/http.hpp>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace tiendo::declarative {

using adapter::Cursor;
using adapter::Expected;
using adapter::Failure;

namespace {

// "k|part|part": a cursor of the other side's that is kept. "r|until": between pulls.
// "w|from|until|step…": in the middle of one. The parts are percent-encoded.
constexpr char kept_mark = 'k';
constexpr char rest_mark = 'r';
constexpr char walk_mark = 'w';

Failure not_ours(std::string_view text) {
    std::string shown;
    for (const char c : text.substr(0, 40)) {
        shown += c >= 0x20 && c < 0x7F ? c : '?';
    }
    return Failure::config("the cursor '" + shown + "' is not one of this profile",
                           "remove the connection's cursor to read from the beginning");
}

std::optional<std::string> decoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out += text[at];
            continue;
        }
        const auto high = at + 2 < text.size() ? digits.find(text[at + 1]) : std::string_view::npos;
        const auto low = at + 2 < text.size() ? digits.find(text[at + 2]) : std::string_view::npos;
        if (high == std::string_view::npos || low == std::string_view::npos) {
            return std::nullopt;
        }
        out += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return out;
}

bool all_of(std::string_view text, std::string_view letters) {
    return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
}
bool is_number(std::string_view text) {
    return text.size() <= 18 && all_of(text, "0123456789");
}

/// The parts behind the mark; nothing for a text that was not written here.
std::optional<std::vector<std::string>> parts_of(std::string_view text) {
    constexpr std::string_view written =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%|";
    std::vector<std::string> parts;
    if (text.size() < 2 || text[1] != '|' || text.size() > TIENDO_CURSOR_BYTES_MAX ||
        text.find_first_not_of(written) != std::string_view::npos) {
        return std::nullopt;
    }
    text.remove_prefix(2);
    for (;;) {
        const auto end = text.find('|');
        auto part = decoded(text.substr(0, end));
        if (!part) {
            return std::nullopt;
        }
        parts.push_back(*std::move(part));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

/// "" is no time; false for a text that is none.
bool take_time(const std::string& text, std::optional<Seconds>& to) {
    if (text.empty()) {
        return true;
    }
    std::int64_t seconds = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, seconds);
    constexpr std::int64_t most = 253'402'275'599;  // the year 9999
    if (fault != std::errc() || stop != end || seconds < -most || seconds > most) {
        return false;
    }
    to = Seconds(std::chrono::seconds(seconds));
    return true;
}

/// Whether the parts are such as the other side's cursor can have.
bool good_step(const Paging& paging, const std::vector<std::string>& step) {
    switch (paging.kind) {
        case Paging::Kind::page:
            return step.empty() || (step.size() == 2 && is_number(step[0]) && is_number(step[1]));
        case Paging::Kind::none:
        case Paging::Kind::offset:
            return step.empty() || (step.size() == 1 && is_number(step.front()));
        case Paging::Kind::next:
        case Paging::Kind::link:
            return step.empty() || (step.size() == 1 && step.front().starts_with('/'));
        case Paging::Kind::cursor: break;
    }
    if (step.size() != paging.cursor.size()) {
        return step.empty() && !paging.keep;
    }
    switch (paging.means) {
        case Paging::Means::token: return true;
        case Paging::Means::sequence: return is_number(step.front());
        case Paging::Means::time: return all_of(step.front(), "0123456789-:.+TZ ");
    }
    return false;
}

std::string time_text(const std::optional<Seconds>& time) {
    return time ? std::to_string(time->time_since_epoch().count()) : std::string();
}

}  // namespace

Expected<Position> position_of(const StreamPlan& plan, const Cursor& cursor) {
    if (cursor.text.empty()) {
        return Position{};
    }
    auto parts = parts_of(cursor.text);
    if (!parts) {
        return not_ours(cursor.text);
    }
    const char mark = cursor.text.front();
    Position position;
    if (mark == kept_mark && plan.paging.keep) {
        position.step = *std::move(parts);
    } else if (mark == rest_mark && plan.since && parts->size() == 1) {
        if (parts->front().empty() || !take_time(parts->front(), position.until)) {
            return not_ours(cursor.text);
        }
    } else if (mark == walk_mark && !plan.paging.keep && parts->size() >= 2) {
        position.between_pulls = false;
        if (!take_time((*parts)[0], position.from) || !take_time((*parts)[1], position.until)) {
            return not_ours(cursor.text);
        }
        position.step.assign(parts->begin() + 2, parts->end());
    } else {
        return not_ours(cursor.text);
    }
    // Only a window that follows another one begins without a step.
    const bool begins = mark == walk_mark && position.step.empty();
    if ((begins && !plan.since) || (!good_step(plan.paging, position.step) && mark != rest_mark)) {
        return not_ours(cursor.text);
    }
    return position;
}

Expected<Cursor> cursor_of(const StreamPlan& plan, const Position& position) {
    std::string text;
    const auto add = [&](std::string_view part) {
        text += '|';
        text += adapter::encode_query(part);
    };
    const bool something = std::any_of(
        position.step.begin(), position.step.end(), [](const auto& part) { return !part.empty(); });
    if (plan.paging.keep) {
        text = something ? std::string(1, kept_mark) : std::string();
    } else if (position.between_pulls) {
        text = position.until ? std::string(1, rest_mark) : std::string();
        if (position.until) {
            add(time_text(position.until));
        }
    } else {
        text = walk_mark;
        add(time_text(position.from));
        add(time_text(position.until));
    }
    if (something) {
        for (const auto& part : position.step) {
            add(part);
        }
    }
    if (text.size() > TIENDO_CURSOR_BYTES_MAX) {
        return Failure::drift("the other side's cursor has more than 4 KiB",
                              "take another way of paging in the profile");
    }
    return Cursor{std::move(text)};
}

std::string_view cursor_kind_of(const StreamPlan& plan) noexcept {
    if (plan.files) {
        return "sequence";
    }
    if (!plan.paging.keep) {
        return plan.since ? "time" : "none";
    }
    switch (plan.paging.means) {
        case Paging::Means::token: return "token";
        case Paging::Means::time: return "time";
        case Paging::Means::sequence: return "sequence";
    }
    return "token";
}

bool goes_backwards(const Paging& paging,
                    const std::vector<std::string>& now,
                    const std::vector<std::string>& next) {
    if (now.empty() || next.empty() || paging.means == Paging::Means::token) {
        return false;
    }
    if (paging.means == Paging::Means::sequence) {
        const auto number = [](const std::string& text) {
            std::int64_t value = 0;
            std::from_chars(text.data(), text.data() + text.size(), value);
            return value;
        };
        return number(next.front()) < number(now.front());
    }
    return next < now;
}

}  // namespace tiendo::declarative
