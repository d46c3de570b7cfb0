// The records that the host keeps, for an adapter that answers other systems from them.
#include "context_calls.hpp"

#include <memory>
#include <utility>

namespace tiendo::plugin {

namespace {

using adapter::detail::fail;
using adapter::detail::fill;
using adapter::detail::text_of;
using adapter::detail::view_of;

/// A day as the adapter wrote it; nothing for an empty text.
Result<std::optional<Date>> day_of(tiendo_text text) {
    if (text.size == 0) {
        return std::optional<Date>{};
    }
    auto day = Date::parse(view_of(text));
    if (!day) {
        return Error{ErrorCode::internal,
                     "the adapter asked for kept records of a day that is none",
                     "report it to the adapter's author"};
    }
    return std::optional(*day);
}

}  // namespace

int32_t HostContext::kept(void* host,
                          const tiendo_kept_query* query,
                          tiendo_page* out,
                          tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        const auto& self = *static_cast<HostContext*>(host);
        if (!adapter::detail::has(*query, &tiendo_kept_query::cursor)) {
            return fail(error, adapter::Failure::broken("the query for kept records is too short"));
        }
        if (self.manifest_.stream(view_of(query->stream)) == nullptr) {
            return fail(error,
                        adapter::Failure::config("there is no such stream",
                                                 "name one of the manifest's streams"));
        }
        auto from = day_of(query->from_day);
        auto until = day_of(query->until_day);
        if (!from || !until) {
            return fail(error, failure_from(!from ? from.error() : until.error()));
        }
        auto found = self.services_.kept({.stream = std::string(view_of(query->stream)),
                                          .id = std::string(view_of(query->id)),
                                          .from_day = *from,
                                          .until_day = *until,
                                          .cursor = std::string(view_of(query->cursor)),
                                          .wanted_records = query->wanted_records});
        if (!found) {
            return fail(error, failure_from(found.error()));
        }
        auto owner = std::make_unique<KeptRecords>(*std::move(found));
        tiendo_page page{};
        page.more = owner->more ? 1 : 0;
        page.record_count = owner->record_count;
        page.records = text_of(owner->lines);
        page.cursor = text_of(owner->cursor);
        page.release = [](tiendo_page* it) { delete static_cast<KeptRecords*>(it->owner); };
        page.owner = owner.release();
        fill(out, page);
        return 0;
    });
}

}  // namespace tiendo::plugin
