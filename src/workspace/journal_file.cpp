// The journal outside the database: what an auditor gets, and what an earlier report printed.
#include "impl.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/report/printed_head.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

namespace tiendo {

namespace {

Error cannot_write(const std::filesystem::path& path) {
    return Error{ErrorCode::storage,
                 "cannot be written (" + std::generic_category().message(errno) + ")",
                 "check the folder, its rights and the free space"}
        .at("'" + path.string() + "'");
}

/// A file beside the wanted one until it is whole; goes away where it never is.
class PartFile {
public:
    explicit PartFile(std::filesystem::path path)
        : path_(std::move(path)), part_(path_.string() + ".part"), out_(part_, std::ios::binary) {}
    ~PartFile() {
        std::error_code ignored;
        std::filesystem::remove(part_, ignored);
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    Result<void> put(std::string_view text) {
        out_.write(text.data(), static_cast<std::streamsize>(text.size()));
        return out_ ? Result<void>{} : cannot_write(path_);
    }
    Result<void> finish() {
        out_.close();
        if (!out_) {
            return cannot_write(path_);
        }
        std::error_code failure;
        std::filesystem::rename(part_, path_, failure);
        errno = failure.value();
        return failure ? cannot_write(path_) : Result<void>{};
    }

private:
    std::filesystem::path path_;
    std::filesystem::path part_;
    std::ofstream out_;
};

/// The last bytes of a file that begins as an export does; empty where it does not.
std::string end_of_export(const std::filesystem::path& file) {
    constexpr std::streamoff tail = 4096;
    constexpr std::string_view beginnings[] = {"{\"sequence\":", "{\"count\":"};
    std::ifstream in(file, std::ios::binary);
    std::string text(beginnings[0].size(), '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (!text.starts_with(beginnings[0]) && !text.starts_with(beginnings[1])) {
        return {};
    }
    in.clear();
    in.seekg(0, std::ios::end);
    const auto size = static_cast<std::streamoff>(in.tellg());
    in.seekg(std::max<std::streamoff>(0, size - tail));
    text.resize(static_cast<std::size_t>(std::min(size, tail)));
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

}  // namespace

Result<store::JournalHead> read_printed_head(const std::filesystem::path& file) {
    constexpr std::size_t longest_report = std::size_t{64} << 20U;
    std::error_code unknown;
    auto text =
        std::filesystem::is_regular_file(file, unknown) ? end_of_export(file) : std::string();
    if (text.empty()) {
        auto whole = read_file(file, longest_report);
        if (!whole) {
            return std::move(whole).error();
        }
        text = *std::move(whole);
    }
    auto head = report::printed_head(text);
    return head ? std::move(head)
                : Result<store::JournalHead>(std::move(head).error().at("'" + file.string() + "'"));
}

Result<store::JournalHead> Workspace::export_journal(const std::filesystem::path& file) {
    if (auto allowed = impl_->acts_for_none("the journal"); !allowed) {
        return std::move(allowed).error();
    }
    return impl_->read([&](store::Transaction& transaction) -> Result<store::JournalHead> {
        auto head = store::journal_head(transaction);
        if (!head) {
            return head;
        }
        PartFile out(file);
        auto done = store::for_each_entry(transaction, [&](const JournalEntry& entry) {
            return out.put(store::export_line(entry));
        });
        done = done ? out.put(store::export_last_line(*head)) : std::move(done);
        done = done ? out.finish() : std::move(done);
        return done ? std::move(head) : Result<store::JournalHead>(std::move(done).error());
    });
}

}  // namespace tiendo
