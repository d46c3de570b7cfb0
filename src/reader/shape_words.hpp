#pragma once

#include "lexicon.hpp"

#include <cstdint>

namespace tiendo::reader {

/// What the items below a heading are.
enum class Section : std::uint8_t {
    preamble,
    objectives,
    requirements,
    tasks,
    organisation,
    other,
};
struct SectionWord {
    Section section = Section::other;
    bool leading = false;  ///< only at the begin of a heading
};

/// What a kind of document does.
enum class Standing : std::uint8_t {
    plan,     ///< orders work
    carrier,  ///< brings a plan into force
    other,    ///< orders nothing: a report, an invitation, a contract
};

/// What a label line or the column of a table holds.
enum class FieldKind : std::uint8_t {
    number,
    duty,
    content,
    lead,
    coordinate,
    time,
    product,
    other,
};

/// What the lexicon says of how a document is built.
struct ShapeWords {
    explicit ShapeWords(LexiconCompiler& compiler);

    PhraseTable<SectionWord> sections;
    PhraseTable<Standing> document_kinds;
    PhraseTable<FieldKind> labels;
    PhraseTable<FieldKind> columns;
    Phrases order_verbs;
    Phrases order_signs;
    Phrases commissions;
    Phrases body_openers;
    Phrases target_openers;
    Phrases past_openers;
    Phrases example_ends;
    Phrases umbrellas;
    Phrases catch_alls;
    Phrases closings;
    Phrases late_closings;
    Phrases closing_signs;  ///< "căn cứ kế hoạch này": behind the bodies that carry it out
    Phrases preambles;
    Phrases papi_dimensions;
    Phrases dimension_words;
    Phrases open_words;
    Phrases gap_words;
    Phrases reference_words;
    Phrases letterhead;
    Phrases state_titles;
    Phrases issuing_bodies;
    Phrases places;
    Phrases subject_labels;
    Phrases title_notes;
    Phrases enacting_words;
    Phrases addressee_labels;
    Phrases recipients_labels;
    Phrases signature_openers;
    Phrases signing_notes;
    Phrases appendices;
    Phrases keywords;
    Phrases ordinal_words;
};

}  // namespace tiendo::reader
