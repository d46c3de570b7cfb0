#include "zip_file.hpp"

#include <Poco/Checksum.h>
#include <Poco/DeflatingStream.h>

#include <cstddef>
#include <sstream>
#include <string_view>

// Poco::Zip sorts the parts, adds entries for folders, which a package of Office Open XML may not
// have, and this is all that is needed of it.
namespace tiendo::report {

namespace {

constexpr std::size_t version = 20;  // 2.0: deflated
constexpr std::size_t names_are_utf8 = 1U << 11U;
constexpr std::size_t deflate = 8;
constexpr std::size_t midnight = 0;
constexpr std::size_t first_of_january_1980 = 1U << 5U | 1U;

void put_16(std::string& out, std::size_t value) {
    out += static_cast<char>(value & 0xFFU);
    out += static_cast<char>(value >> 8U & 0xFFU);
}
void put_32(std::string& out, std::size_t value) {
    put_16(out, value & 0xFFFFU);
    put_16(out, value >> 16U);
}

std::string deflated(const std::string& content) {
    constexpr int raw = -15;
    constexpr int level = 6;
    std::ostringstream out;
    Poco::DeflatingOutputStream stream(out, raw, level);
    stream.write(content.data(), static_cast<std::streamsize>(content.size()));
    stream.close();
    return std::move(out).str();
}

/// What the head of a part and its entry in the directory have in common.
std::string shared_fields(const ZipPart& part, std::size_t packed_size) {
    Poco::Checksum sum(Poco::Checksum::TYPE_CRC32);
    sum.update(part.content.data(), static_cast<unsigned>(part.content.size()));
    std::string out;
    put_16(out, version);
    put_16(out, names_are_utf8);
    put_16(out, deflate);
    put_16(out, midnight);
    put_16(out, first_of_january_1980);
    put_32(out, sum.checksum());
    put_32(out, packed_size);
    put_32(out, part.content.size());
    put_16(out, part.name.size());
    put_16(out, 0);  // no extra field
    return out;
}

}  // namespace

std::string zip_file(const std::vector<ZipPart>& parts) {
    std::string bytes;
    std::string directory;
    for (const auto& part : parts) {
        const auto packed = deflated(part.content);
        const auto fields = shared_fields(part, packed.size());
        directory += "PK\x01\x02";
        put_16(directory, version);  // made by
        directory += fields;
        directory += std::string(10, '\0');  // no comment, first disk, no attributes
        put_32(directory, bytes.size());
        directory += part.name;
        bytes += "PK\x03\x04" + fields + part.name + packed;
    }
    const auto begin = bytes.size();
    bytes += directory;
    bytes += "PK\x05\x06";
    put_32(bytes, 0);  // one disk
    put_16(bytes, parts.size());
    put_16(bytes, parts.size());
    put_32(bytes, directory.size());
    put_32(bytes, begin);
    put_16(bytes, 0);  // no comment
    return bytes;
}

}  // namespace tiendo::report
