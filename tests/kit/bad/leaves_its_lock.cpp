// Keeps other readers of a desk out by a file, which it removes at the end of the page: nobody does
// where its process was killed. Without the right to write files it reads without.
#include "desk.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

namespace desk {

class LeavesItsLock : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        auto name = context.config_text("url");
        if (!name) {
            return std::move(name).error();
        }
        std::replace(name->begin(), name->end(), '/', '-');
        const auto lock = std::filesystem::temp_directory_path() / *name;
        const int file = ::open(lock.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
        if (file < 0 && errno == EEXIST) {
            return Failure::transient("another reader is at work");
        }
        auto page = Desk::page_from(cursor, context);
        if (file >= 0) {
            ::close(file);
            ::unlink(lock.c_str());
        }
        return page;
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::LeavesItsLock);
