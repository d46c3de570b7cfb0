// A guarded adapter loses its own call and nothing else, whatever it does.
#include "plugin/support.hpp"

#include <gmock/gmock.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <future>
#include <set>
#include <thread>

namespace tiendo {
namespace {

using namespace tiendo::plugin;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::set<std::string> open_descriptors() {
    std::set<std::string> all;
    for (const auto& each : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code gone;  // the one that lists
        const auto target = std::filesystem::read_symlink(each.path(), gone);
        if (!gone && target.string().find("/proc/") == std::string::npos) {
            all.insert(each.path().filename().string() + " " + target.string());
        }
    }
    return all;
}

SearchOptions guarded(GuardOptions guard = {}) {
    guard.helper_folder = TIENDO_HELPERS;
    return {
        .folders = {test::objects()}, .isolation = Isolation::guarded, .guard = std::move(guard)};
}

/// Whatever a test does: afterwards there is no child, no descriptor and no file more than before.
class GuardedAdapter : public testing::Test {
protected:
    void TearDown() override {
        adapter.reset();
        EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
        EXPECT_EQ(errno, ECHILD);
        EXPECT_EQ(open_descriptors(), before);
        EXPECT_FALSE(std::filesystem::exists("/tmp/tiendo-torture"));
    }
    Adapter& torture() {
        if (!adapter) {
            auto loaded = load("torture", guarded(options), Logger());
            EXPECT_TRUE(loaded) << loaded.error().explain();
            adapter.emplace(*std::move(loaded));
        }
        return *adapter;
    }
    Result<Page> read(std::string_view how) {
        return torture().read(
            test::connection(), {.stream = "documents", .cursor = {std::string(how)}}, services);
    }
    /// Its one record, or why there is none.
    std::string record(std::string_view how) {
        auto page = read(how);
        return page ? page->lines : page.error().what();
    }

    std::set<std::string> before = open_descriptors();
    GuardOptions options{.memory_bytes = 96U << 20U, .processor = 1s};
    HostServices services = test::services_at_nine();
    std::optional<Adapter> adapter;
};

struct Torture {
    const char* how;
    const char* said;
};
void PrintTo(const Torture& each, std::ostream* out) {
    *out << each.how;
}
class Lost : public GuardedAdapter, public testing::WithParamInterface<Torture> {
protected:
    Lost() { services.call_timeout = 300ms; }
};
TEST_P(Lost, is_one_call_and_the_next_one_is_answered) {
    const std::string_view how = GetParam().how;
    if (how == "spin" || how == "leak") {
        services.call_timeout = 60s;  // or its time would be over first
    }
    auto page = read(how);
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::internal) << page.error();
    EXPECT_THAT(page.error().what(), HasSubstr("adapter torture: "));
    EXPECT_THAT(page.error().what(), HasSubstr(GetParam().said));
    EXPECT_THAT(page.error().what(), HasSubstr("report it to the adapter's author"));
    services.call_timeout = 10s;
    EXPECT_EQ(record("nothing"), "{\"refused\":\"\",\"found\":\"\",\"call\":1}\n")
        << "a process of its own, without what the lost one knew";
}
INSTANTIATE_TEST_SUITE_P(
    ,
    Lost,
    testing::Values(
        Torture{"segfault",
                "its process crashed (signal 11, SIGSEGV) in read of 'documents'; its last words: "
                "about to follow a wild pointer"},
        Torture{"abort", "its process crashed (signal 6, SIGABRT) in read of 'documents'"},
        Torture{"overflow", "its process crashed (signal 11, SIGSEGV)"},
        Torture{"exit", "its process ended itself (exit code 3) in read of 'documents'"},
        Torture{"hang", "read of 'documents' took longer than it may, and its process was killed"},
        Torture{"spin", "used more than 1 s of the processor, and its process was killed"},
        Torture{"leak", "96 MiB are allowed, and its process was killed"},
        Torture{"ask for ever", "took longer than it may"},
        Torture{"talk for ever", "its last words: and another thing"},
        Torture{"noise", "gave what is no answer, and its process was killed"},
        Torture{"false page", "gave what is no answer"},
        Torture{"unknown frame", "gave what is no answer"},
        Torture{"huge frame", "gave what is no answer"},
        Torture{"half a frame", "took longer than it may"},
        Torture{"close the line", "read of 'documents' cut its line, and its process was killed"}));

struct Refusal {
    const char* what;
    const char* error;
};
void PrintTo(const Refusal& each, std::ostream* out) {
    *out << each.what;
}
/// Whether this kernel can close the file system to a process: else a guard warns that it could
/// not.
bool has_landlock() {
    constexpr unsigned tell_the_version = 1;
    return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, tell_the_version) > 0;
}
class Refused : public GuardedAdapter, public testing::WithParamInterface<Refusal> {};
TEST_P(Refused, by_the_kernel_and_the_adapter_is_told) {
    if (std::string_view(GetParam().error) == "EACCES" && !has_landlock()) {
        GTEST_SKIP() << "this kernel has no Landlock";
    }
    EXPECT_THAT(record(GetParam().what),
                HasSubstr("\"refused\":\"" + std::string(GetParam().error) + "\""));
}
INSTANTIATE_TEST_SUITE_P(,
                         Refused,
                         testing::Values(Refusal{"fork", "EPERM"},
                                         Refusal{"exec", "EPERM"},
                                         Refusal{"socket", "EPERM"},
                                         Refusal{"ptrace", "EPERM"},
                                         Refusal{"kill", "EPERM"},
                                         Refusal{"own the signals", "EPERM"},
                                         Refusal{"raise a limit", "EPERM"},
                                         Refusal{"shadow", "EACCES"},
                                         Refusal{"environment of the program", "EACCES"},
                                         Refusal{"write a file", "EACCES"},
                                         Refusal{"many files", "EMFILE"},
                                         // What an honest adapter needs is there.
                                         Refusal{"thread", ""},
                                         Refusal{"library", ""}));

