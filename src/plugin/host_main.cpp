// tiendo-plugin-host: one adapter in a process of its own.
//
// Started by libtiendo_plugin, with a socket as descriptor 3 and a pipe as descriptor 4. It builds
// its walls, loads the object, and answers calls until the socket closes.
//
//   tiendo-plugin-host OBJECT MEMORY_BYTES FILES wait|go [LIBRARY_FOLDER…]
#include "fenced.hpp"
#include "host/far_context.hpp"
#include "host/line.hpp"
#include "host/walls.hpp"

#include <dlfcn.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace tiendo::plugin;
using tiendo::adapter::Failure;
using wire::Kind;
using wire::Step;

[[noreturn]] void end_because(const Failure& failure, Step step) {
    auto frame = wire::frame_of(Kind::unready, wire::failed_with(failure, step));
    host::send(frame);
    ::_exit(1);
}

/// Loads the object and lets it fill its table.
void enter(const std::string& object, Fenced<tiendo_adapter>& table) {
    void* handle = ::dlopen(object.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        const char* reason = ::dlerror();  // NOLINT(concurrency-mt-unsafe): thread-local in glibc
        end_because(Failure::broken(reason == nullptr ? "" : reason), Step::link);
    }
    const auto entry =
        reinterpret_cast<decltype(&tiendo_adapter_entry)>(::dlsym(handle, TIENDO_ADAPTER_ENTRY));
    if (entry == nullptr) {
        end_because({}, Step::find_entry);
    }
    Fenced<tiendo_error> error;
    int32_t code = 0;
    auto breach = breach_in(
        "its entry",
        [&](tiendo_error* out) { return entry(TIENDO_ADAPTER_ABI, table.get(), out); },
        error,
        code);
    if (!breach && !table.whole()) {
        breach = wrote_past("its entry", "the table it was given");
    }
    if (breach) {
        end_because(*breach, Step::enter);
    }
    if (code != 0) {
        auto frame =
            wire::frame_of(Kind::unready, wire::failed_with(code, *error.get(), Step::enter));
        host::send(frame);
        ::_exit(1);
    }
}

/// One call of a function that fills an Out: its answer, or its failure, or what it did against the
/// rules.
template <typename Out, typename Function>
void answer_call(Kind kind, const Function& function) {
    const std::string name(wire::to_string(kind));
    Fenced<Out> out;
    Fenced<tiendo_error> error;
    int32_t code = 0;
    auto breach = breach_in(
        name.c_str(), [&](tiendo_error* it) { return function(out.get(), it); }, error, code);
    if (!breach && code == 0 && !out.whole()) {
        breach = wrote_past(name, "what it was given");
    }
    auto frame = breach      ? wire::frame_of(Kind::failed, wire::failed_with(*breach, Step::enter))
                 : code != 0 ? wire::frame_of(Kind::failed,
                                              wire::failed_with(code, *error.get(), Step::enter))
                             : wire::frame_of(Kind::done, *out.operator->());
    host::send(frame);
}

[[noreturn]] void end_on_nonsense() {
    ::_exit(5);
}

/// The same with a context and what the function was called with.
template <typename In, typename Out, typename Function>
void answer_call_with(wire::Frame frame, void* self, Function* function) {
    const Kind kind = frame.header.kind;
    auto call = wire::decoded<wire::Call<In>>(std::move(frame));
    if (call == nullptr || function == nullptr) {
        end_on_nonsense();
    }
    const host::FarContext context(call->it.keeps_records != 0);
    In& in = call->it.with;
    in.size = sizeof in;
    in.context = context.table();
    answer_call<Out>(
        kind, [&](Out* out, tiendo_error* error) { return function(self, &in, out, error); });
}

void answer_check(wire::Frame frame, const tiendo_adapter& table) {
    auto call = wire::decoded<wire::Call<wire::Nothing>>(std::move(frame));
    if (call == nullptr || table.check == nullptr) {
        end_on_nonsense();
    }
    const host::FarContext context(call->it.keeps_records != 0);
    answer_call<tiendo_findings>(Kind::check, [&](tiendo_findings* out, tiendo_error* error) {
        return table.check(table.self, context.table(), out, error);
    });
}

void answer(wire::Frame frame, const tiendo_adapter& table) {
    void* self = table.self;
    switch (frame.header.kind) {
        case Kind::describe:
            return answer_call<tiendo_buffer>(Kind::describe,
                                              [&](tiendo_buffer* out, tiendo_error* error) {
                                                  return table.describe(self, out, error);
                                              });
        case Kind::check: return answer_check(std::move(frame), table);
        case Kind::read:
            return answer_call_with<tiendo_read, tiendo_page>(std::move(frame), self, table.read);
        case Kind::find:
            return answer_call_with<tiendo_find, tiendo_page>(std::move(frame), self, table.find);
        case Kind::write:
            return answer_call_with<tiendo_batch, tiendo_outcomes>(
                std::move(frame), self, table.write);
        case Kind::probe:
            return answer_call_with<tiendo_batch, tiendo_outcomes>(
                std::move(frame), self, table.probe);
        case Kind::serve:
            return answer_call_with<tiendo_request, tiendo_answer>(
                std::move(frame), self, table.serve);
        case Kind::close: table.close(self); ::_exit(0);
        default: end_on_nonsense();  // a number from outside, not an enum
    }
}

std::uint32_t functions_of(const tiendo_adapter& table) {
    const bool there[] = {table.describe != nullptr,
                          table.check != nullptr,
                          table.read != nullptr,
                          table.find != nullptr,
                          table.write != nullptr,
                          table.probe != nullptr,
                          table.serve != nullptr,
                          table.close != nullptr};
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < std::size(there); ++i) {
        bits |= there[i] ? 1U << i : 0U;
    }
    return bits;
}

}  // namespace

int main(int argc, char** argv) {
    constexpr int least_arguments = 5;
    if (argc < least_arguments) {
        std::fputs("tiendo-plugin-host is started by tiendo alone\n", stderr);
        return 2;
    }
    constexpr int decimal = 10;
    // A debugger opens what the linker opened, and "self" would be the debugger.
    std::string object = argv[1];
    constexpr std::string_view self = "/proc/self/";
    if (object.starts_with(self)) {
        object.replace(0, self.size(), "/proc/" + std::to_string(::getpid()) + "/");
    }
    const host::WallOptions walls{.object = object,
                                  .folders = {argv + least_arguments, argv + argc},
                                  .memory_bytes = std::strtoull(argv[2], nullptr, decimal),
                                  .files = std::strtoull(argv[3], nullptr, decimal)};
    const bool waits = std::string_view(argv[4]) == "wait";
    if (!host::limit_process(walls)) {
        end_because(Failure::broken("the limits of the process could not be set"), Step::isolate);
    }
    if (waits) {
        ::prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);  // fails where nothing forbids it
    }
    wire::Ready ready;
    ready.walls = host::close_files(walls) | host::close_calls();
    if (waits) {
        ::raise(SIGSTOP);
    }
    Fenced<tiendo_adapter> table;
    enter(walls.object, table);
    ready.table_size = table->size;
    ready.abi = table->abi;
    ready.functions = functions_of(*table.get());
    auto frame = wire::frame_of(Kind::ready, ready);
    host::send(frame);
    while (true) {
        answer(host::receive(), *table.get());
    }
}
