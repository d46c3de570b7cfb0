#include "tiendo/workspace/secrets.hpp"

#include "tiendo/base/file.hpp"

#include <cstdlib>
#include <filesystem>

namespace tiendo {

namespace {

Result<std::string> from_file(const std::string& path) {
    constexpr std::size_t longest = 64U << 10U;
    auto content = read_file(path, longest);
    if (!content) {
        return Error{ErrorCode::config,
                     "the file of a secret cannot be read",
                     "check the path and the rights"}
            .because(std::move(content).error());
    }
    std::error_code ignored;
    const auto rights = std::filesystem::status(path, ignored).permissions();
    if ((rights & std::filesystem::perms::others_read) != std::filesystem::perms::none) {
        return Error{ErrorCode::config,
                     "the file of a secret can be read by everybody",
                     "take the rights away: chmod o-r"}
            .at("'" + path + "'");
    }
    auto secret = content->substr(0, content->find_first_of("\r\n"));
    if (secret.empty()) {
        return Error{ErrorCode::config,
                     "the file of a secret has an empty first line",
                     "write the secret into it"}
            .at("'" + path + "'");
    }
    return secret;
}

Result<std::string> from_environment(const std::string& name) {
    const char* value = std::getenv(
        name.c_str());  // NOLINT(concurrency-mt-unsafe): the library sets no environment
    if (value == nullptr || *value == '\0') {
        return Error{ErrorCode::config,
                     "the environment variable " + name + " is not set",
                     "set it, or keep the secret in a file"};
    }
    return std::string(value);
}

}  // namespace

Result<std::string> read_secret(std::string_view reference) {
    constexpr std::string_view file = "file:";
    constexpr std::string_view environment = "env:";
    if (reference.starts_with(file)) {
        return from_file(std::string(reference.substr(file.size())));
    }
    if (reference.starts_with(environment)) {
        return from_environment(std::string(reference.substr(environment.size())));
    }
    return Error{ErrorCode::config,
                 "a secret is given as file:PATH or env:NAME, never as itself",
                 "put it into a file"};
}

}  // namespace tiendo
