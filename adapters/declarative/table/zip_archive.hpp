#pragma once

#include "declarative/table.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace tiendo::declarative {

/// The parts of an XLSX file, unpacked one by one into memory, so that a part's name is a key and
/// no path.
class ZipArchive {
public:
    /// @param bytes must outlive this
    /// @return rejected: broken, cut, two parts of one name, too many parts
    static adapter::Expected<ZipArchive> open(std::string_view bytes, const TableLimits& limits);

    [[nodiscard]] bool has(const std::string& name) const;

    /// Unpacks a part and checks its sum. Names are compared as in packages: without regard to
    /// case.
    /// @return rejected: missing, broken, encrypted, packed by another method than deflate, or
    ///         larger or denser than the limits allow
    adapter::Expected<std::string> read(const std::string& name);

    ~ZipArchive();
    ZipArchive(ZipArchive&&) noexcept;
    ZipArchive& operator=(ZipArchive&&) noexcept;

private:
    struct Impl;
    explicit ZipArchive(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tiendo::declarative
