#include "hands.hpp"

#include <sys/stat.h>

#include <string>
#include <system_error>

namespace tiendo::plugin {

namespace fs = std::filesystem;

namespace {

/// The same for the places of one way to the file, from the root downwards.
Result<void> way_is_safe(const fs::path& way, uid_t who) {
    fs::path place;
    fs::path open_to_all;  // the folder around `place`, where everybody may put files into it
    for (const fs::path& part : way) {
        place /= part;
        struct stat status {};
        if (::lstat(place.c_str(), &status) != 0) {
            return {};  // gone meanwhile: whoever opens it says so
        }
        if (!open_to_all.empty() && status.st_uid != 0 && status.st_uid != who) {
            return Error{ErrorCode::config,
                         "'" + place.string() + "' belongs to user " +
                             std::to_string(status.st_uid) + ", and anybody may put files into '" +
                             open_to_all.string() + "'",
                         "copy it into a folder of your own"};
        }
        const bool anybody = !S_ISLNK(status.st_mode) && (status.st_mode & S_IWOTH) != 0;
        const bool sticky = S_ISDIR(status.st_mode) && (status.st_mode & S_ISVTX) != 0;
        if (anybody && !sticky) {
            return Error{ErrorCode::config,
                         "anybody may write to '" + place.string() + "'",
                         "take the right to write from others: chmod o-w"};
        }
        open_to_all = anybody ? place : fs::path();
    }
    return {};
}

}  // namespace

Result<void> in_safe_hands(const fs::path& path, uid_t who) {
    std::error_code failed;
    const auto behind_links = fs::canonical(path, failed);
    auto safe = way_is_safe(path.lexically_normal(), who);
    if (safe && !failed && behind_links != path) {
        safe = way_is_safe(behind_links, who);
    }
    return safe ? Result<void>() : std::move(safe).error().at(path.string());
}

}  // namespace tiendo::plugin
