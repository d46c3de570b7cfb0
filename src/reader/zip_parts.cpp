#include "zip_parts.hpp"

#include <Poco/Checksum.h>
#include <Poco/InflatingStream.h>
#include <Poco/MemoryStream.h>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

// Poco::Zip reads the local headers one after another, keeps the last of two parts with one name
// and follows lengths in extra fields past their end; so the directory is read here, byte by byte
// within bounds, and Poco only inflates.
namespace tiendo::reader {

namespace {

constexpr std::size_t max_entries = 10'000;
constexpr std::size_t end_size = 22;
constexpr std::size_t entry_size = 46;
constexpr std::size_t local_size = 30;
constexpr std::size_t longest_comment = 0xFFFF;
constexpr std::size_t max_32 = 0xFFFFFFFF;
constexpr unsigned stored = 0;
constexpr unsigned deflated = 8;
constexpr std::string_view broken_remedy =
    "the file is damaged or was cut: fetch it again, or open it in its program and save a copy";

Error broken(std::string message) {
    return {ErrorCode::malformed_input, std::move(message), std::string(broken_remedy)};
}

/// @pre at + 2 <= bytes.size()
unsigned number_16(std::string_view bytes, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
    return byte(0) | static_cast<unsigned>(byte(1)) << 8U;
}
/// @pre at + 4 <= bytes.size()
std::size_t number_32(std::string_view bytes, std::size_t at) noexcept {
    return number_16(bytes, at) | static_cast<std::size_t>(number_16(bytes, at + 2)) << 16U;
}

/// The record at the end of an archive that says where its directory lies.
std::optional<std::size_t> end_record(std::string_view bytes) noexcept {
    if (bytes.size() < end_size) {
        return std::nullopt;
    }
    const auto last = bytes.size() - end_size;
    const auto first = last - std::min(last, longest_comment);
    for (auto at = bytes.rfind("PK\x05\x06", last); at != std::string_view::npos && at >= first;
         at = bytes.rfind("PK\x05\x06", at - 1)) {
        if (at + end_size + number_16(bytes, at + 20) <= bytes.size()) {
            return at;
        }
        if (at == 0) {
            break;
        }
    }
    return std::nullopt;
}

Result<std::string> inflated(std::string_view packed, std::size_t size) {
    constexpr int raw_deflate = -15;
    std::string text(size, '\0');
    Poco::MemoryInputStream source(packed.data(), static_cast<std::streamsize>(packed.size()));
    Poco::InflatingInputStream stream(source, raw_deflate);
    stream.read(text.data(), static_cast<std::streamsize>(size));
    const bool whole = static_cast<std::size_t>(stream.gcount()) == size;
    if (!whole || stream.peek() != std::char_traits<char>::eof() || stream.bad()) {
        return broken("its packed bytes are broken");
    }
    return text;
}

bool same_sum(std::string_view text, std::uint32_t crc) {
    Poco::Checksum sum(Poco::Checksum::TYPE_CRC32);
    sum.update(text.data(), static_cast<unsigned>(text.size()));
    return sum.checksum() == crc;
}

}  // namespace

Result<std::size_t> ZipParts::add_entry(std::size_t at, std::size_t end) {
    constexpr unsigned encrypted = 1;
    if (at + entry_size > end || bytes_.substr(at, 4) != "PK\x01\x02") {
        return broken(fmt::format("the directory of the archive is broken at byte {}", at));
    }
    const std::size_t name_size = number_16(bytes_, at + 28);
    const auto next =
        at + entry_size + name_size + number_16(bytes_, at + 30) + number_16(bytes_, at + 32);
    if (next > end) {
        return broken(fmt::format("the directory of the archive is broken at byte {}", at));
    }
    const Entry entry{number_32(bytes_, at + 42),
                      number_32(bytes_, at + 20),
                      number_32(bytes_, at + 24),
                      static_cast<std::uint32_t>(number_32(bytes_, at + 16)),
                      number_16(bytes_, at + 10)};
    const auto name = bytes_.substr(at + entry_size, name_size);
    if ((number_16(bytes_, at + 8) & encrypted) != 0) {
        return Error{ErrorCode::rejected,
                     fmt::format("the part '{}' is encrypted", name),
                     "open the document with its password and save a copy without one"};
    }
    if (std::max({entry.header, entry.packed, entry.unpacked}) == max_32) {
        return Error{ErrorCode::unsupported,
                     fmt::format("the part '{}' is stored in the form for more than 4 GiB", name),
                     "open the document in its program and save a copy"};
    }
    if (!entries_.emplace(name, entry).second) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("the archive holds two parts named '{}'", name),
                     "nobody can tell which one counts: ask for a proper copy of the document"};
    }
    return next;
}

