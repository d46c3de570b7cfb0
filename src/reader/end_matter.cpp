#include "draft.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

const Phrases& recipients_label() {
    static const Phrases phrases({"nơi nhận", "kính gửi"});
    return phrases;
}

/// How the lines above a signature begin, in capitals.
const Phrases& signature_openers() {
    static const Phrases phrases({"tm.",
                                  "kt.",
                                  "tl.",
                                  "tuq.",
                                  "q.",
                                  "t/m",
                                  "k/t",
                                  "chủ tịch",
                                  "phó chủ tịch",
                                  "trưởng ban",
                                  "phó trưởng ban",
                                  "giám đốc",
                                  "phó giám đốc",
                                  "bộ trưởng",
                                  "thứ trưởng",
                                  "bí thư",
                                  "phó bí thư",
                                  "chánh văn phòng",
                                  "ủy ban nhân dân"});
    return phrases;
}

const Phrases& signing_notes() {
    static const Phrases phrases({"đã ký", "( đã ký )", "ký", "ký tên"});
    return phrases;
}

bool in_capitals(const Tokens& tokens) {
    return std::ranges::all_of(
        tokens, [](const Token& token) { return !token.is_word() || token.capitals; });
}

bool is_signature_line(const Tokens& tokens) {
    return !tokens.empty() && signature_openers().at(tokens, 0) && in_capitals(tokens);
}

/// "Nguyễn Văn A": two to six words, each with a capital, and nothing else.
bool is_name_of_person(const Tokens& tokens) {
    constexpr std::size_t fewest = 2;
    constexpr std::size_t most = 6;
    return tokens.size() >= fewest && tokens.size() <= most &&
           std::ranges::all_of(tokens,
                               [](const Token& token) { return token.is_word() && token.capital; });
}

void read_end_line(Draft& draft, Span line, bool& signed_yet) {
    const auto tokens = draft.tokens(line);
    const auto text = plain_text(draft.clean(), line, {});
    const bool listed = marker_of(draft.clean(), line).kind == MarkerKind::bullet;
    if (!tokens.empty() && recipients_label().at(tokens, 0)) {
        draft.leave_out(line, "label of the list of recipients", "recipients");
    } else if (is_signature_line(tokens)) {
        signed_yet = true;
        draft.plan.signer_titles.push_back(text);
        draft.leave_out(line, "authority and capacity of the signature", "signer.title_lines");
    } else if (listed && !draft.plan.signer) {
        draft.plan.recipients.push_back(text);
        draft.leave_out(
            line, "a recipient of the document (the last line is the archive line)", "recipients");
    } else if (signed_yet && !draft.plan.signer && is_name_of_person(tokens)) {
        draft.plan.signer = text;
        draft.leave_out(line, "name of the signer", "signer.name");
    } else if (!tokens.empty() && signing_notes().at(tokens, 0)) {
        draft.leave_out(line, "note on the signature", "signer");
    } else {
        draft.leave_out(
            line,
            draft.plan.signer ? "text behind the signature" : "text among recipients and signature",
            "");
    }
}

}  // namespace

std::size_t end_matter_begin(const Draft& draft,
                             const std::vector<Block>& blocks,
                             std::size_t body) {
    for (auto i = body; i < blocks.size(); ++i) {
        const auto cells = cells_of(draft.clean(), blocks[i].lines.front());
        const bool ends = std::ranges::any_of(cells, [&](Span cell) {
            const auto tokens = draft.tokens(cell);
            const bool recipients =
                !tokens.empty() && recipients_label().at(tokens, 0) && tokens.front().capital;
            return recipients || is_signature_line(tokens);
        });
        if (blocks[i].marker.kind == MarkerKind::none && ends) {
            return i;
        }
    }
    return blocks.size();
}

void read_end_matter(Draft& draft, const std::vector<Block>& blocks, std::size_t begin) {
    bool signed_yet = false;
    for (auto i = begin; i < blocks.size(); ++i) {
        // Between the cells stand blanks, the bar of a table or the number of a page.
        auto at = blocks[i].span.begin;
        for (const auto line : blocks[i].lines) {
            for (const auto cell : cells_of(draft.clean(), line)) {
                draft.leave_out({at, cell.begin}, "page number or rule of a table", "");
                read_end_line(draft, cell, signed_yet);
                at = cell.end;
            }
        }
        draft.leave_out({at, blocks[i].span.end}, "page number or rule of a table", "");
    }
}

}  // namespace tiendo::reader
