#include "rest_reader.hpp"

#include <tiendo/adapter/abi.h>
#include <tiendo/base/time.hpp>

#include <algorithm>
#include <charconv>
#include <functional>
#include <utility>

namespace tiendo::declarative {

using adapter::Context;
using adapter::Cursor;
using adapter::Expected;
using adapter::Failure;
using adapter::Page;

namespace {

constexpr std::string_view ask_the_documents =
    "compare the profile and the address with the documents of the system";

std::string named(const StreamPlan& plan) {
    return "list of " + plan.name;
}

Seconds now_of(const Context& context) {
    return std::chrono::floor<std::chrono::seconds>(context.now());
}

std::int64_t number_of(const std::vector<std::string>& step,
                       std::size_t part,
                       std::int64_t otherwise) {
    std::int64_t value = otherwise;
    if (part < step.size()) {
        std::from_chars(step[part].data(), step[part].data() + step[part].size(), value);
    }
    return value;
}

/// What a cursor of the last item is made of.
void note_last(const Paging& paging, const Look& item, std::vector<std::string>& last) {
    if (!paging.of_last_item) {
        return;
    }
    last.clear();
    for (const Pointer& part : paging.cursor) {
        last.emplace_back(item.value(part).text());
    }
}

bool is_true(const Value& value) {
    return value.text() == "true" || value.text() == "1";
}

/// Path and query of the next page, which must lie where the first one lay.
/// @param own "https://host:port" of the connection
Expected<std::string> target_of(std::string_view url, std::string_view own) {
    if (url.starts_with('/') && !url.starts_with("//")) {
        return std::string(url);
    }
    const bool same_place =
        url.starts_with(own) && url.size() > own.size() && url[own.size()] == '/';
    if (!same_place || url.find_first_of("\r\n ") != std::string_view::npos) {
        return Failure::drift(
            "the other side names a next page on another host",
            "report it to its operator; the key of the connection goes nowhere else");
    }
    return std::string(url.substr(own.size()));
}

Expected<std::string> origin_of(const Profile& profile, const Context& context) {
    auto base = context.config_text(profile.url_setting);
    if (!base) {
        return std::move(base).error();
    }
    const auto scheme = base->find("://");
    return base->substr(0, base->find('/', scheme == std::string::npos ? 0 : scheme + 3));
}

/// The address with rel="next" of a header Link (RFC 8288); empty where there is none.
std::string_view next_link(std::string_view header) {
    while (!header.empty()) {
        const auto open = header.find('<');
        const auto close = header.find('>', open);
        if (open == std::string_view::npos || close == std::string_view::npos) {
            return {};
        }
        const auto end = std::min(header.find(',', close), header.size());
        const auto parameters = header.substr(close + 1, end - close - 1);
        if (parameters.find("rel=\"next\"") != std::string_view::npos ||
            parameters.find("rel=next") != std::string_view::npos) {
            return header.substr(open + 1, close - open - 1);
        }
        header.remove_prefix(end);
    }
    return {};
}

}  // namespace

Expected<Position> RestReader::started(const StreamPlan& plan,
                                       Position at,
                                       const Context& context) const {
    if (!at.between_pulls || plan.paging.keep) {
        return at;
    }
    Position begun{.between_pulls = false, .from = {}, .until = {}, .step = {}};
    if (!plan.since) {
        return begun;
    }
    const Since& since = *plan.since;
    if (at.until) {
        begun.from = *at.until - since.overlap;
    } else if (!since.start_setting.empty()) {
        auto day = setting_value(*profile_, context, since.start_setting);
        if (!day) {
            return std::move(day).error();
        }
        const auto parsed = Date::parse(*day);
        if (!parsed && (!day->empty() || since.span.count() > 0)) {
            return Failure::config("the setting '" + since.start_setting + "' holds no day",
                                   "write it as 2020-12-01");
        }
        if (parsed) {
            begun.from =
                std::chrono::floor<std::chrono::seconds>(Instant::start_of(*parsed).time());
        }
    }
    begun.until = now_of(context);
    if (begun.from) {
        begun.from = std::min(*begun.from, *begun.until);
        if (since.span.count() > 0) {
            begun.until = std::min(*begun.until, *begun.from + since.span);
        }
    }
    return begun;
}

Expected<PlaceValues> RestReader::places_of(const StreamPlan& plan,
                                            const Position& at,
                                            const Context& context) const {
    const Paging& paging = plan.paging;
    PlaceValues places;
    auto size = std::to_string(paging.size);
    if (!paging.size_setting.empty()) {
        auto stated = setting_value(*profile_, context, paging.size_setting);
        if (!stated) {
            return std::move(stated).error();
        }
        size = stated->empty() ? size : *std::move(stated);
    }
    places.emplace_back("size", std::move(size));
    if (paging.kind == Paging::Kind::page) {
        places.emplace_back("page", std::to_string(number_of(at.step, 0, paging.first)));
    } else if (paging.kind == Paging::Kind::offset) {
        places.emplace_back("offset", std::to_string(number_of(at.step, 0, 0)));
    } else if (paging.kind == Paging::Kind::cursor) {
        for (std::size_t i = 0; i < at.step.size(); ++i) {
            places.emplace_back("cursor." + std::to_string(i + 1), at.step[i]);
        }
    }
    if (plan.since) {
        places.emplace_back("from", at.from ? plan.since->form.write(*at.from) : "");
        places.emplace_back("until", at.until ? plan.since->form.write(*at.until) : "");
    }
    return places;
}

Expected<RestReader::Got> RestReader::fetch(const StreamPlan& plan,
                                            const Position& at,
                                            Context& context,
                                            Page& page) {
    auto places = places_of(plan, at, context);
    if (!places) {
        return std::move(places).error();
    }
    const bool by_target =
        plan.paging.kind == Paging::Kind::next || plan.paging.kind == Paging::Kind::link;
    const auto target =
        by_target && !at.step.empty() ? std::string_view(at.step.front()) : std::string_view();
    auto link = client_.ask(plan.call, *places, target, named(plan), context, json_);
    if (!link) {
        return std::move(link).error();
    }
    Got got{.items = 0, .link = *std::move(link), .last = {}};
    PageMaker maker(plan, mapped_, page, tally_);
    // A list that comes in one piece is given in pages that a host takes.
    const auto skip = plan.paging.kind == Paging::Kind::none
                          ? static_cast<std::size_t>(number_of(at.step, 0, 0))
                          : std::size_t{0};
    std::size_t number = 0;
    auto counted = json_.for_each(plan.items, [&](const Look& item) {
        if (number >= skip && number - skip < TIENDO_PAGE_RECORDS_MAX) {
            if (tally_ != nullptr || number == skip) {
                maker.saw(json_.names());
            }
            maker.add(item, "");
        }
        ++number;
        note_last(plan.paging, item, got.last);
    });
    if (!counted) {
        return std::move(counted).error().at(named(plan));
    }
    got.items = *counted;
    if (got.items > TIENDO_PAGE_RECORDS_MAX && plan.paging.kind != Paging::Kind::none) {
        return Failure::drift("the " + named(plan) + " holds more than 10,000 items",
                              "ask for fewer: size in [stream.paging] of the profile");
    }
    if (auto ended = maker.end(); !ended) {
        return std::move(ended).error().at(named(plan));
    }
    return got;
}

/// The number of all items, where the profile says that the answer tells it.
Expected<std::optional<std::int64_t>> RestReader::total_of(const StreamPlan& plan) const {
    if (!plan.paging.total) {
        return std::optional<std::int64_t>{};
    }
    const auto value = json_.value(*plan.paging.total);
    const auto text = value.text();
    std::int64_t total = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), total);
    if (fault != std::errc() || end != text.data() + text.size()) {
        return Failure::drift(
            "the " + named(plan) + " has no number at '" + plan.paging.total->text + "'",
            std::string(ask_the_documents));
    }
    return std::optional(total);
}

