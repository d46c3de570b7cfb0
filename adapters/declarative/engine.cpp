#include "tiendo/declarative/engine.hpp"

#include "instance.hpp"
#include "manifest.hpp"

#include <tiendo/adapter/calls.hpp>

#include <utility>

namespace tiendo::declarative {

namespace {

using adapter::Failure;

int32_t open(std::string_view text,
             uint32_t host_abi,
             const EngineOptions& options,
             tiendo_adapter* out,
             tiendo_error* error) {
    namespace border = adapter::detail;
    return border::guarded(error, [&]() -> int32_t {
        if (host_abi >> 16U != TIENDO_ADAPTER_ABI_MAJOR) {
            return border::fail(error,
                                Failure::config("the engine speaks another ABI than the host",
                                                "install both from one release"));
        }
        auto profile = parse_profile(text);
        if (!profile) {
            return border::fail(
                error, Failure::config(profile.error().explain(), profile.error().remedy()));
        }
        auto folders =
            options.folders ? options.folders : std::make_shared<const Folders>(folders_on_disk());
        fill_table(
            std::make_unique<Instance>(*std::move(profile), options.tally, std::move(folders)),
            out);
        return 0;
    });
}

Error error_of(const Failure& failure) {
    // The numbers of the border are those of the error codes.
    return Error{static_cast<ErrorCode>(failure.error_class), failure.message, failure.remedy};
}

adapter::Expected<void> map_json(const Profile& profile,
                                 const StreamPlan& plan,
                                 std::string_view bytes,
                                 PageMaker& maker) {
    JsonPage json;
    if (auto parsed = json.parse(bytes, "file"); !parsed) {
        return parsed;
    }
    if (auto refused = Client::refusal(profile.answer, json, "file")) {
        return *std::move(refused);
    }
    auto counted = json.for_each(plan.items, [&](const Look& item) {
        maker.saw(json.names());
        maker.add(item, "");
    });
    return counted ? adapter::Expected<void>() : std::move(counted).error();
}

adapter::Expected<void> map_table(const StreamPlan& plan,
                                  std::string_view bytes,
                                  PageMaker& maker) {
    auto table = read_table(bytes, table_options(plan));
    if (!table) {
        return std::move(table).error();
    }
    map_rows(plan, *table, "file", 0, table->rows.size(), maker);
    return {};
}

}  // namespace

plugin::Engine engine(const EngineOptions& options) {
    return {.ending = ".profile.toml",
            .manifest = [](std::string_view text) -> Result<std::string> {
                auto profile = parse_profile(text);
                return profile ? Result<std::string>(manifest_json(*profile))
                               : std::move(profile).error();
            },
            .open = [options](
                        std::string_view text,
                        uint32_t host_abi,
                        tiendo_adapter* out,
                        tiendo_error* error) { return open(text, host_abi, options, out, error); }};
}

Result<Saved> map_saved(std::string_view profile_text,
                        std::string_view stream,
                        std::string_view bytes,
                        Tally& tally) {
    auto profile = parse_profile(profile_text);
    if (!profile) {
        return std::move(profile).error();
    }
    const auto* plan = stream.empty() ? &profile->streams.front() : profile->stream(stream);
    if (plan == nullptr) {
        return Error{ErrorCode::not_found,
                     "the profile has no stream '" + std::string(stream.substr(0, 60)) + "'",
                     "name one that it has"};
    }
    Mapped mapped;
    adapter::Page page;
    PageMaker maker(*plan, mapped, page, &tally);
    auto done =
        plan->files ? map_table(*plan, bytes, maker) : map_json(*profile, *plan, bytes, maker);
    if (!done) {
        return error_of(done.error());
    }
    maker.tell_absent();  // and not `end`: what is drift of a page is a row of the tally here
    return Saved{page.lines(), static_cast<std::size_t>(page.record_count())};
}

}  // namespace tiendo::declarative
