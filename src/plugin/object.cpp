#include "object.hpp"

#include "tiendo/adapter/abi.h"
#include "tiendo/plugin/manifest.hpp"

#include <elf.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

namespace tiendo::plugin {

namespace {

using FileHeader = std::conditional_t<sizeof(void*) == 8, Elf64_Ehdr, Elf32_Ehdr>;
using SectionHeader = std::conditional_t<sizeof(void*) == 8, Elf64_Shdr, Elf32_Shdr>;
constexpr unsigned char own_class = sizeof(void*) == 8 ? ELFCLASS64 : ELFCLASS32;
constexpr unsigned char own_order =
    std::endian::native == std::endian::little ? ELFDATA2LSB : ELFDATA2MSB;
#if defined(__x86_64__)
constexpr unsigned own_machine = EM_X86_64;
#elif defined(__aarch64__)
constexpr unsigned own_machine = EM_AARCH64;
#elif defined(__riscv)
constexpr unsigned own_machine = EM_RISCV;
#elif defined(__i386__)
constexpr unsigned own_machine = EM_386;
#else
#error "name this machine's ELF number here"
#endif

constexpr std::string_view section_name = TIENDO_MANIFEST_SECTION;

Error not_an_object(std::string message) {
    return Error{
        ErrorCode::malformed_input, std::move(message), "name the adapter's shared object (.so)"};
}
Error cut() {
    return not_an_object("the ELF object is cut short or damaged");
}

template <typename T>
std::optional<T> struct_at(const ObjectBytes& object, std::uint64_t offset) {
    T it{};
    if (offset > object.size || object.size - offset < sizeof it ||
        !object.copy(offset, &it, sizeof it)) {
        return std::nullopt;
    }
    return it;
}

Result<FileHeader> file_header(const ObjectBytes& object) {
    if (object.size == 0) {
        return not_an_object("the file is empty");
    }
    std::array<unsigned char, EI_NIDENT> ident{};
    if (object.size < ident.size() || !object.copy(0, ident.data(), ident.size()) ||
        std::memcmp(ident.data(), ELFMAG, SELFMAG) != 0) {
        return not_an_object("it is not an ELF object");
    }
    const auto header = struct_at<FileHeader>(object, 0);
    if (ident[EI_CLASS] == own_class && ident[EI_DATA] == own_order && !header) {
        return cut();
    }
    if (ident[EI_CLASS] != own_class || ident[EI_DATA] != own_order ||
        header->e_machine != own_machine) {
        return Error{ErrorCode::unsupported,
                     "it was built for another machine",
                     "build the adapter on a machine of this kind"};
    }
    if (header->e_type != ET_DYN) {
        return not_an_object("it is an ELF file, but no shared object");
    }
    return *header;
}

bool is_called(const ObjectBytes& object, const SectionHeader& names, std::uint64_t name) {
    std::array<char, section_name.size() + 1> bytes{};
    if (name >= names.sh_size || names.sh_size - name < bytes.size()) {
        return false;
    }
    const std::uint64_t offset = names.sh_offset + name;
    return offset >= names.sh_offset && offset <= object.size &&
           object.size - offset >= bytes.size() &&
           object.copy(offset, bytes.data(), bytes.size()) &&
           std::string_view(bytes.data(), bytes.size() - 1) == section_name && bytes.back() == '\0';
}

Result<std::string> content_of(const ObjectBytes& object, const SectionHeader& section) {
    if (section.sh_size > TIENDO_MANIFEST_BYTES_MAX) {
        return Error{ErrorCode::malformed_input,
                     "its section .tiendo.manifest has more than 256 KiB",
                     "make the adapter's manifest shorter"};
    }
    std::string bytes(static_cast<std::size_t>(section.sh_size), '\0');
    if (section.sh_type != SHT_PROGBITS || section.sh_offset > object.size ||
        object.size - section.sh_offset < bytes.size() ||
        !object.copy(section.sh_offset, bytes.data(), bytes.size())) {
        return cut();
    }
    while (!bytes.empty() && bytes.back() == '\0') {  // a C string in the section ends with one
        bytes.pop_back();
    }
    return bytes;
}

class File {
public:
    explicit File(int number) : number_(number) {}
    ~File() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    [[nodiscard]] int number() const noexcept { return number_; }

private:
    int number_;
};

Error cannot_read(int fault) {
    if (fault == ENOENT || fault == ENOTDIR) {
        return Error{ErrorCode::not_found, "no such file", "install the adapter, or name another"};
    }
    return Error{ErrorCode::storage,
                 "it cannot be read: " + std::system_category().message(fault),
                 "check the file's rights"};
}

}  // namespace

Result<std::string> manifest_section_of(const ObjectBytes& object) {
    auto header = file_header(object);
    if (!header) {
        return std::move(header).error();
    }
    if (header->e_shoff != 0 && header->e_shentsize != sizeof(SectionHeader)) {
        return cut();
    }
    const auto section_at = [&](std::uint64_t index) {
        // Both factors are 16 bits wide; only the sum may overflow, and then struct_at refuses it.
        return struct_at<SectionHeader>(object, header->e_shoff + index * sizeof(SectionHeader));
    };
    const auto names = header->e_shnum == 0 ? std::nullopt : section_at(header->e_shstrndx);
    if (header->e_shnum != 0 && !names) {
        return cut();
    }
    for (std::uint64_t i = 0; i < header->e_shnum; ++i) {
        const auto section = section_at(i);
        if (!section) {
            return cut();
        }
        if (is_called(object, *names, section->sh_name)) {
            return content_of(object, *section);
        }
    }
    return Error{ErrorCode::malformed_input,
                 "it has no section .tiendo.manifest",
                 "build it with TIENDO_EXPORT_ADAPTER, and do not strip its sections"};
}

Result<std::string> manifest_section(std::string_view object) {
    return manifest_section_of(
        {object.size(), [object](std::uint64_t offset, void* into, std::size_t count) {
             std::memcpy(into, object.data() + offset, count);
             return true;
         }});
}

Result<Manifest> read_manifest(const std::filesystem::path& path) {
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
        return cannot_read(errno).at(path.string());
    }
    if (!S_ISREG(status.st_mode)) {
        return not_an_object(S_ISDIR(status.st_mode) ? "it is a folder" : "it is no regular file")
            .at(path.string());
    }
    const ObjectBytes object{
        static_cast<std::uint64_t>(status.st_size),
        [&file](std::uint64_t offset, void* into, std::size_t count) {
            return ::pread(file.number(), into, count, static_cast<off_t>(offset)) ==
                   static_cast<ssize_t>(count);
        }};
    auto manifest = manifest_section_of(object).and_then(
        [](const std::string& text) { return parse_manifest(text); });
    if (!manifest) {
        return std::move(manifest).error().at(path.string());
    }
    return manifest;
}

}  // namespace tiendo::plugin
