// The rule killed-page forks where the kit's proxy has threads, which the thread sanitizer forbids
// unless it is told otherwise.
#if defined(__SANITIZE_THREAD__)
// NOLINTNEXTLINE(bugprone-reserved-identifier): the name is the sanitizer's
extern "C" [[gnu::visibility("default")]] const char* __tsan_default_options() {
    return "die_after_fork=0";
}
#endif
