// adapter new
#include "session.hpp"

#include "tiendo/adapter/manifest_rules.hpp"
#include "tiendo/base/file.hpp"
#include "tiendo/plugin/adapter.hpp"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <utility>

namespace tiendo::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = 1U << 20U;
// The skeleton builds under this name as it is; a copy has another one in its place.
constexpr std::string_view its_name = "my-system";
constexpr std::string_view its_identifier = "my_system";

struct NewWords {
    std::string name;
    std::string language = "c++";
    std::string folder;
};

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

Error not_written(const fs::path& place, const std::error_code& why) {
    return Error{ErrorCode::storage,
                 "cannot be written: " + why.message(),
                 "check the folder's rights and the space left"}
        .at(place.string());
}

Result<void> check_name(const Session& session, const std::string& name) {
    if (!adapter::detail::good_name(name)) {
        return Error{ErrorCode::malformed_input,
                     "'" + name + "' is no adapter's name",
                     "take 1 to 60 of a-z, 0-9, '-' and '_', not beginning with '-'"};
    }
    auto search = session.search();
    if (!search) {
        return std::move(search).error();
    }
    if (const auto taken = plugin::find(name, *search)) {
        return Error{ErrorCode::conflict,
                     "there is an adapter '" + name + "' in " + taken->path.parent_path().string(),
                     "take another name: adapters are found by their names"};
    }
    return {};
}

/// Copies the files below `from` to `to` with the name replaced. @return how many
Result<std::size_t> copy_files(const fs::path& from, const fs::path& to, const std::string& name) {
    std::size_t count = 0;
    const auto identifier = replaced(name, "-", "_");
    std::error_code fault;
    for (fs::recursive_directory_iterator it(from, fault), end; it != end; it.increment(fault)) {
        if (fault) {
            break;
        }
        if (!it->is_regular_file(fault)) {
            continue;
        }
        auto text = read_file(it->path(), largest_file);
        if (!text) {
            return std::move(text).error();
        }
        const auto place = to / it->path().lexically_relative(from);
        const auto written = write_file(
            place,
            replaced(replaced(*std::move(text), its_name, name), its_identifier, identifier));
        if (!written) {
            return written.error();
        }
        // Scripts stay executable; who may read follows the writer's umask.
        if ((it->status(fault).permissions() & fs::perms::owner_exec) != fs::perms::none) {
            fs::permissions(place,
                            fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec,
                            fs::perm_options::add,
                            fault);
        }
        ++count;
    }
    if (fault) {
        return not_written(to, fault);
    }
    return count;
}

/// A new folder beside the one that is wanted, gone with this.
class Aside {
public:
    static Result<Aside> beside(const fs::path& wanted) {
        auto pattern = (wanted.parent_path() / ".tiendo-new-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) {
            return not_written(wanted.parent_path(), {errno, std::generic_category()});
        }
        return Aside(pattern);
    }
    Aside(Aside&& other) noexcept : path(std::exchange(other.path, {})) {}
    Aside& operator=(Aside&&) = delete;
    ~Aside() {
        std::error_code ignored;
        if (!path.empty()) {
            fs::remove_all(path, ignored);
        }
    }

    fs::path path;

private:
    explicit Aside(fs::path made) : path(std::move(made)) {}
};

/// @param folder not there, or empty: then it stays the same one, since a shell may be in it
Result<void> move_into_place(const fs::path& project, const fs::path& folder) {
    std::error_code fault;
    if (!fs::exists(folder, fault)) {
        fs::rename(project, folder, fault);
        return fault ? Result<void>(not_written(folder, fault)) : Result<void>();
    }
    for (const auto& entry : fs::directory_iterator(project, fault)) {
        fs::rename(entry.path(), folder / entry.path().filename(), fault);
        if (fault) {  // the first, where the folder is another file system
            break;
        }
    }
    return fault ? Result<void>(not_written(folder, fault)) : Result<void>();
}

/// All of the new project or nothing of it. @return how many files
Result<std::size_t> write_project(const fs::path& skeleton,
                                  const NewWords& words,
                                  const fs::path& folder) {
    std::error_code fault;
    if (fs::exists(folder, fault) &&
        (!fs::is_directory(folder, fault) || !fs::is_empty(folder, fault))) {
        return Error{ErrorCode::conflict,
                     "there is something already",
                     "name an empty or a new folder with --folder"}
            .at(folder.string());
    }
    auto aside = Aside::beside(folder);
    if (!aside) {
        return std::move(aside).error();
    }
    const auto project = aside->path / "project";
    std::size_t count = 0;
    for (const std::string& part : {std::string("shared"), words.language}) {
        auto copied = copy_files(skeleton / part, project, words.name);
        if (!copied) {
            return std::move(copied).error();
        }
        count += *copied;
    }
    if (auto moved = move_into_place(project, folder); !moved) {
        return std::move(moved).error();
    }
    return count;
}

Result<void> new_adapter(const Session& session, const NewWords& words) {
    const auto skeleton = session.prefix() / TIENDO_SKELETON_FOLDER;
    if (!fs::is_directory(skeleton / words.language)) {
        return Error{ErrorCode::not_found,
                     "there is no skeleton in " + skeleton.string(),
                     "install tiendo: this command copies what lies in its share folder"};
    }
    auto good = check_name(session, words.name);
    if (!good) {
        return good;
    }
    const auto shown = fs::path(words.folder.empty() ? words.name : words.folder);
    auto folder = fs::absolute(shown).lexically_normal();
    if (!folder.has_filename()) {  // "x/" and "."
        folder = folder.parent_path();
    }
    auto count = write_project(skeleton, words, folder);
    if (!count) {
        return std::move(count).error();
    }
    const auto prefix = session.prefix();
    std::cout << "wrote " << shown.string() << ": an adapter in " << words.language << ", "
              << *count << " files; it builds and passes the kit as it is\n"
              << "  cd " << shown.string() << "\n  cmake -S . -B build"
              << (prefix == "/usr" ? "" : " -DCMAKE_PREFIX_PATH=" + prefix.string())
              << "\n  cmake --build build\n  ctest --test-dir build\n"
              << "  grep -rn 'TODO [0-9]' .\n"
              << "the last one shows what to change; README.md says how\n";
    return {};
}

}  // namespace

void add_skeleton_command(CLI::App& app, Session& session) {
    auto words = std::make_shared<NewWords>();
    auto* command = app.get_subcommand("adapter")->add_subcommand(
        "new", "writes a project for a new adapter, which builds and passes the kit as it is");
    command->add_option("name", words->name, "of the adapter: 1 to 60 of a-z, 0-9, '-' and '_'")
        ->required();
    command->add_option("--lang", words->language, "c++, c or rust")
        ->check(CLI::IsMember({"c++", "c", "rust"}))
        ->capture_default_str();
    command->add_option(
        "--folder", words->folder, "where to; empty or not there yet (else ./NAME)");
    on_call(*command, session, [&session, words] { return new_adapter(session, *words); });
}

}  // namespace tiendo::cli
