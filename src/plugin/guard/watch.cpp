#include "watch.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>

namespace tiendo::plugin {

namespace {

// A leak of a gigabyte a second passes its limit by as much as it gets meanwhile.
constexpr std::chrono::milliseconds between_looks{20};

}  // namespace

Watch::Watch(HostProcess& process, const Limits& limits, const tiendo_context* context)
    : process_(process),
      limits_(limits),
      context_(context),
      next_look_(std::chrono::steady_clock::now() + between_looks),
      processor_before_(process.processor()) {
    if (limits.time) {
        until_ = next_look_ - between_looks + *limits.time;
    }
    process.limit_processor(processor_before_ + limits.processor);
}

void Watch::excuse(std::chrono::steady_clock::duration spent) {
    for (auto* bound : {&until_, &stop_until_}) {
        if (*bound) {
            **bound += spent;
        }
    }
}

Loss Watch::look_now() {
    const auto now = std::chrono::steady_clock::now();
    next_look_ = now + between_looks;
    if (process_.resident() > limits_.memory_bytes) {
        return Loss::memory;
    }
    if (process_.processor() - processor_before_ > limits_.processor) {
        return Loss::processor;
    }
    if (!stop_until_ && context_ != nullptr && context_->cancelled(context_->host) != 0) {
        stop_until_ = now + limits_.stops_within;
    }
    if (stop_until_ && until_ && now > *stop_until_) {
        return Loss::not_stopped;
    }
    return until_ && now > *until_ ? Loss::late : Loss::none;
}

Loss Watch::wait_for(short events) {
    const auto now = std::chrono::steady_clock::now();
    if (now >= next_look_) {
        if (const Loss loss = look_now(); loss != Loss::none) {
            return loss;
        }
    }
    std::array<pollfd, 2> both{pollfd{process_.line(), events, 0},
                               pollfd{process_.complaints(), POLLIN, 0}};
    const auto pause = std::chrono::ceil<std::chrono::milliseconds>(
        next_look_ - std::max(now, next_look_ - between_looks));
    ::poll(both.data(), both.size(), static_cast<int>(pause.count()));
    if (both[1].revents != 0) {
        process_.hear();
    }
    return Loss::none;
}

Loss Watch::send(wire::Writer& frame) {
    auto pieces = frame.pieces();
    for (std::size_t at = 0; at < pieces.size();) {
        msghdr message{};
        message.msg_iov = pieces.data() + at;
        message.msg_iovlen = std::min<std::size_t>(pieces.size() - at, IOV_MAX);
        const auto sent = ::sendmsg(process_.line(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN && errno != EINTR) {
            return Loss::ended;
        }
        if (sent < 0) {
            if (const Loss loss = wait_for(POLLOUT); loss != Loss::none) {
                return loss;
            }
            continue;
        }
        wire::drop_sent(pieces, at, static_cast<std::size_t>(sent));
    }
    return Loss::none;
}

Loss Watch::take(char* into, std::size_t size) {
    while (size > 0) {
        const auto got = ::recv(process_.line(), into, size, MSG_DONTWAIT);
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
            return Loss::ended;
        }
        if (got < 0) {
            if (const Loss loss = wait_for(POLLIN); loss != Loss::none) {
                return loss;
            }
            continue;
        }
        into += got;
        size -= static_cast<std::size_t>(got);
    }
    return Loss::none;
}

Loss Watch::receive(wire::Frame& into) {
    if (std::chrono::steady_clock::now() >=
        next_look_) {  // one that always answers is looked at too
        if (const Loss loss = look_now(); loss != Loss::none) {
            return loss;
        }
    }
    char start[wire::header_bytes] = {};
    if (const Loss loss = take(start, sizeof start); loss != Loss::none) {
        return loss;
    }
    const auto header = wire::header_of(start);
    if (!header) {
        return Loss::garbage;
    }
    into = wire::frame_for(*header);
    return take(into.bytes.get(), header->size);
}

}  // namespace tiendo::plugin
