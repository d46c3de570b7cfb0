#pragma once

#include <tiendo/tiendo.hpp>

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace story {

/// A neighbouring system, played by a simulator in a process of its own on loopback. It ends with
/// this object.
class Neighbour {
public:
    /// Starts `program` and waits until it listens.
    static tiendo::Result<Neighbour> start(const std::filesystem::path& program,
                                           std::vector<std::string> arguments);
    ~Neighbour();
    Neighbour(Neighbour&& other) noexcept;
    Neighbour& operator=(Neighbour&&) = delete;

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    /// Lets somebody over there change `count` records.
    [[nodiscard]] tiendo::Result<void> change_records(int count) const;
    /// The figures that its data must give, from its own tally (JSON).
    [[nodiscard]] tiendo::Result<std::string> truth() const;

private:
    Neighbour() = default;
    [[nodiscard]] tiendo::Result<std::string> ask(const char* method,
                                                  const std::string& target) const;

    pid_t process_ = -1;
    std::uint16_t port_ = 0;
};

}  // namespace story
