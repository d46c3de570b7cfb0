// Reads citizens' requests from an Open311 GeoReport v2 endpoint, posts to it, and is such an
// endpoint for others. Protocol and way of reading: README.md.
#include "../support/dates.hpp"
#include "deliver.hpp"
#include "endpoint.hpp"
#include "mapping.hpp"
#include "position.hpp"
#include "posted.hpp"
#include "webhook.hpp"

#include <tiendo/adapter/sdk.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace tiendo::phan_anh {

using adapter::ConfigType;
using adapter::Context;
using adapter::Cursor;
using adapter::Expected;
using adapter::Failure;
using adapter::Findings;
using adapter::Need;
using adapter::Page;
using adapter::RecordType;
using adapter::Stream;

namespace {

constexpr long long day_seconds = 86'400;
constexpr long long longest_span = 30 * day_seconds;  // the standard refuses more than 90 days
constexpr std::size_t full_answer = 1'000;  // the standard's cap: so many may mean that more exist
constexpr std::size_t ids_a_call = 100;
constexpr std::string_view open_ids_key = "open-ids";

/// Asks for requests; 404 means that none of the ids exists.
Expected<std::vector<Request>> ask(Context& context, const std::string& query) {
    auto base = context.config_text("url");
    if (!base) {
        return std::move(base).error();
    }
    while (base->ends_with('/')) {
        base->pop_back();
    }
    auto response = context.http({.url = *base + "/requests.json?" + query});
    if (!response) {
        return std::move(response).error();
    }
    if (response->status() == 404 && query.starts_with("service_request_id=")) {
        return std::vector<Request>{};
    }
    if (response->status() != 200) {
        return failure_of_status(*response, "list of requests");
    }
    return parse_requests(response->body());
}

Expected<std::vector<Request>> ask_span(Context& context, long long from, long long until) {
    return ask(context,
               "start_date=" + adapter::encode_query(adapter_support::utc_of(from)) +
                   "&end_date=" + adapter::encode_query(adapter_support::utc_of(until)));
}

Expected<long long> beginning(Context& context) {
    auto since = context.config_text("since");
    if (!since) {
        return std::move(since).error();
    }
    const auto seconds = adapter_support::unix_seconds_of(*since + "T00:00:00+07:00");
    if (!seconds) {
        return Failure::config(
            "the setting since holds '" + since->substr(0, 20) + "', which is no day",
            "write it as 2020-12-01");
    }
    return *seconds;
}

/// What the open ids of earlier pulls are; nothing where they were lost, and then all must be read
/// again.
Expected<std::optional<OpenIds>> open_ids_of(Context& context) {
    auto text = context.state(open_ids_key);
    if (!text) {
        return std::move(text).error();
    }
    if (!*text) {
        return std::optional<OpenIds>{};
    }
    return std::optional(parse_open_ids(**text));
}

Expected<void> keep(Context& context, const OpenIds& ids) {
    auto text = to_text(ids);
    if (text.size() > TIENDO_STATE_VALUE_BYTES_MAX) {
        context.log(adapter::LogLevel::warn,
                    "too many open requests to remember, the next pull reads all again",
                    {});
        text.clear();
    } else if (text.empty()) {
        text = "\n";  // known to be none; an empty value would mean that nothing is known
    }
    return context.keep_state(open_ids_key, text);
}

/// What notifications named since the last pull began; only the first page of a pull asks.
Expected<OpenIds> told_since(const Position& at, Context& context) {
    return at.phase == Phase::rest ? told_ids(at.until, context) : OpenIds{};
}

Expected<Position> start_of_pull(const Position& at, Context& context) {
    if (at.phase != Phase::rest) {
        return at;
    }
    auto since = beginning(context);
    auto known = since ? open_ids_of(context) : std::move(since).error();
    if (!known) {
        return std::move(known).error();
    }
    const auto days = context.config_number("reread-days");
    const auto window = std::clamp<long long>(days ? *days : 30, 1, 3'650) * day_seconds;
    const auto from = known->has_value() ? std::max(*since, at.until - window) : *since;
    return Position{Phase::spans, from, now_seconds(context), {}};
}

/// Takes over an answer: its records into the page, open and closed into the ids.
void take(const std::vector<Request>& requests, Page& page, OpenIds& open) {
    for (const auto& request : requests) {
        page.add(request.record);
        if (request.id.empty()) {
            continue;
        }
        if (request.closed) {
            open.erase(request.id);
        } else {
            open.insert(request.id);
        }
    }
}

Position after_spans(const Position& at, const OpenIds& open) {
    return open.empty() ? Position{Phase::rest, 0, at.until, {}}
                        : Position{Phase::open_ids, 0, at.until, {}};
}

/// A server that answers with other days than those asked for may leave out as well as add, and
/// going on would lose for good what it left out.
Expected<void> within(const std::vector<Request>& requests, long long from, long long until) {
    for (const auto& request : requests) {
        if (!request.id.empty() && (request.requested < from || request.requested > until)) {
            return Failure::drift(
                "the list of requests from " + adapter_support::utc_of(from) + " to " +
                    adapter_support::utc_of(until) + " holds one of " +
                    adapter_support::utc_of(request.requested),
                "report it to the vendor of the system; nothing was taken from this page");
        }
    }
    return {};
}

/// One span; halved for as long as the answer is full and may therefore be cut.
Expected<Position> read_span(const Position& at, Context& context, Page& page, OpenIds& open) {
    if (at.from > at.until) {
        // The clock went back since the last pull, or `since` lies ahead. The next pull starts at
        // this earlier "now", so it reads some days twice and leaves none out.
        return after_spans(at, open);
    }
    long long end = std::min(at.until, at.from + longest_span - 1);
    while (!context.cancelled()) {
        auto requests = ask_span(context, at.from, end);
        if (!requests) {
            return std::move(requests).error();
        }
        if (requests->size() >= full_answer && end > at.from) {
            end = at.from + (end - at.from) / 2;
            continue;
        }
        if (auto sound = within(*requests, at.from, end); !sound) {
            return std::move(sound).error();
        }
        take(*requests, page, open);
        if (end >= at.until) {
            return after_spans(at, open);
        }
        return Position{Phase::spans, end + 1, at.until, {}};
    }
    return Failure::cancelled();
}

/// The standard leaves out ids that do not exist: they are not asked for again. Where a request of
/// the answer could not be read its id is not known either, and all are kept.
void forget_missing(const std::vector<Request>& requests, OpenIds asked, OpenIds& open) {
    for (const auto& request : requests) {
        if (request.id.empty()) {
            return;
        }
        asked.erase(request.id);
    }
    for (const auto& id : asked) {
        open.erase(id);
    }
}

Expected<Position> read_open_ids(const Position& at, Context& context, Page& page, OpenIds& open) {
    std::string list;
    std::string last = at.last_id;
    OpenIds asked;
    for (auto id = open.upper_bound(at.last_id); id != open.end() && asked.size() < ids_a_call;
         ++id) {
        list += (list.empty() ? "" : ",") + adapter::encode_query(*id);
        last = *id;
        asked.insert(*id);
    }
    if (asked.empty()) {
        return Position{Phase::rest, 0, at.until, {}};
    }
    auto requests = ask(context, "service_request_id=" + list);
    if (!requests) {
        return std::move(requests).error();
    }
    forget_missing(*requests, asked, open);
    take(*requests, page, open);
    return open.upper_bound(last) == open.end() ? Position{Phase::rest, 0, at.until, {}}
                                                : Position{Phase::open_ids, 0, at.until, last};
}

}  // namespace

class PhanAnh {
public:
    static constexpr adapter::Manifest manifest = {
        .name = "phan-anh",
        .version = "0.1.0",
        .vendor = "tiendo",
        .licence = "Apache-2.0",
        .summary =
            "Citizens' feedback (phản ánh, kiến nghị) by Open311 GeoReport v2: reads an endpoint, posts to "
            "it, and is one for others, with webhooks.",
        .status = adapter::Status::trial,
        .streams = {{.name = "requests",
                     .type = RecordType::feedback,
                     .description = "Service requests by day of request, then the open ones.",
                     .flow = adapter::Flow::both,
                     .key = "service_request_id",
                     .cursor = adapter::CursorKind::time,
                     .fields = {{"service", "figures by service"},
                                {"service_name", "is shown"},
                                {"unit", "who answers"},
                                {"closed", "open or closed"},
                                {"requested_at", "first day of the term"},
                                {"updated_at", "in time or late"},
                                {"expected_at", "in time or late"}}}},
        .config =
            {{.key = "url",
              .type = ConfigType::url,
              .description =
                  "Address of the endpoint to read, before /requests.json. Not set: none is "
                  "read, others call us."},
             {.key = "since", .description = "First day to read, 2020-12-01; wanted with url."},
             {.key = "reread-days",
              .type = ConfigType::number,
              .description =
                  "Days before the last pull that are read again, 1 to 3650; 30 if not set.",
              .range = {1, 3'650}},
             {.key = "address",
              .description = "Place of what is posted to the endpoint: the office's own address."},
             {.key = "idempotency",
              .description = "key: the endpoint takes attribute[TIENDO_KEY] once and gives "
                             "/tokens/<key>; none if not set.",
              .choices = {"none", "key"}},
             {.key = "api-key",
              .description = "Key that the endpoint wants with what is posted.",
              .secrecy = adapter::Secrecy::secret},
             {.key = "services",
              .description = "Services that others may ask us for: 001=Vệ sinh môi trường; 002=Cây "
                             "xanh. Not set: those of the kept requests, and any other."},
             {.key = "unit", .description = "Who answers requests that are posted to us."},
             {.key = "jurisdiction",
              .description = "Our jurisdiction_id; another is refused. Not set: any."},
             {.key = "public-url",
              .type = ConfigType::url,
              .description = "Address of ours as others see it, for the discovery. Not set: none."},
             {.key = "contact",
              .description = "For the discovery: whom to ask, and who gives out keys."},
             {.key = "serve-key",
              .description = "Key that others must send with what they post. Not set: none may.",
              .secrecy = adapter::Secrecy::secret},
             {.key = "webhook-secret",
              .description = "Of Standard Webhooks, whsec_ and base64. Not set: no /webhook.",
              .secrecy = adapter::Secrecy::secret},
             {.key = "webhook-tolerance",
              .type = ConfigType::number,
              .description =
                  "Seconds that a message may be older or newer than our clock, 10 to 3600; "
                  "300 if not set.",
              .range = {10, 3'600}}},
        .hosts = {"config:url"},
    };

    Expected<Findings> check(Context& context) {
        Findings findings;
        auto url = setting_or_empty(context, "url");
        if (!url) {
            return std::move(url).error();
        }
        if (url->empty()) {
            findings.warning(adapter::About::other,
                             "no endpoint is read, because the setting url is not set",
                             "set it, unless others call this connection: tiendo serve");
            return findings;
        }
        const auto now = now_seconds(context);
        if (auto since = beginning(context); !since) {
            findings.error(since.error());
        }
        if (auto requests = ask_span(context, now - day_seconds, now); !requests) {
            findings.error(requests.error());
        } else {
            findings.ok(adapter::About::rights, "requests can be read");
        }
        return findings;
    }

    Expected<adapter::Answer> serve(const adapter::ServedRequest& request, Context& context) {
        return request.path() == "/webhook" ? serve_webhook(request, context)
                                            : serve_georeport(request, context);
    }
    Expected<adapter::Outcomes> write(const adapter::Batch& batch, Context& context) {
        return post_requests(batch, context);
    }
    Expected<adapter::Outcomes> probe(const adapter::Batch& batch, Context& context) {
        return probe_requests(batch, context);
    }

    Expected<Page> read(const Stream& /*stream*/, const Cursor& cursor, Context& context) {
        auto url = setting_or_empty(context, "url");
        if (!url) {
            return std::move(url).error();
        }
        if (url->empty()) {  // others call us, and there is nobody to read
            Page none;
            none.end_at(cursor);
            return none;
        }
        auto at = cursor.text.empty() ? from_beginning(context) : position_of(cursor);
        auto told = at ? told_since(*at, context) : Expected<OpenIds>(at.error());
        if (!told) {
            return std::move(told).error();
        }
        at = start_of_pull(*at, context);
        auto known = at ? open_ids_of(context) : std::move(at).error();
        if (!known) {
            return std::move(known).error();
        }
        auto open = known->value_or(OpenIds{});
        open.insert(told->begin(), told->end());
        Page page;
        auto next = at->phase == Phase::spans ? read_span(*at, context, page, open)
                                              : read_open_ids(*at, context, page, open);
        if (!next) {
            return std::move(next).error();
        }
        if (auto kept = keep(context, open); !kept) {
            return std::move(kept).error();
        }
        if (next->phase == Phase::rest) {
            page.end_at({to_text(*next)});
        } else {
            page.continue_at({to_text(*next)});
        }
        return page;
    }

private:
    static Expected<Position> from_beginning(Context& context) {
        auto since = beginning(context);
        return since ? Expected<Position>(Position{Phase::spans, *since, now_seconds(context), {}})
                     : std::move(since).error();
    }

    static Expected<Position> position_of(const Cursor& cursor) {
        auto position = parse_position(cursor.text);
        if (!position) {
            return Failure::config(
                "the cursor '" + cursor.text.substr(0, 40) + "' is not one of this adapter",
                "remove the connection's cursor to read from the beginning");
        }
        return *std::move(position);
    }
};

}  // namespace tiendo::phan_anh

TIENDO_EXPORT_ADAPTER(tiendo::phan_anh::PhanAnh);
