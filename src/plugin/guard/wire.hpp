#pragma once

#include "tiendo/adapter/border.hpp"

#include <sys/uio.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// The frames between a guarded adapter's process and the program that called it: eight bytes (size
/// of the payload, kind), then the members of one struct of the border, numbers as they lie in
/// memory (both ends are one machine) and texts with their length in front. Both ends use this
/// file, and the program trusts nothing that comes from the process. Needs the C header alone.
namespace tiendo::plugin::wire {

/// Both ends must be of one release: whoever changes a frame raises it.
constexpr std::uint32_t version = 1;
/// More than the largest page, so that a page over the border's limits is refused by the same
/// sentence as in process.
constexpr std::size_t longest_frame = std::size_t{96} << 20U;
/// Of the headers of a request or the fields of a log line.
constexpr std::size_t most_pairs = 10'000;

enum class Kind : std::uint32_t {
    // From the program: one call. The process closes without an answer.
    describe = 1,
    check,
    read,
    find,
    write,
    probe,
    serve,
    close,
    // From the process: `ready` or `unready` once, then one of the others at the end of a call.
    ready = 16,
    unready,
    done,
    failed,
    // From the process while a call runs. `log` and `count` get no answer.
    config = 32,
    secret,
    http,
    now,
    time_left,
    random,
    log,
    count,
    cancelled,
    state_get,
    state_put,
    kept,
    wait,
    // From the program: what came of it.
    answer = 64,
    refusal,
};
/// "read"; "unknown" for a number that is none.
std::string_view to_string(Kind kind) noexcept;

// What crosses besides the structs of the border.
struct Nothing {};
struct Number {
    std::uint64_t value = 0;
};
struct Name {
    tiendo_text name{};
};
struct Setting {
    tiendo_text value{};
};
struct StatePut {
    tiendo_text key{};
    tiendo_text value{};
};
struct LogLine {
    std::uint32_t level = 0;
    tiendo_text text{};
    std::uint64_t field_count = 0;
    const tiendo_text* fields = nullptr;
};
struct Count {
    tiendo_text name{};
    std::uint64_t by = 0;
};
/// What the process says once the object is loaded.
struct Ready {
    std::uint32_t version = wire::version;
    std::uint32_t walls = 0;  ///< bits of Wall that stand
    std::uint32_t table_size = 0;
    std::uint32_t abi = 0;
    std::uint32_t functions = 0;  ///< bit n: the function of the kind `describe` + n
};
enum class Wall : std::uint32_t { seccomp = 1, landlock = 2 };
/// Why it is not: the step, and the failure.
enum class Step : std::uint32_t { isolate = 0, link = 1, find_entry = 2, enter = 3 };
struct Failed {
    std::uint32_t step = 0;  ///< of `unready`
    std::uint32_t code = 0;
    tiendo_error error{};
};
/// A call: which functions of the context are there, and what it was called with.
template <typename T>
struct Call {
    std::uint32_t keeps_records = 0;
    T with{};
};

template <typename T, typename Struct>
concept Is = std::is_same_v<std::remove_const_t<T>, Struct>;

// One description of each struct serves writing, reading and showing. `shown` may stand in a trace,
// `hidden` (people's data, secrets, what a system answered) shows its size only.
template <typename W, Is<Nothing> T>
void cross(W& /*wire*/, T& /*it*/) {}
template <typename W, Is<Number> T>
void cross(W& wire, T& it) {
    wire.number("value", it.value);
}
template <typename W, Is<Name> T>
void cross(W& wire, T& it) {
    wire.shown("name", it.name);
}
template <typename W, Is<Setting> T>
void cross(W& wire, T& it) {
    wire.shown("value", it.value);
}
template <typename W, Is<StatePut> T>
void cross(W& wire, T& it) {
    wire.shown("key", it.key);
    wire.hidden("value", it.value);
}
template <typename W, Is<LogLine> T>
void cross(W& wire, T& it) {
    wire.number("level", it.level);
    wire.shown("text", it.text);
    wire.pairs("fields", it.field_count, it.fields);
}
template <typename W, Is<Count> T>
void cross(W& wire, T& it) {
    wire.shown("name", it.name);
    wire.number("by", it.by);
}
template <typename W, Is<Ready> T>
void cross(W& wire, T& it) {
    wire.number("version", it.version);
    wire.number("walls", it.walls);
    wire.number("table_size", it.table_size);
    wire.number("abi", it.abi);
    wire.number("functions", it.functions);
}
template <typename W, Is<Failed> T>
void cross(W& wire, T& it) {
    wire.number("step", it.step);
    wire.number("code", it.code);
    wire.number("class", it.error.error_class);
    wire.number("retry_after_ms", it.error.retry_after_ms);
    wire.shown("message", it.error.message);
    wire.shown("remedy", it.error.remedy);
}
template <typename W, Is<tiendo_buffer> T>
void cross(W& wire, T& it) {
    wire.hidden("text", it.text);
}
template <typename W, Is<tiendo_http_request> T>
void cross(W& wire, T& it) {
    wire.number("size", it.size);
    wire.shown("method", it.method);
    wire.hidden("url", it.url);  // may hold a token
    wire.pairs("headers", it.header_count, it.headers);
    wire.hidden("body", it.body);
}
template <typename W, Is<tiendo_http_response> T>
void cross(W& wire, T& it) {
    wire.number("status", it.status);
    wire.pairs("headers", it.header_count, it.headers);
    wire.hidden("body", it.body);
}
template <typename W, Is<tiendo_kept_query> T>
void cross(W& wire, T& it) {
    wire.number("size", it.size);
    wire.number("wanted_records", it.wanted_records);
    wire.shown("stream", it.stream);
    wire.hidden("id", it.id);
    wire.shown("from_day", it.from_day);
    wire.shown("until_day", it.until_day);
    wire.shown("cursor", it.cursor);
}
template <typename W, Is<tiendo_read> T>
void cross(W& wire, T& it) {
    wire.number("wanted_records", it.wanted_records);
    wire.shown("stream", it.stream);
    wire.shown("cursor", it.cursor);
}
template <typename W, Is<tiendo_find> T>
void cross(W& wire, T& it) {
    wire.number("key_count", it.key_count);
    wire.shown("stream", it.stream);
    wire.hidden("keys", it.keys);
}
template <typename W, Is<tiendo_page> T>
void cross(W& wire, T& it) {
    wire.number("more", it.more);
    wire.number("record_count", it.record_count);
    wire.hidden("records", it.records);
    wire.shown("cursor", it.cursor);
    wire.shown("notices", it.notices);
}
template <typename W, Is<tiendo_findings> T>
void cross(W& wire, T& it) {
    wire.number("count", it.count);
    wire.shown("lines", it.lines);
}
template <typename W, Is<tiendo_batch> T>
void cross(W& wire, T& it) {
    wire.number("item_count", it.item_count);
    wire.shown("stream", it.stream);
    wire.hidden("items", it.items);
}
template <typename W, Is<tiendo_outcomes> T>
void cross(W& wire, T& it) {
    wire.number("count", it.count);
    wire.hidden("lines", it.lines);
}
template <typename W, Is<tiendo_request> T>
void cross(W& wire, T& it) {
    wire.shown("method", it.method);
    wire.hidden("target", it.target);
    wire.pairs("headers", it.header_count, it.headers);
    wire.hidden("body", it.body);
    wire.hidden("peer", it.peer);
}
template <typename W, Is<tiendo_answer> T>
void cross(W& wire, T& it) {
    wire.number("status", it.status);
    wire.pairs("headers", it.header_count, it.headers);
    wire.hidden("body", it.body);
    wire.shown("stream", it.stream);
    wire.number("record_count", it.record_count);
    wire.hidden("records", it.records);
    wire.shown("pull", it.pull);
}
template <typename W, typename S>
void cross(W& wire, Call<S>& it) {
    wire.number("keeps_records", it.keeps_records);
    cross(wire, it.with);
}
template <typename W, typename S>
void cross(W& wire, const Call<S>& it) {
    wire.number("keeps_records", it.keeps_records);
    cross(wire, it.with);
}

/// A frame to be sent. Long texts are borrowed until then; short ones are copied, and wiped.
class Writer {
public:
    explicit Writer(Kind kind);
    ~Writer();
    Writer(Writer&&) = default;
    Writer& operator=(Writer&&) = delete;
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void number(const char* /*name*/, std::uint32_t value) { raw(&value, sizeof value); }
    void number(const char* /*name*/, std::uint64_t value) { raw(&value, sizeof value); }
    void shown(const char* /*name*/, tiendo_text text) { put(text); }
    void hidden(const char* /*name*/, tiendo_text text) { put(text); }
    /// `count` pairs of texts, name and value.
    void pairs(const char* name, std::uint64_t count, const tiendo_text* list);

