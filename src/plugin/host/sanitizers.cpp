// Where this process is built with a sanitizer: a crash is told by its signal, as without one, and
// not by a report, for which the sanitizer would have to read /proc and start a process.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)

namespace {

constexpr const char* leave_signals_alone =
    "handle_segv=0:handle_sigbus=0:handle_abort=0:handle_sigill=0:handle_sigfpe=0:detect_leaks=0";

}  // namespace

// NOLINTBEGIN(bugprone-reserved-identifier): the names are the sanitizers'
extern "C" [[gnu::visibility("default")]] const char* __asan_default_options() {
    return leave_signals_alone;
}
extern "C" [[gnu::visibility("default")]] const char* __tsan_default_options() {
    return leave_signals_alone;
}
// NOLINTEND(bugprone-reserved-identifier)

#endif
