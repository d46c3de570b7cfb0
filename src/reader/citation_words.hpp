#pragma once

#include "lexicon.hpp"

#include <string>

namespace tiendo::reader {

/// A kind of instrument, and whether one may be cited by its name alone.
struct Instrument {
    std::string kind;
    bool by_name = false;
};

/// What the lexicon says of instruments that are cited.
struct CitationWords {
    explicit CitationWords(LexiconCompiler& compiler)
        : instruments(compiler.table<Instrument>(
              "instrument",
              [](const LexiconRow& row, LexiconCompiler&) {
                  return Instrument{std::string(LexiconCompiler::text(row, "kind")),
                                    LexiconCompiler::flag(row, "by_name")};
              })),
          issuers(compiler.phrases("issuer")) {}

    PhraseTable<Instrument> instruments;
    Phrases issuers;
};

}  // namespace tiendo::reader
