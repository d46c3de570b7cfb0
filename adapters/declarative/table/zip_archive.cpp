#include "zip_archive.hpp"

#include <zip.h>

#include <utility>

namespace tiendo::declarative {

using adapter::Expected;
using adapter::Failure;

namespace {

Failure broken(std::string message) {
    return Failure::rejected(std::move(message),
                             "the file is damaged or was cut: fetch it again, or open it in a "
                             "spreadsheet program and save a copy");
}

struct Discard {
    void operator()(zip_t* archive) const noexcept { zip_discard(archive); }
};
struct CloseFile {
    void operator()(zip_file_t* file) const noexcept { zip_fclose(file); }
};

}  // namespace

struct ZipArchive::Impl {
    std::unique_ptr<zip_t, Discard> archive;
    TableLimits limits;
    std::size_t room = 0;  // bytes that may still be unpacked

    [[nodiscard]] zip_int64_t find(const std::string& name) const {
        const auto exact = zip_name_locate(archive.get(), name.c_str(), ZIP_FL_ENC_RAW);
        return exact >= 0 ? exact : zip_name_locate(archive.get(), name.c_str(), ZIP_FL_NOCASE);
    }
    [[nodiscard]] Expected<void> check(const zip_stat_t& entry) const;
    [[nodiscard]] Expected<std::string> unpacked(const zip_stat_t& entry) const;
};

ZipArchive::ZipArchive(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ZipArchive::~ZipArchive() = default;
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;

Expected<ZipArchive> ZipArchive::open(std::string_view bytes, const TableLimits& limits) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    // Consistent, or two programs could see different parts; two parts of one name end here too.
    auto* archive = source == nullptr
                        ? nullptr
                        : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (archive == nullptr) {
        zip_source_free(source);
        auto failure = broken(std::string("the archive is broken: ") + zip_error_strerror(&error));
        zip_error_fini(&error);
        return failure;
    }
    auto impl = std::make_unique<Impl>();
    impl->archive.reset(archive);
    impl->limits = limits;
    impl->room = limits.unpacked_bytes;
    const auto entries = static_cast<std::size_t>(zip_get_num_entries(archive, 0));
    if (entries > limits.zip_entries) {
        return Failure::rejected("the archive has " + std::to_string(entries) +
                                     " parts, more than the limit of " +
                                     std::to_string(limits.zip_entries),
                                 "give one table without attachments; or raise the limit");
    }
    return ZipArchive(std::move(impl));
}

bool ZipArchive::has(const std::string& name) const {
    return impl_->find(name) >= 0;
}

Expected<void> ZipArchive::Impl::check(const zip_stat_t& entry) const {
    constexpr zip_uint64_t wanted =
        ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    constexpr std::size_t harmless = std::size_t{1} << 20U;
    if ((entry.valid & wanted) != wanted) {
        return broken("the archive does not say how large it is");
    }
    if (entry.encryption_method != ZIP_EM_NONE) {
        return Failure::rejected("it is encrypted",
                                 "open the file with its password and save a copy without one");
    }
    if (entry.comp_method != ZIP_CM_STORE && entry.comp_method != ZIP_CM_DEFLATE) {
        return Failure::rejected("it is packed by another method than deflate",
                                 "open the file in a spreadsheet program and save a copy");
    }
    if (entry.size > room) {
        return Failure::rejected("it unpacks to " + std::to_string(entry.size) + " bytes where " +
                                     std::to_string(room) + " are left of the limit",
                                 "export a shorter period; or raise the limit");
    }
    if (entry.size > harmless && entry.size / limits.unpacked_ratio > entry.comp_size) {
        return Failure::rejected(std::to_string(entry.comp_size) + " bytes unpack to " +
                                     std::to_string(entry.size) + ", which no table needs",
                                 "do not open it: it was made to exhaust the memory of its reader");
    }
    return {};
}

Expected<std::string> ZipArchive::Impl::unpacked(const zip_stat_t& entry) const {
    const std::unique_ptr<zip_file_t, CloseFile> file(
        zip_fopen_index(archive.get(), entry.index, 0));
    if (!file) {
        return broken("it cannot be unpacked");
    }
    std::string text(entry.size, '\0');
    std::size_t got = 0;
    while (got < text.size()) {
        const auto read = zip_fread(file.get(), text.data() + got, text.size() - got);
        if (read <= 0) {
            return broken("its packed bytes are broken");
        }
        got += static_cast<std::size_t>(read);
    }
    char more = 0;  // libzip compares the sum when it meets the end
    if (zip_fread(file.get(), &more, 1) != 0) {
        return broken("its bytes do not add up to the sum in the directory");
    }
    return text;
}

Expected<std::string> ZipArchive::read(const std::string& name) {
    const auto place = "part '" + name + "'";
    const auto index = impl_->find(name);
    zip_stat_t entry;
    zip_stat_init(&entry);
    if (index < 0 ||
        zip_stat_index(impl_->archive.get(), static_cast<zip_uint64_t>(index), 0, &entry) != 0) {
        return broken("the part is missing").at(place);
    }
    if (auto fine = impl_->check(entry); !fine) {
        return std::move(fine).error().at(place);
    }
    auto text = impl_->unpacked(entry);
    if (!text) {
        return std::move(text).error().at(place);
    }
    impl_->room -= text->size();
    return text;
}

}  // namespace tiendo::declarative
