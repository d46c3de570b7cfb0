#include "instruments.hpp"

#include "language_tables.hpp"
#include "tree_builder.hpp"

#include <algorithm>

namespace tiendo::reader {

namespace {

/// "/ *DM*", "./.": the end mark behind the last sentence, with the initials of the typist.
void take_end_mark(Draft& draft) {
    if (draft.nodes.empty()) {
        return;
    }
    auto& last = draft.nodes.back();
    constexpr std::size_t longest = 16;
    constexpr std::size_t most_letters = 6;
    const auto text = draft.text.slice({last.words_begin, last.span.end});
    const auto slash = text.rfind('/');
    if (last.is_row || slash == std::string_view::npos || slash == 0 ||
        text.size() - slash > longest) {
        return;
    }
    std::size_t letters = 0;
    for (const char c : text.substr(slash + 1)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        letters += letter ? 1 : 0;
        if (!letter && std::string_view(" .*-_\n").find(c) == std::string_view::npos) {
            return;
        }
    }
    const auto end = trimmed(draft.clean(), {last.words_begin, last.words_begin + slash}).end;
    const bool sentence = ends_sentence(draft.text.slice({last.words_begin, end}));
    if (letters > most_letters || (letters > 0 && !sentence) || end <= last.words_begin) {
        return;
    }
    draft.leave_out({last.words_begin + slash, last.span.end},
                    "end mark of the text and the initials of a drafter or typist",
                    "drafter_mark");
    last.span.end = end;
}

class InstrumentsReader {
public:
    InstrumentsReader(Draft& draft, const std::vector<Block>& blocks)
        : draft_(draft), blocks_(blocks), tree_(draft, blocks, read_tables(draft)) {}

    void read() {
        Standing standing = Standing::plan;
        bool first = true;
        bool wins = true;
        for (std::size_t at = 0; at < blocks_.size();) {
            const auto begin = at;
            Stretch stretch{at, at, standing, false};
            std::vector<std::string> addressees;
            if (opens_appendix(draft_, blocks_[at])) {
                stretch.appendix = true;
            } else {
                auto front = read_front_matter(draft_, blocks_, at, wins);
                addressees = std::move(front.addressees);
                stretch.begin = front.body;
                stretch.standing = first || front.known ? front.standing : standing;
            }
            stretch.end = end_matter_begin(draft_, blocks_, stretch.begin);
            const auto before = draft_.nodes.size();
            if (stretch.begin < stretch.end) {
                tree_.add(stretch);
            }
            if (draft_.nodes.size() > before) {
                take_end_mark(draft_);
            }
            at = read_end_matter(draft_, blocks_, stretch.end, std::move(addressees), wins);
            if (at == begin) {
                draft_.leave_out(blocks_[at++].span, "text between the parts of the document", "");
            }
            // A plan wins over the decision that brings it into force, and over what follows it.
            wins = first ? stretch.standing == Standing::carrier
                         : wins && !stretch.appendix && stretch.standing == Standing::carrier;
            standing = stretch.standing;
            first = false;
        }
    }

private:
    Draft& draft_;
    const std::vector<Block>& blocks_;
    TreeBuilder tree_;
};

}  // namespace

void read_instruments(Draft& draft, const std::vector<Block>& blocks) {
    InstrumentsReader(draft, blocks).read();
}

}  // namespace tiendo::reader