    /// Whether it is not too long to be sent.
    [[nodiscard]] bool fits() const noexcept { return size_ <= longest_frame; }
    /// What to send, in this order. @pre fits()
    [[nodiscard]] std::vector<iovec> pieces();

private:
    struct Borrowed {
        std::size_t after;  ///< bytes of `copied_` before it
        std::string_view text;
    };
    void raw(const void* data, std::size_t size);
    void put(tiendo_text text);

    std::string copied_;
    std::vector<Borrowed> borrowed_;
    std::size_t size_ = 0;
};
/// After a call that sent `sent` bytes: what is left of `pieces` begins at `at`.
void drop_sent(std::vector<iovec>& pieces, std::size_t& at, std::size_t sent) noexcept;
template <typename T>
Writer frame_of(Kind kind, const T& it) {
    Writer writer(kind);
    cross(writer, it);
    return writer;
}

/// What comes before each payload.
struct Header {
    std::uint32_t size = 0;
    Kind kind = Kind::describe;
};
constexpr std::size_t header_bytes = 8;
/// Nothing where the payload would be too long.
std::optional<Header> header_of(const char (&bytes)[header_bytes]) noexcept;

/// A frame that was received.
struct Frame {
    Header header;
    std::unique_ptr<char[]> bytes;  ///< not zeroed: what was claimed and never came costs nothing
    [[nodiscard]] std::string_view payload() const noexcept { return {bytes.get(), header.size}; }
};
/// A frame with room for its payload.
Frame frame_for(Header header);

/// Takes the members of a payload one after the other; after the first that does not fit all are
/// empty.
class Reader {
public:
    explicit Reader(std::string_view payload) : rest_(payload) {}

