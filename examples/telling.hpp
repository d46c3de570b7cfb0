#pragma once

#include <tiendo/tiendo.hpp>

#include <filesystem>
#include <initializer_list>
#include <iostream>
#include <string_view>
#include <system_error>

/// What the stories share: how they go from step to step, and tell it.
namespace story {

enum class Loudness { quiet, normal };

/// Tells on standard output what a story does: numbered steps, and lines under them.
class Telling {
public:
    explicit Telling(Loudness loudness) : loudness_(loudness) {}

    void step(std::string_view what) {
        ++number_;
        if (loudness_ == Loudness::normal) {
            std::cout << "\n== " << number_ << ". " << what << '\n' << std::flush;
        }
    }
    void line(std::string_view text) const {
        if (loudness_ == Loudness::normal) {
            std::cout << (text.empty() ? "" : "   ") << text << '\n' << std::flush;
        }
    }
    /// A result, told even when quiet.
    static void result(std::string_view text) { std::cout << text << '\n' << std::flush; }

private:
    Loudness loudness_;
    int number_ = 0;
};

/// Takes the steps of a story in their order, up to the first that fails.
template <typename Story>
tiendo::Result<void> take_steps(Story& story,
                                std::initializer_list<tiendo::Result<void> (Story::*)()> steps) {
    for (const auto step : steps) {
        if (auto done = (story.*step)(); !done) {
            return done;
        }
    }
    return {};
}

/// Makes the folder anew, with nothing in it.
inline tiendo::Result<void> make_empty(const std::filesystem::path& folder) {
    std::error_code failure;
    std::filesystem::remove_all(folder, failure);
    std::filesystem::create_directories(folder, failure);
    if (failure) {
        return tiendo::Error{tiendo::ErrorCode::storage,
                             "the folder cannot be made (" + failure.message() + ")",
                             "choose another one"}
            .at(folder.string());
    }
    return {};
}

}  // namespace story
