#pragma once

#include "faults.hpp"
#include "node.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::declarative {

enum class Wanted : std::uint8_t { optional, required };

/// A text with its line.
struct Line {
    std::string text;
    int line = 0;
};

/// One table of a profile, read strictly: what is missing, of another type or not asked for is a
/// fault. Borrows node and faults.
class Section {
public:
    Section(const Node& node, std::string name, Faults& faults)
        : node_(&node), name_(std::move(name)), faults_(&faults) {}

    /// "" where there is none.
    std::string text(std::string_view key, Wanted wanted);
    std::optional<std::int64_t> number(std::string_view key, std::int64_t least, std::int64_t most);
    bool flag(std::string_view key, bool otherwise);
    /// A text, or a list of texts; numbers count as texts.
    std::vector<Line> texts(std::string_view key);
    /// One of `words`; its place among them, or nothing.
    std::optional<std::size_t> word(std::string_view key,
                                    const std::vector<std::string_view>& words,
                                    Wanted wanted);
    /// The table under `key`.
    std::optional<Section> section(std::string_view key);
    /// The tables of the list under `key`.
    std::vector<Section> sections(std::string_view key);
    /// All members, whatever they are called.
    std::vector<std::pair<std::string, const Node*>> all();
    /// The member as it is; it counts as asked for.
    const Node* raw(std::string_view key);

    /// Faults for the members that nobody asked for.
    void end();

    [[nodiscard]] int line() const noexcept { return node_->line; }
    [[nodiscard]] int line(std::string_view key) const noexcept;
    [[nodiscard]] bool has(std::string_view key) const noexcept { return node_->member(key); }
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    void fault(std::string_view key, std::string message, std::string remedy);
    [[nodiscard]] Faults& faults() const noexcept { return *faults_; }

private:
    const Node* take(std::string_view key, Wanted wanted);
    void wrong_type(std::string_view key, std::string_view what);

    const Node* node_;
    std::string name_;  ///< "[[stream]] dossiers"
    Faults* faults_;
    std::vector<std::string> asked_;
};

}  // namespace tiendo::declarative
