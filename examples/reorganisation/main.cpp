#include "story.hpp"

#include <iostream>
#include <string_view>

int main(int argc, char** argv) {
    const bool quiet = argc == 5 && std::string_view(argv[4]) == "--quiet";
    if (argc != 4 && !quiet) {
        std::cerr << "usage: reorganisation_story DATA_FOLDER UNITS_FILE OUT_FOLDER [--quiet]\n";
        return 2;
    }
    const auto loudness = quiet ? story::Loudness::quiet : story::Loudness::normal;
    if (auto done = story::run({argv[1], argv[2], argv[3]}, loudness); !done) {
        std::cerr << "reorganisation_story: " << done.error().explain() << '\n';
        return 1;
    }
    return 0;
}
