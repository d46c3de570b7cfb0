#include "draft.hpp"

#include "tiendo/base/text.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace tiendo::reader {

namespace {

const Phrases& document_kinds() {
    static const Phrases phrases({"kế hoạch",
                                  "chương trình",
                                  "chương trình hành động",
                                  "phương án",
                                  "đề án",
                                  "quyết định",
                                  "chỉ thị",
                                  "công điện",
                                  "hướng dẫn",
                                  "thông báo",
                                  "kế hoạch hành động",
                                  "kế hoạch triển khai"});
    return phrases;
}

const Phrases& letterhead_openers() {
    static const Phrases phrases({"cộng hòa xã hội chủ nghĩa việt nam",
                                  "độc lập - tự do",
                                  "đảng cộng sản việt nam",
                                  "số :",
                                  "số",
                                  "ủy ban nhân dân",
                                  "ubnd",
                                  "hội đồng nhân dân"});
    return phrases;
}

const Phrases& bodies_that_issue() {
    static const Phrases phrases({"ủy ban nhân dân",
                                  "hội đồng nhân dân",
                                  "ủy ban mặt trận tổ quốc",
                                  "sở",
                                  "bộ",
                                  "ban chỉ đạo",
                                  "văn phòng"});
    return phrases;
}

const Phrases& places() {
    static const Phrases phrases(
        {"quận", "huyện", "thị xã", "thành phố", "tỉnh", "phường", "xã", "thị trấn", "đặc khu"});
    return phrases;
}

/// How many tokens at the begin of a block name the kind of document, set in capitals.
std::size_t kind_length(const Tokens& tokens) {
    const auto match = document_kinds().at(tokens, 0);
    if (!match) {
        return 0;
    }
    const auto whole = match->end == tokens.size();
    const auto capitals = std::all_of(tokens.begin(),
                                      tokens.begin() + static_cast<std::ptrdiff_t>(match->end),
                                      [](const Token& token) { return token.capitals; });
    return whole || capitals ? match->end : 0;
}

std::optional<std::size_t> find_kind(const Draft& draft, const std::vector<Block>& blocks) {
    constexpr std::size_t farthest = 40;
    for (std::size_t i = 0; i < std::min(blocks.size(), farthest); ++i) {
        if (blocks[i].marker.kind != MarkerKind::none) {
            break;
        }
        if (kind_length(draft.tokens(blocks[i].lines.front())) > 0) {
            return i;
        }
    }
    return std::nullopt;
}

void read_number(Draft& draft, const Tokens& tokens) {
    if (tokens.empty() || !tokens[0].is("số") || draft.plan.number) {
        return;
    }
    const auto first = tokens.size() > 1 && tokens[1].is(":") ? 2U : 1U;
    std::string number;
    bool digits = false;
    for (auto i = first; i < tokens.size(); ++i) {
        digits = digits || (i == first && tokens[i].kind == TokenKind::number);
        number += draft.text.slice(tokens[i].span);
    }
    if (digits && number.find('/') != std::string::npos) {
        draft.plan.number = number;
    }
}

void read_date(Draft& draft, const Tokens& tokens) {
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (!tokens[i].is("ngày")) {
            continue;
        }
        const auto stated = day_at(tokens, i + 1, draft.clean());
        if (stated && stated->year) {
            const auto date = Date::make(*stated->year,
                                         static_cast<unsigned>(stated->month),
                                         static_cast<unsigned>(stated->day));
            if (date && !draft.plan.date) {
                draft.plan.date = *date;
            }
        }
    }
}

/// "BÌNH" → "Bình"
std::string capitalised(std::string_view word) {
    std::size_t first = word.empty() ? 0 : 1;
    while (first < word.size() && (static_cast<unsigned char>(word[first]) & 0xC0U) == 0x80U) {
        ++first;
    }
    return to_upper(word.substr(0, first)) + to_lower(word.substr(first));
}

/// "ỦY BAN NHÂN DÂN", "QUẬN BÌNH AN" → "Ủy ban nhân dân Quận Bình An".
std::string in_title_case(const Tokens& tokens, std::string_view clean) {
    const auto body = bodies_that_issue().at(tokens, 0);
    std::string name;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto word = clean.substr(tokens[i].span.begin, tokens[i].span.size());
        const bool raised = i == 0 || !body || i >= body->end;
        name += (name.empty() ? "" : " ") + (raised ? capitalised(word) : to_lower(word));
    }
    return name;
}