Result<ZipParts> ZipParts::open(std::string_view bytes, std::size_t max_unpacked) {
    const auto record = end_record(bytes);
    if (!record) {
        return broken("the archive has no directory at its end");
    }
    const auto count = number_16(bytes, *record + 8);
    if (number_32(bytes, *record + 4) != 0 || count != number_16(bytes, *record + 10)) {
        return Error{ErrorCode::unsupported,
                     "the archive is split over several files",
                     "put the document together and read the whole"};
    }
    if (count > max_entries) {
        return Error{
            ErrorCode::malformed_input,
            fmt::format("the archive has {} parts, more than the limit of {}", count, max_entries),
            "this is hardly a plan: ask for a proper copy of the document"};
    }
    const auto size = number_32(bytes, *record + 12);
    auto at = number_32(bytes, *record + 16);
    if (at > *record || size > *record - at) {
        return broken("the directory of the archive lies outside of the file");
    }
    ZipParts parts(bytes, max_unpacked);
    for (const auto end = at + size; parts.entries_.size() < count;) {
        const auto next = parts.add_entry(at, end);
        if (!next) {
            return next.error();
        }
        at = *next;
    }
    return parts;
}

Result<std::string_view> ZipParts::packed(std::string_view name, const Entry& entry) const {
    const auto header = entry.header;
    if (header + local_size > bytes_.size() || bytes_.substr(header, 4) != "PK\x03\x04") {
        return broken("it does not begin where the directory says");
    }
    const std::size_t name_size = number_16(bytes_, header + 26);
    const auto begin = header + local_size + name_size + number_16(bytes_, header + 28);
    if (begin > bytes_.size() || entry.packed > bytes_.size() - begin) {
        return broken("it reaches beyond the end of the file");
    }
    if (bytes_.substr(header + local_size, name_size) != name) {
        return broken("it has another name in its own header");
    }
    return bytes_.substr(begin, entry.packed);
}

Result<void> ZipParts::check(const Entry& entry) const {
    constexpr std::size_t harmless = std::size_t{1} << 20U;
    constexpr std::size_t densest = 300;  // office XML seldom packs to less than 1/50
    if (entry.unpacked > room_) {
        return Error{
            ErrorCode::malformed_input,
            fmt::format(
                "it unpacks to {} bytes where {} are left of the limit", entry.unpacked, room_),
            "give one plan without large attachments; or raise the limit"};
    }
    if (entry.unpacked > harmless && entry.unpacked / densest > entry.packed) {
        return Error{
            ErrorCode::malformed_input,
            fmt::format(
                "{} bytes unpack to {}, which no document needs", entry.packed, entry.unpacked),
            "do not open it: it was made to exhaust the memory of its reader"};
    }
    if (entry.method != stored && entry.method != deflated) {
        return Error{ErrorCode::unsupported,
                     fmt::format("it is packed by method {}, not by deflate", entry.method),
                     "open the document in its program and save a copy"};
    }
    return {};
}

Result<std::string> ZipParts::unpacked(std::string_view name, const Entry& entry) const {
    const auto source = packed(name, entry);
    if (!source) {
        return source.error();
    }
    auto text = entry.unpacked == 0      ? Result<std::string>(std::string())
                : entry.method == stored ? Result<std::string>(std::string(*source))
                                         : inflated(*source, entry.unpacked);
    if (text && (text->size() != entry.unpacked || !same_sum(*text, entry.crc))) {
        return broken("its bytes do not add up to the sum in the directory");
    }
    return text;
}

Result<std::string> ZipParts::read(std::string_view name) {
    const auto place = fmt::format("part '{}'", name);
    const auto found = entries_.find(name);
    if (found == entries_.end()) {
        return broken("the part is missing").at(place);
    }
    if (auto fine = check(found->second); !fine) {
        return std::move(fine).error().at(place);
    }
    try {
        auto text = unpacked(name, found->second);
        if (!text) {
            return std::move(text).error().at(place);
        }
        room_ -= text->size();
        return text;
    } catch (const std::exception& error) {  // Poco's, and what its streams let through
        return broken(fmt::format("it cannot be unpacked: {}", error.what())).at(place);
    }
}

}  // namespace tiendo::reader
