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
          issuers(compiler.phrases("issuer")),
          law_names(compiler.phrases("law_name")),
          law_name_ends(compiler.phrases("law_name_end")),
          law_names_go_on(compiler.phrases("law_name_goes_on")),
          law_changes(compiler.phrases("law_change")),
          law_places(compiler.phrases("law_place")) {}

    PhraseTable<Instrument> instruments;
    Phrases issuers;
    Phrases law_names;        ///< names that commas and small words do not end
    Phrases law_name_ends;    ///< words at which the name of any other law has ended
    Phrases law_names_go_on;  ///< behind a comma: "chống" in "Phòng, chống tham nhũng"
    Phrases law_changes;      ///< "sửa đổi, bổ sung một số điều của"
    Phrases law_places;       ///< "khoản": a place in the instrument that follows
};

}  // namespace tiendo::reader
