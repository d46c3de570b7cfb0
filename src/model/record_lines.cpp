#include "record_fields.hpp"

#include "tiendo/model/json.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace tiendo {

namespace {

using simdjson::ondemand::json_type;

constexpr std::size_t longest_page = std::size_t{64} * 1024 * 1024;
constexpr std::size_t longest_line = std::size_t{1024} * 1024;
constexpr std::size_t most_references = 1000;

Error not_json(simdjson::error_code code) {
    switch (code) {
        case simdjson::UTF8_ERROR:
            return Error{ErrorCode::malformed_input, "is not UTF-8", "send UTF-8"};
        case simdjson::NUMBER_OUT_OF_RANGE:
            return Error{ErrorCode::malformed_input, "is a number out of range"};
        case simdjson::INCORRECT_TYPE:
            return Error{
                ErrorCode::malformed_input, "is not a JSON object", "send one JSON object a line"};
        default:  // third-party codes, open-ended: its own sentence says which
            return Error{ErrorCode::malformed_input,
                         fmt::format("is not JSON ({})", simdjson::error_message(code)),
                         "send one JSON object a line"};
    }
}

/// A page of lines, with the room behind the last one that simdjson reads ahead into.
class PaddedPage {
public:
    explicit PaddedPage(std::string_view text) : bytes_(text.size() + simdjson::SIMDJSON_PADDING) {
        std::copy(text.begin(), text.end(), bytes_.begin());
    }
    [[nodiscard]] simdjson::padded_string_view view(std::size_t begin, std::size_t size) const {
        return simdjson::padded_string_view(bytes_.data() + begin, size, bytes_.size() - begin);
    }

private:
    std::vector<char> bytes_;
};

/// Reads lines one after the other; its buffers serve them all.
class LineReader {
public:
    Result<Record> read(simdjson::padded_string_view line);

private:
    std::optional<Error> read_object(simdjson::ondemand::document& document);
    std::optional<Error> read_value(Key key, simdjson::ondemand::value& value);
    std::optional<Error> read_list(simdjson::ondemand::value& value);
    std::optional<Key> key_named(std::string_view name);

    simdjson::ondemand::parser parser_;
    RawFields raw_;
    std::size_t guess_ = 0;
};

Result<Record> LineReader::read(simdjson::padded_string_view line) {
    raw_.fields.fill(RawField{});
    guess_ = 0;
    simdjson::ondemand::document document;
    if (const auto code = parser_.iterate(line).get(document); code != simdjson::SUCCESS) {
        return not_json(code);
    }
    if (auto fault = read_object(document)) {
        return *std::move(fault);
    }
    return record_of(raw_);
}

std::optional<Error> LineReader::read_object(simdjson::ondemand::document& document) {
    simdjson::ondemand::object object;
    if (const auto code = document.get_object().get(object); code != simdjson::SUCCESS) {
        return code != simdjson::INCORRECT_TYPE ? not_json(code)
                                                : Error{ErrorCode::malformed_input,
                                                        "is not a JSON object",
                                                        "send one JSON object a line"};
    }
    for (auto each : object) {
        simdjson::ondemand::field field;
        std::string_view name;
        if (const auto code = std::move(each).get(field); code != simdjson::SUCCESS) {
            return not_json(code);
        }
        if (const auto code = field.unescaped_key().get(name); code != simdjson::SUCCESS) {
            return not_json(code);
        }
        const auto key = key_named(name);
        if (!key) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("the key '{}' is not known", name.substr(0, 60)),
                         "the record schemas list the known ones"};
        }
        if (raw_.of(*key).kind != RawField::Kind::absent) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("the key '{}' comes twice", name),
                         "send it once"};
        }
        if (auto fault = read_value(*key, field.value())) {
            return std::move(*fault).at(std::string(name_of(*key)));
        }
    }
    if (document.current_location().error() == simdjson::SUCCESS) {
        return Error{ErrorCode::malformed_input,
                     "holds more after the JSON object",
                     "send one JSON object a line"};
    }
    return std::nullopt;
}

std::optional<Key> LineReader::key_named(std::string_view name) {
    if (guess_ >= key_names.size() || key_names[guess_] != name) {
        const auto* found = std::find(key_names.begin(), key_names.end(), name);
        if (found == key_names.end()) {
            return std::nullopt;
        }
        guess_ = static_cast<std::size_t>(found - key_names.begin());
    }
    return static_cast<Key>(guess_++);
}

