#include "body_words.hpp"

#include "tiendo/base/enum_names.hpp"

#include <cstddef>
#include <string_view>

namespace tiendo::reader {

namespace {

constexpr EnumNames<BodyKind, 5> kinds{"kind of body",
                                       {{{BodyKind::administration, "administration"},
                                         {BodyKind::vertical, "vertical"},
                                         {BodyKind::outside, "outside"},
                                         {BodyKind::company, "company"},
                                         {BodyKind::watcher, "watcher"}}}};
using NameForm = BodyRow::Form;
constexpr EnumNames<NameForm, 7> name_forms{"form of a name",
                                            {{{NameForm::place, "place"},
                                              {NameForm::field, "field"},
                                              {NameForm::known, "known"},
                                              {NameForm::seat, "seat"},
                                              {NameForm::either, "either"},
                                              {NameForm::whole, "whole"},
                                              {NameForm::group, "group"}}}};
using SetForm = CollectiveRow::Form;
constexpr EnumNames<SetForm, 9> set_forms{"form of a collective",
                                          {{{SetForm::plain, "plain"},
                                            {SetForm::head_only, "head_only"},
                                            {SetForm::first_part, "first_part"},
                                            {SetForm::unnamed, "unnamed"},
                                            {SetForm::by_level, "by_level"},
                                            {SetForm::of_wards, "of_wards"},
                                            {SetForm::all, "all"},
                                            {SetForm::counted, "counted"},
                                            {SetForm::joined, "joined"}}}};

template <typename E, std::size_t N>
E one_of(const LexiconRow& row,
         LexiconCompiler& compiler,
         std::string_view key,
         const EnumNames<E, N>& names,
         E otherwise) {
    return compiler.word(
        row, key, [&](std::string_view text) { return names.parse(text); }, otherwise);
}

BodyRow body_of(const LexiconRow& row, LexiconCompiler& compiler) {
    BodyRow body;
    body.key = LexiconCompiler::text(row, "key");
    body.kind = one_of(row, compiler, "kind", kinds, BodyKind::administration);
    body.rank = compiler.number(row, "rank").value_or(0);
    body.listed = LexiconCompiler::flag(row, "listed");
    body.several = LexiconCompiler::flag(row, "several");
    body.alone = LexiconCompiler::flag(row, "alone");
    body.capitals = LexiconCompiler::flag(row, "capitals");
    body.form = one_of(row, compiler, "form", name_forms, NameForm::field);
    return body;
}

CollectiveRow collective_of(const LexiconRow& row, LexiconCompiler& compiler) {
    CollectiveRow set;
    set.key = LexiconCompiler::text(row, "key");
    set.selector = LexiconCompiler::text(row, "selector");
    set.kind = one_of(row, compiler, "kind", kinds, BodyKind::administration);
    set.rank = compiler.number(row, "rank").value_or(0);
    set.form = one_of(row, compiler, "form", set_forms, SetForm::plain);
    return set;
}

LevelRow level_of(const LexiconRow& row, LexiconCompiler& compiler) {
    return {std::string(LexiconCompiler::text(row, "slug")),
            compiler.number(row, "rank").value_or(0),
            LexiconCompiler::flag(row, "several")};
}

}  // namespace

BodyWords::BodyWords(LexiconCompiler& compiler)
    : names(compiler.table<BodyRow>("body", body_of)),
      collectives(compiler.table<CollectiveRow>("collective", collective_of)),
      levels(compiler.table<LevelRow>("level", level_of)),
      fields(compiler.table<std::string>("field",
                                         [](const LexiconRow& row, LexiconCompiler&) {
                                             return std::string(
                                                 LexiconCompiler::text(row, "means"));
                                         })),
      heads(compiler.table<HeadRow>("head",
                                    [](const LexiconRow& row, LexiconCompiler&) {
                                        return HeadRow{
                                            LexiconCompiler::flag(row, "board"),
                                            LexiconCompiler::flag(row, "deputy"),
                                            std::string(LexiconCompiler::text(row, "own"))};
                                    })),
      place_kinds(compiler.phrases("place_kind")),
      no_bodies(compiler.phrases("no_body")),
      place_openers(compiler.phrases("place_opener")),
      place_verbs(compiler.phrases("place_verb")),
      behind_names(compiler.phrases("behind_name")),
      hamlets(compiler.phrases("hamlet")),
      name_words(compiler.phrases("name_word")),
      persons(compiler.phrases("person")),
      person_marks(compiler.phrases("person_mark")),
      party_seats(compiler.phrases("party_seat")),
      alias_marks(compiler.phrases("alias_mark")),
      parts(compiler.table<BodyKind>("part",
                                     [](const LexiconRow& row, LexiconCompiler& made) {
                                         return one_of(
                                             row, made, "kind", kinds, BodyKind::administration);
                                     })),
      restrictions(compiler.table<RestrictionRow>("restriction",
                                                  [](const LexiconRow& row, LexiconCompiler&) {
                                                      return RestrictionRow{
                                                          LexiconCompiler::flag(row, "whole")};
                                                  })) {
    const Phrases each({"các", "mỗi", "từng"});
    openers =
        first_words({&persons, &heads.phrases(), &collectives.phrases(), &each, &person_marks});
}

}  // namespace tiendo::reader
