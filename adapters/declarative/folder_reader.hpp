#pragma once

#include "client.hpp"
#include "page_maker.hpp"
#include "profile.hpp"
#include "table.hpp"

#include <tiendo/adapter/context.hpp>
#include <tiendo/declarative/folders.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tiendo::declarative {

/// What a stream with files reads of a table.
TableOptions table_options(const StreamPlan& plan);

/// Maps rows `first` to `last` (excluded) of a table. @param file names it in what is told
void map_rows(const StreamPlan& plan,
              const Table& table,
              const std::string& file,
              std::size_t first,
              std::size_t last,
              PageMaker& maker);

/// Reads tables that lie in a folder, file after file. One for each connection.
///
/// The cursor names the file that was read last, when it was changed, its size, and the rows that
/// were taken: a file that is saved anew is read anew. A file that changed a moment ago may still
/// grow, and waits, with all behind it, for the next pull. One that cannot be read becomes a notice
/// and a dead letter, and the next one is taken.
class FolderReader {
public:
    FolderReader(const Profile& profile, Tally* tally, std::shared_ptr<const Folders> folders)
        : profile_(&profile), tally_(tally), folders_(std::move(folders)) {}

    adapter::Expected<adapter::Page> read(const StreamPlan& plan,
                                          const adapter::Cursor& cursor,
                                          adapter::Context& context);
    adapter::Expected<std::size_t> count_files(const StreamPlan& plan,
                                               const adapter::Context& context) const;

    /// Up to where a folder was read.
    struct Mark {
        std::int64_t changed_ms = 0;
        std::string name{};  ///< empty: from the beginning
        std::size_t size_bytes = 0;
        std::size_t rows = 0;
        bool done = false;
    };

private:
    adapter::Expected<std::string> folder_of(const StreamPlan& plan,
                                             const adapter::Context& context) const;
    adapter::Expected<std::vector<FolderFile>> files_of(const StreamPlan& plan,
                                                        const std::string& folder) const;
    /// The table of a file; one that is read in several pages is kept meanwhile.
    adapter::Expected<const Table*> table_of(const StreamPlan& plan,
                                             const std::string& folder,
                                             const FolderFile& file);
    adapter::Expected<Mark> take(const StreamPlan& plan,
                                 const std::string& folder,
                                 const FolderFile& file,
                                 std::size_t first,
                                 adapter::Page& page);

    const Profile* profile_;
    Tally* tally_;
    std::shared_ptr<const Folders> folders_;
    Mapped mapped_;
    std::optional<Table> table_;
    std::string table_key_;
};

}  // namespace tiendo::declarative
