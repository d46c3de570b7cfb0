#include "folder_reader.hpp"

#include <fnmatch.h>
#include <tiendo/adapter/abi.h>
#include <tiendo/adapter/http.hpp>
#include <tiendo/adapter/json_writer.hpp>

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

namespace tiendo::declarative {

using adapter::Context;
using adapter::Cursor;
using adapter::ErrorClass;
using adapter::Expected;
using adapter::Failure;
using adapter::Page;

namespace {

constexpr std::size_t rows_a_page = 1'000;
using Mark = FolderReader::Mark;

Failure not_ours() {
    return Failure::config("the cursor is not one of a folder",
                           "remove the connection's cursor to read from the beginning");
}

template <typename Number>
bool take_number(std::string_view text, Number& to) {
    const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), to);
    return fault == std::errc() && stop == text.data() + text.size();
}

/// "f|changed|size|rows|done|name"; the name is last, and stands as it is.
Expected<Mark> mark_of(std::string_view text) {
    Mark mark;
    if (text.empty()) {
        return mark;
    }
    std::vector<std::string_view> parts;
    for (int i = 0; i < 5; ++i) {
        const auto bar = text.find('|');
        if (bar == std::string_view::npos) {
            return not_ours();
        }
        parts.push_back(text.substr(0, bar));
        text.remove_prefix(bar + 1);
    }
    const bool good = parts[0] == "f" && take_number(parts[1], mark.changed_ms) &&
                      take_number(parts[2], mark.size_bytes) && take_number(parts[3], mark.rows) &&
                      (parts[4] == "0" || parts[4] == "1") && !text.empty() &&
                      text.size() < 1'000 && text.find('/') == std::string_view::npos &&
                      text.find('\0') == std::string_view::npos;
    if (!good) {
        return not_ours();
    }
    mark.done = parts[4] == "1";
    mark.name = text;
    return mark;
}

Cursor cursor_of(const Mark& mark) {
    return Cursor{"f|" + std::to_string(mark.changed_ms) + "|" + std::to_string(mark.size_bytes) +
                  "|" + std::to_string(mark.rows) + "|" + (mark.done ? "1" : "0") + "|" +
                  mark.name};
}

/// Where a file stands beside a mark: before it (-1), the same file (0), behind it (1).
int beside(const DropFolder& drop, const FolderFile& file, const Mark& mark) {
    const auto changed = drop.by_time ? file.changed_at.unix_ms() : 0;
    const auto mark_changed = drop.by_time ? mark.changed_ms : 0;
    const auto one = std::tie(changed, file.name);
    const auto other = std::tie(mark_changed, mark.name);
    return one < other ? -1 : one == other ? 0 : 1;
}

bool same_state(const FolderFile& file, const Mark& mark) {
    return file.changed_at.unix_ms() == mark.changed_ms && file.size_bytes == mark.size_bytes;
}

/// A file that changed a moment ago. One from far in the future comes from a clock that goes
/// wrong, and would wait for ever.
bool may_grow(const DropFolder& drop, const FolderFile& file, const Context& context) {
    const auto apart = context.now() - file.changed_at.time();
    return std::chrono::abs(apart) < drop.settle;
}

Failure failure_of(const Error& error) {
    return {
        ErrorClass::config, error.what(), "correct the folder or the rights of the service", {}};
}

/// A row as an item; columns are found once.
class RowLook {
public:
    RowLook(const StreamPlan& plan, const Table& table) : columns_(plan.slots) {
        const auto find = [&](const Pointer& pointer) {
            columns_[pointer.slot] = table.column(pointer.text.substr(1));
        };
        for (const FieldPlan& field : plan.fields) {
            std::for_each(field.from.begin(), field.from.end(), find);
        }
        if (plan.deleted) {
            find(plan.deleted->from);
        }
        look_.value = [this](const Pointer& pointer) { return value(pointer); };
        look_.list = [this](const Pointer& pointer) { return entries(value(pointer).text()); };
    }
    RowLook(const RowLook&) = delete;
    RowLook& operator=(const RowLook&) = delete;

