#pragma once

#include <Poco/Checksum.h>
#include <Poco/DeflatingStream.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::test {

/// One part of an archive, and how it is to lie about itself.
struct ZipPart {
    std::string name;
    std::string content;
    bool deflated = false;
    bool encrypted = false;                      ///< only says so
    unsigned method = 0;                         ///< another number where it is not 0
    std::optional<std::uint32_t> size = {};      ///< said instead of the real one
    std::optional<std::uint32_t> checksum = {};  ///< the same
    std::string local_name = {};                 ///< in its own header; empty: its name
};

/// Writes archives, good ones and broken ones.
class ZipWriter {
public:
    ZipWriter& add(std::string_view name, std::string_view content) {
        return add({.name = std::string(name), .content = std::string(content)});
    }
    ZipWriter& add(const ZipPart& part) {
        const auto packed = part.deflated ? deflated(part.content) : part.content;
        Poco::Checksum sum(Poco::Checksum::TYPE_CRC32);
        sum.update(part.content.data(), static_cast<unsigned>(part.content.size()));
        std::string shared;
        put_16(shared, part.encrypted ? 1 : 0);
        put_16(shared, part.method != 0 ? part.method : part.deflated ? 8 : 0);
        put_32(shared, 0);  // time and date
        put_32(shared, part.checksum.value_or(sum.checksum()));
        put_32(shared, packed.size());
        put_32(shared, part.size.value_or(static_cast<std::uint32_t>(part.content.size())));
        const auto& local_name = part.local_name.empty() ? part.name : part.local_name;
        const auto header = bytes_.size();
        bytes_ += "PK\x03\x04";
        put_16(bytes_, 20);
        bytes_ += shared;
        put_16(bytes_, local_name.size());
        put_16(bytes_, 0);
        bytes_ += local_name + packed;
        directory_ += "PK\x01\x02";
        put_32(directory_, 20U << 16U | 20U);
        directory_ += shared;
        put_16(directory_, part.name.size());
        directory_ += std::string(12, '\0');  // no extra field, no comment, first disk, attributes
        put_32(directory_, header);
        directory_ += part.name;
        ++count_;
        return *this;
    }

    /// @param count of parts that the directory claims; nothing: as many as there are
    [[nodiscard]] std::string bytes(std::optional<std::size_t> count = std::nullopt) const {
        auto out = bytes_ + directory_ + "PK\x05\x06";
        put_32(out, 0);
        put_16(out, count.value_or(count_));
        put_16(out, count.value_or(count_));
        put_32(out, directory_.size());
        put_32(out, bytes_.size());
        put_16(out, 0);
        return out;
    }

private:
    static void put_16(std::string& out, std::size_t value) {
        out += static_cast<char>(value & 0xFFU);
        out += static_cast<char>(value >> 8U & 0xFFU);
    }
    static void put_32(std::string& out, std::size_t value) {
        put_16(out, value & 0xFFFFU);
        put_16(out, value >> 16U);
    }
    static std::string deflated(const std::string& content) {
        constexpr int raw = -15;
        constexpr int best = 9;
        std::ostringstream out;
        Poco::DeflatingOutputStream stream(out, raw, best);
        stream.write(content.data(), static_cast<std::streamsize>(content.size()));
        stream.close();
        return out.str();
    }

    std::string bytes_;
    std::string directory_;
    std::size_t count_ = 0;
};

}  // namespace tiendo::test
