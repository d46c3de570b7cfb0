// Frames of a hostile process: whatever comes, no text points outside its frame, and what is taken
// for a frame is the same when it is sent on.
#include "../src/plugin/guard/wire.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace {

using namespace tiendo::plugin::wire;

/// Touches every byte, as the sanitizer wants to see it done.
class Toucher {
public:
    void number(const char* /*name*/, std::uint64_t value) { sum += value; }
    void shown(const char* /*name*/, tiendo_text text) { touch(text); }
    void hidden(const char* /*name*/, tiendo_text text) { touch(text); }
    void pairs(const char* /*name*/, std::uint64_t count, const tiendo_text* list) {
        for (std::uint64_t i = 0; i < 2 * count; ++i) {
            touch(list[i]);
        }
    }
    std::uint64_t sum = 0;

private:
    void touch(tiendo_text text) {
        for (const char c : tiendo::adapter::detail::view_of(text)) {
            sum += static_cast<unsigned char>(c);
        }
    }
};

std::string bytes_of(Writer& writer) {
    std::string all;
    const auto pieces = writer.pieces();
    for (const iovec& piece : pieces) {
        all.append(static_cast<const char*>(piece.iov_base), piece.iov_len);
    }
    return all.substr(header_bytes);
}

template <typename T>
void take(const Header& header, std::string_view payload) {
    auto frame = frame_for(header);
    std::copy(payload.begin(), payload.end(), frame.bytes.get());
    const auto held = decoded<T>(std::move(frame));
    if (held == nullptr) {
        return;
    }
    Toucher toucher;
    cross(toucher, held->it);
    auto again = frame_of(header.kind, held->it);
    // The size of a struct that claims to be larger than ours is cut, and it is one number.
    if (bytes_of(again).size() != payload.size()) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size < header_bytes) {
        return 0;
    }
    char start[header_bytes];
    std::copy_n(reinterpret_cast<const char*>(data), header_bytes, start);
    auto header = header_of(start);
    const std::string_view payload(reinterpret_cast<const char*>(data) + header_bytes,
                                   size - header_bytes);
    if (!header || to_string(header->kind).empty()) {
        return 0;
    }
    header->size = static_cast<std::uint32_t>(payload.size());
    take<Nothing>(*header, payload);
    take<Number>(*header, payload);
    take<Name>(*header, payload);
    take<StatePut>(*header, payload);
    take<LogLine>(*header, payload);
    take<Count>(*header, payload);
    take<Ready>(*header, payload);
    take<Failed>(*header, payload);
    take<tiendo_buffer>(*header, payload);
    take<tiendo_http_request>(*header, payload);
    take<tiendo_kept_query>(*header, payload);
    take<tiendo_page>(*header, payload);
    take<tiendo_findings>(*header, payload);
    take<tiendo_outcomes>(*header, payload);
    take<tiendo_answer>(*header, payload);
    return 0;
}