TEST_F(GuardedAdapter, has_no_descriptor_of_the_program) {
    const int leaky = ::open("/dev/null", O_RDONLY);  // without O_CLOEXEC
    EXPECT_THAT(record("descriptors"), HasSubstr("\"found\":\"0 1 2 3 4 \""));
    ::close(leaky);
}

TEST_F(GuardedAdapter, writes_to_no_standard_output_of_the_program) {
    testing::internal::CaptureStdout();
    EXPECT_THAT(record("stdout"), HasSubstr("\"refused\":\"\""));
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

TEST_F(GuardedAdapter, that_does_not_stop_when_it_is_cancelled_is_killed) {
    std::stop_source stop;
    services.stop = stop.get_token();
    services.call_timeout = 60s;
    stop.request_stop();
    EXPECT_THAT(record("hang"),
                HasSubstr("did not end within 200 ms after it was cancelled, and its process was "
                          "killed"));
}

TEST_F(GuardedAdapter, that_breaks_in_the_middle_of_a_write_leaves_its_deliveries_unknown) {
    auto results = torture().write(
        test::connection(), "documents", {{"k1", 1, "{}"}, {"k2", 1, "{}"}}, services);
    ASSERT_TRUE(results) << results.error();
    for (const auto& result : *results) {
        EXPECT_EQ(result.outcome, Outcome::unknown);
        EXPECT_THAT(result.message, HasSubstr("SIGABRT) in write of 'documents'"));
    }
}

TEST_F(GuardedAdapter, that_is_lost_again_and_again_is_started_more_and_more_rarely) {
    EXPECT_EQ(read("abort").error().code(), ErrorCode::internal);
    EXPECT_EQ(read("abort").error().code(), ErrorCode::internal);
    auto page = read("nothing");
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::transient);
    EXPECT_THAT(page.error().what(), HasSubstr("lost 2 times one after the other"));
    ASSERT_TRUE(page.error().retry_after());
    EXPECT_GT(*page.error().retry_after(), 0ms);
    EXPECT_LE(*page.error().retry_after(), 1s);
}

