#include "role_words.hpp"

#include "tiendo/base/enum_names.hpp"

namespace tiendo::reader {

namespace {

constexpr EnumNames<Before, 11> befores{"word before a body",
                                        {{{Before::coordinate, "coordinate"},
                                          {Before::enable, "enable"},
                                          {Before::receive, "receive"},
                                          {Before::sent_to, "sent_to"},
                                          {Before::sent_by, "sent_by"},
                                          {Before::supervise, "supervise"},
                                          {Before::order, "order"},
                                          {Before::ask, "ask"},
                                          {Before::possess, "possess"},
                                          {Before::by, "by"},
                                          {Before::nothing, "nothing"}}}};
constexpr EnumNames<RoleLabel, 4> label_roles{"role of a label",
                                              {{{RoleLabel::lead, "lead"},
                                                {RoleLabel::coordinate, "coordinate"},
                                                {RoleLabel::order, "order"},
                                                {RoleLabel::ask, "ask"}}}};

Before before_of(const LexiconRow& row, LexiconCompiler& compiler) {
    return compiler.word(
        row, "does", [](std::string_view text) { return befores.parse(text); }, Before::nothing);
}

RoleLabel label_of(const LexiconRow& row, LexiconCompiler& compiler) {
    return compiler.word(
        row,
        "role",
        [](std::string_view text) { return label_roles.parse(text); },
        RoleLabel::lead);
}

}  // namespace

RoleWords::RoleWords(LexiconCompiler& compiler)
    : before_bodies(compiler.table<Before>("before_body", before_of)),
      labels(compiler.table<RoleLabel>("role_label", label_of)),
      openers(compiler.phrases("opener")),
      adverbials(compiler.phrases("adverbial")),
      advising(compiler.phrases("advising")),
      advice(compiler.phrases("advice")),
      ordering(compiler.phrases("ordering")),
      order_openers(compiler.phrases("order_opener")),
      announcing(compiler.phrases("announcing")),
      inspecting(compiler.phrases("inspecting")),
      before_inspecting(compiler.phrases("before_inspecting")),
      watching(compiler.phrases("watching")),
      time_clauses(compiler.phrases("time_clause")),
      time_openers(compiler.phrases("time_opener")),
      time_ends(compiler.phrases("time_end")),
      taking_up(compiler.phrases("taking_up")),
      supporting(compiler.phrases("supporting")),
      sending(compiler.phrases("sending")),
      coordinating(compiler.phrases("coordinating")),
      coordination_nouns(compiler.phrases("coordination_noun")),
      agent_verbs(compiler.phrases("agent_verb")),
      acting(compiler.phrases("acting")),
      things(compiler.phrases("thing")),
      signing(compiler.phrases("signing")),
      owned_duties(compiler.phrases("owned_duty")),
      shared_duties(compiler.phrases("shared_duty")),
      heading_words(compiler.phrases("heading_word")) {}

}  // namespace tiendo::reader
