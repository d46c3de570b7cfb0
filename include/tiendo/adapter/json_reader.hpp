#pragma once

#include "tiendo/adapter/failure.hpp"
#include "tiendo/adapter/json_members.hpp"
#include "tiendo/adapter/json_text.hpp"
#include "tiendo/adapter/json_writer.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Reads other systems' JSON (RFC 8259): the text is checked as a whole first, and then looked at
/// in place. Nothing is copied but the texts that are asked for, so an answer of 60 MiB costs no
/// more memory than itself.
namespace tiendo::adapter {

/// Lists and objects in one another; what is deeper is refused.
inline constexpr std::size_t json_depth_max = 32;

enum class JsonKind { null, boolean, number, text, list, object };

/// One value of a text that `read_json` has checked. Lives as long as that text.
class JsonView {
public:
    [[nodiscard]] JsonKind kind() const noexcept;
    /// As the other side wrote it: `"Thông báo"` with its quotes, `1e3`, `{"a": 1}`.
    [[nodiscard]] std::string_view json() const noexcept { return json_; }
    /// A text without quotes and escapes; a number or boolean as written; "" for all others.
    [[nodiscard]] std::string text() const;
    /// Nothing where it is no whole number of 64 bits: 1.0, 1e3, "1" and 9223372036854775808.
    [[nodiscard]] std::optional<std::int64_t> whole_number() const noexcept {
        return detail::whole_number_of_json(json_);
    }
    /// The first member of this name; nothing where it has none, or is no object. Walks the object.
    [[nodiscard]] std::optional<JsonView> member(std::string_view name) const;
    /// The values of a list, in their order; empty for all else. 16 bytes each.
    [[nodiscard]] std::vector<JsonView> items() const;

private:
    friend Expected<JsonView> read_json(std::string_view text, std::string_view what);
    explicit JsonView(std::string_view json) noexcept : json_(json) {}

    std::string_view json_;
};

/// @param text lives as long as what is read from it
/// @param what names the answer in errors: "list of notices"
/// @return drift where it is empty, a web page or XML, cut, no JSON, no UTF-8 or deeper than
/// `json_depth_max`
Expected<JsonView> read_json(std::string_view text, std::string_view what);

/// Reads the members of one object and keeps the first failure, so that a mapping takes one after
/// the other and looks once at the end:
///
///     JsonFields from(item, "notice 3");
///     Document notice{.id = from.wanted("id"), .day = from.wanted("issued"), …};
///     if (from.failure()) return *from.failure();
class JsonFields {
public:
    /// @param what names the object in errors
    JsonFields(JsonView object, std::string what);

    /// A text, or a number or boolean as it is written; "" for null, absent, and after a failure.
    std::string text(std::string_view name);
    /// As `text`; an empty one is a failure.
    std::string wanted(std::string_view name);
    /// A whole number, which must be there.
    std::int64_t number(std::string_view name);
    /// true or false; false where it is null or absent.
    bool flag(std::string_view name);
    /// A list, which must be there.
    std::vector<JsonView> list(std::string_view name);
    /// Says that the object is not what was agreed, where nothing was wrong before.
    void fail(std::string message);

    /// drift, with the place in front
    [[nodiscard]] const std::optional<Failure>& failure() const noexcept { return failure_; }

private:
    void refuse(std::string_view name, std::string_view why);
    /// The member, nothing where it is absent, null, or something has failed.
    std::optional<JsonView> found(std::string_view name);

