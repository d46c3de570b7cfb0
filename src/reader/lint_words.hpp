#pragma once

#include "lexicon.hpp"

#include "tiendo/base/time.hpp"
#include "tiendo/model/plan.hpp"

#include <map>
#include <string>

namespace tiendo::reader {

/// An instrument that is no longer in force.
struct Lapsed {
    Date since = Date::of(1900, 1, 1);  ///< the first day without force
    std::string replaced_by;
};

/// What the lexicon gives to the examination of a plan.
struct LintWords {
    explicit LintWords(LexiconCompiler& compiler)
        : actions(compiler.phrases("action")),
          authorities(compiler.phrases("authority_word")),
          orders(compiler.phrases("order_word")) {
        for (const auto& row : compiler.rows("lapsed")) {
            auto since = Date::parse(LexiconCompiler::text(row, "since"));
            if (!since) {
                compiler.fail(std::move(since).error().at(row.place));
                continue;
            }
            lapsed.emplace(citation_key(row.say),
                           Lapsed{*since, std::string(LexiconCompiler::text(row, "by"))});
        }
    }

    Phrases actions;                                    ///< verbs that say what to do
    Phrases authorities;                                ///< words that say who decides or receives
    Phrases orders;                                     ///< verbs that order
    std::map<std::string, Lapsed, std::less<>> lapsed;  ///< by `citation_key` of the number
};

}  // namespace tiendo::reader
