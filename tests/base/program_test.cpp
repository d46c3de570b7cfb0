#include "tiendo/base/program.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <string>

namespace tiendo::test {

namespace {

ProgramCall shell(std::string script) {
    ProgramCall call;
    call.program = "/bin/sh";
    call.arguments = {"-c", std::move(script)};
    return call;
}

}  // namespace

TEST(RunProgram, gives_output_complaint_and_exit_code) {
    const auto end = run_program(shell("echo out; echo err >&2; exit 7"));
    ASSERT_TRUE(end) << end.error();
    EXPECT_EQ(end->output, "out\n");
    EXPECT_EQ(end->complaint, "err\n");
    EXPECT_EQ(end->exit_code, 7);
}

TEST(RunProgram, feeds_an_input_larger_than_any_pipe) {
    constexpr std::size_t size = std::size_t{3} << 20U;
    const std::string input(size, 'x');
    auto call = shell("cat");
    call.input = input;
    const auto end = run_program(call);
    ASSERT_TRUE(end) << end.error();
    EXPECT_TRUE(end->output == input);
}

TEST(RunProgram, is_not_hurt_by_a_program_that_ignores_its_input) {
    const std::string input(std::size_t{1} << 20U, 'x');
    auto call = shell("exit 0");
    call.input = input;
    const auto end = run_program(call);
    ASSERT_TRUE(end) << end.error();
    EXPECT_EQ(end->exit_code, 0);
}

TEST(RunProgram, passes_on_no_environment_but_the_stated_one) {
    ProgramCall call;
    call.program = "/usr/bin/env";
    call.environment = {"HOME=/nowhere"};
    const auto end = run_program(call);
    ASSERT_TRUE(end) << end.error();
    EXPECT_EQ(end->output, "LANG=C.UTF-8\nPATH=/usr/bin:/bin\nHOME=/nowhere\n");
}

TEST(RunProgram, passes_on_no_open_file) {
    const int open = ::dup(STDERR_FILENO);  // not closed on exec
    const auto end = run_program(shell("ls /proc/self/fd | wc -l"));
    ::close(open);
    ASSERT_TRUE(end) << end.error();
    EXPECT_EQ(end->output, "4\n") << "the three standard ones and the folder that ls reads";
}

TEST(RunProgram, ends_a_program_that_never_ends) {
    auto call = shell("while :; do :; done");
    call.limits.wall = std::chrono::milliseconds(100);
    const auto end = run_program(call);
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().code(), ErrorCode::rejected);
    EXPECT_NE(end.error().message().find("time"), std::string::npos);
}

TEST(RunProgram, ends_a_program_that_closed_its_streams_and_hangs) {
    auto call = shell("exec >&- 2>&-; sleep 1000");
    call.limits.wall = std::chrono::milliseconds(100);
    const auto end = run_program(call);
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().code(), ErrorCode::rejected);
}

TEST(RunProgram, ends_a_program_that_writes_without_end) {
    auto call = shell("while :; do echo spam; done");
    call.limits.output_bytes = 1000;
    const auto end = run_program(call);
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().code(), ErrorCode::rejected);
    EXPECT_NE(end.error().message().find("output"), std::string::npos);
}

TEST(RunProgram, kills_what_the_program_left_running) {
    const auto pipe = std::string(testing::TempDir()) + "tiendo-left-" + std::to_string(::getpid());
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    const auto end = run_program(shell("exec 3> " + pipe + "; sleep 1000 & exit 0"));
    ::unlink(pipe.c_str());
    pollfd hung_up{reader, POLLIN, 0};
    constexpr int longest_ms = 60'000;
    ::poll(&hung_up, 1, longest_ms);  // until nobody holds the other end any more
    ::close(reader);
    ASSERT_TRUE(end) << end.error();
    EXPECT_NE(hung_up.revents & POLLHUP, 0);
}

TEST(RunProgram, tells_of_which_signal_a_program_died) {
    const auto end = run_program(shell("kill -SEGV $$"));
    ASSERT_TRUE(end) << end.error();
    EXPECT_EQ(end->exit_code, 128 + SIGSEGV);
}

TEST(RunProgram, bounds_processor_time) {
    auto call = shell("while :; do :; done");
    call.limits.processor = std::chrono::seconds(1);
    const auto end = run_program(call);
    ASSERT_TRUE(end) << end.error();
    EXPECT_EQ(end->exit_code, 128 + SIGKILL);
}

TEST(RunProgram, bounds_memory) {
    ProgramCall call;
    call.program = "/usr/bin/sort";
    call.arguments = {"--buffer-size=512M", "/dev/zero"};
    call.limits.memory_bytes = std::uint64_t{64} << 20U;
    const auto end = run_program(call);
    ASSERT_TRUE(end) << end.error();
    EXPECT_NE(end->exit_code, 0);
    EXPECT_NE(end->complaint.find("memory"), std::string::npos) << end->complaint;
}

TEST(RunProgram, bounds_the_files_that_it_writes) {
    const auto file =
        std::string(testing::TempDir()) + "tiendo-program-" + std::to_string(::getpid());
    auto call = shell("head -c 100000 /dev/zero > " + file);
    call.limits.file_bytes = 1000;
    const auto end = run_program(call);
    const auto size = run_program(shell("wc -c < " + file));
    ::unlink(file.c_str());
    ASSERT_TRUE(end) << end.error();
    ASSERT_TRUE(size) << size.error();
    EXPECT_NE(end->exit_code, 0);
    EXPECT_EQ(size->output, "1000\n");
}

TEST(RunProgram, names_a_program_that_is_not_there) {
    ProgramCall call;
    call.program = "/nowhere/at-all";
    const auto end = run_program(call);
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().code(), ErrorCode::not_found);
    EXPECT_NE(end.error().places().front().find("/nowhere/at-all"), std::string::npos);
}

TEST(RunProgram, works_in_the_stated_folder) {
    auto call = shell("pwd");
    call.folder = "/usr";
    const auto end = run_program(call);
    ASSERT_TRUE(end) << end.error();
    EXPECT_EQ(end->output, "/usr\n");
}

}  // namespace tiendo::test
