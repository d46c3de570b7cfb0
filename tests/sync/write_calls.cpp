#include "write_calls.hpp"

#include <dlfcn.h>
#include <unistd.h>

namespace {

template <typename Function>
Function next_of(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {
[[gnu::visibility("default")]] ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    before_write_call("pwrite");
    return next_of<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite")(file, bytes, size, at);
}
[[gnu::visibility("default")]] ssize_t pwrite64(int file,
                                                const void* bytes,
                                                size_t size,
                                                off64_t at) {
    before_write_call("pwrite64");
    return next_of<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64")(
        file, bytes, size, at);
}
[[gnu::visibility("default")]] int fdatasync(int file) {
    before_write_call("fdatasync");
    return next_of<int (*)(int)>("fdatasync")(file);
}
[[gnu::visibility("default")]] int fsync(int file) {
    before_write_call("fsync");
    return next_of<int (*)(int)>("fsync")(file);
}
}
