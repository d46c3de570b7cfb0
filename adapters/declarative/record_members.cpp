#include "record_members.hpp"

#include <array>

namespace tiendo::declarative {

namespace {

using Kind = MemberKind;

constexpr std::array dossier_members = {
    RecordMember{"id", Kind::text, true},
    RecordMember{"day", Kind::day, true},
    RecordMember{"unit", Kind::text, true},
    RecordMember{"procedure", Kind::text, true},
    RecordMember{"procedure_name", Kind::text, false},
    RecordMember{"field", Kind::text, false},
    RecordMember{"channel", Kind::channel, true},
    RecordMember{"state", Kind::state, true},
    RecordMember{"received_at", Kind::instant, true},
    RecordMember{"appointment_at", Kind::instant, false},
    RecordMember{"first_appointment_at", Kind::instant, false},
    RecordMember{"finished_at", Kind::instant, false},
    RecordMember{"returned_at", Kind::instant, false},
    RecordMember{"supplements", Kind::number, false},
    RecordMember{"changed_at", Kind::instant, true},
};
constexpr std::array document_members = {
    RecordMember{"id", Kind::text, true},
    RecordMember{"day", Kind::day, true},
    RecordMember{"number", Kind::text, true},
    RecordMember{"issued_on", Kind::day, false},
    RecordMember{"kind", Kind::text, true},
    RecordMember{"issuer", Kind::text, true},
    RecordMember{"issuer_code", Kind::text, false},
    RecordMember{"direction", Kind::direction, true},
    RecordMember{"subject", Kind::text, true},
    RecordMember{"references", Kind::texts, false},
    RecordMember{"reply_to", Kind::text, false},
    RecordMember{"arrived_on", Kind::day, true},
    RecordMember{"sequence", Kind::number, true},
};
constexpr std::array feedback_members = {
    RecordMember{"id", Kind::text, true},
    RecordMember{"day", Kind::day, true},
    RecordMember{"service", Kind::text, true},
    RecordMember{"service_name", Kind::text, false},
    RecordMember{"unit", Kind::text, false},
    RecordMember{"closed", Kind::flag, true},
    RecordMember{"requested_at", Kind::instant, true},
    RecordMember{"updated_at", Kind::instant, false},
    RecordMember{"expected_at", Kind::instant, false},
};

}  // namespace

std::span<const RecordMember> members_of(RecordType type) noexcept {
    switch (type) {
        case RecordType::dossier: return dossier_members;
        case RecordType::document: return document_members;
        case RecordType::feedback: return feedback_members;
    }
    return {};
}

bool is_word_of(MemberKind kind, std::string_view word) {
    switch (kind) {
        case Kind::state: return parse_dossier_state(word).has_value();
        case Kind::channel: return parse_channel(word).has_value();
        case Kind::direction: return parse_direction(word).has_value();
        case Kind::flag: return word == "true" || word == "false";
        case Kind::text:
        case Kind::instant:
        case Kind::day:
        case Kind::number:
        case Kind::texts: return true;
    }
    return false;
}

std::string_view words_of(MemberKind kind) noexcept {
    switch (kind) {
        case Kind::state:
            return "submitted, accepted, refused, processing, supplement, payment, withdrawn, "
                   "stopped, ready, returned";
        case Kind::channel: return "desk, online, post";
        case Kind::direction: return "incoming, outgoing";
        case Kind::flag: return "true, false";
        case Kind::text:
        case Kind::instant:
        case Kind::day:
        case Kind::number:
        case Kind::texts: return "";
    }
    return "";
}

}  // namespace tiendo::declarative
