#pragma once

#include "tiendo/adapter/abi.h"
#include "tiendo/adapter/batch.hpp"
#include "tiendo/adapter/border.hpp"
#include "tiendo/adapter/context.hpp"
#include "tiendo/adapter/failure.hpp"
#include "tiendo/adapter/manifest.hpp"
#include "tiendo/adapter/page.hpp"
#include "tiendo/adapter/serve.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The functions of the C header over a class of the author's; see export.hpp.
namespace tiendo::adapter::detail {

/// Fails as BROKEN; when even that sentence finds no memory, with the class alone.
inline int32_t fail_broken(tiendo_error* error, const char* thrown) noexcept {
    try {
        return fail(error, Failure::broken(std::string("the adapter threw: ") + thrown));
    } catch (...) {
        return fail(error, Failure{});
    }
}

/// Runs `body`, which returns an int32_t; what it throws becomes BROKEN.
template <typename Body>
int32_t guarded(tiendo_error* error, const Body& body) noexcept {
    try {
        return body();
    } catch (const std::exception& fault) {
        return fail_broken(error, fault.what());
    } catch (...) {
        return fail_broken(error, "something that is no std::exception");
    }
}

/// Fills `out`, whose texts point into `kept`; the receiver's release ends both.
template <typename Out, typename Kept>
void hand_over(Out* out, Out filled, std::unique_ptr<Kept> kept) noexcept {
    filled.release = [](Out* it) { delete static_cast<Kept*>(it->owner); };
    filled.owner = kept.release();
    fill(out, filled);
}

template <typename T>
const Stream* stream_called(std::string_view name) noexcept {
    for (const Stream& stream : T::manifest.streams) {
        if (stream.name == name) {
            return &stream;
        }
    }
    return nullptr;
}

inline int32_t fail_without_stream(tiendo_error* error, std::string_view name) {
    return fail(error,
                Failure::config("there is no stream '" + std::string(name) + "'",
                                "name one of the manifest's streams"));
}

template <typename T>
int32_t check(void* self,
              const tiendo_context* context,
              tiendo_findings* out,
              tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        Context given(*context);
        Expected<Findings> found = static_cast<T*>(self)->check(given);
        if (!found) {
            return fail(error, found.error());
        }
        auto kept = std::make_unique<Findings>(*std::move(found));
        tiendo_findings findings{};
        findings.count = kept->count();
        findings.lines = text_of(kept->lines());
        hand_over(out, findings, std::move(kept));
        return 0;
    });
}

inline void hand_over_page(tiendo_page* out, Page page) {
    auto kept = std::make_unique<Page>(std::move(page));
    tiendo_page filled{};
    filled.more = kept->more() ? 1 : 0;
    filled.record_count = kept->record_count();
    filled.records = text_of(kept->lines());
    filled.cursor = text_of(kept->cursor().text);
    filled.notices = text_of(kept->notices().lines());
    hand_over(out, filled, std::move(kept));
}

template <typename T>
int32_t read(void* self, const tiendo_read* what, tiendo_page* out, tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        const Stream* stream = stream_called<T>(view_of(what->stream));
        if (stream == nullptr) {
            return fail_without_stream(error, view_of(what->stream));
        }
        Context given(*what->context, what->wanted_records);
        const Cursor cursor{std::string(view_of(what->cursor))};
        Expected<Page> page = static_cast<T*>(self)->read(*stream, cursor, given);
        if (!page) {
            return fail(error, page.error());
        }
        hand_over_page(out, *std::move(page));
        return 0;
    });
}

/// The keys that are asked for; `texts` keeps what they look at.
inline Expected<std::vector<RecordKey>> keys_of(std::string_view lines,
                                                std::vector<std::string>& texts) {
    std::vector<RecordKey> keys;
    // Reserved, so that no view is left behind by a text that moves.
    texts.reserve(2 * static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n')));
    const auto plain = [&](std::string_view json) -> std::string_view {
        return texts.emplace_back(text_of_json(json).value_or(""));
    };
    while (!lines.empty()) {
        const auto line = lines.substr(0, lines.find('\n'));
        const auto id = json_member(line, "id");
        if (!id) {
            return Failure::broken("a key that is asked for has no id");
        }
        keys.push_back({plain(*id), plain(json_member(line, "day").value_or("\"\""))});
        lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    }
    return keys;
}

template <typename T>
int32_t find(void* self, const tiendo_find* what, tiendo_page* out, tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        const Stream* stream = stream_called<T>(view_of(what->stream));
        if (stream == nullptr) {
            return fail_without_stream(error, view_of(what->stream));
        }
        std::vector<std::string> texts;
        auto keys = keys_of(view_of(what->keys), texts);
        if (!keys) {
            return fail(error, keys.error());
        }
        Context given(*what->context);
        Expected<Page> page = static_cast<T*>(self)->find(*stream, *keys, given);
        if (!page) {
            return fail(error, page.error());
        }
        hand_over_page(out, *std::move(page));
        return 0;
    });
}

enum class Delivery { write, probe };

/// write and probe, which take and give the same.
template <typename T, Delivery Which>
int32_t deliver(void* self,
                const tiendo_batch* batch,
                tiendo_outcomes* out,
                tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        const Stream* stream = stream_called<T>(view_of(batch->stream));
        if (stream == nullptr) {
            return fail_without_stream(error, view_of(batch->stream));
        }
        auto items = items_of(*batch);
        if (!items) {
            return fail(error, items.error());
        }
        Context given(*batch->context);
        const Batch wanted(*stream, *std::move(items));
        auto& adapter = *static_cast<T*>(self);
        Expected<Outcomes> became = [&] {
            if constexpr (Which == Delivery::probe) {
                return adapter.probe(wanted, given);
            } else {
                return adapter.write(wanted, given);
            }
        }();
        if (!became) {
            return fail(error, became.error());
        }
        auto kept = std::make_unique<Outcomes>(*std::move(became));
        tiendo_outcomes outcomes{};
        outcomes.count = kept->count();
        outcomes.lines = text_of(kept->lines());
        hand_over(out, outcomes, std::move(kept));
        return 0;
    });
}

struct KeptAnswer {
    Answer answer;
    std::vector<tiendo_text> headers;
};

template <typename T>
int32_t serve(void* self,
              const tiendo_request* request,
              tiendo_answer* out,
              tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        Context given(*request->context);
        Expected<Answer> answer = static_cast<T*>(self)->serve(ServedRequest(*request), given);
        if (!answer) {
            return fail(error, answer.error());
        }
        auto kept = std::make_unique<KeptAnswer>(KeptAnswer{*std::move(answer), {}});
        const Answer& given_back = kept->answer;
        for (const auto& [name, value] : given_back.headers) {
            kept->headers.push_back(text_of(name));
            kept->headers.push_back(text_of(value));
        }
        tiendo_answer filled{};
        filled.status = given_back.status;
        filled.header_count = given_back.headers.size();
        filled.headers = kept->headers.data();
        filled.body = text_of(given_back.body);
        filled.stream = text_of(given_back.stream);
        filled.record_count = given_back.records.record_count();
        filled.records = text_of(given_back.records.lines());
        filled.pull = text_of(given_back.pull_soon);
        hand_over(out, filled, std::move(kept));
        return 0;
    });
}

}  // namespace tiendo::adapter::detail
