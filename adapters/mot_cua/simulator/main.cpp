#include "case_system.hpp"

int main(int argc, char** argv) {
    using namespace tiendo::simulator;
    return run(
        argc,
        argv,
        {.name = "tiendo-sim-mot-cua",
         .summary = "An invented one-stop case system on loopback, with invented dossiers.",
         .count = 30'000,
         .make = [](const Options& options) { return std::make_unique<CaseSystem>(options); }});
}
