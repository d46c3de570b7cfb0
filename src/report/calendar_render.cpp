// A feed → text/calendar, by libical.
#include "tiendo/report/calendar_feed.hpp"

#include <libical/ical.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>

namespace tiendo::report {

namespace {

constexpr const char* zone_name = "Asia/Ho_Chi_Minh";

struct Freeing {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
    void operator()(char* text) const { std::free(text); }  // NOLINT: libical allocates by malloc
};
using Component = std::unique_ptr<icalcomponent, Freeing>;

icaltimetype fields_of(Date day, std::chrono::seconds since_midnight) {
    const std::chrono::hh_mm_ss clock(since_midnight);
    auto time = icaltime_null_time();
    time.year = day.year();
    time.month = static_cast<int>(day.month());
    time.day = static_cast<int>(day.day());
    time.hour = static_cast<int>(clock.hours().count());
    time.minute = static_cast<int>(clock.minutes().count());
    time.second = static_cast<int>(clock.seconds().count());
    return time;
}

/// As a clock in Vietnam shows it, without a zone.
icaltimetype local(Instant at) {
    const auto day = at.date();
    return fields_of(
        day, std::chrono::floor<std::chrono::seconds>(at.time() - Instant::start_of(day).time()));
}

icaltimetype utc(Instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at.time());
    auto time =
        fields_of(Date::from_days(day), std::chrono::floor<std::chrono::seconds>(at.time() - day));
    time.zone = icaltimezone_get_utc_timezone();
    return time;
}

icalproperty* in_zone(icalproperty* property) {
    icalproperty_add_parameter(property, icalparameter_new_tzid(zone_name));
    return property;
}

/// Control characters, which no iCalendar text may hold, are left out; line feeds stay.
std::string printable(const std::string& text) {
    std::string kept;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n' || (byte >= 0x20U && byte != 0x7FU)) {
            kept += c;
        }
    }
    return kept;
}

void add(icalcomponent* component, icalproperty* property) {
    icalcomponent_add_property(component, property);
}

/// Vietnam has kept +07:00 since 13 June 1975, without summer time.
icalcomponent* zone() {
    constexpr int offset = 7 * 3600;
    auto* standard = icalcomponent_new(ICAL_XSTANDARD_COMPONENT);
    add(standard, icalproperty_new_dtstart(fields_of(Date::of(1975, 6, 13), {})));
    add(standard, icalproperty_new_tzoffsetfrom(offset));
    add(standard, icalproperty_new_tzoffsetto(offset));
    add(standard, icalproperty_new_tzname("+07"));
    auto* component = icalcomponent_new(ICAL_VTIMEZONE_COMPONENT);
    add(component, icalproperty_new_tzid(zone_name));
    icalcomponent_add_component(component, standard);
    return component;
}

void add_times_of_event(icalcomponent* component, const FeedEntry& entry) {
    if (!entry.due) {
        return;
    }
    const auto last_day = entry.due->plus(std::chrono::milliseconds(-1)).date();
    add(component, in_zone(icalproperty_new_dtstart(local(Instant::start_of(last_day)))));
    add(component, in_zone(icalproperty_new_dtend(local(*entry.due))));
    add(component, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));  // nobody is busy by it
    add(component,
        icalproperty_new_status(entry.status == FeedStatus::cancelled ? ICAL_STATUS_CANCELLED
                                                                      : ICAL_STATUS_CONFIRMED));
}

void add_times_of_todo(icalcomponent* component, const FeedEntry& entry) {
    if (entry.due) {
        add(component, in_zone(icalproperty_new_due(local(*entry.due))));
    }
    switch (entry.status) {
        case FeedStatus::expected:
            add(component, icalproperty_new_status(ICAL_STATUS_NEEDSACTION));
            break;
        case FeedStatus::filed:
            add(component, icalproperty_new_status(ICAL_STATUS_COMPLETED));
            if (entry.filed_at) {
                add(component, icalproperty_new_completed(utc(*entry.filed_at)));
            }
            break;
        case FeedStatus::cancelled:
            add(component, icalproperty_new_status(ICAL_STATUS_CANCELLED));
            break;
    }
}

icalcomponent* component_of(const FeedEntry& entry, FeedKind kind, Instant at) {
    const bool event = kind == FeedKind::events;
    auto* component = icalcomponent_new(event ? ICAL_VEVENT_COMPONENT : ICAL_VTODO_COMPONENT);
    add(component, icalproperty_new_uid(entry.uid.c_str()));
    add(component, icalproperty_new_dtstamp(utc(at)));
    add(component, icalproperty_new_created(utc(entry.created)));
    add(component, icalproperty_new_lastmodified(utc(entry.changed)));
    add(component, icalproperty_new_sequence(static_cast<int>(entry.sequence)));
    event ? add_times_of_event(component, entry) : add_times_of_todo(component, entry);
    add(component, icalproperty_new_summary(printable(entry.summary).c_str()));
    add(component, icalproperty_new_description(printable(entry.description).c_str()));
    return component;
}

}  // namespace

std::string render_feed(const Feed& feed) {
    const Component calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
    add(calendar.get(), icalproperty_new_version("2.0"));
    add(calendar.get(), icalproperty_new_prodid("-//tiendo//tiendo//VI"));
    add(calendar.get(), icalproperty_new_calscale("GREGORIAN"));
    add(calendar.get(), icalproperty_new_method(ICAL_METHOD_PUBLISH));
    const auto name = printable(feed.name);
    add(calendar.get(), icalproperty_new_name(name.c_str()));
    icalcomponent_add_component(calendar.get(), zone());
    for (const auto& entry : feed.entries) {
        icalcomponent_add_component(calendar.get(), component_of(entry, feed.kind, feed.at));
    }
    const std::unique_ptr<char, Freeing> text(icalcomponent_as_ical_string_r(calendar.get()));
    return text == nullptr ? std::string() : std::string(text.get());
}

}  // namespace tiendo::report
