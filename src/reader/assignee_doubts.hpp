#pragma once

#include "draft.hpp"
#include "roles.hpp"

#include <map>
#include <string>
#include <vector>

namespace tiendo::reader {

/// What a person should settle about who does what. Writes to the doubts of the draft.
class AssigneeDoubts {
public:
    explicit AssigneeDoubts(Draft& draft) : draft_(draft) {}

    /// Says on the assignee itself why it is doubtful.
    static void mark(Assignee& assignee, RoleDoubt doubt);
    /// Adds the doubt about one assignee of a node.
    void tell(const Node& node, const Assignee& assignee, RoleDoubt doubt);
    /// A lead label or column: several bodies, or text in which no body was found.
    void of_lead_label(const DraftNode& made,
                       const Attribute& attribute,
                       const std::vector<FoundRole>& found);
    /// A task as a whole, once all its assignees are known.
    void of_task(const DraftNode& made, const std::vector<Body>& bodies);
    /// Adds those that are told once for the document.
    void finish();

private:
    struct Unresolved {
        std::string surface;
        std::vector<std::string> nodes;
        std::optional<Span> span;
    };
    void add(std::string code,
             const Node& node,
             std::string text,
             std::string choice,
             std::optional<Span> span);
    void both_roles(const Node& node);
    void other_than_heading(const DraftNode& made);

    Draft& draft_;
    std::map<std::string, Unresolved> unresolved_;  // by unit key
};

}  // namespace tiendo::reader
