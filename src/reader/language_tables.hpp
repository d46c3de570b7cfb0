#pragma once

#include "body_words.hpp"
#include "citation_words.hpp"
#include "lexicon.hpp"
#include "lint_words.hpp"
#include "role_words.hpp"

#include "tiendo/reader/language.hpp"

namespace tiendo::reader {

/// All tables of the lexicon, compiled: one member for each concern of the reader.
struct Language::Tables {
    explicit Tables(LexiconCompiler& compiler)
        : bodies(compiler),
          citations(compiler),
          lint(compiler),
          roles(compiler) {}

    BodyWords bodies;
    CitationWords citations;
    LintWords lint;
    RoleWords roles;
};

}  // namespace tiendo::reader
