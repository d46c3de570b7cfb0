#include "line.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>

namespace tiendo::plugin::host {

namespace {

constexpr int nobody_there = 4;  // what the process ends with

void read_all(char* into, std::size_t size) {
    while (size > 0) {
        const auto got = ::read(line_number, into, size);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            ::_exit(nobody_there);
        }
        into += got;
        size -= static_cast<std::size_t>(got);
    }
}

}  // namespace

void send(wire::Writer& frame) {
    if (!frame.fits()) {
        const auto failure = adapter::Failure::broken("it gave more than fits into an answer");
        auto refusal = frame_of(wire::Kind::failed, failed_with(failure, wire::Step::enter));
        return send(refusal);
    }
    auto pieces = frame.pieces();
    for (std::size_t at = 0; at < pieces.size();) {
        const auto count = std::min<std::size_t>(pieces.size() - at, IOV_MAX);
        const auto sent = ::writev(line_number, pieces.data() + at, static_cast<int>(count));
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent < 0) {
            ::_exit(nobody_there);
        }
        wire::drop_sent(pieces, at, static_cast<std::size_t>(sent));
    }
}

wire::Frame receive() {
    char start[wire::header_bytes] = {};
    read_all(start, sizeof start);
    const auto header = wire::header_of(start);
    if (!header) {
        ::_exit(nobody_there);
    }
    auto frame = wire::frame_for(*header);
    read_all(frame.bytes.get(), header->size);
    return frame;
}

}  // namespace tiendo::plugin::host
