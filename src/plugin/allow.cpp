#include "tiendo/plugin/allow.hpp"

#include "hands.hpp"

#include "tiendo/base/file.hpp"

#include <unistd.h>

#include <algorithm>
#include <system_error>

namespace tiendo::plugin {

namespace {

constexpr std::size_t longest_list = std::size_t{1} << 20U;
constexpr std::string_view blanks = " \t\r";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

Error wrong(std::string message, std::string remedy) {
    return Error{ErrorCode::malformed_input, std::move(message), std::move(remedy)};
}

bool is_digest(std::string_view text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

/// @param line trimmed, and neither empty nor a comment alone
Result<void> take_line(std::string_view line, AllowList& into) {
    const auto hash = line.find('#');
    if (hash == std::string_view::npos || trimmed(line.substr(hash + 1)).empty()) {
        return wrong("the entry says not what it allows",
                     "write a comment behind it: # what it is");
    }
    const auto entry = trimmed(line.substr(0, hash));
    const auto colon = entry.find(':');
    const auto kind = entry.substr(0, colon);
    const auto value = colon == std::string_view::npos ? "" : entry.substr(colon + 1);
    if (kind == "sha256") {
        if (!is_digest(value)) {
            return wrong("a SHA-256 has 64 digits of 0-9 and a-f",
                         "give the first word that sha256sum prints");
        }
        into.digests.emplace(value);
        return {};
    }
    if (kind == "ed25519") {
        auto key = parse_public_key(value);
        if (!key) {
            return std::move(key).error();
        }
        into.keys.insert(*key);
        return {};
    }
    return wrong("the entry begins with neither 'sha256:' nor 'ed25519:'",
                 "write sha256:DIGEST or ed25519:KEY, and '#' before a comment");
}

}  // namespace

Result<AllowList> parse_allow_list(std::string_view text, std::string_view name) {
    AllowList list{.name = std::string(name)};
    if (text.size() > longest_list) {
        return wrong("the list has more than 1 MiB", "list keys instead of digests").at(list.name);
    }
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') {
            continue;
        }
        if (auto taken = take_line(line, list); !taken) {
            return std::move(taken).error().at("line " + std::to_string(number)).at(list.name);
        }
    }
    if (list.digests.empty() && list.keys.empty()) {
        return wrong("the list has no entry, so nothing could be loaded",
                     "add one, or leave the list out to allow everything")
            .at(list.name);
    }
    return list;
}

Result<AllowList> read_allow_list(const std::filesystem::path& path) {
    auto text = read_file(path, longest_list);
    if (!text) {
        return std::move(text).error();
    }
    std::error_code failed;
    if (auto safe = in_safe_hands(std::filesystem::absolute(path, failed), ::geteuid()); !safe) {
        return std::move(safe).error();
    }
    return parse_allow_list(*text, path.string());
}

}  // namespace tiendo::plugin
