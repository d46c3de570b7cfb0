#pragma once

#include "tiendo/base/descriptor.hpp"

#include <chrono>
#include <string>
#include <thread>

namespace tiendo::kit {

/// A server that answers everything with one text, a byte at a time. It looks at no request, and
/// answers one after the other.
class Drip {
public:
    /// @param pace  between two bytes of the body; the head comes at once
    /// Throws where it cannot listen.
    Drip(std::string body, std::chrono::milliseconds pace);
    ~Drip();
    Drip(const Drip&) = delete;
    Drip& operator=(const Drip&) = delete;

    /// "http://127.0.0.1:port"
    [[nodiscard]] std::string origin() const;

private:
    void answer(int peer) const;

    std::string body_;
    std::chrono::milliseconds pace_;
    Descriptor door_;
    std::thread thread_;
};

}  // namespace tiendo::kit
