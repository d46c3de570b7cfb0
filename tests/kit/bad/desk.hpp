// A good adapter for the desk of tests/kit/other_side.hpp, to be spoilt: each file beside this one
// derives from it and makes one mistake.
#pragma once

#include <tiendo/adapter/sdk.hpp>

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace desk {

using namespace tiendo::adapter;

struct Row {
    std::int64_t number = 0;
    std::string subject;
};
struct Listing {
    std::vector<Row> rows;
    std::int64_t next = 0;
    bool more = false;
};

constexpr List<Field, 24> good_fields = {{"number", "names the notice"},
                                         {"kind", "is shown"},
                                         {"issuer", "who published"},
                                         {"direction", "came or went"},
                                         {"subject", "is shown"},
                                         {"arrived_on", "in time or late"},
                                         {"sequence", "order of changes"}};
constexpr ConfigKey url_key = {.key = "url",
                               .type = ConfigType::url,
                               .description = "Address of the desk.",
                               .need = Need::required};
constexpr ConfigKey secret_key = {.key = "key",
                                  .description = "Access key.",
                                  .need = Need::required,
                                  .secrecy = Secrecy::secret};
constexpr Manifest good_manifest = {
    .name = NAME,
    .version = "0.1.0",
    .vendor = "tests",
    .licence = "Apache-2.0",
    .summary = "Reads and sends notices of a desk.",
    .stops_within = std::chrono::milliseconds(100),
    .streams = {{.name = "notices",
                 .type = RecordType::document,
                 .description = "Notices in order.",
                 .flow = Flow::both,
                 .key = "number",
                 .cursor = CursorKind::sequence,
                 .fields = good_fields}},
    .config = {url_key, secret_key},
    .hosts = {"config:url"},
};

inline std::optional<std::int64_t> whole(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc() && end == text.data() + text.size() && value >= 0
               ? std::optional(value)
               : std::nullopt;
}
inline std::string_view take_line(std::string_view& text) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return line;
}
inline Failure strange() {
    return Failure::drift("the answer is not one of a desk", "compare the address");
}

class Desk {
public:
    static constexpr Manifest manifest = good_manifest;

    virtual ~Desk() = default;
    Desk() = default;
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    Expected<Findings> check(Context& context) {
        auto listing = list(context, 0);
        return listing ? Findings().ok(About::rights, "notices can be read")
                       : Findings().error(listing.error());
    }

    Expected<Page> read(const Stream& /*stream*/, const Cursor& cursor, Context& context) {
        return page_from(cursor, context);
    }

    Expected<Page> find(const Stream& /*stream*/,
                        const std::vector<RecordKey>& keys,
                        Context& context) {
        Page page;
        for (const auto& key : keys) {
            const auto number = key.id.substr(0, key.id.find('/'));
            auto answer = ask(context, {.url = "/one?number=" + encode_query(number)});
            auto listing = answer ? parse(*answer) : std::move(answer).error();
            if (!listing) {
                return std::move(listing).error();
            }
            page.add(listing->rows.empty() ? line_of_deleted(RecordType::document, key.id, key.day)
                                           : line(listing->rows.front(), context));
        }
        page.end_at({});
        return page;
    }

    Expected<Outcomes> write(const Batch& batch, Context& context) {
        Outcomes outcomes;
        for (const auto& item : batch) {
            send(item, context, outcomes);
        }
        return outcomes;
    }

    Expected<Outcomes> probe(const Batch& batch, Context& context) {
        Outcomes outcomes;
        for (const auto& item : batch) {
            auto answer = ask(context, {.url = "/sent?key=" + std::string(item.key)});
            if (!answer) {
                return std::move(answer).error();
            }
            std::string_view rest = *answer;
            take_line(rest);
            const auto told = take_line(rest);
            if (told == "none") {
                outcomes.absent(item);
            } else {
                outcomes.accepted(item, told);
            }
        }
        return outcomes;
    }

    /// POST /told takes lines as of a list and keeps their notices; GET /count says how many are
    /// kept. Both want X-Key.
    Expected<Answer> serve(const ServedRequest& request, Context& context) {
        const bool told = request.path() == "/told";
        if (!told && request.path() != "/count") {
            return elsewhere(request);
        }
        if (request.method() != (told ? "POST" : "GET")) {
            return other_method(request, context);
        }
        if (!is_known(request, context)) {
            return status(401);
        }
        return told ? take_told(request.body(), context) : count_kept(context);
    }

protected:
    static Answer status(unsigned number) {
        Answer answer;
        answer.status = number;
        return answer;
    }
    virtual Answer elsewhere(const ServedRequest& /*request*/) { return status(404); }
    virtual Expected<Answer> other_method(const ServedRequest& /*request*/, Context& /*context*/) {
        return status(405);
    }
    virtual bool is_known(const ServedRequest& request, Context& context) {
        auto key = context.secret("key");
        return key && request.header("X-Key") == key->view();
    }
    virtual Expected<Answer> take_told(std::string_view body, Context& context) {
        auto listing = Desk::parse(body);
        if (!listing) {
            return status(400);
        }
        Answer answer = status(204);
        answer.stream = "notices";
        for (const auto& row : listing->rows) {
            answer.records.add(told_line(row, context));
        }
        return answer;
    }
    virtual std::string told_line(const Row& row, Context& context) {
        return line_of(Desk::document(row, context));
    }
    virtual Expected<Answer> count_kept(Context& context) {
        auto kept = context.kept({.stream = "notices"});
        if (!kept) {
            return std::move(kept).error();
        }
        Answer answer;
        answer.body = std::to_string(kept->count());
        return answer;
    }

