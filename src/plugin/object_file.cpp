#include "object_file.hpp"

#include "hands.hpp"
#include "object.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/base/file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

namespace tiendo::plugin {

namespace {

constexpr std::uint64_t largest_sealed = std::uint64_t{256} << 20U;

Error cannot_read(int fault) {
    if (fault == ENOENT || fault == ENOTDIR) {
        return Error{ErrorCode::not_found, "no such file", "install the adapter, or name another"};
    }
    return Error{ErrorCode::storage,
                 "it cannot be read: " + std::system_category().message(fault),
                 "check the file's rights"};
}

Error cannot_seal(int fault) {
    return Error{ErrorCode::unsupported,
                 "its bytes cannot be kept from changing: " + std::system_category().message(fault),
                 "allow sealed memory files (memfd_create, vm.memfd_noexec below 2), or load "
                 "without an allow-list"};
}

/// A file in memory alone from which code may be mapped.
Descriptor memory_file(const std::string& name) {
    constexpr unsigned may_run =
        0x10;  // MFD_EXEC: kernels since 6.3 want it said, others refuse it
    constexpr unsigned flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
    const int number = ::memfd_create(name.c_str(), flags | may_run);
    return Descriptor(number < 0 && errno == EINVAL ? ::memfd_create(name.c_str(), flags) : number);
}

/// @return 0, or the error number
int copy_bytes(int from, int to, std::uint64_t& copied) {
    std::array<char, 1U << 16U> piece{};
    for (copied = 0; copied <= largest_sealed;) {
        const auto got = ::pread(from, piece.data(), piece.size(), static_cast<off_t>(copied));
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return got == 0 ? 0 : errno;
        }
        for (ssize_t done = 0; done < got;) {
            const auto put = ::write(to, piece.data() + done, static_cast<std::size_t>(got - done));
            if (put < 0 && errno != EINTR) {
                return errno;
            }
            done += std::max<ssize_t>(put, 0);
        }
        copied += static_cast<std::uint64_t>(std::max<ssize_t>(got, 0));
    }
    return EFBIG;
}

/// Bytes of a file, for reading.
class Mapped {
public:
    Mapped(int file, std::uint64_t size)
        : at_(size == 0 ? MAP_FAILED : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0)),
          size_(size) {}
    ~Mapped() {
        if (at_ != MAP_FAILED) {
            ::munmap(at_, size_);
        }
    }
    Mapped(const Mapped&) = delete;
    Mapped& operator=(const Mapped&) = delete;
    [[nodiscard]] bool open() const noexcept { return at_ != MAP_FAILED || size_ == 0; }
    [[nodiscard]] std::string_view bytes() const noexcept {
        return size_ == 0 ? std::string_view() : std::string_view(static_cast<char*>(at_), size_);
    }

private:
    void* at_;
    std::size_t size_;
};

/// What the file beside the object says.
struct Signature {
    std::string path;
    Result<std::string> bytes;

    explicit Signature(const std::filesystem::path& object)
        : path(object.string() + ".sig"), bytes(read_file(path, signature_bytes)) {}
    /// Why no key of the list allowed the object.
    [[nodiscard]] std::string why_not() const {
        if (!bytes) {
            return bytes.error().code() == ErrorCode::not_found
                       ? "there is no '" + path + "'"
                       : "'" + path + "' is no Ed25519 signature: " + bytes.error().message();
        }
        return bytes->size() == signature_bytes
                   ? "'" + path + "' is not by one of its keys over these bytes"
                   : "'" + path + "' has " + std::to_string(bytes->size()) + " bytes, not 64";
    }
};

}  // namespace

ObjectFile::ObjectFile(std::filesystem::path path, Descriptor file, std::uint64_t size)
    : path_(std::move(path)), file_(std::move(file)), size_(size) {}

Result<ObjectFile> ObjectFile::open(const std::filesystem::path& path) {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat status {};
    if (!file.open() || ::fstat(file.number(), &status) != 0) {
        return cannot_read(errno).at(path.string());
    }
    if (!S_ISREG(status.st_mode)) {
        return Error{ErrorCode::malformed_input,
                     S_ISDIR(status.st_mode) ? "it is a folder" : "it is no regular file",
                     "name the adapter's shared object (.so)"}
            .at(path.string());
    }
    return ObjectFile(path, std::move(file), static_cast<std::uint64_t>(status.st_size));
}

