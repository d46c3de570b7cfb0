#pragma once

#include "bodies.hpp"
#include "lexicon.hpp"
#include "words.hpp"

#include <cstdint>
#include <string>

namespace tiendo::reader {

/// A collective: words that select several bodies at once.
struct CollectiveRow {
    std::string key;       ///< stem of the unit key; the level and "*" follow
    std::string selector;  ///< as the registry of units knows it
    BodyKind kind = BodyKind::administration;
    int rank = 0;  ///< of the level they belong to; 0: the authority's own
    enum class Form : std::uint8_t {
        plain,  ///< "các cơ quan, đơn vị [thuộc Ủy ban nhân dân quận]"
        head_only,  ///< counts only behind the word for a head: "người đứng đầu cơ quan, đơn vị"
        first_part,  ///< the words "đơn vị sự nghiệp" at its end are a body of their own
        unnamed,     ///< nobody can say who they are
        by_level,    ///< one for each level that follows: "các tổ chức … quận, phường"
        of_wards,    ///< bodies of wards
        all,         ///< of the whole state: "các bộ, ngành"
        counted,     ///< only behind a number: "12 khu phố"
        joined,      ///< only as the end of another: "các sở, ngành, địa phương"
    } form = Form::plain;
};

/// How the name of a single body goes on behind its first words.
struct BodyRow {
    std::string key;  ///< "ubnd"; empty: the key is made from the name
    BodyKind kind = BodyKind::administration;
    int rank = 0;         ///< of the level it belongs to; 0: not stated by the name
    bool listed = false;  ///< may stand once before several fields: "các Sở: Y tế, Nội vụ"
    bool capitals = false;  ///< a short form, only as written in capitals
    bool alone = false;  ///< with form field: its name may lack, "Văn phòng bố trí kinh phí"
    bool several = false;  ///< with form seat: the level may be of several, "Công an các xã"
    enum class Form : std::uint8_t {
        place,  ///< a level or place follows: "Ủy ban nhân dân quận", "… 15 phường"
        field,  ///< a field or a proper name follows: "Phòng Nội vụ", "Công ty Điện lực Phú Thọ"
        known,  ///< a known field follows: "Bộ Tài chính", but not "Bộ Tiêu chí"
        seat,   ///< a level must follow, for the words alone are common: "Thanh tra quận"
        either,  ///< a level or a name must follow: "Bệnh viện quận", "Bệnh viện Tâm thần"
        whole,  ///< the words are the whole name; a level or place may follow
        group,  ///< the same, and its matter may follow: "Ban Chỉ đạo Chuyển đổi số tỉnh"
    } form = Form::field;
};

/// What stands before a body and means its head or a part of it.
struct HeadRow {
    bool board = false;   ///< "Thường trực": a part of the body, no person
    bool deputy = false;  ///< "Phó Chủ tịch": a person who does not stand for the body
    std::string own;      ///< stem of the authorities whose head it is without their name
};

/// Words behind a collective that choose some of it: "phụ trách chỉ số thành phần".
struct RestrictionRow {
    bool whole = false;  ///< complete: "trên địa bàn"
};

/// What the lexicon says of bodies.
struct BodyWords {
    explicit BodyWords(LexiconCompiler& compiler);

    PhraseTable<BodyRow> names;
    PhraseTable<CollectiveRow> collectives;
    PhraseTable<LevelRow> levels;
    PhraseTable<std::string> fields;  ///< with the full words of a short form
    PhraseTable<HeadRow> heads;
    Phrases place_kinds;          ///< "biên giới": chooses some of the communes
    Phrases no_bodies;            ///< words that begin like a body and are none: "Bộ tiêu chí"
    Phrases place_openers;        ///< "có", "ven": a choice of communes begins, up to the verb
    Phrases place_verbs;          ///< "có trách nhiệm": it does not
    Phrases behind_names;         ///< words that go on with the sentence where a name has ended
    Phrases hamlets;              ///< "thôn": a place below all levels, its name follows
    Phrases name_words;           ///< words of names that end like one of them: "công trình"
    Phrases persons;              ///< "Trưởng Ban Chỉ đạo": a person, no unit
    Phrases person_marks;         ///< "đồng chí": a name follows
    Phrases party_seats;          ///< "Tỉnh ủy" behind the name of a Party office
    Phrases alias_marks;          ///< "sau đây gọi tắt là"
    PhraseTable<BodyKind> parts;  ///< "xí nghiệp": parts of a body, behind "các", "mỗi"
    PhraseTable<RestrictionRow> restrictions;
    WordFilter openers;  ///< words in small letters that begin a body, if no number does
};

}  // namespace tiendo::reader
