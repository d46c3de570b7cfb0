#include "wire.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tiendo::plugin::wire {

namespace {

constexpr std::uint32_t no_text = 0xFFFF'FFFF;
// From here on a text is sent from where it lies.
constexpr std::size_t worth_borrowing = 16'384;

constexpr std::pair<Kind, std::string_view> kinds[] = {
    {Kind::describe, "describe"},
    {Kind::check, "check"},
    {Kind::read, "read"},
    {Kind::find, "find"},
    {Kind::write, "write"},
    {Kind::probe, "probe"},
    {Kind::serve, "serve"},
    {Kind::close, "close"},
    {Kind::ready, "ready"},
    {Kind::unready, "unready"},
    {Kind::done, "done"},
    {Kind::failed, "failed"},
    {Kind::config, "config"},
    {Kind::secret, "secret"},
    {Kind::http, "http"},
    {Kind::now, "now_unix_ms"},
    {Kind::time_left, "time_left_ms"},
    {Kind::random, "random"},
    {Kind::log, "log"},
    {Kind::count, "count"},
    {Kind::cancelled, "cancelled"},
    {Kind::state_get, "state_get"},
    {Kind::state_put, "state_put"},
    {Kind::kept, "kept"},
    {Kind::wait, "wait"},
    {Kind::answer, "answer"},
    {Kind::refusal, "refusal"},
};

}  // namespace

std::string_view to_string(Kind kind) noexcept {
    const auto* const it = std::find_if(
        std::begin(kinds), std::end(kinds), [&](const auto& each) { return each.first == kind; });
    return it == std::end(kinds) ? "unknown" : it->second;
}

Writer::Writer(Kind kind) {
    const Header header{0, kind};
    copied_.reserve(256);
    copied_.append(header_bytes, '\0');
    std::memcpy(copied_.data() + sizeof header.size, &header.kind, sizeof header.kind);
}

Writer::~Writer() {
    ::explicit_bzero(copied_.data(), copied_.size());
}

void Writer::raw(const void* data, std::size_t size) {
    copied_.append(static_cast<const char*>(data), size);
    size_ += size;
}

void Writer::put(tiendo_text text) {
    const auto view = adapter::detail::view_of(text);
    const auto length =
        text.data == nullptr
            ? no_text
            : static_cast<std::uint32_t>(std::min<std::size_t>(view.size(), no_text - 1));
    raw(&length, sizeof length);
    if (view.size() < worth_borrowing) {
        raw(view.data(), view.size());
    } else {
        borrowed_.push_back({copied_.size(), view});
        size_ += view.size();
    }
}

void Writer::pairs(const char* /*name*/, std::uint64_t count, const tiendo_text* list) {
    count = list == nullptr ? 0 : std::min<std::uint64_t>(count, most_pairs);
    raw(&count, sizeof count);
    for (std::uint64_t i = 0; i < 2 * count; ++i) {
        put(list[i]);
    }
}

std::vector<iovec> Writer::pieces() {
    const auto size = static_cast<std::uint32_t>(size_);
    std::memcpy(copied_.data(), &size, sizeof size);
    std::vector<iovec> all;
    std::size_t from = 0;
    for (const Borrowed& each : borrowed_) {
        all.push_back({copied_.data() + from, each.after - from});
        all.push_back({const_cast<char*>(each.text.data()), each.text.size()});
        from = each.after;
    }
    all.push_back({copied_.data() + from, copied_.size() - from});
    return all;
}

void drop_sent(std::vector<iovec>& pieces, std::size_t& at, std::size_t sent) noexcept {
    while (at < pieces.size() && sent >= pieces[at].iov_len) {
        sent -= pieces[at++].iov_len;
    }
    if (at < pieces.size()) {
        iovec& rest = pieces[at];
        rest = {static_cast<char*>(rest.iov_base) + sent, rest.iov_len - sent};
    }
}

std::optional<Header> header_of(const char (&bytes)[header_bytes]) noexcept {
    Header header;
    std::memcpy(&header.size, bytes, sizeof header.size);
    std::memcpy(&header.kind, bytes + sizeof header.size, sizeof header.kind);
    return header.size <= longest_frame ? std::optional(header) : std::nullopt;
}

Frame frame_for(Header header) {
    return {header, std::make_unique_for_overwrite<char[]>(header.size)};
}

void Reader::raw(void* into, std::size_t size) {
    if (!good_ || rest_.size() < size) {
        good_ = false;
        std::memset(into, 0, size);
        return;
    }
    std::memcpy(into, rest_.data(), size);
    rest_.remove_prefix(size);
}

void Reader::take(tiendo_text& text) {
    std::uint32_t length = 0;
    raw(&length, sizeof length);
    text = {};
    if (!good_ || length == no_text) {
        return;
    }
    if (rest_.size() < length) {
        good_ = false;
        return;
    }
    text = adapter::detail::text_of(rest_.substr(0, length));
    rest_.remove_prefix(length);
}

const tiendo_text* Reader::take_pairs(std::uint64_t count) {
    // Each text has its length in front, so a false count is seen before room is made for it.
    if (!good_ || count > most_pairs || count * 2 * sizeof(std::uint32_t) > rest_.size()) {
        good_ = false;
        return nullptr;
    }
    auto& list = lists_.emplace_back(2 * count);
    for (tiendo_text& each : list) {
        take(each);
    }
    return list.data();
}

int32_t hand_over(std::unique_ptr<Held<Failed>> held, tiendo_error* out) noexcept {
    const auto broken = static_cast<std::uint32_t>(TIENDO_ERROR_BROKEN);
    const auto code = static_cast<int32_t>(held->it.code == 0 ? broken : held->it.code);
    if (out == nullptr) {
        return code;
    }
    tiendo_error error = held->it.error;
    error.size = sizeof error;
    error.owner = held.release();
    error.release = [](tiendo_error* it) { delete static_cast<Held<Failed>*>(it->owner); };
    adapter::detail::fill(out, error);
    return code;
}

Failed failed_with(int32_t code, const tiendo_error& error, Step step) noexcept {
    return {static_cast<std::uint32_t>(step), static_cast<std::uint32_t>(code), error};
}

Failed failed_with(const adapter::Failure& failure, Step step) noexcept {
    tiendo_error error{};
    error.error_class = static_cast<std::uint32_t>(failure.error_class);
    error.retry_after_ms = static_cast<std::uint64_t>(failure.retry_after.count());
    error.message = adapter::detail::text_of(failure.message);
    error.remedy = adapter::detail::text_of(failure.remedy);
    return failed_with(static_cast<int32_t>(error.error_class), error, step);
}

}  // namespace tiendo::plugin::wire
