#pragma once

#include "tiendo/adapter/abi.h"
#include "tiendo/adapter/batch.hpp"
#include "tiendo/adapter/border.hpp"
#include "tiendo/adapter/calls.hpp"
#include "tiendo/adapter/context.hpp"
#include "tiendo/adapter/failure.hpp"
#include "tiendo/adapter/json_writer.hpp"
#include "tiendo/adapter/manifest.hpp"
#include "tiendo/adapter/manifest_json.hpp"
#include "tiendo/adapter/manifest_rules.hpp"
#include "tiendo/adapter/page.hpp"
#include "tiendo/adapter/serve.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

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
/// Has `Expected<Page> find(const Stream&, const std::vector<RecordKey>&, Context&)`: the records
/// of these keys.
template <typename T>
concept Finds = requires(T adapter,
                         const Stream& stream,
                         const std::vector<RecordKey>& keys,
                         Context& context) {
    { adapter.find(stream, keys, context) } -> std::same_as<Expected<Page>>;
};
/// Has `Expected<Outcomes> write(const Batch&, Context&)`: one outcome for each record.
template <typename T>
concept Writes = requires(T adapter, const Batch& batch, Context& context) {
    { adapter.write(batch, context) } -> std::same_as<Expected<Outcomes>>;
};
/// Has `Expected<Outcomes> probe(const Batch&, Context&)`: what became of these?
template <typename T>
concept Probes = requires(T adapter, const Batch& batch, Context& context) {
    { adapter.probe(batch, context) } -> std::same_as<Expected<Outcomes>>;
};
/// Has `Expected<Answer> serve(const ServedRequest&, Context&)`: answers a system that calls us.
template <typename T>
concept Serves = requires(T adapter, const ServedRequest& request, Context& context) {
    { adapter.serve(request, context) } -> std::same_as<Expected<Answer>>;
};
// Has some function of that name; used to tell a wrong signature from none.
template <typename T>
concept MentionsCheck = requires {
    &T::check;
};
template <typename T>
concept MentionsRead = requires {
    &T::read;
};
template <typename T>
concept MentionsFind = requires {
    &T::find;
};
template <typename T>
concept MentionsWrite = requires {
    &T::write;
};
template <typename T>
concept MentionsProbe = requires {
    &T::probe;
};
template <typename T>
concept MentionsServe = requires {
    &T::serve;
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
    static_assert(Reads<T> || !MentionsRead<T>,
                  "tiendo: the adapter's read must be `Expected<Page> read(const Stream&, const "
                  "Cursor&, Context&);` with exactly these types");
    static_assert(Checks<T> || !MentionsCheck<T>,
                  "tiendo: the adapter's check must be `Expected<Findings> check(Context&);`");
    static_assert(Finds<T> || !MentionsFind<T>,
                  "tiendo: the adapter's find must be `Expected<Page> find(const Stream&, const "
                  "std::vector<RecordKey>&, Context&);`");
    static_assert(Writes<T> || !MentionsWrite<T>,
                  "tiendo: the adapter's write must be `Expected<Outcomes> write(const Batch&, "
                  "Context&);`");
    static_assert(Probes<T> || !MentionsProbe<T>,
                  "tiendo: the adapter's probe must be `Expected<Outcomes> probe(const Batch&, "
                  "Context&);`");
    static_assert(Serves<T> || !MentionsServe<T>,
                  "tiendo: the adapter's serve must be `Expected<Answer> serve(const "
                  "ServedRequest&, Context&);`");
    static_assert(Reads<T> || Writes<T> || Serves<T>,
                  "tiendo: the adapter needs one of read, write and serve; read is "
                  "`Expected<Page> read(const Stream&, const Cursor&, Context&);`");
    static_assert(Writes<T> || !Probes<T>, "tiendo: an adapter that probes must write");
    if constexpr (HasManifest<T>) {
        constexpr const Manifest& manifest = T::manifest;
        static_assert(good_name(manifest.name),
                      "tiendo: manifest.name must be 1 to 60 of a-z, 0-9, '-' and '_', and not "
                      "begin with '-'");
        static_assert(good_version(manifest.version),
                      "tiendo: manifest.version must read like 1.2.3");
        static_assert(!manifest.vendor.empty(),
                      "tiendo: manifest.vendor must say who answers for it");
        static_assert(!manifest.licence.empty(),
                      "tiendo: manifest.licence must name a licence, \"Apache-2.0\" or "
                      "\"proprietary\"");
        static_assert(!manifest.summary.empty(),
                      "tiendo: manifest.summary must say what it talks to");
        static_assert(good_needs(manifest),
                      "tiendo: manifest.needs names host functions that came after ABI 1.0: "
                      "\"wait\"");
        static_assert(good_limits(manifest),
                      "tiendo: manifest.stops_within must be 1 ms to 1 minute");
        static_assert(!manifest.streams.empty(), "tiendo: manifest.streams must name a stream");
        static_assert(good_streams(manifest),
                      "tiendo: every stream needs a name of its own (a-z, 0-9, '-', '_'), a "
                      "description and what makes its key");
        static_assert(good_fields(manifest),
                      "tiendo: every stream must name the fields of its records, as the schema of "
                      "its type calls them, each with its purpose");
        static_assert(Reads<T> || Serves<T> || !flows(manifest, Flow::read),
                      "tiendo: a stream says that it is read, and the adapter has no read");
        static_assert(Writes<T> == flows(manifest, Flow::write),
                      "tiendo: write and a stream of Flow::write or Flow::both go together");
        static_assert(good_config(manifest),
                      "tiendo: every config key needs a name of its own (a-z, 0-9, '-', '_'), a "
                      "description and a range that is one");
        static_assert(good_hosts(manifest),
                      "tiendo: a host is a name, name:port, or config:<key of a url setting>");
    }
    return true;
}

