#include "paragraph_text.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

constexpr std::string_view blanks = " \t\r\n";

/// The part [begin, end) of a text that came from `origin`.
Origin part_of(Origin origin, std::size_t begin, std::size_t end) {
    if (origin.same) {
        origin.offset += begin;
        origin.length = end - begin;
    }
    return origin;
}

}  // namespace

void ParagraphText::add_piece(std::string_view text, const Origin& origin) {
    if (!text.empty()) {
        pieces_.push_back({Kind::text, text_.size(), text_.size() + text.size(), origin});
        text_ += text;
    }
}

void ParagraphText::add(std::string_view text, const Origin& origin) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        const auto line_end = std::min(text.find_first_of("\r\n", begin), text.size());
        add_piece(text.substr(begin, line_end - begin), part_of(origin, begin, line_end));
        if (line_end < text.size()) {
            auto blank = part_of(origin, line_end, line_end + 1);
            blank.same = false;
            add_piece(" ", blank);
        }
        begin = line_end + 1;
    }
}

void ParagraphText::add_made(std::string_view text) {
    pieces_.push_back({Kind::made, text_.size(), text_.size() + text.size(), {}});
    text_ += text;
}

void ParagraphText::trim_from(std::size_t first) {
    const auto text_of = [this](const Piece& piece) {
        return std::string_view(text_).substr(piece.begin, piece.end - piece.begin);
    };
    for (auto i = first; i < pieces_.size(); ++i) {
        auto& piece = pieces_[i];
        const auto text = text_of(piece);
        const auto begin = std::min(text.find_first_not_of(blanks), text.size());
        piece.origin = part_of(piece.origin, begin, text.size());
        piece.begin += begin;
        if (begin < text.size()) {
            break;
        }
    }
    for (auto i = pieces_.size(); i > first; --i) {
        auto& piece = pieces_[i - 1];
        const auto text = text_of(piece);
        const auto end = text.find_last_not_of(blanks) + 1;  // npos + 1 is 0
        piece.origin = part_of(piece.origin, 0, end);
        piece.end = piece.begin + end;
        if (end > 0) {
            break;
        }
    }
    const auto tail = std::ranges::remove_if(
        pieces_.begin() + static_cast<std::ptrdiff_t>(first),
        pieces_.end(),
        [](const Piece& piece) { return piece.kind == Kind::text && piece.begin == piece.end; });
    pieces_.erase(tail.begin(), tail.end());
    text_.resize(pieces_.empty() ? 0 : pieces_.back().end);
}

void ParagraphText::write(std::string_view label, Pages pages, DocumentBuilder& builder) {
    bool labelled = label.empty();
    for (const auto& piece : pieces_) {
        const auto text = std::string_view(text_).substr(piece.begin, piece.end - piece.begin);
        if (!labelled && !text.empty()) {
            builder.add_made(label);
            labelled = true;
        }
        if (piece.kind == Kind::text) {
            builder.add(text, piece.origin);
        } else if (piece.kind == Kind::made) {
            builder.add_made(text);
        } else if (piece.kind == Kind::page && pages == Pages::kept) {
            builder.end_page();
        } else if (!builder.text().empty()) {
            builder.end_line();
        }
    }
    text_.clear();
    pieces_.clear();
}

}  // namespace tiendo::reader
