// [[stream]]: where its items come from, page by page.
#include "profile_reader.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::declarative {

namespace {

constexpr std::size_t most_streams = 16;
constexpr std::size_t most_cursor_parts = 4;

const std::vector<std::string_view> types = {"dossier", "document", "feedback"};
const std::vector<std::string_view> paging_kinds =
    {"none", "page", "offset", "cursor", "next", "link"};

void read_cursor(Section& from, Paging& paging) {
    paging.cursor = ProfileReader::pointers(from, "cursor");
    const auto last = ProfileReader::pointers(from, "last");
    if (paging.cursor.empty() == last.empty()) {
        from.fault("cursor",
                   "a cursor is taken either from the answer or from its last item",
                   "write cursor = \"/next\", or last = \"/id\"");
    }
    if (!last.empty()) {
        paging.cursor = last;
        paging.of_last_item = true;
    }
    if (paging.cursor.size() > most_cursor_parts) {
        from.fault("cursor", "a cursor has at most 4 parts", "take fewer");
    }
    paging.keep = from.flag("keep", false);
    const auto means =
        from.word("means", {"token", "time", "sequence"}, Wanted::optional).value_or(0);
    paging.means = static_cast<Paging::Means>(means);
    if (!paging.of_last_item && !paging.more && paging.keep) {
        from.fault("keep",
                   "a cursor that is kept needs a mark of the end",
                   "write more = \"/hasMore\": the member that says whether more is there");
    }
}

void read_paging(Section& stream, const ProfileReader& reader, Paging& paging) {
    auto from = stream.section("paging");
    if (!from) {
        return;
    }
    const auto kind = from->word("kind", paging_kinds, Wanted::required);
    if (!kind) {
        return;
    }
    paging.kind = static_cast<Paging::Kind>(*kind);
    paging.size = from->number("size", 1, 10'000).value_or(100);
    paging.size_setting =
        reader.setting(*from, "size-setting", Setting::Type::number, Wanted::optional);
    paging.more = ProfileReader::pointer(*from, "more", Wanted::optional);
    switch (paging.kind) {
        case Paging::Kind::none:
        case Paging::Kind::link: break;
        case Paging::Kind::page:
            paging.first = from->number("first", 0, 1).value_or(1);
            paging.total = ProfileReader::pointer(*from, "total", Wanted::optional);
            break;
        case Paging::Kind::offset:
            paging.total = ProfileReader::pointer(*from, "total", Wanted::optional);
            break;
        case Paging::Kind::cursor: read_cursor(*from, paging); break;
        case Paging::Kind::next:
            paging.next = ProfileReader::pointer(*from, "next", Wanted::required);
            break;
    }
    from->end();
}

void read_since(Section& stream, const ProfileReader& reader, StreamPlan& plan) {
    auto from = stream.section("since");
    if (!from) {
        return;
    }
    const auto given = from->text("format", Wanted::required);
    auto form = DateForm::of(given);
    if (!form && !given.empty()) {
        from->fault("format",
                    "'" + given.substr(0, 60) + "' is no form of a time",
                    "write \"iso\", \"epoch-seconds\" or a pattern like \"yyyyMMddHHmmss\"");
    }
    Since since{.form = form.value_or(DateForm{})};
    since.start_setting =
        reader.setting(*from, "start-setting", Setting::Type::text, Wanted::optional);
    since.overlap =
        std::chrono::minutes(from->number("overlap-minutes", 0, 60 * 24 * 366).value_or(0));
    since.span = std::chrono::hours(24 * from->number("span-days", 1, 3'660).value_or(0));
    if (since.span.count() > 0 && since.start_setting.empty()) {
        from->fault("span-days",
                    "spans need a day to start from",
                    "write start-setting = \"since\" and declare [settings.since]");
    }
    if (plan.paging.keep) {
        from->fault("format",
                    "a cursor that is kept already says what is new",
                    "take keep out of [stream.paging], or [stream.since] out");
    }
    from->end();
    plan.since = std::move(since);
}

void read_tables(Section& stream, const ProfileReader& reader, StreamPlan& plan) {
    auto from = stream.section("files");
    if (!from) {
        return;
    }
    DropFolder drop;
    if (auto folder = reader.text(*from, "folder", {}, Wanted::required)) {
        drop.folder = *std::move(folder);
    }
    for (const auto& [pattern, line] : from->texts("match")) {
        if (pattern.find('/') != std::string::npos) {
            from->fault("match", "a file is matched by its name alone", "take the folder out");
        }
        drop.files.push_back(pattern);
    }
    if (drop.files.empty()) {
        from->fault("match", "no file is meant", "write match = [\"*.csv\", \"*.xlsx\"]");
    }
    drop.by_time = from->word("order", {"time", "name"}, Wanted::optional).value_or(0) == 0;
    drop.settle = std::chrono::seconds(from->number("settle-seconds", 0, 86'400).value_or(60));
    drop.header_row = static_cast<std::size_t>(from->number("header-row", 1, 100).value_or(0));
    drop.header_rows = static_cast<std::size_t>(from->number("header-rows", 1, 5).value_or(1));
    drop.sheet = from->text("sheet", Wanted::optional);
    drop.key_column = from->text("key-column", Wanted::optional);
    const auto separator = from->word("separator", {",", ";", "tab"}, Wanted::optional);
    drop.separator = separator ? std::string_view(",;\t")[*separator] : '\0';
    from->word("encoding", {"utf-8", "utf-16", "windows-1258"}, Wanted::optional);
    drop.encoding = from->text("encoding", Wanted::optional);
    from->end();
    plan.files = std::move(drop);
}

/// Whether a text of the request has the place.
bool asks_with(const Call& call, std::string_view place) {
    const auto has = [&](const TextTemplate& text) {
        const auto places = text.places();
        return std::find(places.begin(), places.end(), place) != places.end();
    };
    const auto any = [&](const std::vector<Named>& all) {
        return std::any_of(
            all.begin(), all.end(), [&](const Named& each) { return has(each.value); });
    };
    return has(call.path) || any(call.query) || any(call.headers) || any(call.body);
}

std::vector<std::string> places_of(const StreamPlan& plan, const Auth& auth) {
    std::vector<std::string> places;
    if (auth.kind == Auth::Kind::login) {
        places.emplace_back("token");
    }
    switch (plan.paging.kind) {
        case Paging::Kind::none: break;
        case Paging::Kind::page: places.insert(places.end(), {"page", "size"}); break;
        case Paging::Kind::offset: places.insert(places.end(), {"offset", "size"}); break;
        case Paging::Kind::cursor:
            for (std::size_t i = 1; i <= plan.paging.cursor.size(); ++i) {
                places.push_back("cursor." + std::to_string(i));
            }
            places.emplace_back("size");
            break;
        case Paging::Kind::next:
        case Paging::Kind::link: places.emplace_back("size"); break;
    }
    if (plan.since) {
        places.insert(places.end(), {"from", "until"});
    }
    return places;
}

void wants_place(Section& from, const StreamPlan& plan, std::string_view place) {
    if (!asks_with(plan.call, place)) {
        from.fault("path",
                   "no text of the request holds {" + std::string(place) +
                       "}, so that every page would be the same",
                   "put {" + std::string(place) + "} into query, body or path");
    }
}

void read_request(Section& from, const ProfileReader& reader, StreamPlan& plan) {
    plan.call =
        reader.call(from, {.extra = places_of(plan, reader.profile().auth), .secrets = false});
    plan.items = ProfileReader::pointer(from, "items", Wanted::required).value_or(Pointer{});
    switch (plan.paging.kind) {
        case Paging::Kind::page: wants_place(from, plan, "page"); break;
        case Paging::Kind::offset: wants_place(from, plan, "offset"); break;
        case Paging::Kind::cursor:
            for (std::size_t i = 1; i <= plan.paging.cursor.size(); ++i) {
                wants_place(from, plan, "cursor." + std::to_string(i));
            }
            break;
        case Paging::Kind::none:
        case Paging::Kind::next:
        case Paging::Kind::link: break;
    }
    if (plan.since) {
        wants_place(from, plan, "from");
    }
    if (reader.profile().url_setting.empty()) {
        from.fault("path",
                   "the stream makes requests, and no setting holds the address",
                   "write [server] with url = \"url\", and declare [settings.url]");
    }
}

StreamPlan read_stream(Section& from, const ProfileReader& reader) {
    StreamPlan plan;
    plan.line = from.line();
    plan.name = from.text("name", Wanted::required);
    if (!plan.name.empty() && !is_name(plan.name)) {
        from.fault("name", "the name is not 1 to 60 of a-z, 0-9, '-' and '_'", "rename it");
    }
    const auto type = from.word("type", types, Wanted::required);
    plan.type = static_cast<RecordType>(type.value_or(0));
    plan.description = from.text("description", Wanted::required);
    plan.key = from.text("key", Wanted::required);
    from.word("order", {"ascending", "descending", "none"}, Wanted::optional);
    plan.order = from.has("order") ? from.text("order", Wanted::optional) : "none";
    read_tables(from, reader, plan);
    if (!plan.files) {
        read_paging(from, reader, plan.paging);
        read_since(from, reader, plan);
        read_request(from, reader, plan);
    }
    if (type) {
        read_fields(from, plan);
    }
    from.end();
    return plan;
}

}  // namespace

std::vector<StreamPlan> read_streams(Section& top, const ProfileReader& reader) {
    std::vector<StreamPlan> plans;
    for (Section& from : top.sections("stream")) {
        plans.push_back(read_stream(from, reader));
        const auto& name = plans.back().name;
        if (std::count_if(plans.begin(), plans.end(), [&](const StreamPlan& each) {
                return each.name == name;
            }) > 1) {
            from.fault("name", "there are two streams of this name", "rename one");
        }
    }
    if (plans.empty() || plans.size() > most_streams) {
        top.fault("stream",
                  "the profile has " + std::to_string(plans.size()) + " streams",
                  "write 1 to 16 tables [[stream]]");
    }
    return plans;
}

}  // namespace tiendo::declarative
