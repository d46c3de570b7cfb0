#include "toml_fields.hpp"

#include "tiendo/base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tiendo::units {

namespace {

constexpr std::size_t limit_bytes = std::size_t{32} << 20U;
constexpr std::size_t limit_text = 2'000;
constexpr std::size_t limit_list = 1'000;
constexpr std::size_t limit_tables = 50'000;

}  // namespace

Error wrong(const toml::node& at, std::string message, std::string remedy) {
    return Error{ErrorCode::malformed_input, std::move(message), std::move(remedy)}.at(
        fmt::format("line {}", at.source().begin.line));
}

Result<toml::table> parse_table(std::string_view text) {
    if (text.size() > limit_bytes) {
        return Error{
            ErrorCode::malformed_input, "the list is longer than 32 MiB", "split the list"};
    }
    if (const auto bad = first_invalid_utf8(text)) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("byte {} is not UTF-8", *bad),
                     "save the list as UTF-8"};
    }
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("not TOML: {}", error.description()),
                     "correct the line; one [[unit]] table for each unit"}
            .at(fmt::format("line {}", error.source().begin.line));
    } catch (const std::exception& error) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("not TOML: {}", error.what()),
                     "one [[unit]] table for each unit"};
    }
}

const toml::node* Fields::get(std::string_view key) {
    if (std::ranges::find(asked_, key) == asked_.end()) {
        asked_.push_back(key);
    }
    return table_.get(key);
}

std::string Fields::text(std::string_view key) {
    const auto* node = get(key);
    return node == nullptr ? std::string{} : text_of(*node, key);
}

std::string Fields::required(std::string_view key) {
    auto value = text(key);
    if (value.empty()) {
        fail(fmt::format("{} has no {}", what_, key), fmt::format("state {} = \"…\"", key));
    }
    return value;
}

std::vector<std::string> Fields::texts(std::string_view key) {
    std::vector<std::string> values;
    if (const auto* node = get(key); node != nullptr) {
        const auto* array = node->as_array();
        if (array == nullptr || array->size() > limit_list) {
            unfit(*node, key, "a list of at most 1,000 texts");
            return values;
        }
        for (const auto& each : *array) {
            values.push_back(text_of(each, key));
        }
    }
    return values;
}

std::map<std::string, std::string> Fields::pairs(std::string_view key) {
    std::map<std::string, std::string> values;
    if (const auto* node = get(key); node != nullptr) {
        const auto* table = node->as_table();
        if (table == nullptr || table->size() > limit_list) {
            unfit(*node, key, "a table of at most 1,000 texts");
            return values;
        }
        for (const auto& [name, value] : *table) {
            values.emplace(std::string(name.str()), text_of(value, key));
        }
    }
    return values;
}

std::optional<Date> Fields::day(std::string_view key) {
    const auto* node = get(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    if (const auto* date = node->as_date(); date != nullptr) {
        return taken(*node, Date::make(date->get().year, date->get().month, date->get().day));
    }
    if (const auto* word = node->as_string(); word != nullptr) {
        return taken(*node, Date::parse(word->get()));
    }
    unfit(*node, key, "a day like 2020-12-31");
    return std::nullopt;
}

bool Fields::holds_texts(std::string_view key) const {
    const auto* array = table_.get_as<toml::array>(key);
    return array != nullptr && !array->empty() && array->front().is_string();
}

std::vector<const toml::table*> Fields::tables(std::string_view key) {
    std::vector<const toml::table*> values;
    if (const auto* node = get(key); node != nullptr) {
        const auto* array = node->as_array();
        if (array == nullptr || array->size() > limit_tables) {
            unfit(*node, key, "a list of at most 50,000 tables");
            return values;
        }
        for (const auto& each : *array) {
            if (const auto* table = each.as_table(); table != nullptr) {
                values.push_back(table);
            } else {
                unfit(each, key, "a list of tables");
            }
        }
    }
    return values;
}

const toml::table* Fields::table(std::string_view key) {
    const auto* node = get(key);
    const auto* found = node == nullptr ? nullptr : node->as_table();
    if (node != nullptr && found == nullptr) {
        unfit(*node, key, "a table");
    }
    return found;
}

void Fields::fail(std::string message, std::string remedy) {
    if (!error_) {
        error_ = wrong(table_, std::move(message), std::move(remedy));
    }
}

void Fields::fail(Error error) {
    if (!error_) {
        error_ = std::move(error);
    }
}

std::optional<Error> Fields::finish() {
    for (const auto& [key, value] : table_) {
        if (!error_ && std::ranges::find(asked_, key.str()) == asked_.end()) {
            error_ = wrong(value,
                           fmt::format("{} has no field '{}'", what_, key.str().substr(0, 40)),
                           fmt::format("use one of: {}", fmt::join(asked_, ", ")));
        }
    }
    return std::move(error_);
}

std::string Fields::text_of(const toml::node& node, std::string_view key) {
    const auto* value = node.as_string();
    if (value == nullptr || value->get().size() > limit_text) {
        unfit(node, key, "a text of at most 2,000 bytes");
        return {};
    }
    return to_nfc(trim(value->get()));
}

void Fields::unfit(const toml::node& at, std::string_view key, std::string_view expected) {
    if (!error_) {
        error_ = wrong(at, fmt::format("{} is not {}", key, expected), "correct the field");
    }
}

}  // namespace tiendo::units