    /// The body of a good answer; `url` is below the desk's address.
    virtual Expected<std::string> ask(Context& context, HttpRequest request) {
        auto base = context.config_text("url");
        auto key = context.secret("key");
        if (!base || !key) {
            return base ? std::move(key).error() : std::move(base).error();
        }
        request.url = *base + request.url;
        request.headers.emplace_back("X-Key", std::string(key->view()));
        auto answer = context.http(request);
        if (!answer) {
            return refused(std::move(answer).error());
        }
        return body_of(*answer);
    }
    virtual Failure refused(Failure failure) { return failure; }
    virtual Expected<std::string> body_of(const HttpResponse& answer) {
        if (answer.status() != 200) {
            return failure_of_status(answer, "list of notices");
        }
        return std::string(answer.body());
    }
    virtual Expected<Listing> parse(std::string_view body) {
        Listing listing;
        if (take_line(body) != "desk 1") {
            return strange();
        }
        while (true) {
            const auto row = take_line(body);
            const auto tab = row.find('\t');
            if (row.empty()) {
                return strange();
            }
            if (tab == std::string_view::npos) {
                const auto space = row.rfind(' ');
                const auto next = whole(row.substr(0, space));
                if (!next || !body.empty() || space == std::string_view::npos) {
                    return strange();
                }
                listing.next = *next;
                listing.more = row.substr(space) == " more";
                return listing;
            }
            const auto number = whole(row.substr(0, tab));
            if (!number) {
                return strange();
            }
            listing.rows.push_back({*number, std::string(row.substr(tab + 1))});
        }
    }
    virtual Document document(const Row& row, Context& /*context*/) {
        return {.id = std::to_string(row.number) + "/TB-UBND",
                .day = "2021-04-05",
                .number = std::to_string(row.number) + "/TB-UBND",
                .kind = "Thông báo",
                .issuer = "UBND Phường 7",
                .subject = row.subject,
                .arrived_on = "2021-04-05",
                .sequence = row.number};
    }
    virtual std::string line(const Row& row, Context& context) {
        return line_of(document(row, context));
    }
    Expected<Listing> list(Context& context, std::int64_t from) {
        auto answer = ask(context, {.url = "/list?count=2&from=" + std::to_string(from)});
        return answer ? parse(*answer) : std::move(answer).error();
    }
    static Expected<std::int64_t> position(const Cursor& cursor) {
        const auto from = cursor.text.empty() ? std::optional<std::int64_t>(0) : whole(cursor.text);
        if (!from) {
            return Failure::config("the cursor is not one of this adapter", "remove the cursor");
        }
        return *from;
    }
    virtual Expected<Page> page_from(const Cursor& cursor, Context& context) {
        auto from = position(cursor);
        auto listing = from ? list(context, *from) : std::move(from).error();
        return listing ? page_of(*listing, context) : std::move(listing).error();
    }
    Expected<Page> page_of(const Listing& listing, Context& context) {
        Page page;
        for (const auto& row : listing.rows) {
            page.add(line(row, context));
        }
        if (listing.more) {
            page.continue_at({std::to_string(listing.next)});
        } else {
            page.end_at({std::to_string(listing.next)});
        }
        return page;
    }
    virtual void send(const BatchItem& item, Context& context, Outcomes& outcomes) {
        auto answer = ask(context,
                          {.method = "POST",
                           .url = "/send",
                           .headers = {{"Idempotency-Key", std::string(item.key)}},
                           .body = std::string(item.record)});
        if (!answer) {
            if (answer.error().error_class == ErrorClass::outcome_unknown) {
                outcomes.unknown(item, answer.error().message);
            } else {
                outcomes.retry(item, answer.error().message);
            }
            return;
        }
        std::string_view rest = *answer;
        if (take_line(rest) != "desk 1") {
            outcomes.unknown(item, strange().message);
            return;
        }
        const auto told = take_line(rest);
        if (told.starts_with("again ")) {
            outcomes.duplicate(item, told.substr(6));
        } else {
            outcomes.accepted(item, told);
        }
    }
};

}  // namespace desk
