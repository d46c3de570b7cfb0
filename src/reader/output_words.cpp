#include "output_words.hpp"

namespace tiendo::reader {

namespace {

PhraseTable<Measure> measures_of(LexiconCompiler& compiler, std::string_view table) {
    return compiler.table<Measure>(table, [](const LexiconRow& row, LexiconCompiler& made) {
        return Measure{made.word(row, "comparison", parse_comparison, Comparison::exactly),
                       LexiconCompiler::flag(row, "words"),
                       LexiconCompiler::flag(row, "goes_on"),
                       LexiconCompiler::flag(row, "none"),
                       LexiconCompiler::flag(row, "zero")};
    });
}

SystemName system_of(const LexiconRow& row, LexiconCompiler&) {
    return {LexiconCompiler::flag(row, "goes_on"), LexiconCompiler::flag(row, "none")};
}

}  // namespace

OutputWords::OutputWords(LexiconCompiler& compiler)
    : product_labels(compiler.phrases("product_label")),
      making(compiler.phrases("making")),
      asked_for(compiler.phrases("asked_for")),
      making_details(compiler.phrases("making_detail")),
      products(compiler.phrases("product")),
      not_making(compiler.phrases("not_making")),
      phrase_ends(compiler.phrases("phrase_end")),
      verbs_behind_and(compiler.phrases("verb_behind_and")),
      systems(compiler.table<SystemName>("system", system_of)),
      conditions(compiler.phrases("condition")),
      measures(measures_of(compiler, "measure")),
      measures_behind(measures_of(compiler, "measure_behind")),
      counted(compiler.phrases("counted")),
      reports(compiler.phrases("report")),
      reports_told(compiler.phrases("report_told")) {}

}  // namespace tiendo::reader
