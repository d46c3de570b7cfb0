#include "number_words.hpp"
#include "output_reader.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::reader {

namespace {

/// "99,5%", "1.200 hồ sơ".
struct Figure {
    std::string amount;  ///< decimal with a point
    std::string unit;
    std::size_t end = 0;
    bool grouped = false;      ///< "40.000": thousands are an aim as millions are
    bool in_millions = false;  ///< "2,4 triệu cây": `unit` says so
};

class TargetReader {
public:
    TargetReader(const OutputText& text, Node& node)
        : text_(text), view_(text.view()), words_(text.words()), node_(node) {}

    void read() {
        for (std::size_t i = 0; i < view_.size();) {
            const auto end = text_.is_cited(i) ? i : read_at(i);
            i = std::max(end, i + 1);
        }
    }

private:
    std::size_t read_at(std::size_t i) {
        const auto found = words_.measures.phrases().at(view_.tokens, i);
        if (!found) {
            return read_lone(i);
        }
        const auto& measure = words_.measures.value(*found);
        auto figure = figure_at(found->end);
        if (measure.none) {
            return figure ? figure->end : found->end;
        }
        if (!figure && is_bound(measure) && found->end > i + 1) {
            figure = counted_by_any_word(found->end);
            figure = figure ? figure : points_at(found->end);
        }
        if (figure) {
            return add(bound_begin(i, found->end), *figure, measure);
        }
        if (!measure.words) {
            return i;
        }
        const auto end = measure.zero      ? end_of_state(found->end)
                         : measure.goes_on ? text_.end_of_name(found->end, longest_name_)
                                           : found->end;
        if (measure.goes_on && end == found->end) {
            return end;
        }
        // "tăng tỷ lệ … lên trên 85%": the figure says more than the direction
        for (auto at = found->end; measure.goes_on && !measure.zero && at < end; ++at) {
            const auto inner = words_.measures.phrases().at(view_.tokens, at);
            const auto bound = figure_at(inner ? inner->end : at);
            if (bound && bound->unit == "%") {
                return add(bound_begin(at, inner ? inner->end : at),
                           *bound,
                           inner ? words_.measures.value(*inner) : Measure{});
            }
        }
        // "không để máy biến áp mang tải quá 90%": the bound is what can be measured
        for (auto at = found->end; measure.zero && at < end; ++at) {
            const auto bound = view_.is(at, "quá") ? figure_at(at + 1) : std::nullopt;
            if (bound) {
                return add(at, *bound, Measure{Comparison::at_most});
            }
        }
        const auto mention = text_.mention(i, end);
        node_.targets.push_back({mention.surface,
                                 mention.span,
                                 measure.comparison,
                                 measure.zero ? std::optional<std::string>("0") : std::nullopt,
                                 ""});
        return end;
    }

    /// "không để người bệnh phải chờ": what must not be, to the end of the piece of the sentence.
    [[nodiscard]] std::size_t end_of_state(std::size_t begin) const {
        const auto limit = std::min(text_.clause_at(begin).end, begin + longest_name_);
        auto end = begin;
        while (end < limit && (!view_.is_mark(end) || view_.is(end, "\"") || view_.is(end, "/")) &&
               !text_.is_in_time(end)) {
            ++end;
        }
        return end;
    }

    /// A figure that no word introduces binds if it is all of them, or if "trở lên" follows; as an
    /// aim, a share or millions do so too.
    std::size_t read_lone(std::size_t i) {
        auto figure = figure_at(i);
        figure = figure ? figure : score_at(i);
        if (!figure) {
            return i;
        }
        const auto behind = words_.measures_behind.phrases().at(view_.tokens, figure->end);
        const bool from = i > 0 && view_.is(i - 1, "từ");
        const bool all = figure->unit == "%" && figure->amount == "100";
        const bool counted = figure->grouped || figure->in_millions || figure->unit == "%";
        const bool aim = node_.kind == NodeKind::objective && !from && counted;
        // "100% cán bộ, 90% người dân": the words before the first bind the second
        const bool second = i > 0 && view_.is_joint(i - 1) && figure->unit == "%" &&
                            last_end_ > text_.clause_at(i).begin;
        return behind || all || aim || second ? add(behind && from ? i - 1 : i, *figure, {})
                                              : figure->end;
    }

    std::size_t add(std::size_t begin, const Figure& figure, const Measure& measure) {
        Target target;
        target.comparison = measure.comparison;
        target.amount = figure.amount;
        target.unit = figure.unit;
        auto end = figure.end;
        if (const auto behind = words_.measures_behind.phrases().at(view_.tokens, end)) {
            const bool open = target.comparison == Comparison::exactly;
            target.comparison =
                open ? words_.measures_behind.value(*behind).comparison : target.comparison;
            end = behind->end;
        }
        auto mention = text_.mention(begin, end);
        target.surface = std::move(mention.surface);
        target.span = mention.span;
        last_end_ = end;
        node_.targets.push_back(std::move(target));
        return end;
    }

    [[nodiscard]] static bool is_bound(const Measure& measure) {
        return measure.comparison == Comparison::at_least ||
               measure.comparison == Comparison::at_most;
    }