    void number(const char* /*name*/, std::uint32_t& value) { raw(&value, sizeof value); }
    void number(const char* /*name*/, std::uint64_t& value) { raw(&value, sizeof value); }
    void shown(const char* /*name*/, tiendo_text& text) { take(text); }
    void hidden(const char* /*name*/, tiendo_text& text) { take(text); }
    template <typename Int>
    void pairs(const char* /*name*/, Int& count, const tiendo_text*& list) {
        std::uint64_t stated = 0;
        raw(&stated, sizeof stated);
        list = take_pairs(stated);
        count = list == nullptr ? Int{0} : static_cast<Int>(stated);
    }

    /// Whether all was there, and nothing more.
    [[nodiscard]] bool whole() const noexcept { return good_ && rest_.empty(); }
    /// The lists that `pairs` pointed to, for the owner of the struct.
    [[nodiscard]] std::deque<std::vector<tiendo_text>> lists() && { return std::move(lists_); }

private:
    void raw(void* into, std::size_t size);
    void take(tiendo_text& text);
    const tiendo_text* take_pairs(std::uint64_t count);

    std::string_view rest_;
    std::deque<std::vector<tiendo_text>> lists_;
    bool good_ = true;
};

/// A struct together with the frame that its texts lie in.
template <typename T>
struct Held {
    Frame frame;
    std::deque<std::vector<tiendo_text>> lists;
    T it{};
};
/// Null where the frame is not one T.
template <typename T>
std::unique_ptr<Held<T>> decoded(Frame frame) {
    auto held = std::make_unique<Held<T>>();
    held->frame = std::move(frame);
    Reader reader(held->frame.payload());
    cross(reader, held->it);
    if (!reader.whole()) {
        return nullptr;
    }
    held->lists = std::move(reader).lists();
    if constexpr (requires(T & it) { it.size; }) {
        // What a struct that was passed in said of itself may not reach beyond ours.
        const auto ours = static_cast<std::uint32_t>(sizeof(T));
        held->it.size = held->it.size == 0 || held->it.size > ours ? ours : held->it.size;
    }
    return held;
}
/// Hands a received struct to whoever gave `out`, who releases it.
template <typename T>
void hand_over(std::unique_ptr<Held<T>> held, T* out) noexcept {
    T value = held->it;
    value.size = sizeof value;
    value.owner = held.release();
    value.release = [](T* it) {
        std::unique_ptr<Held<T>> owned(static_cast<Held<T>*>(it->owner));
        if constexpr (Is<T, tiendo_buffer>) {  // a secret may lie in it
            ::explicit_bzero(owned->frame.bytes.get(), owned->frame.header.size);
        }
    };
    adapter::detail::fill(out, value);
}
/// The same for a failure. @return the code
int32_t hand_over(std::unique_ptr<Held<Failed>> held, tiendo_error* out) noexcept;

/// A failure as it crosses; borrows the texts.
Failed failed_with(int32_t code, const tiendo_error& error, Step step) noexcept;
Failed failed_with(const adapter::Failure& failure, Step step) noexcept;

}  // namespace tiendo::plugin::wire
