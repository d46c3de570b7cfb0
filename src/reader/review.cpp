#include "tiendo/reader/review.hpp"

#include "likeness.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/base/text.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

constexpr std::size_t limit_bytes = std::size_t{16} << 20U;
constexpr std::size_t limit_items = 10'000;

/// The words that a doubt is about, where they are a time or a body.
std::string surface_of(const Node& node, const Doubt& doubt) {
    for (const auto& deadline : node.deadlines) {
        if (doubt.span == deadline.span) {
            return deadline.surface;
        }
    }
    for (const auto& assignee : node.assignees) {
        if (doubt.span && doubt.span == assignee.span) {
            return assignee.surface;
        }
    }
    return {};
}

std::string key_of(const ReviewItem& item) {
    constexpr std::size_t length = 16;
    return sha256_hex(item.doubt.code + '\n' + match_key(item.sentence) + '\n' +
                      match_key(item.surface))
        .substr(0, length);
}

/// A text as a TOML string on one line.
std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\t': out += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
                    out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
                } else {
                    out += c;
                }
        }
    }
    return out + '"';
}

Error wrong(const toml::node& at, std::string_view name, std::string what, std::string remedy) {
    return Error{ErrorCode::malformed_input, std::move(what), std::move(remedy)}.at(
        fmt::format("{}: line {}", name, at.source().begin.line));
}

Result<ReviewItem> item_of(const toml::table& table, std::string_view name) {
    ReviewItem item;
    const std::pair<std::string_view, std::string*> fields[] = {
        {"khoa", &item.key},
        {"ma", &item.doubt.code},
        {"muc", &item.doubt.where},
        {"doan", &item.sentence},
        {"trich", &item.surface},
        {"nghi_van", &item.doubt.text},
        {"tam_hieu", &item.doubt.choice},
        {"tra_loi", &item.answer},
        {"nguoi_tra_loi", &item.answered_by},
    };
    for (const auto& [key, place] : fields) {
        const auto* node = table.get(key);
        const auto* text = node == nullptr ? nullptr : node->as_string();
        if (node != nullptr && text == nullptr) {
            return wrong(*node,
                         name,
                         fmt::format("'{}' is no text", key),
                         fmt::format("put it into quotation marks: {} = \"…\"", key));
        }
        if (text != nullptr) {
            *place = to_nfc(text->get());
        }
    }
    item.answer = trim(item.answer);
    if (item.key.empty() || item.doubt.code.empty()) {
        return wrong(table,
                     name,
                     "a doubt has no 'khoa' or no 'ma'",
                     "keep these two lines as tiendo plan review wrote them");
    }
    return item;
}

/// The doubt that an older answer is about: the same key, else the same code and words in the
/// sentence most alike.
std::vector<ReviewItem>::iterator same_question(std::vector<ReviewItem>& items,
                                                const ReviewItem& old) {
    constexpr double same_sentence = 0.6;
    const auto same = std::ranges::find_if(items, [&](const ReviewItem& each) {
        return each.key == old.key && each.doubt.code == old.doubt.code;
    });
    if (same != items.end()) {
        return same;
    }
    auto found = items.end();
    auto best = same_sentence;
    const Shingles sentence(old.sentence);
    for (auto each = items.begin(); each != items.end(); ++each) {
        const bool asked = each->doubt.code == old.doubt.code && each->answer.empty() &&
                           match_key(each->surface) == match_key(old.surface) &&
                           each->sentence.empty() == old.sentence.empty();
        const auto alike = asked ? likeness(sentence, Shingles(each->sentence)) : 0;
        if (alike >= best) {
            best = alike;
            found = each;
        }
    }
    return found;
}

}  // namespace

