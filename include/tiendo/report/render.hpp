#pragma once

#include "tiendo/report/report.hpp"

#include <string>

namespace [[gnu::visibility("default")]] tiendo {
namespace report {

/// The report as CommonMark with pipe tables; charts become tables of their values. The last annex
/// lists every figure with its id. Same input, same bytes. UTF-8, NFC. Threads: pure.
std::string render_markdown(const Report& report);

/// The report as one HTML document in the form of Nghị định 30/2020/NĐ-CP (A4, serif 13 pt, page
/// numbers from the second page on): styles and charts inside, no script, nothing fetched. Each
/// figure is an element with `data-figure` (its id) and `title` (what it counts). Same input, same
/// bytes. UTF-8, NFC. Threads: pure.
std::string render_html(const Report& report);

}  // namespace report
}  // namespace tiendo
