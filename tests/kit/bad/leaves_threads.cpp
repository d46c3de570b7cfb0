// Starts a thread for each connection, and lets it run.
#include "desk.hpp"

#include <atomic>
#include <thread>

namespace desk {

class LeavesThreads : public Desk {
public:
    LeavesThreads() {
        std::thread([] {
            std::atomic<bool> never{false};
            never.wait(false);
        }).detach();
    }
};

}  // namespace desk

TIENDO_EXPORT_ADAPTER(desk::LeavesThreads);
