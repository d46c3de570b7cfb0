// Opens a socket of its own, which a guarded adapter may not.
#include "desk.hpp"

#include <sys/socket.h>
#include <unistd.h>

namespace desk {

class OpensASocket : public Desk {
protected:
    Expected<Page> page_from(const Cursor& cursor, Context& context) override {
        const int own = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (own < 0) {
            return Failure::broken("no socket is to be had");
        }
        ::close(own);
        return Desk::page_from(cursor, context);
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::OpensASocket);
