#include "object.hpp"

#include "tiendo/adapter/abi.h"
#include "tiendo/plugin/manifest.hpp"

#include <elf.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tiendo::plugin {

namespace {

using FileHeader = std::conditional_t<sizeof(void*) == 8, Elf64_Ehdr, Elf32_Ehdr>;
using ProgramHeader = std::conditional_t<sizeof(void*) == 8, Elf64_Phdr, Elf32_Phdr>;
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
    if ((section.sh_flags & SHF_COMPRESSED) != 0) {
        return Error{ErrorCode::malformed_input,
                     "its section .tiendo.manifest is compressed",
                     "leave that section as it is: objcopy --decompress-debug-sections"};
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

/// `count` headers of one kind that lie one behind the other; nothing where they leave the file.
template <typename Header>
std::optional<std::vector<Header>> table_at(const ObjectBytes& object,
                                            std::uint64_t offset,
                                            std::size_t count) {
    std::vector<Header> table(count);
    const std::uint64_t bytes = count * sizeof(Header);  // the count has 16 bits
    if (count != 0 && (offset > object.size || object.size - offset < bytes ||
                       !object.copy(offset, table.data(), bytes))) {
        return std::nullopt;
    }
    return table;
}

/// Whether all that the dynamic linker would map lies in the file: what does not would end the
/// program when it is touched.
bool has_its_segments(const ObjectBytes& object, const FileHeader& header) {
    if (header.e_phnum != 0 && header.e_phentsize != sizeof(ProgramHeader)) {
        return false;
    }
    const auto segments = table_at<ProgramHeader>(object, header.e_phoff, header.e_phnum);
    return segments && std::all_of(segments->begin(), segments->end(), [&](const auto& segment) {
               return segment.p_type != PT_LOAD ||
                      (segment.p_offset <= object.size &&
                       segment.p_filesz <= object.size - segment.p_offset);
           });
}

}  // namespace

Result<std::string> manifest_section_of(const ObjectBytes& object) {
    auto header = file_header(object);
    if (!header) {
        return std::move(header).error();
    }
    const auto sections = table_at<SectionHeader>(object, header->e_shoff, header->e_shnum);
    if (!has_its_segments(object, *header) || !sections ||
        (!sections->empty() && (header->e_shentsize != sizeof(SectionHeader) ||
                                header->e_shstrndx >= sections->size()))) {
        return cut();
    }
    const SectionHeader* found = nullptr;
    for (const SectionHeader& section : *sections) {
        if (!is_called(object, (*sections)[header->e_shstrndx], section.sh_name)) {
            continue;
        }
        if (found != nullptr) {
            return Error{ErrorCode::malformed_input,
                         "it has two sections .tiendo.manifest, and nobody can tell which holds",
                         "build it with one manifest"};
        }
        found = &section;
    }
    if (found == nullptr) {
        return Error{ErrorCode::malformed_input,
                     "it has no section .tiendo.manifest",
                     "build it with TIENDO_EXPORT_ADAPTER, and do not strip its sections"};
    }
    return content_of(object, *found);
}

Result<std::string> manifest_section(std::string_view object) {
    return manifest_section_of(
        {object.size(), [object](std::uint64_t offset, void* into, std::size_t count) {
             std::memcpy(into, object.data() + offset, count);
             return true;
         }});
}

}  // namespace tiendo::plugin
