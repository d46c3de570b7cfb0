#include "prose.hpp"

#include <cassert>

namespace tiendo::report {

Prose prose(std::string_view pattern, std::initializer_list<Run> runs) {
    Prose out;
    auto next = runs.begin();
    for (;;) {
        const auto hole = pattern.find("{}");
        if (hole != 0 && !pattern.empty()) {
            out.push_back(words(std::string(pattern.substr(0, hole))));
        }
        if (hole == std::string_view::npos) {
            break;
        }
        assert(next != runs.end());
        out.push_back(*next++);
        pattern.remove_prefix(hole + 2);
    }
    assert(next == runs.end());
    return out;
}

void append(Prose& text, const Prose& more) {
    text.insert(text.end(), more.begin(), more.end());
}

}  // namespace tiendo::report