template <typename T>
constexpr List<std::string_view, 8> capabilities_of() {
    List<std::string_view, 8> all;
    const auto add = [&](bool there, std::string_view name) {
        if (there) {
            all.add(name);
        }
    };
    add(Checks<T>, "check");
    add(Reads<T>, "read");
    add(Finds<T>, "find");
    add(Writes<T>, "write");
    add(Probes<T>, "probe");
    add(Serves<T>, "serve");
    return all;
}

template <typename T>
consteval std::size_t manifest_size() {
    Counter counter;
    write_manifest(counter, T::manifest, capabilities_of<T>());
    return counter.size();
}

/// The manifest as an array, so that it can lie in a section of the object.
template <typename T>
consteval auto manifest_bytes() {
    std::array<char, manifest_size<T>()> bytes{};
    Filling filling(bytes.data());
    write_manifest(filling, T::manifest, capabilities_of<T>());
    return bytes;
}
template <typename T>
inline constexpr auto manifest_of = manifest_bytes<T>();

template <typename T>
int32_t describe(void* /*self*/, tiendo_buffer* out, tiendo_error* /*error*/) noexcept {
    tiendo_buffer buffer{};
    buffer.text = text_of({manifest_of<T>.data(), manifest_of<T>.size()});
    fill(out, buffer);
    return 0;
}

template <typename T>
int32_t enter(std::uint32_t host_abi, tiendo_adapter* out, tiendo_error* error) noexcept {
    return guarded(error, [&]() -> int32_t {
        const std::uint32_t host_major = host_abi >> 16U;
        if (host_major != TIENDO_ADAPTER_ABI_MAJOR) {
            return fail(
                error,
                Failure::config("the adapter speaks ABI " TIENDO_ADAPTER_ABI_TEXT ", this host " +
                                    std::to_string(host_major) + "." +
                                    std::to_string(host_abi & 0xFFFFU),
                                host_major < TIENDO_ADAPTER_ABI_MAJOR
                                    ? "upgrade tiendo, or install an older adapter"
                                    : "install the adapter of this release"));
        }
        if (const auto* lacks = lacking(T::manifest, host_abi & 0xFFFFU)) {
            return fail(
                error,
                Failure::config("the adapter needs the host function '" + std::string(lacks->name) +
                                    "' of ABI 1." + std::to_string(lacks->since_minor) +
                                    ", this host has ABI 1." + std::to_string(host_abi & 0xFFFFU),
                                "upgrade tiendo, or install an older adapter"));
        }
        tiendo_adapter table{};
        table.abi = TIENDO_ADAPTER_ABI;
        table.describe = &describe<T>;
        if constexpr (Checks<T>) {
            table.check = &check<T>;
        }
        if constexpr (Reads<T>) {
            table.read = &read<T>;
        }
        if constexpr (Finds<T>) {
            table.find = &find<T>;
        }
        if constexpr (Writes<T>) {
            table.write = &deliver<T, Delivery::write>;
        }
        if constexpr (Probes<T>) {
            table.probe = &deliver<T, Delivery::probe>;
        }
        if constexpr (Serves<T>) {
            table.serve = &serve<T>;
        }
        table.close = [](void* self) { delete static_cast<T*>(self); };
        table.self = new T();
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