Result<std::string> ObjectFile::text(std::size_t limit) const {
    if (size_ > limit) {
        return Error{ErrorCode::malformed_input,
                     "it is longer than " + std::to_string(limit) + " bytes",
                     "give a shorter file"}
            .at(path_.string());
    }
    std::string bytes(size_, '\0');
    const auto got = ::pread(source(), bytes.data(), bytes.size(), 0);
    if (got != static_cast<ssize_t>(bytes.size())) {
        return cannot_read(got < 0 ? errno : EIO).at(path_.string());
    }
    return bytes;
}

Result<Manifest> ObjectFile::manifest() const {
    const int number = source();
    const ObjectBytes object{size_, [number](std::uint64_t offset, void* into, std::size_t count) {
                                 return ::pread(number, into, count, static_cast<off_t>(offset)) ==
                                        static_cast<ssize_t>(count);
                             }};
    auto manifest = manifest_section_of(object).and_then(
        [](const std::string& text) { return parse_manifest(text); });
    return manifest ? std::move(manifest) : std::move(manifest).error().at(path_.string());
}

Result<void> ObjectFile::in_safe_hands() const {
    struct stat status {};
    if (::fstat(file_.number(), &status) != 0) {
        return cannot_read(errno).at(path_.string());
    }
    if ((status.st_mode & (S_ISUID | S_ISGID)) != 0) {
        return Error{ErrorCode::config,
                     "it would run with another user's or group's rights, which no adapter needs",
                     "take that right from it: chmod u-s,g-s"}
            .at(path_.string());
    }
    return plugin::in_safe_hands(path_, ::geteuid());
}

Result<void> ObjectFile::seal() {
    struct statvfs system {};
    if (::fstatvfs(file_.number(), &system) == 0 && (system.f_flag & ST_NOEXEC) != 0) {
        return Error{ErrorCode::unsupported,
                     "it lies on a file system from which nothing may run",
                     "install it elsewhere, or mount that one without noexec"}
            .at(path_.string());
    }
    Descriptor bytes = memory_file(path_.filename().string());
    if (!bytes.open()) {
        return cannot_seal(errno).at(path_.string());
    }
    std::uint64_t copied = 0;
    if (const int fault = copy_bytes(file_.number(), bytes.number(), copied); fault != 0) {
        return cannot_seal(fault).at(path_.string());
    }
    if (::fcntl(bytes.number(),
                F_ADD_SEALS,
                F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) != 0) {
        return cannot_seal(errno).at(path_.string());
    }
    const Mapped mapped(bytes.number(), copied);  // what is sealed is what is hashed
    if (!mapped.open()) {
        return cannot_seal(errno).at(path_.string());
    }
    digest_ = sha256_hex(mapped.bytes());
    sealed_ = std::move(bytes);
    size_ = copied;
    return {};
}

Result<void> ObjectFile::allowed_by(const AllowList& list) const {
    if (list.digests.contains(digest_)) {
        return {};
    }
    std::string reason = "its SHA-256 is not listed";
    if (!list.keys.empty()) {
        const Signature signature(path_);
        const Mapped mapped(sealed_.number(), size_);
        if (signature.bytes && mapped.open() &&
            std::any_of(list.keys.begin(), list.keys.end(), [&](const PublicKey& key) {
                return is_signed_by(key, mapped.bytes(), *signature.bytes);
            })) {
            return {};
        }
        reason += ", and " + signature.why_not();
    }
    return Error{ErrorCode::config,
                 "it is not allowed by " + list.name + ": " + reason,
                 "have it looked at, then add the line 'sha256:" + digest_ + "  # " +
                     path_.filename().string() + "'"}
        .at(path_.string());
}

Result<Manifest> read_manifest(const std::filesystem::path& path) {
    return ObjectFile::open(path).and_then(
        [](const ObjectFile& object) { return object.manifest(); });
}

std::string ObjectFile::linker_name() const {
    return linker_name_in(::getpid(), sealed_.number());
}

std::string ObjectFile::linker_name_in(pid_t process, int number) const {
    // With the number of the process, so that a debugger finds the bytes by it, too.
    return sealed_.open() ? "/proc/" + std::to_string(process) + "/fd/" + std::to_string(number)
                          : path_.string();
}

std::string ObjectFile::with_path(std::string text, const std::string& linker_name) const {
    const auto at = text.find(linker_name);
    return at == std::string::npos ? text : text.replace(at, linker_name.size(), path_.string());
}

std::string ObjectFile::linker_name_in_child(int number) const {
    return sealed_.open() ? "/proc/self/fd/" + std::to_string(number) : path_.string();
}

}  // namespace tiendo::plugin
