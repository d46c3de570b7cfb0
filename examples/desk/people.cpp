#include "people.hpp"

#include <tiendo/base/file.hpp>
#include <tiendo/base/text.hpp>

#include <algorithm>
#include <cstddef>
#include <system_error>
#include <utility>

namespace desk {

namespace {

using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Result;
using tiendo::UnitId;

constexpr std::size_t longest_file = std::size_t{1} << 20U;

std::string_view next_word(std::string_view& line) {
    line = tiendo::trim(line);
    const auto word = line.substr(0, line.find_first_of(" \t"));
    line = tiendo::trim(line.substr(word.size()));
    return word;
}

Result<Person> read_line(std::string_view line) {
    const auto key = next_word(line);
    auto unit = UnitId::parse(next_word(line));
    if (!unit || line.empty()) {
        return Error{ErrorCode::config,
                     "this is no entry of somebody who may sign in",
                     "write: KEY UNIT-ID who it is, a function in an office"};
    }
    return Person{std::string(key), {tiendo::to_nfc(line), *std::move(unit)}};
}

}  // namespace

Result<std::vector<Person>> read_people(const std::filesystem::path& file) {
    std::error_code failure;
    const auto mode = std::filesystem::status(file, failure).permissions();
    using std::filesystem::perms;
    if (!failure && (mode & (perms::group_write | perms::others_write)) != perms::none) {
        return Error{ErrorCode::config, "others may write to it", "chmod 600"}.at(file.string());
    }
    const auto content = tiendo::read_file(file, longest_file);
    if (!content) {
        return Error(content.error());
    }
    std::vector<Person> people;
    std::string_view rest = *content;
    for (int number = 1; !rest.empty(); ++number) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        if (tiendo::trim(line).empty() || line.front() == '#') {
            continue;
        }
        auto person = read_line(line);
        if (!person) {
            return std::move(person).error().at("line " + std::to_string(number)).at(file.string());
        }
        people.push_back(*std::move(person));
    }
    return people;
}

std::string person_line(std::string_view key, const Identity& identity) {
    return std::string(key) + " " + (identity.unit ? identity.unit->str() : "") + " " +
           identity.who + "\n";
}

}  // namespace desk
