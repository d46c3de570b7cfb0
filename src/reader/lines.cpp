#include "lines.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

bool ends_line(char c) noexcept {
    return c == '\n' || c == '\f' || c == '\r';
}

class LineReader {
public:
    explicit LineReader(const OutlineSource& source) : source_(source), clean_(source.clean) {}

    std::vector<Line> read() {
        for (std::size_t begin = 0; begin < clean_.size();) {
            if (table_ < source_.tables.size() && source_.tables[table_].span.begin <= begin) {
                begin = take_table(begin);
                continue;
            }
            const auto line_end = std::ranges::find_if(clean_.substr(begin), ends_line);
            auto end = static_cast<std::size_t>(line_end - clean_.begin());
            if (table_ < source_.tables.size()) {
                end = std::min(end, std::max(source_.tables[table_].span.begin, begin));
            }
            take_line({begin, end});
            begin = end;
            if (end < clean_.size() && ends_line(clean_[end])) {
                blanks_ += clean_[end] == '\f' ? 1 : 0;
                begin += clean_.substr(end, 2) == "\r\n" ? 2 : 1;
            }
        }
        return std::move(lines_);
    }

private:
    std::size_t take_table(std::size_t begin) {
        const auto& region = source_.tables[table_++];
        const auto span = trimmed(clean_, {begin, std::max(region.span.end, begin)});
        if (!span.empty()) {
            lines_.push_back({span, blanks_ + 1, false, false, region.table});
            blanks_ = 1;
        }
        return std::max(region.span.end, begin);
    }

    /// One physical line, cut at asides.
    void take_line(Span line) {
        const auto before = lines_.size();
        auto at = line.begin;
        while (aside_ < source_.asides.size() && source_.asides[aside_].begin < line.end) {
            const auto aside = source_.asides[aside_];
            take_piece({at, std::max(aside.begin, at)}, false, lines_.size() > before);
            take_piece(
                {std::max(aside.begin, at), std::clamp(aside.end, at, line.end)}, true, false);
            at = std::clamp(aside.end, at, line.end);
            if (aside.end > line.end) {
                break;  // goes on in the next line
            }
            ++aside_;
        }
        take_piece({at, line.end}, false, lines_.size() > before && !lines_[before].aside);
        if (lines_.size() == before) {
            ++blanks_;
        }
    }

    void take_piece(Span span, bool aside, bool joined) {
        span = trimmed(clean_, span);
        if (span.empty()) {
            return;
        }
        lines_.push_back({span, blanks_, aside, joined && !aside, std::nullopt});
        blanks_ = 0;
    }

    const OutlineSource& source_;
    std::string_view clean_;
    std::vector<Line> lines_;
    std::size_t blanks_ = 0;
    std::size_t table_ = 0;
    std::size_t aside_ = 0;
};

}  // namespace

std::vector<Line> lines_of(const OutlineSource& source) {
    return LineReader(source).read();
}

}  // namespace tiendo::reader
