#include "story.hpp"

#include <iostream>
#include <span>

int main(int argc, char** argv) {
    const auto arguments = story::parse_arguments(std::span(argv, static_cast<std::size_t>(argc)));
    if (!arguments) {
        std::cerr << "district_story: " << arguments.error() << '\n';
        return 2;
    }
    if (auto done = story::run(*arguments); !done) {
        std::cerr << "district_story: " << done.error().explain() << '\n';
        return 1;
    }
    return 0;
}
