#include "feedback_system.hpp"

int main(int argc, char** argv) {
    using namespace tiendo::simulator;
    return run(
        argc,
        argv,
        {.name = "tiendo-sim-phan-anh",
         .summary = "An Open311 feedback system on loopback, with invented requests.",
         .count = 2'000,
         .make = [](const Options& options) { return std::make_unique<FeedbackSystem>(options); }});
}
