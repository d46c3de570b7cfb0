#pragma once

#include "bodies.hpp"
#include "draft.hpp"

#include <cstddef>
#include <vector>

namespace tiendo::reader {

/// A piece of a sentence between two of the marks ". ; : ? !".
struct Clause {
    std::size_t begin = 0;
    std::size_t end = 0;
};
std::vector<Clause> clauses_of(const Tokens& tokens);

/// No sentence of a plan comes near it; what is longer is kept as text and read by a person.
constexpr std::size_t longest_understood = std::size_t{64} << 10U;
inline bool is_understood(const DraftNode& made) {
    return made.span.size() <= longest_understood;
}

/// Finds the legal instruments named in all nodes.
void read_citations(Draft& draft);

/// Finds who has to do what in all nodes. Needs the citations: bodies named inside them act not.
void read_assignees(Draft& draft);

/// Finds what the nodes say about time. Needs the assignees, for the receivers of reports.
void read_deadlines(Draft& draft);

/// Finds what must come out of the tasks: products, targets, systems, conditions, reports. Needs
/// the assignees and the deadlines.
void read_outputs(Draft& draft);

/// Adds what a person should look at once the plan is read.
void read_doubts(Draft& draft);

/// Doubts about duties of an appendix that the body of the plan states too.
void doubt_repeated(Draft& draft);

}  // namespace tiendo::reader