    JsonView object_;
    std::string what_;
    std::optional<Failure> failure_;
};

// Definitions.

namespace detail {

inline Failure other_form(std::string message) {
    return Failure::drift(std::move(message),
                          "compare the address and version of the other system with its documents");
}

constexpr bool json_blank(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

constexpr std::string_view without_blanks(std::string_view text) noexcept {
    while (!text.empty() && json_blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && json_blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

/// Walks a text by the grammar, from its first byte to its last.
class JsonCheck {
public:
    explicit JsonCheck(std::string_view text) noexcept : text_(text) {}

    /// Nothing, or what is wrong first.
    std::optional<std::string> fault() {
        blanks();
        if (value(0)) {
            blanks();
            if (at_ == text_.size()) {
                return std::nullopt;
            }
            wrong_ = "more follows behind its end";
        }
        return std::string(wrong_) + " at byte " + std::to_string(at_ + 1);
    }

private:
    [[nodiscard]] char next() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char wanted) noexcept {
        const bool is = at_ < text_.size() && text_[at_] == wanted;
        at_ += is ? 1 : 0;
        return is;
    }
    void blanks() noexcept {
        while (at_ < text_.size() && json_blank(text_[at_])) {
            ++at_;
        }
    }
    bool refuse(const char* why) noexcept {
        wrong_ = at_ == text_.size() ? "it is cut off" : why;
        return false;
    }

    bool value(std::size_t depth) {
        switch (next()) {
            case '{': return list_or_object(depth, '}');
            case '[': return list_or_object(depth, ']');
            case '"': return string();
            case 't': return word("true");
            case 'f': return word("false");
            case 'n': return word("null");
            default: return number();
        }
    }
    bool list_or_object(std::size_t depth, char closing) {
        if (depth == json_depth_max) {
            return refuse("lists and objects lie too deep in one another");
        }
        ++at_;
        blanks();
        if (take(closing)) {
            return true;
        }
        while (true) {
            blanks();
            if (closing == '}' && !name()) {
                return false;
            }
            if (!value(depth + 1)) {
                return false;
            }
            blanks();
            if (take(closing)) {
                return true;
            }
            if (!take(',')) {
                return refuse("a ',' or the end of a list or object is missing");
            }
        }
    }
    bool name() {
        if (next() != '"') {
            return refuse("a member has no name");
        }
        if (!string()) {
            return false;
        }
        blanks();
        if (!take(':')) {
            return refuse("a ':' is missing");
        }
        blanks();
        return true;
    }
    bool string() {
        std::string decoded;
        ++at_;
        while (at_ < text_.size()) {
            if (take('"')) {
                return true;
            }
            if (take('\\')) {
                decoded.clear();
                if (!append_escape(decoded, text_, at_)) {
                    return refuse("an escape is wrong");
                }
                continue;
            }
            const auto length = utf8_length(text_.substr(at_, 4));
            if (length == 0) {
                return refuse("a byte is no UTF-8");
            }
            if (static_cast<unsigned char>(text_[at_]) < 0x20) {
                return refuse("a text holds a control character");
            }
            at_ += length;
        }
        return refuse("");
    }
    bool word(std::string_view wanted) {
        if (text_.substr(at_, wanted.size()) != wanted) {
            return refuse("a value is none");
        }
        at_ += wanted.size();
        return true;
    }
    bool digits() {
        const auto first = at_;
        while (next() >= '0' && next() <= '9') {
            ++at_;
        }
        return at_ != first || refuse("a value is none");
    }
    bool number() {
        take('-');
        if (!take('0') && !digits()) {
            return false;
        }
        if (take('.') && !digits()) {
            return false;
        }
        if (take('e') || take('E')) {
            if (!take('-')) {
                take('+');
            }
            return digits();
        }
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    const char* wrong_ = "";
};

/// Goes through the values of a list, or the members of an object, that was checked.
class JsonSteps {
public:
    explicit JsonSteps(std::string_view list_or_object) noexcept
        : rest_(without_blanks(list_or_object.substr(1, list_or_object.size() - 2))) {}

    [[nodiscard]] bool done() const noexcept { return rest_.empty(); }
    /// Takes the next value off, and what stands between it and the one behind it.
    std::string_view value() {
        const auto end = std::min(end_of_json_value(rest_, 0), rest_.size());
        const auto taken = without_blanks(rest_.substr(0, end));
        rest_ = without_blanks(rest_.substr(end));
        if (rest_.starts_with(',')) {
            rest_ = without_blanks(rest_.substr(1));
        }
        return taken;
    }
    /// Takes a member's name off, with its quotes, and the colon.
    std::string_view name() {
        const auto end = end_of_json_string(rest_, 0);
        const auto taken = rest_.substr(0, end);
        rest_ = without_blanks(rest_.substr(rest_.find(':', end) + 1));
        return taken;
    }

private:
    std::string_view rest_;
};

/// Whether the JSON string `quoted` means `name`.
inline bool names(std::string_view quoted, std::string_view name) {
    const auto inside = quoted.substr(1, quoted.size() - 2);
    return inside.find('\\') == std::string_view::npos ? inside == name
                                                       : text_of_json(quoted) == name;
}

}  // namespace detail

inline JsonKind JsonView::kind() const noexcept {
    switch (json_.front()) {
        case '{': return JsonKind::object;
        case '[': return JsonKind::list;
        case '"': return JsonKind::text;
        case 't':
        case 'f': return JsonKind::boolean;
        case 'n': return JsonKind::null;
        default: return JsonKind::number;
    }
}

inline std::string JsonView::text() const {
    switch (kind()) {
        case JsonKind::text: return detail::text_of_json(json_).value_or(std::string());
        case JsonKind::boolean:
        case JsonKind::number: return std::string(json_);
        case JsonKind::null:
        case JsonKind::list:
        case JsonKind::object: return {};
    }
    return {};
}

inline std::optional<JsonView> JsonView::member(std::string_view name) const {
    if (kind() != JsonKind::object) {
        return std::nullopt;
    }
    for (detail::JsonSteps steps(json_); !steps.done();) {
        const auto called = steps.name();
        const auto value = steps.value();
        if (detail::names(called, name)) {
            return JsonView(value);
        }
    }
    return std::nullopt;
}

inline std::vector<JsonView> JsonView::items() const {
    std::vector<JsonView> all;
    if (kind() == JsonKind::list) {
        for (detail::JsonSteps steps(json_); !steps.done();) {
            all.push_back(JsonView(steps.value()));
        }
    }
    return all;
}

inline Expected<JsonView> read_json(std::string_view text, std::string_view what) {
    const auto json = detail::without_blanks(text);
    const std::string the = "the " + std::string(what);
    if (json.empty()) {
        return detail::other_form(the + " is empty");
    }
    if (json.front() == '<') {
        return detail::other_form(the + " is a web page or XML, not JSON");
    }
    if (const auto fault = detail::JsonCheck(text).fault()) {
        return detail::other_form(the + " is not JSON: " + *fault);
    }
    return JsonView(json);
}

inline JsonFields::JsonFields(JsonView object, std::string what)
    : object_(object), what_(std::move(what)) {
    if (object.kind() != JsonKind::object) {
        fail("it is no JSON object");
    }
}

inline void JsonFields::fail(std::string message) {
    if (!failure_) {
        failure_ = detail::other_form(std::move(message)).at(what_);
    }
}

inline void JsonFields::refuse(std::string_view name, std::string_view why) {
    std::string said = "'";
    fail(said.append(name).append("'").append(why));
}

inline std::optional<JsonView> JsonFields::found(std::string_view name) {
    auto value = failure_ ? std::nullopt : object_.member(name);
    return value && value->kind() != JsonKind::null ? value : std::nullopt;
}

inline std::string JsonFields::text(std::string_view name) {
    const auto value = found(name);
    if (value && (value->kind() == JsonKind::list || value->kind() == JsonKind::object)) {
        refuse(name, " is a list or an object, not a text");
    }
    return value ? value->text() : std::string();
}

inline std::string JsonFields::wanted(std::string_view name) {
    auto value = text(name);
    if (value.empty()) {
        refuse(name, " is missing or empty");
    }
    return value;
}

inline std::int64_t JsonFields::number(std::string_view name) {
    const auto value = found(name);
    const auto number = value ? value->whole_number() : std::nullopt;
    if (!number) {
        refuse(name, " is missing or no whole number");
    }
    return number.value_or(0);
}

inline bool JsonFields::flag(std::string_view name) {
    const auto value = found(name);
    if (value && value->kind() != JsonKind::boolean) {
        refuse(name, " is neither true nor false");
    }
    return value && value->json() == "true";
}

inline std::vector<JsonView> JsonFields::list(std::string_view name) {
    const auto value = found(name);
    if (!value || value->kind() != JsonKind::list) {
        refuse(name, " is missing or no list");
    }
    return value ? value->items() : std::vector<JsonView>();
}

}  // namespace tiendo::adapter
