// --trace, --trace-file, --attach: for the author of an adapter
#include "watching.hpp"

#include "tiendo/base/descriptor.hpp"
#include "tiendo/plugin/guard.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

namespace tiendo::cli {

namespace {

/// One line in one piece, so that those of several connections do not mix.
void write_line(int to, std::string_view line) {
    const auto whole = std::string(line) + '\n';
    [[maybe_unused]] const auto written = ::write(to, whole.data(), whole.size());
}

Result<std::shared_ptr<Descriptor>> trace_target(const std::string& file) {
    // Standard error as it is now: the kit gives the processes of its rules another one.
    constexpr mode_t owner_alone = 0600;
    auto target = std::make_shared<Descriptor>(
        file.empty()
            ? ::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0)
            : ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, owner_alone));
    if (!target->open()) {
        return Error{ErrorCode::storage,
                     "the trace cannot be written: " + std::generic_category().message(errno),
                     "name another file"}
            .at(file.empty() ? "--trace" : file);
    }
    return target;
}

}  // namespace

void add_watch_options(CLI::App& command, Session& session) {
    auto& words = session.watch;
    command.add_flag("--trace",
                     words.trace,
                     "what crosses to guarded adapters, on standard error; secrets are masked");
    command.add_option("--trace-file", words.trace_file, "the same, at the end of a file");
    command.add_flag("--attach",
                     words.attach,
                     "stop each process of a guarded adapter before it loads the object, for gdb");
}

Result<void> watch_as_asked(const WatchWords& words, plugin::GuardOptions& guard) {
    if (words.trace || !words.trace_file.empty()) {
        auto target = trace_target(words.trace_file);
        if (!target) {
            return std::move(target).error();
        }
        guard.trace = [to = *std::move(target)](std::string_view line) {
            write_line(to->number(), line);
        };
    }
    if (words.attach) {
        auto target = trace_target({});
        if (!target) {
            return std::move(target).error();
        }
        guard.attach = [to = *std::move(target)](int process) {
            const auto number = std::to_string(process);
            // gdb would hand the stop in which the process waits on to it.
            write_line(to->number(),
                       "tiendo: process " + number + " waits before it loads the adapter: gdb -p " +
                           number +
                           " -ex 'handle SIGSTOP nostop nopass', set breakpoints, continue; or "
                           "without gdb: kill -CONT " +
                           number);
        };
    }
    return {};
}

}  // namespace tiendo::cli
