#include "tiendo/report/report.hpp"

#include <algorithm>

namespace tiendo::report {

const Figure* Report::find_figure(std::string_view id) const noexcept {
    const auto found = std::lower_bound(
        figures.begin(), figures.end(), id, [](const Figure& figure, std::string_view key) {
            return figure.id < key;
        });
    return found != figures.end() && found->id == id ? &*found : nullptr;
}

}  // namespace tiendo::report
