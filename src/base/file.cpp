#include "tiendo/base/file.hpp"

#include "tiendo/base/descriptor.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace tiendo {

namespace {

std::string reason(int number) {
    return std::generic_category().message(number);
}

Error cannot_read(const std::filesystem::path& path, int number) {
    const auto place = "'" + path.string() + "'";
    if (number == ENOENT || number == ENOTDIR) {
        return Error{ErrorCode::not_found, "no such file", "check the path"}.at(place);
    }
    return Error{ErrorCode::storage,
                 "cannot be read (" + reason(number) + ")",
                 "check the rights of the file"}
        .at(place);
}

Error cannot_write(const std::filesystem::path& path, int number) {
    const auto* remedy = number == ENOSPC || number == EDQUOT ? "free some disk space and try again"
                                                              : "check the folder and its rights";
    return Error{ErrorCode::storage, "cannot be written (" + reason(number) + ")", remedy}.at(
        "'" + path.string() + "'");
}

Result<void> write_all(const Descriptor& file,
                       std::string_view content,
                       const std::filesystem::path& path) {
    while (!content.empty()) {
        const auto written = ::write(file.number(), content.data(), content.size());
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return cannot_write(path, errno);
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.number()) != 0) {
        return cannot_write(path, errno);
    }
    return {};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit_bytes) {
    // O_NONBLOCK: opening a pipe must not wait for somebody to write into it.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.open()) {
        return cannot_read(path, errno);
    }
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) {
        return cannot_read(path, errno);
    }
    const auto place = "'" + path.string() + "'";
    if (S_ISDIR(status.st_mode)) {
        return Error{ErrorCode::malformed_input, "is a directory", "name a file in it"}.at(place);
    }
    if (!S_ISREG(status.st_mode)) {
        return Error{ErrorCode::malformed_input, "is not a regular file", "name a regular file"}.at(
            place);
    }
    const auto too_long = [&] {
        return Error{ErrorCode::malformed_input,
                     "is longer than " + std::to_string(limit_bytes) + " bytes",
                     "check that it is the right file"}
            .at(place);
    };
    if (static_cast<std::uintmax_t>(status.st_size) > limit_bytes) {
        return too_long();
    }
    std::string content;
    content.reserve(static_cast<std::size_t>(status.st_size));
    std::array<char, 65536> buffer{};
    while (true) {
        const auto count = ::read(file.number(), buffer.data(), buffer.size());
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            return cannot_read(path, errno);
        }
        if (count == 0) {
            return content;
        }
        content.append(buffer.data(), static_cast<std::size_t>(count));
        if (content.size() > limit_bytes) {  // it grew while it was read
            return too_long();
        }
    }
}

Result<void> write_file(const std::filesystem::path& path, std::string_view content) {
    std::error_code failure;
    if (path.has_parent_path()) {
        std::filesystem::create_directories(path.parent_path(), failure);
        if (failure) {
            return cannot_write(path, failure.value());
        }
    }
    std::string temporary = path.string() + ".XXXXXX";
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!file.open()) {
        return cannot_write(path, errno);
    }
    auto written = write_all(file, content, path);
    if (written && ::fchmod(file.number(), 0644) != 0) {
        written = cannot_write(path, errno);
    }
    if (written && ::rename(temporary.c_str(), path.c_str()) != 0) {
        written = cannot_write(path, errno);
    }
    if (!written) {
        ::unlink(temporary.c_str());
    }
    return written;
}

}  // namespace tiendo
