#include "tiendo/report/printed_head.hpp"

#include "phrases.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace tiendo::report {

namespace {

constexpr std::size_t hash_digits = 64;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_hash_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f');
}

/// A place in the text that goes forward only, so the whole search is one pass.
class Cursor {
public:
    explicit Cursor(std::string_view rest) : rest_(rest) {}

    /// HTML sets the number in an element; Markdown may escape its full stops.
    void skip_marks() {
        while (!rest_.empty()) {
            if (rest_.front() == '<') {
                const auto end = rest_.substr(0, longest_mark).find('>');
                if (end == std::string_view::npos) {
                    return;
                }
                rest_.remove_prefix(end + 1);
            } else if (rest_.front() == '\\') {
                rest_.remove_prefix(1);
            } else {
                return;
            }
        }
    }
    bool take(std::string_view word) {
        if (!rest_.starts_with(word)) {
            return false;
        }
        rest_.remove_prefix(word.size());
        return true;
    }
    /// "12.345" as 12345.
    std::optional<std::int64_t> number() {
        constexpr std::size_t most_digits = 15;
        std::string digits;
        for (skip_marks(); !rest_.empty(); rest_.remove_prefix(1)) {
            if (is_digit(rest_.front())) {
                digits += rest_.front();
            } else if (rest_.front() != '.' && rest_.front() != '\\') {
                break;
            }
            if (digits.size() > most_digits) {
                return std::nullopt;
            }
        }
        return digits.empty() ? std::nullopt : std::optional(std::stoll(digits));
    }
    /// The next run of exactly 64 digits in what follows closely.
    std::optional<std::string> hash() {
        constexpr std::size_t near = 600;
        const auto area = rest_.substr(0, near);
        for (std::size_t i = 0; i < area.size();) {
            const auto begin = i;
            while (i < area.size() && is_hash_digit(area[i])) {
                ++i;
            }
            if (i - begin == hash_digits) {
                return std::string(area.substr(begin, hash_digits));
            }
            i += i == begin ? 1 : 0;
        }
        return std::nullopt;
    }

private:
    static constexpr std::size_t longest_mark = 400;
    std::string_view rest_;
};

/// The parts of "Nhật ký có {} bút toán."
std::pair<std::string_view, std::string_view> sentence() {
    const auto hole = phrases::journal_sentence.find("{}");
    return {phrases::journal_sentence.substr(0, hole), phrases::journal_sentence.substr(hole + 2)};
}

std::optional<store::JournalHead> of_report(std::string_view after_words) {
    Cursor cursor(after_words);
    const auto count = cursor.number();
    cursor.skip_marks();
    // The full stop may be escaped.
    auto words = sentence().second;
    words.remove_suffix(1);
    if (!count || !cursor.take(words)) {
        return std::nullopt;
    }
    auto hash = cursor.hash();
    return hash ? std::optional(store::JournalHead{*count, *std::move(hash)}) : std::nullopt;
}

/// Of an export: its last line alone.
std::optional<store::JournalHead> of_export(std::string_view text) {
    text = trim(text);
    const auto line = text.substr(text.rfind('\n') + 1);
    Cursor cursor(line);
    if (!cursor.take("{\"count\":")) {
        return std::nullopt;
    }
    const auto count = cursor.number();
    if (!count || !cursor.take(",\"head\":\"")) {
        return std::nullopt;
    }
    auto hash = cursor.hash();
    if (!hash) {
        return std::nullopt;
    }
    store::JournalHead head{*count, *std::move(hash)};
    return line == trim(store::export_last_line(head)) ? std::optional(std::move(head))
                                                       : std::nullopt;
}

}  // namespace

Result<store::JournalHead> printed_head(std::string_view text) {
    auto found = of_export(text);
    const auto words = sentence().first;
    for (auto at = text.find(words); at != std::string_view::npos;
         at = text.find(words, at + words.size())) {
        auto head = of_report(text.substr(at + words.size()));
        if (head && found && *head != *found) {
            return Error{ErrorCode::malformed_input,
                         "two different heads of the journal are printed",
                         "give one report at a time"};
        }
        if (head) {
            found = std::move(head);
        }
    }
    if (!found) {
        return Error{
            ErrorCode::malformed_input,
            "no head of the journal is printed",
            "give a report of 'tiendo report compose' in Markdown or HTML, or an export of "
            "the journal"};
    }
    return *std::move(found);
}

}  // namespace tiendo::report