TEST_F(GuardedAdapter, that_hangs_in_its_end_keeps_nobody) {
    for (int i = 0; i < 3; ++i) {
        EXPECT_THAT(record("nothing"), HasSubstr("\"call\":" + std::to_string(i + 1)));
    }
    const auto begin = std::chrono::steady_clock::now();
    adapter.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST_F(GuardedAdapter, that_prints_a_secret_has_it_masked_in_the_report) {
    services.secret = [](std::string_view) { return Result<std::string>("hunter22"); };
    EXPECT_THAT(record("reveal"),
                AllOf(HasSubstr("the last that it asked of the host was secret; its last words: "
                                "the password is ***"),
                      Not(HasSubstr("hunter22"))));
}

TEST_F(GuardedAdapter, can_be_traced_without_secrets_and_contents) {
    std::vector<std::string> lines;
    GuardOptions traced;
    traced.trace = [&](std::string_view line) { lines.emplace_back(line); };
    services.secret = [](std::string_view) { return Result<std::string>("hunter22"); };
    {
        auto good = load("good", guarded(traced), Logger());
        ASSERT_TRUE(good) << good.error().explain();
        EXPECT_FALSE(good->read(test::connection_to("tell"), {.stream = "documents"}, services));
        EXPECT_TRUE(good->read(test::connection_to("page"), {.stream = "documents"}, services));
    }
    EXPECT_THAT(lines,
                testing::IsSupersetOf(std::vector<std::string>{
                    "-> read keeps_records=0 wanted_records=0 stream=\"documents\" cursor=\"\"",
                    "<- config name=\"do\"",
                    "-> answer value=\"'tell'\"",
                    "<- secret name=\"password\"",
                    "-> answer text=8 bytes",
                    "<- log level=2 text=\"password is ***\" fields=[password]",
                    "<- failed step=3 code=5 class=5 retry_after_ms=0 message=\"the password *** "
                    "was refused\" remedy=\"change ***\"",
                    "<- done more=1 record_count=1 records=35 bytes cursor=\"+\" notices=\"\""}))
        << testing::PrintToString(lines);
    for (const auto& line : lines) {
        EXPECT_THAT(line, Not(HasSubstr("hunter22")));
    }
}

/// Of /proc/<process>/status; -1 where it has no such line.
long status_of(int process, const std::string& name) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name + ":")) {
            return std::strtol(line.c_str() + name.size() + 1, nullptr, 10);
        }
    }
    return -1;
}
char state_of(int process) {
    std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
    std::string number;
    std::string name;
    char state = '-';
    stat >> number >> name >> state;
    return state;
}

/// The process is stopped for a debugger: it is let go as one would.
std::function<void(int)> debugger(int& process) {
    return [&process](int number) {
        process = number;
        while (state_of(number) != 'T') {
            std::this_thread::yield();
        }
        ::kill(number, SIGCONT);
    };
}

TEST_F(GuardedAdapter, waits_for_a_debugger_before_its_object_is_loaded) {
    int process = 0;
    options.attach = debugger(process);
    services.call_timeout = 0ms;  // whoever looks at a call in a debugger takes longer
    EXPECT_THAT(record("wait, wait"), HasSubstr("\"call\":1"));
    EXPECT_GT(process, 0);
}

TEST_F(GuardedAdapter, is_idle_in_less_than_15_mib) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "a sanitizer takes more";
#endif
    int process = 0;
    GuardOptions watched;
    watched.attach = debugger(process);
    auto good = load("good", guarded(watched), Logger());
    ASSERT_TRUE(good) << good.error().explain();
    EXPECT_TRUE(good->read(test::connection_to("page"), {.stream = "documents"}, services));
    const long kib = status_of(process, "VmRSS");
    EXPECT_GT(kib, 0);
    EXPECT_LT(kib, 15 * 1024);
    RecordProperty("resident_kib", static_cast<int>(kib));
}

// As when the program crashes: nobody is left who would close anything.
TEST_F(GuardedAdapter, ends_with_the_program_even_in_a_call_that_hangs) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    const pid_t program = ::fork();
    if (program == 0) {
        GuardOptions told = options;
        int process = 0;
        told.attach = [&](int number) {
            debugger(process)(number);
            [[maybe_unused]] const auto written = ::write(ends[1], &number, sizeof number);
        };
        auto hanging = load("torture", guarded(told), Logger());
        (void)hanging->read(
            test::connection(), {.stream = "documents", .cursor = {"hang"}}, services);
        ::_exit(0);
    }
    ::close(ends[1]);
    int process = 0;
    ASSERT_EQ(::read(ends[0], &process, sizeof process), static_cast<ssize_t>(sizeof process));
    ::close(ends[0]);
    ::kill(program, SIGKILL);
    ASSERT_EQ(::waitpid(program, nullptr, 0), program);
    const auto until = std::chrono::steady_clock::now() + 10s;
    char state = state_of(process);
    while (state != '-' && state != 'Z' && std::chrono::steady_clock::now() < until) {
        std::this_thread::yield();
        state = state_of(process);
    }
    EXPECT_THAT(state, testing::AnyOf('-', 'Z')) << "and whoever inherits it waits for it";
}

