#include "signals.hpp"

#include <pthread.h>

namespace tiendo::cli {

Signals::Signals() {
    sigemptyset(&ending_);
    sigaddset(&ending_, SIGINT);
    sigaddset(&ending_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ending_, &before_);
    waiting_ = std::thread([this] {
        int which = 0;
        sigwait(&ending_, &which);
        stop_.request_stop();
    });
}

Signals::~Signals() {
    pthread_kill(waiting_.native_handle(), SIGTERM);  // for this thread alone, so that it ends
    waiting_.join();
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace tiendo::cli