    const Look& at(const TableRow& row) {
        row_ = &row;
        return look_;
    }

private:
    [[nodiscard]] Value value(const Pointer& pointer) const {
        Value value;
        const auto column = columns_[pointer.slot];
        if (column && *column < row_->cells.size()) {
            value.kind = Value::Kind::text;
            value.borrowed = row_->cells[*column];
        }
        return value;
    }
    /// "84/2015/NĐ-CP; 343/2016/TT-BTC"
    static std::vector<Value> entries(std::string_view cell) {
        std::vector<Value> all;
        while (!cell.empty()) {
            const auto end = std::min(cell.find_first_of(";\n"), cell.size());
            auto part = cell.substr(0, end);
            part.remove_prefix(std::min(part.find_first_not_of(" \r\t"), part.size()));
            if (!part.empty()) {
                all.push_back({.kind = Value::Kind::text, .borrowed = part});
            }
            cell.remove_prefix(std::min(end + 1, cell.size()));
        }
        return all;
    }

    std::vector<std::optional<std::size_t>> columns_;
    const TableRow* row_ = nullptr;
    Look look_;
};

TableEncoding encoding_of(const std::string& word) {
    return word == "utf-8"          ? TableEncoding::utf_8
           : word == "utf-16"       ? TableEncoding::utf_16
           : word == "windows-1258" ? TableEncoding::windows_1258
                                    : TableEncoding::found;
}

}  // namespace

TableOptions table_options(const StreamPlan& plan) {
    const DropFolder& drop = *plan.files;
    TableOptions options;
    options.header_row = drop.header_row;
    options.header_rows = drop.header_rows;
    options.sheet = drop.sheet;
    options.key_column = drop.key_column;
    options.separator = drop.separator;
    options.encoding = encoding_of(drop.encoding);
    for (const FieldPlan& field : plan.fields) {
        const bool one_place = field.required && field.from.size() == 1;
        const auto name = one_place ? field.from.front().text.substr(1) : std::string();
        if (one_place && std::find(options.columns.begin(), options.columns.end(), name) ==
                             options.columns.end()) {
            options.columns.push_back(name);
        }
    }
    return options;
}

void map_rows(const StreamPlan& plan,
              const Table& table,
              const std::string& file,
              std::size_t first,
              std::size_t last,
              PageMaker& maker) {
    RowLook look(plan, table);
    std::vector<std::string_view> names(table.columns.begin(), table.columns.end());
    std::erase(names, std::string_view());
    if (first < last) {
        maker.saw(names);
    }
    const auto place = file + (table.sheet.empty() ? "" : ": sheet '" + table.sheet + "'");
    for (std::size_t i = first; i < last; ++i) {
        const TableRow& row = table.rows[i];
        maker.add(look.at(row), place + ": row " + std::to_string(row.number) + ": ");
    }
}

Expected<std::string> FolderReader::folder_of(const StreamPlan& plan,
                                              const Context& context) const {
    auto folder = plan.files->folder.filled(
        [&](std::string_view name) { return setting_value(*profile_, context, name); },
        TextTemplate::Encoding::none);
    if (folder && !folder->starts_with('/')) {
        return Failure::config(
            "the folder '" + folder->substr(0, 200) + "' does not begin with '/'",
            "give the whole path of the folder");
    }
    return folder;
}

Expected<std::vector<FolderFile>> FolderReader::files_of(const StreamPlan& plan,
                                                         const std::string& folder) const {
    const DropFolder& drop = *plan.files;
    auto listed = folders_->list(folder);
    if (!listed) {
        return failure_of(listed.error());
    }
    std::vector<FolderFile> files;
    for (FolderFile& file : *listed) {
        // What Excel and LibreOffice keep beside an open file begins with "~$" and ".~lock".
        const bool beside_a_file = file.name.starts_with("~$") || file.name.starts_with('.');
        const bool meant = std::any_of(drop.files.begin(), drop.files.end(), [&](const auto& each) {
            return ::fnmatch(each.c_str(), file.name.c_str(), FNM_CASEFOLD) == 0;
        });
        if (meant && !beside_a_file) {
            files.push_back(std::move(file));
        }
    }
    std::sort(files.begin(), files.end(), [&](const FolderFile& a, const FolderFile& b) {
        return beside(drop, a, {b.changed_at.unix_ms(), b.name, 0, 0, false}) < 0;
    });
    return files;
}

