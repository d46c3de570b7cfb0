#pragma once

#include "tiendo/report/report.hpp"

#include <string>

namespace tiendo::report::docx {

/// A table with its head repeated on every page and rows that do not break.
/// @param width in twips
/// @param title its caption, also for who does not see it
std::string table_xml(const Table& table, int width, const std::string& title);

/// Runs of text; each figure is printed as it stands.
std::string runs_xml(const Prose& prose, bool bold);
std::string run_xml(std::string_view text, bool bold);

}  // namespace tiendo::report::docx
