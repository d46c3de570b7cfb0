#include "shape_words.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace tiendo::reader {

namespace {

template <typename E>
using Names = std::pair<std::string_view, E>;

constexpr std::array<Names<Section>, 6> section_names{{{"preamble", Section::preamble},
                                                       {"objectives", Section::objectives},
                                                       {"requirements", Section::requirements},
                                                       {"tasks", Section::tasks},
                                                       {"organisation", Section::organisation},
                                                       {"other", Section::other}}};
constexpr std::array<Names<Standing>, 3> standing_names{
    {{"plan", Standing::plan}, {"carrier", Standing::carrier}, {"other", Standing::other}}};
constexpr std::array<Names<FieldKind>, 8> field_names{{{"number", FieldKind::number},
                                                       {"duty", FieldKind::duty},
                                                       {"content", FieldKind::content},
                                                       {"lead", FieldKind::lead},
                                                       {"coordinate", FieldKind::coordinate},
                                                       {"time", FieldKind::time},
                                                       {"product", FieldKind::product},
                                                       {"other", FieldKind::other}}};

/// A parser of the words of one enum.
template <typename E, std::size_t N>
auto parser_of(const std::array<Names<E>, N>& names) {
    return [&names](std::string_view text) -> Result<E> {
        std::string known;
        for (const auto& [name, value] : names) {
            if (name == text) {
                return value;
            }
            known += (known.empty() ? "" : ", ") + std::string(name);
        }
        return Error{ErrorCode::malformed_input,
                     fmt::format("nobody knows the word '{}'", text),
                     "use one of: " + known};
    };
}

SectionWord section_of(const LexiconRow& row, LexiconCompiler& compiler) {
    return {compiler.word(row, "opens", parser_of(section_names), Section::other),
            LexiconCompiler::flag(row, "leading")};
}
Standing standing_of(const LexiconRow& row, LexiconCompiler& compiler) {
    return compiler.word(row, "stands", parser_of(standing_names), Standing::plan);
}
FieldKind field_of(const LexiconRow& row, LexiconCompiler& compiler) {
    return compiler.word(row, "is", parser_of(field_names), FieldKind::other);
}

}  // namespace

ShapeWords::ShapeWords(LexiconCompiler& compiler)
    : sections(compiler.table<SectionWord>("section", section_of)),
      document_kinds(compiler.table<Standing>("document_kind", standing_of)),
      labels(compiler.table<FieldKind>("label", field_of)),
      columns(compiler.table<FieldKind>("column", field_of)),
      order_verbs(compiler.phrases("order_verb")),
      order_signs(compiler.phrases("order_sign")),
      commissions(compiler.phrases("commission")),
      body_openers(compiler.phrases("body_opener")),
      target_openers(compiler.phrases("target_opener")),
      past_openers(compiler.phrases("past_opener")),
      example_ends(compiler.phrases("example_end")),
      umbrellas(compiler.phrases("umbrella")),
      catch_alls(compiler.phrases("catch_all")),
      closings(compiler.phrases("closing")),
      late_closings(compiler.phrases("late_closing")),
      closing_signs(compiler.phrases("closing_sign")),
      preambles(compiler.phrases("preamble")),
      papi_dimensions(compiler.phrases("papi_dimension")),
      dimension_words(compiler.phrases("dimension_word")),
      open_words(compiler.phrases("open_word")),
      gap_words(compiler.phrases("gap_word")),
      reference_words(compiler.phrases("reference_word")),
      letterhead(compiler.phrases("letterhead")),
      state_titles(compiler.phrases("state_title")),
      issuing_bodies(compiler.phrases("issuing_body")),
      places(compiler.phrases("place_word")),
      subject_labels(compiler.phrases("subject_label")),
      title_notes(compiler.phrases("title_note")),
      enacting_words(compiler.phrases("enacting_word")),
      addressee_labels(compiler.phrases("addressee_label")),
      recipients_labels(compiler.phrases("recipients_label")),
      signature_openers(compiler.phrases("signature_opener")),
      signing_notes(compiler.phrases("signing_note")),
      appendices(compiler.phrases("appendix")),
      keywords(compiler.phrases("keyword")),
      ordinal_words(compiler.phrases("ordinal_word")) {}

}  // namespace tiendo::reader
