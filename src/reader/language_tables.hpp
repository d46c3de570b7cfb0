#pragma once

#include "body_words.hpp"
#include "citation_words.hpp"
#include "lexicon.hpp"
#include "lint_words.hpp"
#include "output_words.hpp"
#include "role_words.hpp"
#include "shape_words.hpp"
#include "time_words.hpp"

#include "tiendo/reader/language.hpp"

namespace tiendo::reader {

/// All tables of the lexicon, compiled: one member for each concern of the reader.
struct Language::Tables {
    explicit Tables(LexiconCompiler& compiler)
        : bodies(compiler),
          citations(compiler),
          lint(compiler),
          outputs(compiler),
          roles(compiler),
          shape(compiler),
          time(compiler) {}

    BodyWords bodies;
    CitationWords citations;
    LintWords lint;
    OutputWords outputs;
    RoleWords roles;
    ShapeWords shape;
    TimeWords time;
};

}  // namespace tiendo::reader
