#include <tiendo/tiendo.hpp>

#include <iostream>

int main() {
    const auto day = tiendo::Date::parse("2021-05-15");
    std::cout << tiendo::Instant::start_of(*day) << '\n';
    return day ? 0 : 1;
}