std::optional<Error> LineReader::read_value(Key key, simdjson::ondemand::value& value) {
    auto& field = raw_.fields[index_of(key)];
    json_type type{};
    if (const auto code = value.type().get(type); code != simdjson::SUCCESS) {
        return not_json(code);
    }
    auto code = simdjson::SUCCESS;
    switch (type) {
        case json_type::string:
            field.kind = RawField::Kind::text;
            code = value.get_string().get(field.text);
            break;
        case json_type::number:
            field.kind = RawField::Kind::number;
            code = value.get_int64().get(field.number);
            if (code == simdjson::INCORRECT_TYPE) {
                return Error{ErrorCode::malformed_input, "is not a whole number in range"};
            }
            break;
        case json_type::boolean:
            field.kind = RawField::Kind::flag;
            code = value.get_bool().get(field.flag);
            break;
        case json_type::null: {
            bool null = false;
            field.kind = RawField::Kind::null;
            code = value.is_null().get(null);
            if (code == simdjson::SUCCESS && !null) {
                code = simdjson::INCORRECT_TYPE;
            }
            break;
        }
        case json_type::array: field.kind = RawField::Kind::list; return read_list(value);
        case json_type::object:
            return Error{ErrorCode::malformed_input, "is an object", "records are flat"};
    }
    if (code == simdjson::INCORRECT_TYPE) {
        return Error{ErrorCode::malformed_input, "is none of true, false and null"};
    }
    return code == simdjson::SUCCESS ? std::nullopt : std::optional(not_json(code));
}

std::optional<Error> LineReader::read_list(simdjson::ondemand::value& value) {
    raw_.list.clear();
    simdjson::ondemand::array array;
    if (const auto code = value.get_array().get(array); code != simdjson::SUCCESS) {
        return not_json(code);
    }
    for (auto each : array) {
        std::string_view text;
        const auto place = fmt::format("[{}]", raw_.list.size());
        const auto code = each.get_string().get(text);
        if (code == simdjson::INCORRECT_TYPE) {
            return Error{ErrorCode::malformed_input, "is not a string"}.at(place);
        }
        if (code != simdjson::SUCCESS) {
            return not_json(code).at(place);
        }
        if (text.find('\0') != std::string_view::npos) {
            return Error{ErrorCode::malformed_input, "holds a NUL character"}.at(place);
        }
        if (raw_.list.size() == most_references) {
            return Error{ErrorCode::malformed_input,
                         fmt::format("holds more than {} entries", most_references)};
        }
        raw_.list.emplace_back(text);
    }
    return std::nullopt;
}

Error too_long(std::string_view what, std::size_t limit) {
    return Error{ErrorCode::malformed_input,
                 fmt::format("{} is longer than {} MiB", what, limit / std::size_t{1024 * 1024}),
                 "send smaller pages"};
}

}  // namespace

template <>
Result<Record> from_json<Record>(std::string_view text) {
    if (text.size() > longest_line) {
        return too_long("the record", longest_line);
    }
    const PaddedPage page(text);
    return LineReader().read(page.view(0, text.size()));
}

Result<std::vector<Record>> parse_record_lines(std::string_view lines, std::size_t limit_records) {
    if (lines.size() > longest_page) {
        return too_long("the page", longest_page);
    }
    if (lines.ends_with('\n')) {
        lines.remove_suffix(1);
    } else if (lines.empty()) {
        return std::vector<Record>{};
    }
    const auto breaks = static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'));
    if (breaks >= limit_records) {
        return Error{
            ErrorCode::malformed_input,
            fmt::format("the page holds {} records, {} are allowed", breaks + 1, limit_records),
            "send smaller pages"};
    }
    const PaddedPage page(lines);
    LineReader reader;
    std::vector<Record> records;
    records.reserve(breaks + 1);
    for (std::size_t begin = 0; begin <= lines.size();) {
        const auto end = std::min(lines.find('\n', begin), lines.size());
        auto record = end - begin > longest_line
                          ? Result<Record>(too_long("the line", longest_line))
                          : reader.read(page.view(begin, end - begin));
        if (!record) {
            return std::move(record).error().at(fmt::format("line {}", records.size() + 1));
        }
        records.push_back(*std::move(record));
        begin = end + 1;
    }
    return records;
}

}  // namespace tiendo