    /// Where the wording of a target begins: at the words that bound the figure at `end`, or at the
    /// figure; "đạt", "tăng", "giảm" before them belong to the sentence.
    [[nodiscard]] std::size_t bound_begin(std::size_t begin, std::size_t end) const {
        const auto& phrases = words_.measures.phrases();
        for (auto at = begin + 1; at < end; ++at) {
            const auto verb = phrases.before(view_.tokens, at, begin);
            const auto inner = phrases.at(view_.tokens, at);
            if (verb && verb->begin == begin && !is_bound(words_.measures.value(*verb)) && inner &&
                inner->end == end && is_bound(words_.measures.value(*inner))) {
                return at;
            }
        }
        const auto whole = phrases.at(view_.tokens, begin);
        return whole && is_bound(words_.measures.value(*whole)) ? begin : end;
    }

    /// "ít nhất một buổi": behind words that bind nothing else, any word is what is counted.
    [[nodiscard]] std::optional<Figure> counted_by_any_word(std::size_t i) const {
        const auto number = stated_number(view_, i);
        const bool marked = number && (view_.is(number->end, ".") || view_.is(number->end, ","));
        if (marked && view_.number(i) && view_.number(number->end + 1)) {  // "1.200 kỹ sư"
            auto large = number_at(i);
            const auto word = large.end;
            if (word >= view_.size() || view_.is_mark(word) || view_.number(word) ||
                view_.tokens[word].capital) {
                return std::nullopt;
            }
            const auto unit = words_.counted.at(view_.tokens, word);
            large.end = unit ? unit->end : word + 1;
            large.unit = text_.mention(word, large.end).surface;
            return large;
        }
        if (!number || marked || number->end >= view_.size() || view_.is_mark(number->end) ||
            view_.number(number->end) || view_.tokens[number->end].capital) {
            return std::nullopt;
        }
        const auto unit = words_.counted.at(view_.tokens, number->end);
        const auto end = unit ? unit->end : number->end + 1;
        return Figure{std::to_string(number->value), text_.mention(number->end, end).surface, end};
    }

    /// "từ 3,70 trở lên": points of a scale, which need no unit.
    [[nodiscard]] std::optional<Figure> score_at(std::size_t i) const {
        if (i == 0 || !view_.is(i - 1, "từ") || !view_.number(i)) {
            return std::nullopt;
        }
        auto score = number_at(i);
        const bool bound = words_.measures_behind.phrases().at(view_.tokens, score.end).has_value();
        return bound ? std::optional(std::move(score)) : std::nullopt;
    }

    /// "không dưới 7,5": a mark or a score, which needs no unit.
    [[nodiscard]] std::optional<Figure> points_at(std::size_t i) const {
        if (!view_.number(i) || !view_.is(i + 1, ",") || !view_.number(i + 2) || !touches(i + 1) ||
            !touches(i + 2)) {
            return std::nullopt;
        }
        auto score = number_at(i);
        return score.end >= view_.size() || view_.is_mark(score.end)
                   ? std::optional(std::move(score))
                   : std::nullopt;
    }

    [[nodiscard]] std::string_view digits(std::size_t i) const {
        const auto span = view_.tokens[i].span;
        return view_.clean.substr(span.begin, span.size());
    }
    [[nodiscard]] bool touches(std::size_t i) const {
        return view_.tokens[i - 1].span.end == view_.tokens[i].span.begin;
    }

    /// Digits with their marks, no unit.
    [[nodiscard]] Figure number_at(std::size_t i) const {
        constexpr std::size_t thousands = 3;
        Figure figure{std::string(digits(i)), "", i + 1};
        std::string fraction;
        bool grouped = false;
        while ((view_.is(figure.end, ",") || view_.is(figure.end, ".")) &&
               view_.number(figure.end + 1) && touches(figure.end) && touches(figure.end + 1)) {
            grouped = view_.is(figure.end, ".") && digits(figure.end + 1).size() == thousands;
            figure.grouped = figure.grouped || grouped;
            (grouped ? figure.amount : fraction) += digits(figure.end + 1);
            figure.end += 2;
            if (!grouped) {
                break;
            }
        }
        const auto zeros = std::min(figure.amount.find_first_not_of('0'), figure.amount.size() - 1);
        figure.amount.erase(0, zeros);
        figure.amount += fraction.empty() ? "" : "." + fraction;
        return figure;
    }

    [[nodiscard]] std::optional<Figure> figure_at(std::size_t i) const {
        if (!view_.number(i)) {
            return std::nullopt;
        }
        auto figure = number_at(i);
        if (view_.is(figure.end, "%")) {
            figure.unit = "%";
            ++figure.end;
            return figure;
        }
        figure.in_millions = view_.is(figure.end, "triệu") || view_.is(figure.end, "nghìn") ||
                             view_.is(figure.end, "ngàn") || view_.is(figure.end, "tỷ");
        const auto whole = words_.counted.at(view_.tokens, figure.end);
        const auto unit =
            whole || !figure.in_millions ? whole : words_.counted.at(view_.tokens, figure.end + 1);
        if (!unit) {
            return std::nullopt;
        }
        figure.unit = text_.mention(figure.end, unit->end).surface;
        figure.end = unit->end;
        return figure;
    }

    static constexpr std::size_t longest_name_ = 20;

    const OutputText& text_;
    const TokenView& view_;
    const OutputWords& words_;
    Node& node_;
    std::size_t last_end_ = 0;  ///< token behind the last figure that binds
};

}  // namespace

void read_targets(const OutputText& text, Node& node) {
    TargetReader(text, node).read();
}

}  // namespace tiendo::reader
