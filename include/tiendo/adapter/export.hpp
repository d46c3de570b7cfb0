#pragma once

#include "tiendo/adapter/abi.h"
#include "tiendo/adapter/border.hpp"
#include "tiendo/adapter/context.hpp"
#include "tiendo/adapter/failure.hpp"
#include "tiendo/adapter/json_writer.hpp"
#include "tiendo/adapter/manifest.hpp"
#include "tiendo/adapter/page.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tiendo::adapter {

/// Has `static constexpr tiendo::adapter::Manifest manifest`.
template <typename T>
concept HasManifest = requires {
    { T::manifest } -> std::convertible_to<const Manifest&>;
};
/// Has `Expected<Findings> check(Context&)`: can it reach the other side, with these rights?
template <typename T>
concept Checks = requires(T adapter, Context& context) {
    { adapter.check(context) } -> std::same_as<Expected<Findings>>;
};
/// Has `Expected<Page> read(const Stream&, const Cursor&, Context&)`: records and the cursor behind
/// them.
template <typename T>
concept Reads = requires(T adapter, const Stream& stream, const Cursor& cursor, Context& context) {
    { adapter.read(stream, cursor, context) } -> std::same_as<Expected<Page>>;
};
/// Has some function called check; used to tell a wrong signature from none.
template <typename T>
concept MentionsCheck = requires {
    &T::check;
};

namespace detail {

template <typename T>
consteval bool is_an_adapter() {
    static_assert(std::is_class_v<T> && std::default_initializable<T>,
                  "tiendo: the adapter must be a class that can be made without arguments");
    static_assert(
        HasManifest<T>,
        "tiendo: the adapter needs `static constexpr tiendo::adapter::Manifest manifest = "
        "{…};`");
    static_assert(Reads<T>,
                  "tiendo: the adapter needs `Expected<Page> read(const Stream&, const Cursor&, "
                  "Context&);` with exactly these types");
    static_assert(Checks<T> || !MentionsCheck<T>,
                  "tiendo: the adapter's check must be `Expected<Findings> check(Context&);`");
    if constexpr (HasManifest<T>) {
        constexpr const Manifest& manifest = T::manifest;
        static_assert(good_name(manifest.name),
                      "tiendo: manifest.name must be 1 to 60 of a-z, 0-9, '-' and '_', and not "
                      "begin with '-'");
        static_assert(good_version(manifest.version),
                      "tiendo: manifest.version must read like 1.2.3");
        static_assert(!manifest.vendor.empty(),
                      "tiendo: manifest.vendor must say who answers for it");
        static_assert(!manifest.summary.empty(),
                      "tiendo: manifest.summary must say what it talks to");
        static_assert(!manifest.streams.empty(), "tiendo: manifest.streams must name a stream");
        static_assert(good_streams(manifest),
                      "tiendo: every stream needs a name of its own (a-z, 0-9, '-', '_') and a "
                      "description");
        static_assert(good_config(manifest),
                      "tiendo: every config key needs a name of its own (a-z, 0-9, '-', '_') and a "
                      "description");
        static_assert(good_hosts(manifest),
                      "tiendo: a host is a name, name:port, or config:<key of a url setting>");
    }
    return true;
}

template <typename T>
constexpr std::string manifest_text() {
    constexpr const Manifest& manifest = T::manifest;
    std::string streams = "[";
    for (const Stream& stream : manifest.streams) {
        JsonObject each;
        each.text("name", stream.name)
            .text("type", to_string(stream.type))
            .text("description", stream.description);
        streams += (streams.size() == 1 ? "" : ",") + each.str();
    }
    std::string config = "[";
    for (const ConfigKey& key : manifest.config) {
        JsonObject each;
        each.text("key", key.key)
            .text("type", to_string(key.type))
            .boolean("required", key.need == Need::required)
            .boolean("secret", key.secrecy == Secrecy::secret)
            .text("description", key.description);
        config += (config.size() == 1 ? "" : ",") + each.str();
    }
    std::string hosts = "[";
    for (const std::string_view host : manifest.hosts) {
        hosts += hosts.size() == 1 ? "" : ",";
        append_json_text(hosts, host);
    }
    JsonObject all;
    all.number("abi", TIENDO_ADAPTER_ABI)
        .text("name", manifest.name)
        .text("version", manifest.version)
        .text("vendor", manifest.vendor)
        .text("summary", manifest.summary)
        .text("status", to_string(manifest.status))
        .raw("capabilities", Checks<T> ? R"(["check","read"])" : R"(["read"])")
        .raw("streams", streams + "]")
        .raw("config", config + "]")
        .raw("hosts", hosts + "]");
    return all.str();
}

/// The manifest as an array, so that it can lie in a section of the object.
template <typename T>
consteval auto manifest_bytes() {
    constexpr std::size_t size = manifest_text<T>().size();
    std::array<char, size> bytes{};
    const std::string text = manifest_text<T>();
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = text[i];
    }
    return bytes;
}

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

