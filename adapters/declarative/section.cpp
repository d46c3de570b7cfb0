#include "section.hpp"

#include <algorithm>

namespace tiendo::declarative {

namespace {

std::string quoted(std::string_view text) {
    return "'" + std::string(text.substr(0, 60)) + "'";
}

}  // namespace

const Node* Section::raw(std::string_view key) {
    asked_.emplace_back(key);
    return node_->member(key);
}

const Node* Section::take(std::string_view key, Wanted wanted) {
    const Node* found = raw(key);
    if (found == nullptr && wanted == Wanted::required) {
        faults_->add(line(),
                     name_ + " lacks the key " + quoted(key),
                     "add " + std::string(key) + " = …; docs/adapters/profiles.md says what it is");
    }
    return found;
}

int Section::line(std::string_view key) const noexcept {
    const Node* found = node_->member(key);
    return found == nullptr ? line() : found->line;
}

void Section::fault(std::string_view key, std::string message, std::string remedy) {
    faults_->add(line(key), name_ + ": " + std::move(message), std::move(remedy));
}

void Section::wrong_type(std::string_view key, std::string_view what) {
    fault(key,
          "the key " + quoted(key) + " is not " + std::string(what),
          "write " + std::string(what) + " there");
}

std::string Section::text(std::string_view key, Wanted wanted) {
    const Node* found = take(key, wanted);
    if (found == nullptr) {
        return {};
    }
    if (found->kind != Node::Kind::text) {
        wrong_type(key, "a text in quotes");
        return {};
    }
    if (found->text.empty() && wanted == Wanted::required) {
        fault(key, "the key " + quoted(key) + " is empty", "write what it should be");
    }
    if (found->text.find('\0') != std::string::npos) {
        fault(key, "the key " + quoted(key) + " holds a NUL", "take it out");
    }
    return found->text;
}

std::optional<std::int64_t> Section::number(std::string_view key,
                                            std::int64_t least,
                                            std::int64_t most) {
    const Node* found = take(key, Wanted::optional);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (found->kind != Node::Kind::number || found->number < least || found->number > most) {
        wrong_type(key,
                   "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return std::nullopt;
    }
    return found->number;
}

bool Section::flag(std::string_view key, bool otherwise) {
    const Node* found = take(key, Wanted::optional);
    if (found != nullptr && found->kind != Node::Kind::flag) {
        wrong_type(key, "true or false");
    }
    return found != nullptr && found->kind == Node::Kind::flag ? found->flag : otherwise;
}

std::vector<Line> Section::texts(std::string_view key) {
    const Node* found = take(key, Wanted::optional);
    std::vector<Line> lines;
    if (found == nullptr) {
        return lines;
    }
    const std::vector<Node> one{found->kind == Node::Kind::list ? Node{} : *found};
    for (const Node& item : found->kind == Node::Kind::list ? found->items : one) {
        if (item.kind == Node::Kind::text) {
            lines.push_back({item.text, item.line});
        } else if (item.kind == Node::Kind::number) {
            lines.push_back({std::to_string(item.number), item.line});
        } else {
            wrong_type(key, "a text or a list of texts");
            return {};
        }
    }
    return lines;
}

std::optional<std::size_t> Section::word(std::string_view key,
                                         const std::vector<std::string_view>& words,
                                         Wanted wanted) {
    const auto given = text(key, wanted);
    if (given.empty()) {
        return std::nullopt;
    }
    const auto found = std::find(words.begin(), words.end(), given);
    if (found == words.end()) {
        std::string known;
        for (const auto each : words) {
            known.append(known.empty() ? "" : ", ").append(each);
        }
        fault(key,
              "the key " + quoted(key) + " is " + quoted(given) + ", which is no word for it",
              "take one of " + known);
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - words.begin());
}

std::optional<Section> Section::section(std::string_view key) {
    const Node* found = take(key, Wanted::optional);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (found->kind != Node::Kind::table) {
        wrong_type(key, "a table");
        return std::nullopt;
    }
    return Section(*found,
                   name_.empty() ? "[" + std::string(key) + "]" : name_ + " " + std::string(key),
                   *faults_);
}

std::vector<Section> Section::sections(std::string_view key) {
    const Node* found = take(key, Wanted::optional);
    std::vector<Section> sections;
    if (found == nullptr) {
        return sections;
    }
    const bool tables = found->kind == Node::Kind::list &&
                        std::all_of(found->items.begin(), found->items.end(), [](const Node& item) {
                            return item.kind == Node::Kind::table;
                        });
    if (!tables) {
        wrong_type(key, "a list of tables, [[" + std::string(key) + "]]");
        return sections;
    }
    for (const Node& item : found->items) {
        const Node* called = item.member("name");
        sections.emplace_back(item,
                              "[[" + std::string(key) + "]]" +
                                  (called == nullptr ? "" : " " + called->text.substr(0, 60)),
                              *faults_);
    }
    return sections;
}

std::vector<std::pair<std::string, const Node*>> Section::all() {
    std::vector<std::pair<std::string, const Node*>> members;
    for (const auto& [key, value] : node_->members) {
        asked_.push_back(key);
        members.emplace_back(key, &value);
    }
    return members;
}

void Section::end() {
    std::string known;
    std::sort(asked_.begin(), asked_.end());
    asked_.erase(std::unique(asked_.begin(), asked_.end()), asked_.end());
    for (const auto& each : asked_) {
        known.append(known.empty() ? "" : ", ").append(each);
    }
    for (const auto& [key, value] : node_->members) {
        if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) {
            faults_->add(value.line,
                         (name_.empty() ? "the profile" : name_) + " has no key " + quoted(key),
                         "take it out, or mend its name: known are " + known);
        }
    }
}

}  // namespace tiendo::declarative
