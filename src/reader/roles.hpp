#pragma once

#include "bodies.hpp"
#include "meaning.hpp"
#include "role_words.hpp"

#include "tiendo/model/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tiendo::reader {

/// Why a careful reader could decide otherwise.
enum class RoleDoubt : std::uint8_t {
    none,
    polite,       ///< "Đề nghị" to a body that takes orders
    above,        ///< an order to a body above the authority
    outside,      ///< "Giao" to a body that takes no orders
    person,       ///< a person whose unit nobody can tell
    several,      ///< "Cơ quan chủ trì: A, B"
    lead_advise,  ///< "chủ trì tham mưu"
    unknown,      ///< a subject that no table knows
};

struct FoundRole {
    const Body* body;
    Role role;
    bool via = false;
    RoleDoubt doubt = RoleDoubt::none;
};

inline bool leads(Role role) noexcept {
    return role == Role::lead || role == Role::advise || role == Role::requested;
}

/// Reads the roles of the bodies in one node or cell, clause by clause. Borrows all it is given.
class RoleReader {
public:
    RoleReader(const Tokens& tokens,
               const std::vector<Body>& bodies,
               const RoleWords& words,
               const Level& authority,
               std::string_view own_key);

    void read();
    /// As `read`, for a text that stands behind a label or in a column: bodies without a word of
    /// their own take its role.
    void read_labelled(Role role);

    [[nodiscard]] const std::vector<FoundRole>& found() const noexcept { return found_; }
    /// Whether the node begins with a body that must act, so that the heading's does not.
    [[nodiscard]] bool names_its_subject() const noexcept { return first_subject_; }
    /// What the node has to do in its order, for whoever the heading names: lead and advise;
    /// supervise only for a body that is asked.
    [[nodiscard]] std::vector<Role> unnamed_roles() const;

private:
    /// Bodies that share one place in a sentence: "A, B và C".
    struct Group {
        std::size_t first = 0;  // bodies [first, last)
        std::size_t last = 0;
        std::size_t begin = 0;  // tokens [begin, end)
        std::size_t end = 0;
    };
    enum class Order : std::uint8_t { none, ordered, asked };

    [[nodiscard]] bool is(std::size_t i, std::string_view key) const {
        return i < tokens_.size() && tokens_[i].is(key);
    }
    [[nodiscard]] bool says(const Phrases& phrases, std::size_t begin, std::size_t end) const {
        return phrases.find(tokens_, begin, end).has_value();
    }
    void mend_clauses();
    [[nodiscard]] bool only_bodies(const Clause& clause) const;
    [[nodiscard]] std::vector<Group> groups_in(const Clause& clause) const;
    [[nodiscard]] bool joined(std::size_t end, std::size_t begin) const;
    [[nodiscard]] bool ends_adverbial(const Clause& clause, std::size_t body) const;
    [[nodiscard]] bool at_subject(const Clause& clause, std::size_t at) const;
    [[nodiscard]] bool inspects(std::size_t begin) const;
    [[nodiscard]] std::optional<RoleLabel> label_before(std::size_t at, const Group& group) const;
    [[nodiscard]] std::optional<Role> role_mark(const Group& group) const;
    [[nodiscard]] bool stands_in_bracket(const Clause& clause, const Group& group) const;
    [[nodiscard]] bool agent_before(const Clause& clause, const Group& group) const;
    [[nodiscard]] bool is_share(const Group& group) const;
    [[nodiscard]] bool is_above(const Body& body) const;
    [[nodiscard]] bool of_own_system(const Body& body) const;
    [[nodiscard]] bool asks_a_peer(const Body& body) const;
    [[nodiscard]] std::size_t verb_of(const Group& group) const;
    [[nodiscard]] bool is_named_coordination(std::size_t verb, const Clause& clause) const;
    [[nodiscard]] bool acts_behind_comma(const Clause& clause, const Group& group) const;
    [[nodiscard]] bool watches_too(const Clause& clause, std::size_t verb) const;
    [[nodiscard]] bool advises_too(const Clause& clause, std::size_t begin) const;
    [[nodiscard]] bool second_of_adviser(const Clause& clause, std::size_t begin) const;

    void read_clause(std::size_t at);
    bool take_marked(const Clause& clause, const Group& group);
    void take_label(RoleLabel label, const Group& group);
    bool take_subject(std::size_t at, const Group& group);
    void take_doers(const Clause& clause, const Group& group, Order order);
    [[nodiscard]] FoundRole doer(const Body& body, const Group& group, Order order) const;
    void take_second_of_adviser(const Clause& clause, const Group& group);
    void take_second_of_watcher(const Clause& clause, const Group& group);
    void take_object(const Clause& clause, const Group& group);
    void take_ordered(const Clause& clause, const Match& verb, const Group& group, Order order);
    void take_owner(const Clause& clause, const Group& group);
    void take_all(const Group& group, Role role, bool via);
    void second_duty(const Clause& clause);
    void add_second(Role role);

    const Tokens& tokens_;
    const std::vector<Body>& bodies_;
    const RoleWords& words_;
    const Level& authority_;
    std::string_view own_key_;
    std::vector<Clause> clauses_;
    std::vector<FoundRole> found_;
    std::vector<FoundRole> doers_;  // the running subject
    std::optional<Role> label_;     // of the column that the text stands in
    std::size_t subject_end_ = 0;
    bool asks_ = false;  ///< the sentence began with "Đề nghị"
    bool first_subject_ = false;
};

}  // namespace tiendo::reader
