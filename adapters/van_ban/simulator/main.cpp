#include "document_system.hpp"

int main(int argc, char** argv) {
    using namespace tiendo::simulator;
    return run(
        argc,
        argv,
        {.name = "tiendo-sim-van-ban",
         .summary = "An invented document register on loopback, with invented documents.",
         .count = 300,
         .make = [](const Options& options) { return std::make_unique<DocumentSystem>(options); }});
}
