// What is left behind by calls and by handles that are gone.
#include "bench.hpp"
#include "rules.hpp"
#include "sanitized.hpp"

#include "tiendo/adapter/abi.h"
#include "tiendo/base/file.hpp"

#include <malloc.h>

#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace tiendo::kit {

namespace {

constexpr int rounds = 4;
constexpr std::size_t warm_up = 12;
constexpr std::size_t measured_reads = 48;
constexpr std::size_t noise_a_read = 1'024;
constexpr std::chrono::seconds settling{2};

constexpr std::string_view ends_with_it =
    "what a guarded adapter leaves behind ends with its process";
constexpr std::string_view behind = "what a guarded adapter hands out is copied at once";

std::size_t entries(const char* folder) {
    std::error_code fault;
    const std::filesystem::directory_iterator all(folder, fault);
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

/// Makes a handle, checks, reads every stream once, and lets it go.
void use_once(Bench& bench) {
    auto adapter = bench.adapter();
    if (bench.manifest().can("check")) {
        (void)adapter.check(bench.connection(), bench.services());
    }
    for (const auto& stream : bench.read_streams()) {
        (void)bench.page(adapter, stream, {});
    }
}

/// What `count` says after some rounds more than after the first. Connections of the proxy end a
/// little later than the handles that they belong to, so it is asked until it is no more.
std::size_t left_by_handles(Bench& bench, const std::function<std::size_t()>& count) {
    const auto before = count();
    for (int i = 0; i < rounds; ++i) {
        use_once(bench);
    }
    const auto until = std::chrono::steady_clock::now() + settling;
    auto after = count();
    while (after > before && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        after = count();
    }
    return after > before ? after - before : 0;
}

Finding no_threads(Bench& bench) {
    const auto left = left_by_handles(bench, [] { return entries("/proc/self/task"); });
    return left == 0 ? passed()
                     : failed(std::to_string(left) + " threads are left by " +
                              std::to_string(rounds) + " handles that are gone");
}

Finding no_descriptors(Bench& bench) {
    use_once(bench);  // some are opened once in a process: the list of hosts, the random device
    const auto left = left_by_handles(bench, [] { return entries("/proc/self/fd"); });
    return left == 0 ? passed()
                     : failed(std::to_string(left) + " file descriptors are left by " +
                              std::to_string(rounds) + " handles that are gone");
}

std::size_t allocated() {
    const auto info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
}

/// Bytes that a read leaves allocated, on average.
std::size_t left_by_reads(Bench& bench, plugin::Adapter& adapter, const std::string& stream) {
    const auto before = allocated();
    for (std::size_t i = 0; i < measured_reads; ++i) {
        (void)bench.page(adapter, stream, {});
    }
    const auto after = allocated();
    return after > before ? (after - before) / measured_reads : 0;
}

Finding no_memory(Bench& bench) {
    if (bench.read_streams().empty()) {
        return skipped("it reads no stream");
    }
    if (sanitized || allocated() == 0) {
        return skipped("the allocator of this build does not tell what it holds");
    }
    for (const auto& stream : bench.read_streams()) {
        auto adapter = bench.adapter();
        for (std::size_t i = 0; i < warm_up; ++i) {
            (void)bench.page(adapter, stream, {});
        }
        // A cache that grows for a while is no leak: it must grow the second time too.
        auto left = left_by_reads(bench, adapter, stream);
        left = left > noise_a_read ? left_by_reads(bench, adapter, stream) : left;
        if (left > noise_a_read) {
            return failed("each read of '" + stream + "' leaves " + std::to_string(left) +
                          " bytes behind");
        }
    }
    return passed();
}

/// As a host that is not ours would open it: by the C header alone. @return why it did not open
std::optional<std::string> open_plainly(const Subject& subject, tiendo_adapter& table) {
    const auto path = std::filesystem::absolute(subject.object);
    if (const auto* engine = plugin::engine_for(path, subject.engines)) {
        const auto text = read_file(path, plugin::engine_file_bytes_max);
        auto opened = text ? plugin::open_by_engine(*text, *engine) : text.error();
        table = opened.value_or(table);
        return opened ? std::nullopt : std::optional(opened.error().what());
    }
    void* const object = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    void* const symbol = object == nullptr ? nullptr : ::dlsym(object, TIENDO_ADAPTER_ENTRY);
    if (symbol == nullptr) {
        return "the entry cannot be found";
    }
    const auto entry = reinterpret_cast<decltype(&tiendo_adapter_entry)>(symbol);
    table.size = sizeof table;
    return entry(TIENDO_ADAPTER_ABI, &table, nullptr) == 0
               ? std::nullopt
               : std::optional<std::string>("the entry fails where it is given no error to fill");
}

/// What a handle gave out is good until it is released, also when the handle is closed.
Finding good_after_close(Bench& bench) {
    tiendo_adapter table{};
    if (const auto shut = open_plainly(bench.subject(), table)) {
        return failed(*shut);
    }
    tiendo_buffer buffer{};
    buffer.size = sizeof buffer;
    if (table.describe(table.self, &buffer, nullptr) != 0) {
        return failed("describe fails where it is given no error to fill");
    }
    const std::string before(buffer.text.data, buffer.text.size);
    table.close(table.self);
    const bool same = std::string_view(buffer.text.data, buffer.text.size) == before;
    if (buffer.release != nullptr) {
        buffer.release(&buffer);
    }
    return same ? passed() : failed("the text of describe changed when the handle was closed");
}

constexpr std::array<Rule, 4> table = {{
    {{"threads-left",
      "no thread is left when a handle is gone",
      "the service grows by a thread a day, until it cannot start another",
      "start no threads: calls may block, and the host has one for each connection"},
     no_threads,
     ends_with_it},
    {{"descriptors-left",
      "no file or socket is left open when a handle is gone",
      "after some weeks nothing can be opened any more",
      "open nothing: what an adapter needs comes from its context"},
     no_descriptors,
     ends_with_it},
    {{"memory-left",
      "reading again and again does not grow the process",
      "the service is ended by the system in the middle of a night",
      "look for what is kept per page; run the adapter's own tests with -fsanitize=address"},
     no_memory,
     ends_with_it},
    {{"after-close",
      "what was handed out is good until it is released, also after close",
      "the host crashes now and then, far from the cause",
      "give each buffer memory of its own, which release frees; the C++ SDK does"},
     good_after_close,
     behind},
}};

}  // namespace

std::span<const Rule> remains_rules() {
    return table;
}

}  // namespace tiendo::kit
