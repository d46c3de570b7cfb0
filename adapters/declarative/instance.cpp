#include "instance.hpp"

#include "manifest.hpp"

#include <tiendo/adapter/calls.hpp>

#include <utility>

namespace tiendo::declarative {

using adapter::About;
using adapter::Context;
using adapter::Cursor;
using adapter::Expected;
using adapter::Findings;
using adapter::Page;
namespace border = adapter::detail;

Instance::Instance(Profile profile,
                   std::shared_ptr<Tally> tally,
                   std::shared_ptr<const Folders> folders)
    : profile_(std::move(profile)),
      manifest_(manifest_json(profile_)),
      tally_(std::move(tally)),
      rest_(profile_, tally_.get()),
      folder_(profile_, tally_.get(), std::move(folders)) {}

Expected<Findings> Instance::check(Context& context) {
    Findings findings;
    if (profile_.auth.kind == Auth::Kind::login) {
        if (auto logged_in = rest_.try_login(context); !logged_in) {
            return findings.error(logged_in.error());
        }
        findings.ok(About::login, "the account can log in");
    }
    for (const StreamPlan& plan : profile_.streams) {
        auto found =
            plan.files ? folder_.count_files(plan, context) : rest_.try_first_page(plan, context);
        if (!found) {
            findings.error(found.error());
        } else if (*found == 0) {
            findings.warning(About::rights,
                             "the stream " + plan.name + " is empty",
                             "see whether the settings of the connection are the right ones");
        } else {
            findings.ok(About::rights, "the stream " + plan.name + " can be read");
        }
    }
    return findings;
}

Expected<Page> Instance::read(const StreamPlan& plan, const Cursor& cursor, Context& context) {
    return plan.files ? folder_.read(plan, cursor, context) : rest_.read(plan, cursor, context);
}

namespace {

int32_t describe(void* self, tiendo_buffer* out, tiendo_error* error) noexcept {
    return border::guarded(error, [&]() -> int32_t {
        // A copy of its own, good after `close`.
        auto kept = std::make_unique<std::string>(static_cast<Instance*>(self)->manifest());
        tiendo_buffer filled{};
        filled.text = border::text_of(*kept);
        border::hand_over(out, filled, std::move(kept));
        return 0;
    });
}

int32_t read(void* self, const tiendo_read* what, tiendo_page* out, tiendo_error* error) noexcept {
    return border::guarded(error, [&]() -> int32_t {
        auto& instance = *static_cast<Instance*>(self);
        const auto name = border::view_of(what->stream);
        const auto* plan = instance.stream(name);
        if (plan == nullptr) {
            return border::fail_without_stream(error, name);
        }
        Context given(*what->context, what->wanted_records);
        auto page = instance.read(*plan, {std::string(border::view_of(what->cursor))}, given);
        if (!page) {
            return border::fail(error, page.error());
        }
        border::hand_over_page(out, *std::move(page));
        return 0;
    });
}

}  // namespace

void fill_table(std::unique_ptr<Instance> instance, tiendo_adapter* out) noexcept {
    tiendo_adapter table{};
    table.abi = TIENDO_ADAPTER_ABI;
    table.describe = &describe;
    table.check = &border::check<Instance>;
    table.read = &read;
    table.close = [](void* self) { delete static_cast<Instance*>(self); };
    table.self = instance.release();
    border::fill(out, table);
}

}  // namespace tiendo::declarative
