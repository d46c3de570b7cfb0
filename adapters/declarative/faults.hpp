#pragma once

#include <tiendo/base/error.hpp>

#include <string>
#include <vector>

namespace tiendo::declarative {

/// What is wrong with a profile: all of it, so that its author need not find one fault after the
/// other.
class Faults {
public:
    void add(int line, std::string message, std::string remedy);
    [[nodiscard]] bool none() const noexcept { return faults_.empty(); }
    /// The faults in the order of their lines; the first one is the sentence, all are causes.
    [[nodiscard]] Error error() const;

private:
    struct Fault {
        int line;
        std::string message;
        std::string remedy;
    };
    std::vector<Fault> faults_;
};

}  // namespace tiendo::declarative