Review review_of(const Reading& reading) {
    Review review{reading.plan.source_name, {}};
    for (const auto& doubt : reading.doubts) {
        ReviewItem item;
        item.doubt = doubt;
        const auto id = NodeId::parse(doubt.where);
        if (const auto* node = id ? reading.plan.find(*id) : nullptr) {
            item.sentence = node->text;
            item.surface = surface_of(*node, doubt);
        }
        item.key = key_of(item);
        // Two doubts of one code about the same words of one sentence are told apart by number.
        const auto same = std::ranges::count_if(
            review.items, [&](const ReviewItem& each) { return each.key.starts_with(item.key); });
        if (same > 0) {
            item.key += fmt::format("-{}", same + 1);
        }
        review.items.push_back(std::move(item));
    }
    return review;
}

std::string to_toml(const Review& review) {
    std::string out =
        "# PHIẾU RÀ SOÁT VĂN BẢN\n"
        "#\n"
        "# Mỗi mục [[nghi_van]] là một điểm mà văn bản chưa nêu rõ. Ghi câu trả lời vào dòng tra_loi,\n"
        "# giữa hai dấu ngoặc kép; để trống nếu chưa quyết định. Không sửa các dòng khoa và ma.\n"
        "# Câu trả lời gắn với nội dung của đoạn văn, nên vẫn dùng được khi văn bản được đính chính.\n\n";
    out += "van_ban = " + toml_text(review.source_name) + "\n";
    for (const auto& item : review.items) {
        out += "\n[[nghi_van]]\n";
        out += "khoa = " + toml_text(item.key) + "\n";
        out += "ma = " + toml_text(item.doubt.code) + "\n";
        out += "muc = " + toml_text(item.doubt.where) + "\n";
        out += "doan = " + toml_text(item.sentence) + "\n";
        if (!item.surface.empty()) {
            out += "trich = " + toml_text(item.surface) + "\n";
        }
        out += "nghi_van = " + toml_text(item.doubt.text) + "\n";
        if (!item.doubt.choice.empty()) {
            out += "tam_hieu = " + toml_text(item.doubt.choice) + "\n";
        }
        for (const auto& choice : choices_for(item.doubt.code)) {
            out += "# có thể trả lời: " + choice + "\n";
        }
        out += "tra_loi = " + toml_text(item.answer) + "\n";
        out += "nguoi_tra_loi = " + toml_text(item.answered_by) + "\n";
    }
    return out;
}

Result<Review> parse_review(std::string_view toml, std::string_view name) {
    if (toml.size() > limit_bytes) {
        return Error{
            ErrorCode::malformed_input,
            fmt::format("the review file has {} bytes, more than {}", toml.size(), limit_bytes),
            "give the file that tiendo plan review wrote"}
            .at(std::string(name));
    }
    try {
        const auto document = toml::parse(toml);
        Review review;
        review.source_name = document["van_ban"].value_or(std::string{});
        const auto* items = document["nghi_van"].as_array();
        if (review.source_name.empty() && items == nullptr) {
            return wrong(document,
                         name,
                         "this is no review file",
                         "give the file that tiendo plan review wrote");
        }
        for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
            const auto* table = items->get(i)->as_table();
            if (table == nullptr || review.items.size() >= limit_items) {
                return wrong(*items->get(i),
                             name,
                             "this is no doubt, or one too many",
                             fmt::format("write [[nghi_van]]; {} at most", limit_items));
            }
            auto item = item_of(*table, name);
            if (!item) {
                return std::move(item).error();
            }
            review.items.push_back(*std::move(item));
        }
        return review;
    } catch (const toml::parse_error& error) {
        return Error{ErrorCode::malformed_input,
                     std::string(error.description()),
                     "correct the TOML: a quotation mark inside an answer is written \\\""}
            .at(fmt::format("{}: line {}", name, error.source().begin.line));
    }
}

std::vector<ReviewItem> carry_answers(Review& review, const Review& older) {
    std::vector<ReviewItem> unused;
    for (const auto& old : older.items) {
        if (old.answer.empty()) {
            continue;
        }
        const auto found = same_question(review.items, old);
        if (found == review.items.end()) {
            unused.push_back(old);
        } else {
            found->answer = old.answer;
            found->answered_by = old.answered_by;
        }
    }
    return unused;
}

}  // namespace tiendo::reader
