#pragma once

#include "tiendo/http/message.hpp"

#include <boost/beast/core/flat_buffer.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

/// Reading one message piece by piece within limits; private to the layer.
namespace tiendo::http {

struct Limits {
    std::size_t head_bytes;
    std::size_t body_bytes;
};

enum class Stage : std::uint8_t { head, body, done, refused };

enum class Refusal : std::uint8_t {
    none,
    head_too_long,
    body_too_long,
    not_http,
    cut,  ///< the peer closed before the end
};

enum class BodyRule : std::uint8_t { as_stated, never };  ///< never: the answer to a HEAD

/// One request or answer on its way in. Beast's parser is behind it, in one translation unit.
template <bool is_request>
class Incoming {
public:
    Incoming(Limits limits, BodyRule rule);
    ~Incoming();
    Incoming(Incoming&&) noexcept;
    Incoming& operator=(Incoming&&) noexcept;

    /// Takes what it can out of `bytes`; what follows the message stays there.
    Stage feed(boost::beast::flat_buffer& bytes);
    /// The peer will send no more.
    Stage finish();

    [[nodiscard]] bool started() const;  ///< a byte of it has come
    [[nodiscard]] Stage stage() const;
    [[nodiscard]] Refusal refusal() const;
    [[nodiscard]] std::string reason() const;  ///< of a refusal, in words
    [[nodiscard]] bool keep_alive() const;
    [[nodiscard]] bool is_http_1_0() const;

    /// After the head only. Trailers never join the headers: a peer could smuggle some past a
    /// check.
    [[nodiscard]] const Headers& headers() const;
    [[nodiscard]] unsigned status() const;
    [[nodiscard]] std::string method() const;
    [[nodiscard]] std::string target() const;
    /// After the end only.
    Headers take_headers();
    std::string take_body();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

using IncomingRequest = Incoming<true>;
using IncomingResponse = Incoming<false>;

/// A buffer for `Incoming`: bounded, since a line of a chunk or trailer has no limit of its own.
boost::beast::flat_buffer make_buffer(Limits limits);
/// Room for the next read; zero when the buffer is full.
std::size_t room_in(const boost::beast::flat_buffer& buffer);

}  // namespace tiendo::http