/// The authority is the last body named in the head; its place may stand on the next line.
void read_authority(Draft& draft, const std::vector<Span>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto tokens = draft.tokens(cells[i]);
        const auto body = bodies_that_issue().at(tokens, 0);
        if (!body || !tokens.front().capitals) {
            continue;
        }
        constexpr std::size_t farthest = 4;  // cells of the other column lie between
        const auto end = std::min(cells.size(), i + farthest);
        for (auto next = i + 1; next < end && body->end == tokens.size(); ++next) {
            const auto place = draft.tokens(cells[next]);
            if (!place.empty() && place.front().capitals && places().at(place, 0)) {
                tokens.insert(tokens.end(), place.begin(), place.end());
                break;
            }
        }
        draft.plan.authority = in_title_case(tokens, draft.clean());
    }
}

void read_letterhead(Draft& draft, const std::vector<Block>& blocks, std::size_t end) {
    std::vector<Span> cells;
    for (std::size_t i = 0; i < end; ++i) {
        draft.leave_out(blocks[i].span, "letterhead", "letterhead");
        for (const auto line : blocks[i].lines) {
            for (const auto cell : cells_of(draft.clean(), line)) {
                const auto tokens = draft.tokens(cell);
                read_number(draft, tokens);
                read_date(draft, tokens);
                cells.push_back(cell);
            }
        }
    }
    read_authority(draft, cells);
}

/// Whether a block behind the first of the title still belongs to it.
bool title_goes_on(const Draft& draft, const std::vector<Block>& blocks, std::size_t at) {
    const auto text = draft.text.slice(blocks[at].span);
    const auto title = draft.text.slice(blocks[at - 1].span);
    const bool rule = text.find_first_not_of("-–—_* ") == std::string_view::npos;
    const bool bold = text.starts_with("**") && text.ends_with("**") && title.starts_with("**");
    const auto between = draft.text.slice({blocks[at - 1].span.end, blocks[at].span.begin});
    const bool adjacent = std::ranges::count(between, '\n') <= 1;
    return blocks[at].marker.kind == MarkerKind::none &&
           (rule || bold || text.starts_with("(") || (adjacent && !ends_sentence(text)));
}

void add_title(Draft& draft, Span span, const std::vector<Span>& gaps) {
    auto text = plain_text(draft.clean(), span, gaps);
    if (text.find_first_not_of("-–—") == std::string::npos) {
        return;
    }
    draft.plan.title += (draft.plan.title.empty() ? "" : " ") + text;
}

}  // namespace

std::vector<Span> cells_of(std::string_view clean, Span line) {
    std::vector<Span> cells;
    std::size_t begin = line.begin;
    for (std::size_t at = line.begin; at < line.end;) {
        const bool wide = clean.substr(at, 3) == "   " || clean[at] == '\t' || clean[at] == '|';
        if (!wide) {
            ++at;
            continue;
        }
        if (const auto cell = trimmed(clean, {begin, at}); !cell.empty()) {
            cells.push_back(cell);
        }
        at += clean[at] == ' ' ? 3 : 1;
        begin = at;
    }
    if (const auto cell = trimmed(clean, {begin, line.end}); !cell.empty()) {
        cells.push_back(cell);
    }
    return cells;
}

std::size_t read_front_matter(Draft& draft, const std::vector<Block>& blocks) {
    const auto kind = find_kind(draft, blocks);
    if (!kind) {
        std::size_t head = 0;
        while (head < blocks.size() && blocks[head].marker.kind == MarkerKind::none &&
               letterhead_openers().at(draft.tokens(blocks[head].span), 0) &&
               !ends_sentence(draft.text.slice(blocks[head].span))) {
            ++head;
        }
        read_letterhead(draft, blocks, head);
        return head;
    }
    read_letterhead(draft, blocks, *kind);
    const auto& block = blocks[*kind];
    const auto tokens = draft.tokens(block.span);
    const auto length = kind_length(draft.tokens(block.lines.front()));
    const Span words{tokens.front().span.begin, tokens[length - 1].span.end};
    draft.plan.kind = to_lower(draft.text.slice(words));
    auto next = *kind + 1;
    if (length < tokens.size()) {  // the title begins on the line of the kind
        const Span title{tokens[length].span.begin, block.span.end};
        draft.leave_out({block.span.begin, words.end}, "name of the kind of document", "kind");
        draft.leave_out({words.end, block.span.end}, "subject line under the kind", "title");
        add_title(draft, title, block.split_gaps);
    } else {
        draft.leave_out(block.span, "name of the kind of document", "kind");
        if (next < blocks.size() && blocks[next].marker.kind == MarkerKind::none) {
            draft.leave_out(blocks[next].span, "subject line under the kind", "title");
            add_title(draft, blocks[next].span, blocks[next].split_gaps);
            ++next;
        }
    }
    for (; next < blocks.size() && title_goes_on(draft, blocks, next); ++next) {
        draft.leave_out(blocks[next].span, "subject line under the kind", "title");
        add_title(draft, blocks[next].span, blocks[next].split_gaps);
    }
    return next;
}

}  // namespace tiendo::reader
