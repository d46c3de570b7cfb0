#pragma once

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

/// Peers without any HTTP of ours: what they say is written byte by byte in the test.
namespace tiendo::test {

/// How long a peer waits for what must come, before the test fails.
constexpr int patience_ms = 20'000;

/// One end of a TCP connection.
class RawConnection {
public:
    explicit RawConnection(int number) : number_(number) {}
    ~RawConnection() { close(); }
    RawConnection(RawConnection&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    RawConnection& operator=(RawConnection&&) = delete;

    static RawConnection to(std::uint16_t port) {
        const int number = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const auto address = loopback(port);
        if (::connect(number, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
            ::close(number);
            return RawConnection(-1);
        }
        return RawConnection(number);
    }

    static sockaddr_in loopback(std::uint16_t port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return address;
    }

    [[nodiscard]] bool open() const { return number_ >= 0; }

    bool write(std::string_view text) const {
        while (!text.empty()) {
            const auto count = ::send(number_, text.data(), text.size(), MSG_NOSIGNAL);
            if (count <= 0) {
                return false;
            }
            text.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    /// Something to read, or the end, comes within the time.
    [[nodiscard]] bool ready_within(std::chrono::milliseconds time) const {
        pollfd waiting{.fd = number_, .events = POLLIN, .revents = 0};
        return ::poll(&waiting, 1, static_cast<int>(time.count())) > 0;
    }

    /// The next piece; empty at the end.
    [[nodiscard]] std::string read_some() const {
        if (!ready_within(std::chrono::milliseconds(patience_ms))) {
            ADD_FAILURE() << "the other side neither wrote nor closed";
            return {};
        }
        std::string piece(65'536, '\0');
        const auto count = ::recv(number_, piece.data(), piece.size(), 0);
        piece.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
        return piece;
    }
    [[nodiscard]] std::string read_to_end() const {
        std::string all;
        for (auto piece = read_some(); !piece.empty(); piece = read_some()) {
            all += piece;
        }
        return all;
    }
    /// A head, and as much body as its Content-Length states; empty if the connection ends first.
    [[nodiscard]] std::string read_message() {
        for (;;) {
            if (const auto end = seen_.find("\r\n\r\n"); end != std::string::npos) {
                const auto size = end + 4 + stated_length(seen_.substr(0, end));
                if (seen_.size() >= size) {
                    auto message = seen_.substr(0, size);
                    seen_.erase(0, size);
                    return message;
                }
            }
            const auto piece = read_some();
            if (piece.empty()) {
                return {};
            }
            seen_ += piece;
        }
    }

    /// Ends with a reset where `linger` of the kernel allows it.
    void reset() {
        const linger at_once{.l_onoff = 1, .l_linger = 0};
        ::setsockopt(number_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        close();
    }
    void close() {
        if (number_ >= 0) {
            ::close(std::exchange(number_, -1));
        }
    }

private:
    static std::size_t stated_length(const std::string& head) {
        constexpr std::string_view name = "Content-Length: ";
        const auto at = head.find(name);
        return at == std::string::npos ? 0 : std::stoul(head.substr(at + name.size()));
    }

    int number_;
    std::string seen_;
};

/// Accepts on a free port of 127.0.0.1 and plays `script` for one connection after the other.
class RawServer {
public:
    using Script = std::function<void(RawConnection&)>;

    explicit RawServer(Script script)
        : script_(std::move(script)), number_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        auto address = RawConnection::loopback(0);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(number_, reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(number_, 16), 0);
        EXPECT_EQ(::getsockname(number_, reinterpret_cast<sockaddr*>(&address), &size), 0);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~RawServer() {
        ::shutdown(number_, SHUT_RDWR);
        thread_.join();
        ::close(number_);
    }
    RawServer(const RawServer&) = delete;
    RawServer& operator=(const RawServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] int accepted() const { return accepted_; }
    [[nodiscard]] std::string url(std::string_view target) const {
        return "http://127.0.0.1:" + std::to_string(port_) + std::string(target);
    }

private:
    void serve() {
        for (;;) {
            const int number = ::accept4(number_, nullptr, nullptr, SOCK_CLOEXEC);
            if (number < 0) {
                return;
            }
            ++accepted_;
            RawConnection connection(number);
            script_(connection);
        }
    }

    Script script_;
    int number_;
    std::uint16_t port_ = 0;
    std::atomic<int> accepted_{0};
    std::thread thread_;
};

/// Reads one request, answers with these bytes, closes.
inline RawServer::Script answer_once(std::string bytes) {
    return [bytes = std::move(bytes)](RawConnection& peer) {
        if (!peer.read_message().empty()) {
            peer.write(bytes);
        }
    };
}

}  // namespace tiendo::test