/// Pages and offsets. What came is counted, since the other side may give fewer than it was asked
/// for.
Expected<RestReader::Step> RestReader::counted_step(const StreamPlan& plan,
                                                    const Position& at,
                                                    std::size_t items) const {
    auto total = total_of(plan);
    if (!total) {
        return std::move(total).error();
    }
    const bool by_page = plan.paging.kind == Paging::Kind::page;
    const auto read = number_of(at.step, by_page ? 1 : 0, 0) + static_cast<std::int64_t>(items);
    Step step{.parts = {std::to_string(read)}, .more = items > 0 && (!*total || read < **total)};
    if (by_page) {
        step.parts.insert(step.parts.begin(),
                          std::to_string(number_of(at.step, 0, plan.paging.first) + 1));
    }
    return step;
}

Expected<RestReader::Step> RestReader::cursor_step(const StreamPlan& plan,
                                                   const Position& at,
                                                   const Got& got) const {
    const Paging& paging = plan.paging;
    Step step{.parts = got.last, .more = !paging.of_last_item || got.items > 0};
    for (std::size_t i = 0; i < paging.cursor.size() && !paging.of_last_item; ++i) {
        const auto value = json_.value(paging.cursor[i]);
        if (value.kind == Value::Kind::absent && paging.keep) {
            return Failure::drift(
                "the " + named(plan) + " has no member '" + paging.cursor[i].text + "'",
                std::string(ask_the_documents));
        }
        step.parts.emplace_back(value.text());
    }
    if (std::all_of(
            step.parts.begin(), step.parts.end(), [](const auto& part) { return part.empty(); })) {
        step = {.parts = at.step, .more = false};  // an empty page: where it was
    }
    return step;
}

