#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace story {

/// Tells what the story is doing: numbered steps with the time since the start, on standard output.
class Console {
public:
    enum class Loudness { quiet, normal };
    explicit Console(Loudness loudness);

    void step(std::string_view what);
    void line(std::string_view text) const;
    /// A result line, printed even when quiet.
    void result(std::string_view text) const;

private:
    Loudness loudness_;
    int number_ = 0;
    std::chrono::steady_clock::time_point started_;
};

}  // namespace story