Expected<const Table*> FolderReader::table_of(const StreamPlan& plan,
                                              const std::string& folder,
                                              const FolderFile& file) {
    const auto key = plan.name + "|" + folder + "|" + file.name + "|" +
                     std::to_string(file.changed_at.unix_ms()) + "|" +
                     std::to_string(file.size_bytes);
    if (table_ && table_key_ == key) {
        return &*table_;
    }
    table_.reset();
    const auto options = table_options(plan);
    auto bytes = folders_->read(folder, file.name, options.limits.bytes);
    if (!bytes) {
        auto failure = failure_of(bytes.error());
        // Too long is a matter of the file; all else is one of the folder.
        failure.error_class = bytes.error().code() == ErrorCode::malformed_input
                                  ? ErrorClass::rejected
                                  : ErrorClass::config;
        return failure;
    }
    auto table = read_table(*bytes, options);
    if (!table) {
        return std::move(table).error();
    }
    table_ = *std::move(table);
    table_key_ = key;
    return &*table_;
}

Expected<Mark> FolderReader::take(const StreamPlan& plan,
                                  const std::string& folder,
                                  const FolderFile& file,
                                  std::size_t first,
                                  Page& page) {
    Mark mark{file.changed_at.unix_ms(), file.name, file.size_bytes, 0, true};
    auto table = table_of(plan, folder, file);
    PageMaker maker(plan, mapped_, page, tally_);
    if (table) {
        const auto rows = (*table)->rows.size();
        const auto last = std::min(rows, first + rows_a_page);
        map_rows(plan, **table, file.name, std::min(first, rows), last, maker);
        mark.rows = last;
        mark.done = last == rows;
    }
    auto ended = table ? maker.end() : Expected<void>(std::move(table).error());
    if (mark.done) {
        table_.reset();
    }
    if (ended) {
        return mark;
    }
    const auto& failure = ended.error();
    if (failure.error_class != ErrorClass::rejected && failure.error_class != ErrorClass::drift) {
        return failure;
    }
    // A file that is broken, or not of this profile, keeps none of the others from being read.
    page = Page();
    page.add(adapter::JsonObject()
                 .text("type", to_string(plan.type))
                 .text("id", file.name.substr(0, 200))
                 .text("unreadable", "file " + file.name + ": " + failure.message)
                 .str());
    page.notice("the file " + file.name + " was not taken: " + failure.message,
                failure.remedy.empty() ? "correct the file and save it anew" : failure.remedy);
    mark.done = true;
    return mark;
}

Expected<Page> FolderReader::read(const StreamPlan& plan, const Cursor& cursor, Context& context) {
    auto mark = mark_of(cursor.text);
    auto folder = mark ? folder_of(plan, context) : Expected<std::string>(std::move(mark).error());
    auto files = folder ? files_of(plan, *folder)
                        : Expected<std::vector<FolderFile>>(std::move(folder).error());
    if (!files) {
        return std::move(files).error();
    }
    const DropFolder& drop = *plan.files;
    const auto is_left = [&](const FolderFile& file) {
        const int place = mark->name.empty() ? 1 : beside(drop, file, *mark);
        return place > 0 || (place == 0 && (!mark->done || !same_state(file, *mark)));
    };
    const auto next = std::find_if(files->begin(), files->end(), is_left);
    Page page;
    if (next == files->end() || may_grow(drop, *next, context)) {
        if (next != files->end()) {
            context.log(
                adapter::LogLevel::info, "a file that may still grow is left for later", {});
        }
        page.end_at(cursor);
        return page;
    }
    const bool goes_on = next->name == mark->name && same_state(*next, *mark);
    auto taken = take(plan, *folder, *next, goes_on ? mark->rows : 0, page);
    if (!taken) {
        return std::move(taken).error();
    }
    const bool more = !taken->done || (std::next(next) != files->end() &&
                                       !may_grow(drop, *std::next(next), context));
    if (more) {
        page.continue_at(cursor_of(*taken));
    } else {
        page.end_at(cursor_of(*taken));
    }
    return page;
}

Expected<std::size_t> FolderReader::count_files(const StreamPlan& plan,
                                                const Context& context) const {
    auto folder = folder_of(plan, context);
    auto files = folder ? files_of(plan, *folder)
                        : Expected<std::vector<FolderFile>>(std::move(folder).error());
    return files ? Expected<std::size_t>(files->size()) : std::move(files).error();
}

}  // namespace tiendo::declarative
