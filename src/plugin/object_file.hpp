#pragma once

#include "tiendo/base/descriptor.hpp"
#include "tiendo/base/result.hpp"
#include "tiendo/plugin/allow.hpp"
#include "tiendo/plugin/manifest.hpp"

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace tiendo::plugin {

/// A file that may be an adapter, opened once, so that what is judged is what is loaded.
class ObjectFile {
public:
    /// @return not_found, storage where it cannot be read, malformed_input where it is no regular
    /// file; the place is the path
    static Result<ObjectFile> open(const std::filesystem::path& path);

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    /// All of its bytes, for a file that holds no code.
    /// @return malformed_input for more than `limit` bytes
    [[nodiscard]] Result<std::string> text(std::size_t limit) const;
    /// Reads the headers and the manifest's section, and nothing else. @return as read_manifest
    [[nodiscard]] Result<Manifest> manifest() const;
    /// Whether nobody but root and this program's user decides what the file holds.
    [[nodiscard]] Result<void> in_safe_hands() const;

    /// Copies the bytes to where nobody can change them; from here on they are what is looked at
    /// and loaded, whatever becomes of the file.
    /// @return unsupported where the system forbids it, or for an object of more than 256 MiB
    Result<void> seal();
    /// Whether the list names the sealed bytes, or the signature beside the file is by one of its
    /// keys. @return config that says what to add to the list
    [[nodiscard]] Result<void> allowed_by(const AllowList& list) const;

    /// The sealed bytes; not open where they are not sealed.
    [[nodiscard]] const Descriptor& sealed() const noexcept { return sealed_; }
    /// SHA-256 of the sealed bytes; empty where they are not sealed.
    [[nodiscard]] const std::string& digest() const noexcept { return digest_; }
    /// What dlopen is to be given, and by what its texts name the object: in this process; in
    /// another one that has the bytes as descriptor `number`; and in a child, whose number nobody
    /// knows before it is there.
    [[nodiscard]] std::string linker_name() const;
    [[nodiscard]] std::string linker_name_in(pid_t process, int number) const;
    [[nodiscard]] std::string linker_name_in_child(int number) const;
    /// A text of the linker's, with the file's path where it names the object by `linker_name`.
    [[nodiscard]] std::string with_path(std::string text, const std::string& linker_name) const;
    /// The file's descriptor is needed no more.
    void close_file() noexcept { file_.close(); }

private:
    ObjectFile(std::filesystem::path path, Descriptor file, std::uint64_t size);
    /// What is read: the sealed bytes where there are some.
    [[nodiscard]] int source() const noexcept {
        return sealed_.open() ? sealed_.number() : file_.number();
    }

    std::filesystem::path path_;
    Descriptor file_;
    std::uint64_t size_;
    Descriptor sealed_{-1};
    std::string digest_;
};

}  // namespace tiendo::plugin