template <typename T>
int32_t describe(void* /*self*/, tiendo_buffer* out, tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        auto owner = std::make_unique<std::string>(manifest_text<T>());
        tiendo_buffer buffer{};
        buffer.text = text_of(*owner);
        buffer.release = [](tiendo_buffer* it) { delete static_cast<std::string*>(it->owner); };
        buffer.owner = owner.release();
        fill(out, buffer);
        return 0;
    });
}

template <Checks T>
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
        auto owner = std::make_unique<Findings>(*std::move(found));
        tiendo_findings findings{};
        findings.count = owner->count();
        findings.lines = text_of(owner->lines());
        findings.release = [](tiendo_findings* it) { delete static_cast<Findings*>(it->owner); };
        findings.owner = owner.release();
        fill(out, findings);
        return 0;
    });
}

template <Reads T>
int32_t read(void* self, const tiendo_read* what, tiendo_page* out, tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        const auto wanted = view_of(what->stream);
        for (const Stream& stream : T::manifest.streams) {
            if (stream.name != wanted) {
                continue;
            }
            Context given(*what->context, what->wanted_records);
            const Cursor cursor{std::string(view_of(what->cursor))};
            Expected<Page> page = static_cast<T*>(self)->read(stream, cursor, given);
            if (!page) {
                return fail(error, page.error());
            }
            auto owner = std::make_unique<Page>(*std::move(page));
            tiendo_page filled{};
            filled.more = owner->more() ? 1 : 0;
            filled.record_count = owner->record_count();
            filled.records = text_of(owner->lines());
            filled.cursor = text_of(owner->cursor().text);
            filled.release = [](tiendo_page* it) { delete static_cast<Page*>(it->owner); };
            filled.owner = owner.release();
            fill(out, filled);
            return 0;
        }
        return fail(error,
                    Failure::config("there is no stream '" + std::string(wanted) + "'",
                                    "name one of the manifest's streams"));
    });
}

template <typename T>
int32_t enter(std::uint32_t host_abi, tiendo_adapter* out, tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        if (host_abi != TIENDO_ADAPTER_ABI) {
            return fail(
                error,
                Failure::config("the adapter speaks ABI " + std::to_string(TIENDO_ADAPTER_ABI) +
                                    ", this host " + std::to_string(host_abi),
                                "build the adapter with the SDK of this release"));
        }
        tiendo_adapter table{};
        table.abi = TIENDO_ADAPTER_ABI;
        table.self = new T();
        table.describe = &describe<T>;
        if constexpr (Checks<T>) {
            table.check = &check<T>;
        }
        table.read = &read<T>;
        table.close = [](void* self) { delete static_cast<T*>(self); };
        fill(out, table);
        return 0;
    });
}

}  // namespace detail
}  // namespace tiendo::adapter

/// Makes the class `Type` the adapter of this object: the one exported function, and the manifest
/// in its section. Once in an object, at file level. Each connection gets an object of its own,
/// which is used by one thread at a time.
#define TIENDO_EXPORT_ADAPTER(Type)                                          \
    static_assert(::tiendo::adapter::detail::is_an_adapter<Type>());         \
    namespace {                                                              \
    [[gnu::section(TIENDO_MANIFEST_SECTION),                                 \
      gnu::used]] constinit const auto tiendo_manifest_in_object =           \
        ::tiendo::adapter::detail::manifest_bytes<Type>();                   \
    }                                                                        \
    extern "C" [[gnu::visibility("default")]] int32_t tiendo_adapter_entry(  \
        uint32_t host_abi, tiendo_adapter* out, tiendo_error* error) {       \
        return ::tiendo::adapter::detail::enter<Type>(host_abi, out, error); \
    }                                                                        \
    static_assert(true, "so that a semicolon may follow")