/// The address of the next page, from the answer or its header.
Expected<RestReader::Step> RestReader::address_step(const StreamPlan& plan,
                                                    const Got& got,
                                                    const Context& context) const {
    const bool by_link = plan.paging.kind == Paging::Kind::link;
    const auto found = by_link ? Value{} : json_.value(*plan.paging.next);
    const auto url = by_link ? next_link(got.link) : found.text();
    if (url.empty()) {
        return Step{};
    }
    auto origin = origin_of(*profile_, context);
    auto target = origin ? target_of(url, *origin) : std::move(origin);
    return target ? Expected<Step>(Step{.parts = {*std::move(target)}, .more = true})
                  : std::move(target).error();
}

Expected<RestReader::Step> RestReader::next_step(const StreamPlan& plan,
                                                 const Position& at,
                                                 const Got& got,
                                                 const Context& context) const {
    switch (plan.paging.kind) {
        case Paging::Kind::none: {
            const auto behind =
                number_of(at.step, 0, 0) + static_cast<std::int64_t>(TIENDO_PAGE_RECORDS_MAX);
            return Step{.parts = {std::to_string(behind)},
                        .more = behind < static_cast<std::int64_t>(got.items)};
        }
        case Paging::Kind::page:
        case Paging::Kind::offset: return counted_step(plan, at, got.items);
        case Paging::Kind::cursor: return cursor_step(plan, at, got);
        case Paging::Kind::next:
        case Paging::Kind::link: return address_step(plan, got, context);
    }
    return Step{};
}

Expected<Position> RestReader::next_of(const StreamPlan& plan,
                                       const Position& at,
                                       const Got& got,
                                       const Context& context,
                                       bool& more) {
    auto step = next_step(plan, at, got, context);
    if (!step) {
        return std::move(step).error();
    }
    more = step->more;
    if (plan.paging.more) {
        const auto stated = json_.value(*plan.paging.more);
        if (!stated.scalar()) {
            return Failure::drift(
                "the " + named(plan) + " has no member '" + plan.paging.more->text + "'",
                std::string(ask_the_documents));
        }
        more = is_true(stated);
    }
    Position next = at;
    next.step = std::move(step->parts);
    if (goes_backwards(plan.paging, at.step, next.step) || (more && next == at)) {
        return Failure::drift(
            "the " + named(plan) + " does not go forward",
            "report it to the vendor of the system; nothing was taken from this page");
    }
    if (more || plan.paging.keep) {
        return next;
    }
    next.step.clear();
    if (plan.since && *at.until < now_of(context) && plan.since->span.count() > 0) {
        more = true;  // the window that follows
        next.from = at.until;
        next.until = std::min(now_of(context), *at.until + plan.since->span);
        return next;
    }
    next.between_pulls = true;
    return next;
}

/// A side that does not know the page that it was asked for gives the first one, for ever.
Expected<void> RestReader::not_again(const Cursor& cursor, const Position& at, const Page& page) {
    const auto digest = std::hash<std::string>()(page.lines());
    const bool again = page.record_count() > 0 && page.more() && cursor.text != last_cursor_ &&
                       !at.step.empty() && digest == last_digest_;
    last_cursor_ = cursor.text;
    last_digest_ = digest;
    if (again) {
        return Failure::drift("the other side gives the same page again",
                              "correct [stream.paging] of the profile: it may not know the place");
    }
    return {};
}

Expected<Page> RestReader::read(const StreamPlan& plan, const Cursor& cursor, Context& context) {
    auto position = position_of(plan, cursor);
    auto at = position ? started(plan, *std::move(position), context) : std::move(position);
    if (!at) {
        return std::move(at).error();
    }
    Page page;
    auto got = fetch(plan, *at, context, page);
    if (!got) {
        return std::move(got).error();
    }
    bool more = false;
    auto next = next_of(plan, *at, *got, context, more);
    auto text = next ? cursor_of(plan, *next) : Expected<Cursor>(std::move(next).error());
    if (!text) {
        return std::move(text).error();
    }
    if (more) {
        page.continue_at(*std::move(text));
    } else {
        page.end_at(*std::move(text));
    }
    if (auto fresh = not_again(cursor, *at, page); !fresh) {
        return std::move(fresh).error();
    }
    return page;
}

Expected<std::size_t> RestReader::try_first_page(const StreamPlan& plan, Context& context) {
    auto at = started(plan, {}, context);
    Page page;
    auto got = at ? fetch(plan, *at, context, page) : Expected<Got>(std::move(at).error());
    return got ? Expected<std::size_t>(got->items) : std::move(got).error();
}

Expected<void> RestReader::try_login(Context& context) {
    if (profile_->auth.kind != Auth::Kind::login) {
        return {};
    }
    auto token = client_.log_in(context, json_);
    return token ? Expected<void>() : std::move(token).error();
}

}  // namespace tiendo::declarative
