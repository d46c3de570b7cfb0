// Has another program do a part of its work, which a guarded adapter may not.
#include "desk.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace desk {

class StartsAProgram : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        char name[] = "true";
        char* const words[] = {name, nullptr};
        pid_t child = 0;
        int status = 0;
        if (::posix_spawnp(&child, name, nullptr, nullptr, words, environ) != 0 ||
            ::waitpid(child, &status, 0) != child || status != 0) {
            return Failure::broken("its program does not run");
        }
        return Desk::page_from(cursor, context);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::StartsAProgram);
