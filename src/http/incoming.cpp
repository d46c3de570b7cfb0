#include "incoming.hpp"

#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <limits>
#include <type_traits>
#include <utility>

namespace tiendo::http {

namespace beast_http = boost::beast::http;

namespace {

constexpr std::size_t read_bytes = 32U << 10U;

Refusal refusal_of(const boost::system::error_code& error) {
    if (error == beast_http::error::body_limit) {
        return Refusal::body_too_long;
    }
    if (error == beast_http::error::header_limit || error == beast_http::error::buffer_overflow) {
        return Refusal::head_too_long;
    }
    if (error == beast_http::error::partial_message || error == beast_http::error::end_of_stream) {
        return Refusal::cut;
    }
    return Refusal::not_http;
}

}  // namespace

template <bool is_request>
struct Incoming<is_request>::Impl {
    using Parser = beast_http::parser<is_request, beast_http::string_body>;

    Parser parser;
    Limits limits;
    std::size_t head_bytes = 0;
    Stage stage = Stage::head;
    Refusal refusal = Refusal::none;
    std::string reason;
    Headers headers;

    Stage refuse(Refusal why, std::string words) {
        stage = Stage::refused;
        refusal = why;
        reason = std::move(words);
        return stage;
    }
    Stage refuse(const boost::system::error_code& error) {
        return refuse(refusal_of(error), error.message());
    }

    /// Beast counts the head from the last piece that it parsed, so a peer that sends line by line
    /// would never meet the limit: the sum is kept here.
    bool head_too_long(std::size_t waiting) const {
        return head_bytes + waiting > limits.head_bytes;
    }

    Stage end_of_head() {
        for (const auto& field : parser.get()) {
            headers.emplace_back(
                std::string(field.name_string().data(), field.name_string().size()),
                std::string(field.value().data(), field.value().size()));
        }
        // Beast passes over codings that it does not know; the length would then be a guess.
        if (find_header(headers, "Transfer-Encoding") && !parser.chunked()) {
            return refuse(Refusal::not_http, "unknown transfer coding");
        }
        parser.eager(true);
        stage = parser.is_done() ? Stage::done : Stage::body;
        return stage;
    }
};

template <bool is_request>
Incoming<is_request>::Incoming(Limits limits, BodyRule rule) : impl_(std::make_unique<Impl>()) {
    impl_->limits = limits;
    impl_->parser.header_limit(static_cast<std::uint32_t>(
        std::min<std::size_t>(limits.head_bytes, std::numeric_limits<std::uint32_t>::max())));
    impl_->parser.body_limit(limits.body_bytes);
    if (rule == BodyRule::never) {
        impl_->parser.skip(true);
    }
}

template <bool is_request>
Incoming<is_request>::~Incoming() = default;
template <bool is_request>
Incoming<is_request>::Incoming(Incoming&&) noexcept = default;
template <bool is_request>
Incoming<is_request>& Incoming<is_request>::operator=(Incoming&&) noexcept = default;

template <bool is_request>
Stage Incoming<is_request>::feed(boost::beast::flat_buffer& bytes) {
    auto& self = *impl_;
    while (bytes.size() > 0 && self.stage != Stage::done && self.stage != Stage::refused) {
        boost::system::error_code error;
        const auto used = self.parser.put(bytes.data(), error);
        bytes.consume(used);
        if (error && error != beast_http::error::need_more) {
            return self.refuse(error);
        }
        if (self.stage == Stage::head) {
            self.head_bytes += used;
            const bool complete = self.parser.is_header_done();
            if (self.head_too_long(complete ? 0 : bytes.size())) {
                return self.refuse(Refusal::head_too_long, "the head is too long");
            }
            if (complete && self.end_of_head() == Stage::refused) {
                return self.stage;
            }
        }
        if (error == beast_http::error::need_more) {
            break;
        }
        if (self.parser.is_done()) {
            self.stage = Stage::done;
        }
    }
    return self.stage;
}

template <bool is_request>
Stage Incoming<is_request>::finish() {
    auto& self = *impl_;
    if (self.stage == Stage::done || self.stage == Stage::refused) {
        return self.stage;
    }
    if (!self.parser.got_some()) {
        return self.refuse(Refusal::cut, "nothing came");
    }
    boost::system::error_code error;
    self.parser.put_eof(error);
    if (error) {
        return self.refuse(error);
    }
    self.stage = Stage::done;
    return self.stage;
}

template <bool is_request>
bool Incoming<is_request>::started() const {
    return impl_->parser.got_some();
}
template <bool is_request>
Stage Incoming<is_request>::stage() const {
    return impl_->stage;
}
template <bool is_request>
Refusal Incoming<is_request>::refusal() const {
    return impl_->refusal;
}
template <bool is_request>
std::string Incoming<is_request>::reason() const {
    return impl_->reason;
}
template <bool is_request>
bool Incoming<is_request>::keep_alive() const {
    return impl_->parser.is_done() && impl_->parser.keep_alive();
}
template <bool is_request>
bool Incoming<is_request>::is_http_1_0() const {
    return impl_->parser.get().version() == 10;
}
template <bool is_request>
const Headers& Incoming<is_request>::headers() const {
    return impl_->headers;
}
template <bool is_request>
unsigned Incoming<is_request>::status() const {
    if constexpr (is_request) {
        return 0;
    } else {
        return impl_->parser.get().result_int();
    }
}
template <bool is_request>
std::string Incoming<is_request>::method() const {
    if constexpr (is_request) {
        const auto text = impl_->parser.get().method_string();
        return std::string(text.data(), text.size());
    } else {
        return {};
    }
}
template <bool is_request>
std::string Incoming<is_request>::target() const {
    if constexpr (is_request) {
        const auto text = impl_->parser.get().target();
        return std::string(text.data(), text.size());
    } else {
        return {};
    }
}
template <bool is_request>
Headers Incoming<is_request>::take_headers() {
    return std::move(impl_->headers);
}
template <bool is_request>
std::string Incoming<is_request>::take_body() {
    return std::move(impl_->parser.get().body());
}

template class Incoming<true>;
template class Incoming<false>;

boost::beast::flat_buffer make_buffer(Limits limits) {
    return boost::beast::flat_buffer(limits.head_bytes + read_bytes);
}

std::size_t room_in(const boost::beast::flat_buffer& buffer) {
    return std::min(read_bytes, buffer.max_size() - buffer.size());
}

}  // namespace tiendo::http
