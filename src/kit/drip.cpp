#include "drip.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace tiendo::kit {

namespace {

bool sent(int peer, std::string_view text) {
    while (!text.empty()) {
        const auto count = ::send(peer, text.data(), text.size(), MSG_NOSIGNAL);
        if (count <= 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

/// Lets `pace` pass. @return false where the peer has gone meanwhile
bool still_there(int peer, std::chrono::milliseconds pace) {
    std::array<char, 4'096> more{};
    const auto until = std::chrono::steady_clock::now() + pace;
    while (true) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now());
        pollfd waiting{peer, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) {
            return true;
        }
        if (::recv(peer, more.data(), more.size(), 0) <= 0) {
            return false;
        }
    }
}

}  // namespace

Drip::Drip(std::string body, std::chrono::milliseconds pace)
    : body_(std::move(body)), pace_(pace), door_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (!door_.open() ||
        ::bind(door_.number(), reinterpret_cast<const sockaddr*>(&here), sizeof here) != 0 ||
        ::listen(door_.number(), SOMAXCONN) != 0) {
        throw std::runtime_error("no port can be listened on");
    }
    thread_ = std::thread([this] {
        while (true) {
            const Descriptor peer(::accept4(door_.number(), nullptr, nullptr, SOCK_CLOEXEC));
            if (!peer.open()) {
                return;
            }
            answer(peer.number());
        }
    });
}

Drip::~Drip() {
    ::shutdown(door_.number(), SHUT_RDWR);  // ends accept
    thread_.join();
}

std::string Drip::origin() const {
    sockaddr_in here{};
    socklen_t size = sizeof here;
    ::getsockname(door_.number(), reinterpret_cast<sockaddr*>(&here), &size);
    return "http://127.0.0.1:" + std::to_string(ntohs(here.sin_port));
}

void Drip::answer(int peer) const {
    std::array<char, 4'096> request{};
    if (::recv(peer, request.data(), request.size(), 0) <= 0 ||
        !sent(peer,
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                  std::to_string(body_.size()) + "\r\n\r\n")) {
        return;
    }
    for (const char& byte : body_) {
        if (!still_there(peer, pace_) || !sent(peer, {&byte, 1})) {
            return;
        }
    }
}

}  // namespace tiendo::kit
