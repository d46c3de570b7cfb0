#pragma once

#include "bodies.hpp"
#include "words.hpp"

#include <cstdint>
#include <string_view>

namespace tiendo::reader {

/// A collective: words that select several bodies at once.
struct CollectiveRow {
    std::string_view key;         ///< stem of the unit key; the level and "*" follow
    std::string_view collective;  ///< selector
    BodyKind kind = BodyKind::administration;
    enum class Form : std::uint8_t {
        plain,  ///< "các cơ quan, đơn vị [thuộc Ủy ban nhân dân quận]"
        head_only,  ///< counts only behind the word for a head: "người đứng đầu cơ quan, đơn vị"
        first_part,  ///< the words "đơn vị sự nghiệp" at its end are a body of their own
        unnamed,     ///< nobody in particular: no level belongs to it
        by_level,    ///< one for each level that follows: "các tổ chức … quận, phường"
        of_wards,    ///< bodies of wards
    } form = Form::plain;
};
const PhraseTable<CollectiveRow>& collectives();

/// How the name of a single body goes on behind its first words.
struct BodyRow {
    std::string_view key;  ///< "ubnd"; empty: the key is made from the name
    enum class Form : std::uint8_t {
        place,  ///< a level or place follows: "Ủy ban nhân dân quận", "… 15 phường"
        field,  ///< a field or a proper name follows: "Phòng Nội vụ", "Công ty Điện lực Phú Thọ"
        seat,   ///< a level must follow, for the words alone are common: "Thanh tra quận"
        whole,  ///< the words are the whole name; a level may follow
    } form = Form::field;
    BodyKind kind = BodyKind::administration;
};
const PhraseTable<BodyRow>& body_names();

/// Fields of work as they stand in names of offices.
const Phrases& fields_of_work();
/// Words that go on with the sentence where a name has ended.
const Phrases& words_behind_names();
/// "Thủ trưởng", "Chủ tịch": the head owes what the body owes.
const Phrases& words_for_heads();
const PhraseTable<Level>& levels();

}  // namespace tiendo::reader
