#pragma once

#include <elf.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tiendo::test {

/// The bytes of a good object, to be made into a bad one.
class CraftedObject {
public:
    explicit CraftedObject(std::string object) : bytes(std::move(object)) {
        header = at<Elf64_Ehdr>(0);
        const auto names = at<Elf64_Shdr>(place(header.e_shstrndx));
        for (std::size_t i = 0; i < header.e_shnum; ++i) {
            const auto name = names.sh_offset + at<Elf64_Shdr>(place(i)).sh_name;
            if (std::string_view(bytes.c_str() + name) == ".tiendo.manifest") {
                manifest = i;
            }
        }
        if (manifest == 0) {
            throw std::runtime_error("the object has no manifest");
        }
    }

    [[nodiscard]] std::size_t place(std::size_t section) const {
        return header.e_shoff + section * sizeof(Elf64_Shdr);
    }
    [[nodiscard]] Elf64_Shdr section(std::size_t number) const {
        return at<Elf64_Shdr>(place(number));
    }
    void put(std::size_t number, const Elf64_Shdr& changed) {
        std::memcpy(bytes.data() + place(number), &changed, sizeof changed);
    }
    /// Replaces a text in the manifest by another one of the same length.
    CraftedObject& say(std::string_view instead_of, std::string_view text) {
        const auto where = bytes.find(instead_of, section(manifest).sh_offset);
        if (instead_of.size() != text.size() ||
            where > section(manifest).sh_offset + section(manifest).sh_size) {
            throw std::runtime_error("the manifest cannot say that");
        }
        bytes.replace(where, text.size(), text);
        return *this;
    }
    /// Another manifest, at the end of the file.
    CraftedObject& say_all(std::string_view text) {
        auto changed = section(manifest);
        changed.sh_offset = bytes.size();
        changed.sh_size = text.size();
        bytes.append(text);
        put(manifest, changed);
        return *this;
    }
    CraftedObject& compress() {
        auto changed = section(manifest);
        changed.sh_flags |= SHF_COMPRESSED;
        put(manifest, changed);
        return *this;
    }
    /// A second section of that name.
    CraftedObject& say_twice() {
        const auto other = manifest + 1 < header.e_shnum ? manifest + 1 : manifest - 1;
        put(other, section(manifest));
        return *this;
    }
    CraftedObject& for_machine(std::uint16_t machine) {
        std::memcpy(bytes.data() + offsetof(Elf64_Ehdr, e_machine), &machine, sizeof machine);
        return *this;
    }
    /// A segment that ends behind the file, while section table and manifest are whole.
    CraftedObject& cut_segments() {
        auto segment = at<Elf64_Phdr>(header.e_phoff);
        segment.p_type = PT_LOAD;
        segment.p_filesz = bytes.size() + 1;
        segment.p_offset = 0;
        std::memcpy(bytes.data() + header.e_phoff, &segment, sizeof segment);
        return *this;
    }

    std::string bytes;
    Elf64_Ehdr header{};
    std::size_t manifest = 0;  ///< number of its section

private:
    template <typename T>
    [[nodiscard]] T at(std::size_t offset) const {
        T it{};
        std::memcpy(&it, bytes.data() + offset, sizeof it);
        return it;
    }
};

}  // namespace tiendo::test
