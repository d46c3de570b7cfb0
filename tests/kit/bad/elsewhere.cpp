// The library of needs_a_library.cpp.
[[gnu::visibility("default")]] int pages_at_once() {
    return 1;
}
