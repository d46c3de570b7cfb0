#pragma once

#include "lexicon.hpp"

#include "tiendo/model/plan.hpp"

namespace tiendo::reader {

/// A system or channel as it is named.
struct SystemName {
    bool goes_on = false;  ///< the words behind it belong to the name
    bool none = false;     ///< begins as one and is none: "hệ thống chính trị"
};

/// Words before or behind a figure.
struct Measure {
    Comparison comparison = Comparison::exactly;
    bool words = false;    ///< binds without any figure: "năm sau cao hơn năm trước"
    bool goes_on = false;  ///< the words behind it say what: "không để …"
    bool none = false;     ///< the figure is no target: "đã đạt"
    bool zero = false;     ///< not one is allowed: "không để …"
};

/// What the lexicon says of what must come out of a task.
struct OutputWords {
    explicit OutputWords(LexiconCompiler& compiler);

    Phrases product_labels;
    Phrases making;            ///< "xây dựng": a product may stand behind it
    Phrases asked_for;         ///< behind "trình …" the same: "phê duyệt"
    Phrases making_details;    ///< may stand between: "dự thảo"
    Phrases products;          ///< "đề án"
    Phrases not_making;        ///< directly before "ban hành": it was made by others
    Phrases phrase_ends;       ///< words at which a name has ended
    Phrases verbs_behind_and;  ///< behind "và": a second duty, no longer the name
    PhraseTable<SystemName> systems;
    Phrases conditions;
    PhraseTable<Measure> measures;  ///< before the figure
    PhraseTable<Measure> measures_behind;
    Phrases counted;       ///< "cuộc": what is counted without "%"
    Phrases reports;       ///< acts of reporting
    Phrases reports_told;  ///< directly before "báo cáo": the word is a noun there
};

}  // namespace tiendo::reader