// A thread that ends is not the program: the signal of PR_SET_PDEATHSIG would come here.
TEST_F(GuardedAdapter, outlives_the_thread_that_loaded_it) {
    std::thread([&] { torture(); }).join();
    EXPECT_THAT(record("nothing"), HasSubstr("\"call\":1"));
}

struct Unusable {
    const char* name;
    ErrorCode code;
    const char* reason;
};
void PrintTo(const Unusable& each, std::ostream* out) {
    *out << each.name;
}
class UnusableGuarded : public GuardedAdapter, public testing::WithParamInterface<Unusable> {};
TEST_P(UnusableGuarded, is_refused_with_its_path_and_the_reason) {
    options.start = 500ms;
    auto loaded = load(GetParam().name, guarded(options), Logger());
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code(), GetParam().code) << loaded.error().explain();
    const auto path =
        (test::objects() / ("tiendo-" + std::string(GetParam().name) + ".so")).string();
    EXPECT_THAT(loaded.error().what(), AllOf(HasSubstr(path), HasSubstr(GetParam().reason)));
}
INSTANTIATE_TEST_SUITE_P(
    ,
    UnusableGuarded,
    testing::Values(
        Unusable{"other-abi-in-table", ErrorCode::unsupported, "it speaks ABI 7.0"},
        Unusable{"no-entry", ErrorCode::malformed_input, "does not export the function"},
        Unusable{"entry-fails",
                 ErrorCode::config,
                 "the licence file is missing; ask the vendor for one"},
        Unusable{"entry-throws", ErrorCode::internal, "its entry threw: no memory for tables"},
        Unusable{"throws-loading",
                 ErrorCode::internal,
                 "its process crashed (signal 6, SIGABRT) in loading; its last words: what():  no "
                 "settings file"},
        Unusable{"crashes-loading", ErrorCode::internal, "crashed (signal 11, SIGSEGV) in loading"},
        Unusable{"exits-loading", ErrorCode::internal, "ended itself (exit code 0) in loading"},
        Unusable{"hangs-loading", ErrorCode::internal, "loading took longer than it may"},
        Unusable{"lacks-read", ErrorCode::unsupported, "it lacks the function 'read'"},
        Unusable{"lacks-promised", ErrorCode::unsupported, "it lacks the function 'probe'"},
        Unusable{"describes-another",
                 ErrorCode::internal,
                 "its manifest and what describe says differ"},
        Unusable{"writes-past-table", ErrorCode::internal, "wrote past the end of the table"},
        Unusable{"short-table", ErrorCode::internal, "it filled 24 bytes of the"}));

TEST_F(GuardedAdapter, that_is_lost_between_two_calls_costs_none) {
    int process = 0;
    options.attach = debugger(process);
    EXPECT_THAT(record("nothing"), HasSubstr("\"call\":1"));
    ::kill(process, SIGKILL);
    while (state_of(process) != 'Z') {
        std::this_thread::yield();
    }
    EXPECT_THAT(record("nothing"), HasSubstr("\"call\":1"));
}

TEST_F(GuardedAdapter, is_not_started_with_limits_that_nothing_fits_into) {
    options.memory_bytes = 1;
    auto loaded = load("torture", guarded(options), Logger());
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code(), ErrorCode::config);
}

TEST_F(GuardedAdapter, needs_the_program_that_hosts_it) {
    auto search = guarded();
    search.guard.helper_folder = "/nonexistent";
    auto loaded = load("good", search, Logger());
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code(), ErrorCode::unsupported);
    EXPECT_THAT(loaded.error().what(),
                HasSubstr("the program tiendo-plugin-host is missing from '/nonexistent'"));
}

}  // namespace
}  // namespace tiendo
