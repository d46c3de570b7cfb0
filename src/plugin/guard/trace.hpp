#pragma once

#include "wire.hpp"

#include "tiendo/plugin/guard.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tiendo::plugin {

/// Writes the members of a struct as "name=value", for a line of the trace.
class Shower {
public:
    void number(const char* name, std::uint64_t value);
    void shown(const char* name, tiendo_text text);
    void hidden(const char* name, tiendo_text text);
    /// Names only: values may be tokens.
    void pairs(const char* name, std::uint64_t count, const tiendo_text* list);

    std::string line;
    const std::vector<std::string>* secrets = nullptr;

private:
    [[nodiscard]] std::string excerpt(std::string_view text) const;
};

/// What goes over the wire, line by line, for the author of an adapter.
class Trace {
public:
    explicit Trace(std::function<void(std::string_view line)> sink) : sink_(std::move(sink)) {}
    ~Trace();
    Trace(const Trace&) = delete;
    Trace& operator=(const Trace&) = delete;

    /// Its text is masked from here on.
    void learn_secret(tiendo_text text);
    /// @param arrow "->" to the process, "<-" from it
    template <typename T>
    void show(std::string_view arrow, wire::Kind kind, const T& it) const {
        if (sink_) {
            Shower shower;
            shower.secrets = &secrets_;
            shower.line.append(arrow).append(" ").append(wire::to_string(kind));
            wire::cross(shower, it);
            sink_(shower.line);
        }
    }
    void say(std::string_view line) const;

private:
    std::function<void(std::string_view line)> sink_;
    std::vector<std::string> secrets_;
};

}  // namespace tiendo::plugin
