#pragma once

#include <string>
#include <vector>

namespace tiendo::report {

struct ZipPart {
    std::string name;
    std::string content;
};

/// An archive of `parts` in their order, deflated, each dated 1 January 1980, so that the same
/// parts give the same bytes.
/// @pre parts and archive are each smaller than 4 GiB, and there are fewer than 65,535 parts
std::string zip_file(const std::vector<ZipPart>& parts);

}  // namespace tiendo::report
