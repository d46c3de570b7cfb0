#pragma once

#include "tiendo/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace tiendo::reader {

/// The parts of a document that is a zip archive (docx, odt). They are unpacked one by one into
/// memory, never to disk, so that a part's name is a key and no path.
///
/// The directory at the end of the file is the only truth: where a local header says otherwise, or
/// two parts have one name, programs could see different documents and the file is refused.
class ZipParts {
public:
    /// @param bytes        the archive; must outlive this
    /// @param max_unpacked bytes that all parts that are read may have together
    /// @return malformed_input (broken, cut, two parts of one name, too many parts), rejected
    ///         (encrypted) or unsupported (split, larger than 4 GiB)
    static Result<ZipParts> open(std::string_view bytes, std::size_t max_unpacked);

    [[nodiscard]] bool has(std::string_view name) const { return entries_.contains(name); }

    /// Unpacks a part and checks its sum.
    /// @return malformed_input (missing; broken; larger than allowed; packed so densely that it
    ///         is no document) or unsupported (packed by a method other than deflate)
    Result<std::string> read(std::string_view name);

private:
    struct Entry {
        std::size_t header = 0;  // where the local header begins
        std::size_t packed = 0;
        std::size_t unpacked = 0;
        std::uint32_t crc = 0;
        unsigned method = 0;
    };

    ZipParts(std::string_view bytes, std::size_t room) : bytes_(bytes), room_(room) {}
    Result<std::size_t> add_entry(std::size_t at, std::size_t end);
    [[nodiscard]] Result<void> check(const Entry& entry) const;
    [[nodiscard]] Result<std::string> unpacked(std::string_view name, const Entry& entry) const;
    [[nodiscard]] Result<std::string_view> packed(std::string_view name, const Entry& entry) const;

    std::string_view bytes_;
    std::size_t room_ = 0;  // bytes that may still be unpacked
    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace tiendo::reader
