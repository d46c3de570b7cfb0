#pragma once

#include "citation_words.hpp"
#include "lexicon.hpp"
#include "lint_words.hpp"

#include "tiendo/reader/language.hpp"

namespace tiendo::reader {

/// All tables of the lexicon, compiled: one member for each concern of the reader.
struct Language::Tables {
    explicit Tables(LexiconCompiler& compiler) : citations(compiler), lint(compiler) {}

    CitationWords citations;
    LintWords lint;
};

}  // namespace tiendo::reader
