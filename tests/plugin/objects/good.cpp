// A good adapter over the SDK, whose settings say what it does, so that its tests can watch the
// context from both sides.
#include "tiendo/adapter/sdk.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace {

using namespace tiendo::adapter;

class Good {
public:
    static constexpr Manifest manifest = {
        .name = "good",
        .version = "1.2.3",
        .vendor = "test",
        .licence = "Apache-2.0",
        .summary = "Does as its settings say.",
        .status = Status::stable,
        .streams = {{.name = "documents",
                     .type = RecordType::document,
                     .description = "Documents.",
                     .key = "id",
                     .fields = {{"number", "test"}}},
                    {.name = "dossiers",
                     .type = RecordType::dossier,
                     .description = "Dossiers.",
                     .key = "id",
                     .fields = {{"unit", "test"}}}},
        .config = {{.key = "do", .description = "What to do.", .need = Need::required},
                   {.key = "url", .type = ConfigType::url, .description = "Where to ask."},
                   {.key = "size", .type = ConfigType::number, .description = "Records a page."},
                   {.key = "strict", .type = ConfigType::boolean, .description = "A switch."},
                   {.key = "password", .description = "The password.", .secrecy = Secrecy::secret}},
        .hosts = {"config:url"},
    };

    Expected<Answer> serve(const ServedRequest& request, Context& context) {
        auto kept = context.kept({.stream = "documents", .id = request.path()});
        if (!kept) {
            return std::move(kept).error();
        }
        Answer answer{.status = request.method() == "BAD" ? 99U : 201U,
                      .headers = {{"X-Peer", std::string(request.peer())}},
                      .body = std::string(kept->lines()),
                      .stream = request.method() == "WRONG" ? "songs" : "documents"};
        answer.records.add("{}");
        context.count("served");
        context.count("Not a name");
        return answer;
    }

    Expected<Findings> check(Context& context) {
        auto password = context.secret("password");
        if (!password) {
            return Findings().error(password.error());
        }
        return Findings().ok(About::login, "the password is " + std::string(password->view()));
    }

    Expected<Page> read(const Stream& stream, const Cursor& cursor, Context& context) {
        auto what = context.config_text("do");
        if (!what) {
            return std::move(what).error();
        }
        if (*what == "ask") {
            return ask(context);
        }
        if (*what == "wait") {
            context.log(LogLevel::info, "waiting", {});
            while (!context.cancelled()) {
            }
            return Failure::cancelled();
        }
        if (*what == "throw") {
            throw std::runtime_error("no such column");
        }
        return page_of(*what, stream, cursor, context);
    }

private:
    static Expected<Page> ask(Context& context) {
        auto url = context.config_text("url");
        auto answer = context.http({.url = *url, .headers = {{"Accept", "text/plain"}}});
        if (!answer) {
            return std::move(answer).error();
        }
        if (answer->status() != 200) {
            return failure_of_status(*answer, "list");
        }
        Page page;
        page.add(JsonObject().text("body", answer->body()).str());
        page.end_at({"asked"});
        return page;
    }

    /// Records that show what the context gave.
    static Expected<Page> page_of(const std::string& what,
                                  const Stream& stream,
                                  const Cursor& cursor,
                                  Context& context) {
        JsonObject record;
        record.text("stream", stream.name).text("cursor", cursor.text);
        if (what == "clock") {
            record.number("now", context.now().time_since_epoch().count());
            record.text("random", std::to_string(context.random()));
        } else if (what == "state") {
            auto before = context.state("count");
            if (!before) {
                return std::move(before).error();
            }
            record.text("before", before->value_or("none"));
            if (auto kept = context.keep_state("count", "1" + before->value_or("")); !kept) {
                return std::move(kept).error();
            }
        } else if (what == "long state") {
            auto kept = context.keep_state("big", std::string(64 * 1024 + 1, 'x'));
            return kept ? Failure::broken("it was taken") : std::move(kept).error();
        } else if (what == "tell") {
            auto password = context.secret("password");
            const std::string told(password ? password->view() : "none");
            context.log(LogLevel::warn, "password is " + told, {{"password", told}});
            return Failure::auth("the password " + told + " was refused", "change " + told);
        } else if (what == "undeclared") {
            auto other = context.config_json("other");
            return other ? Failure::broken("it was given") : std::move(other).error();
        } else if (what == "secret as setting") {
            auto other = context.config_json("password");
            return other ? Failure::broken("it was given") : std::move(other).error();
        }
        Page page;
        const auto stated = context.config_number("size");
        const auto wanted = static_cast<std::int64_t>(context.wanted_records());
        const auto size = stated ? *stated : std::max<std::int64_t>(wanted, 1);
        for (std::int64_t i = 0; i < size; ++i) {
            page.add(record.str());
        }
        page.continue_at({cursor.text + "+"});
        return page;
    }
};

}  // namespace

TIENDO_EXPORT_ADAPTER(Good);
