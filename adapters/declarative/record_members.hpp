#pragma once

#include <tiendo/model/record.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace tiendo::declarative {

/// What a member of a record holds.
enum class MemberKind : std::uint8_t {
    text,
    instant,
    day,
    number,
    flag,
    texts,
    state,
    channel,
    direction
};

/// A member of a record, after the published schemas (docs/schema).
struct RecordMember {
    std::string_view name;
    MemberKind kind;
    bool required;
};

/// All but type and deleted, in the order of the schema; `id` and `day` come first.
std::span<const RecordMember> members_of(RecordType type) noexcept;

/// Whether `word` is one that a member of this kind may hold. Texts may hold any.
bool is_word_of(MemberKind kind, std::string_view word);
/// The words of that kind, for people: "desk, online, post"; empty where any is good.
std::string_view words_of(MemberKind kind) noexcept;

}  // namespace tiendo::declarative
