#include "record_fields.hpp"

#include "instant_text.hpp"

#include "tiendo/base/id.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <utility>

namespace tiendo {

namespace {

using Kind = RawField::Kind;

constexpr std::int64_t most_supplements = 1'000'000;

std::string_view name_of(Kind kind) {
    switch (kind) {
        case Kind::absent: return "absent";
        case Kind::null: return "null";
        case Kind::text: return "a string";
        case Kind::number: return "a number";
        case Kind::flag: return "true or false";
        case Kind::list: return "an array";
    }
    return "something else";
}

Result<Channel> parse_word(Channel, std::string_view word) {
    return parse_channel(word);
}
Result<DossierState> parse_word(DossierState, std::string_view word) {
    return parse_dossier_state(word);
}
Result<Direction> parse_word(Direction, std::string_view word) {
    return parse_direction(word);
}
Result<RecordType> parse_word(RecordType, std::string_view word) {
    return parse_record_type(word);
}
Result<Date> parse_word(Date, std::string_view word) {
    return parse_date_text(word);
}
Result<Instant> parse_word(Instant, std::string_view word) {
    return parse_instant_text(word);
}

/// Takes typed values out of the raw fields; the first fault stays.
class Taker {
public:
    explicit Taker(RawFields& raw) : raw_(raw) {}

    /// The key must be there and hold a value.
    template <typename T>
    void required(Key key, T& to) {
        const auto& field = raw_.of(key);
        if (field.kind == Kind::absent) {
            fail(key, "is missing", "every record of this type has it");
        } else {
            take(key, field, to);
        }
    }
    /// Absent and null leave `to` as it is.
    template <typename T>
    void optional(Key key, T& to) {
        const auto& field = raw_.of(key);
        if (field.kind != Kind::absent && field.kind != Kind::null) {
            take(key, field, to);
        }
    }
    template <typename T>
    void optional(Key key, std::optional<T>& to) {
        const auto& field = raw_.of(key);
        if (field.kind != Kind::absent && field.kind != Kind::null) {
            take(key, field, to.emplace());
        }
    }
    void fail(Key key, std::string message, std::string remedy) {
        if (!fault_) {
            fault_ = Error{ErrorCode::malformed_input, std::move(message), std::move(remedy)}.at(
                std::string(tiendo::name_of(key)));
        }
    }
    [[nodiscard]] std::optional<Error>& fault() { return fault_; }

private:
    bool wants(Key key, const RawField& field, Kind kind) {
        if (field.kind != kind) {
            fail(key, fmt::format("is {}, not {}", name_of(field.kind), name_of(kind)), "");
        }
        return field.kind == kind;
    }
    void take(Key key, const RawField& field, std::string& to) {
        if (!wants(key, field, Kind::text)) {
            return;
        }
        if (field.text.find('\0') != std::string_view::npos) {
            fail(key, "holds a NUL character", "take it out: databases cannot keep it");
            return;
        }
        to = field.text;
    }
    void take(Key key, const RawField& field, bool& to) {
        if (wants(key, field, Kind::flag)) {
            to = field.flag;
        }
    }
    void take(Key key, const RawField& field, std::int64_t& to) {
        if (wants(key, field, Kind::number)) {
            to = field.number;
        }
    }
    void take(Key key, const RawField& field, int& to) {
        if (!wants(key, field, Kind::number)) {
            return;
        }
        if (field.number < 0 || field.number > most_supplements) {
            fail(key,
                 fmt::format("is {}, not between 0 and {}", field.number, most_supplements),
                 "");
            return;
        }
        to = static_cast<int>(field.number);
    }
    void take(Key key, const RawField& field, std::vector<std::string>& to) {
        if (wants(key, field, Kind::list)) {
            to = std::move(raw_.list);
        }
    }
    /// A word, a day or a point in time.
    template <typename T>
    void take(Key key, const RawField& field, T& to) {
        if (!wants(key, field, Kind::text)) {
            return;
        }
        auto parsed = parse_word(T{}, field.text);
        if (parsed) {
            to = *parsed;
        } else if (!fault_) {
            fault_ = std::move(parsed).error().at(std::string(tiendo::name_of(key)));
        }
    }

    RawFields& raw_;
    std::optional<Error> fault_;
};

constexpr std::uint64_t mask_of(std::initializer_list<Key> keys) {
    std::uint64_t mask = 0;
    for (const Key key : keys) {
        mask |= std::uint64_t{1} << index_of(key);
    }
    return mask;
}
constexpr auto shared_keys = mask_of({Key::type, Key::id, Key::day, Key::deleted});
constexpr auto dossier_keys = shared_keys | mask_of({Key::unit,
                                                     Key::procedure,
                                                     Key::procedure_name,
                                                     Key::field,
                                                     Key::channel,
                                                     Key::state,
                                                     Key::received_at,
                                                     Key::appointment_at,
                                                     Key::first_appointment_at,
                                                     Key::finished_at,
                                                     Key::returned_at,
                                                     Key::supplements,
                                                     Key::changed_at});
constexpr auto document_keys = shared_keys | mask_of({Key::number,
                                                      Key::issued_on,
                                                      Key::kind,
                                                      Key::issuer,
                                                      Key::issuer_code,
                                                      Key::direction,
                                                      Key::subject,
                                                      Key::references,
                                                      Key::reply_to,
                                                      Key::arrived_on,
                                                      Key::sequence});
constexpr auto feedback_keys = shared_keys | mask_of({Key::service,
                                                      Key::service_name,
                                                      Key::unit,
                                                      Key::closed,
                                                      Key::requested_at,
                                                      Key::updated_at,
                                                      Key::expected_at});

std::uint64_t keys_of(RecordType type) {
    switch (type) {
        case RecordType::dossier: return dossier_keys;
        case RecordType::document: return document_keys;
        case RecordType::feedback: return feedback_keys;
    }
    return shared_keys;
}

void refuse_other_keys(const RawFields& raw, const Record& record, Taker& take) {
    const auto allowed = record.deleted ? shared_keys : keys_of(record.type);
    for (std::size_t i = 0; i < key_names.size(); ++i) {
        if (raw.fields[i].kind == Kind::absent || ((allowed >> i) & 1U) != 0) {
            continue;
        }
        take.fail(
            static_cast<Key>(i),
            fmt::format(
                "is no key of a {}{}", record.deleted ? "deleted " : "", to_string(record.type)),
            record.deleted ? "send type, id, day and deleted only" : "leave it out");
        return;
    }
}

Dossier dossier_of(Taker& take, const Record& record) {
    Dossier dossier;
    dossier.id = record.id;
    take.required(Key::unit, dossier.unit);
    take.required(Key::procedure, dossier.procedure);
    take.optional(Key::procedure_name, dossier.procedure_name);
    take.optional(Key::field, dossier.field);
    take.required(Key::channel, dossier.channel);
    take.required(Key::state, dossier.state);
    take.required(Key::received_at, dossier.received_at);
    take.optional(Key::appointment_at, dossier.appointment_at);
    take.optional(Key::first_appointment_at, dossier.first_appointment_at);
    take.optional(Key::finished_at, dossier.finished_at);
    take.optional(Key::returned_at, dossier.returned_at);
    take.optional(Key::supplements, dossier.supplements);
    take.required(Key::changed_at, dossier.changed_at);
    return dossier;
}

Document document_of(Taker& take, const Record& record) {
    Document document;
    document.id = record.id;
    take.required(Key::number, document.number);
    take.optional(Key::issued_on, document.issued_on);
    take.required(Key::kind, document.kind);
    take.required(Key::issuer, document.issuer);
    take.optional(Key::issuer_code, document.issuer_code);
    take.required(Key::direction, document.direction);
    take.required(Key::subject, document.subject);
    take.optional(Key::references, document.references);
    take.optional(Key::reply_to, document.reply_to);
    take.required(Key::arrived_on, document.arrived_on);
    take.required(Key::sequence, document.sequence);
    return document;
}

Feedback feedback_of(Taker& take, const Record& record) {
    Feedback feedback;
    feedback.id = record.id;
    take.required(Key::service, feedback.service);
    take.optional(Key::service_name, feedback.service_name);
    take.optional(Key::unit, feedback.unit);
    take.required(Key::closed, feedback.closed);
    take.required(Key::requested_at, feedback.requested_at);
    take.optional(Key::updated_at, feedback.updated_at);
    take.optional(Key::expected_at, feedback.expected_at);
    return feedback;
}

template <typename Body>
RecordBody body_with(std::string id) {
    Body body;
    body.id = std::move(id);
    return body;
}

RecordBody body_of(Taker& take, const Record& record) {
    switch (record.type) {
        case RecordType::dossier:
            return record.deleted ? body_with<Dossier>(record.id) : dossier_of(take, record);
        case RecordType::document:
            return record.deleted ? body_with<Document>(record.id) : document_of(take, record);
        case RecordType::feedback:
            return record.deleted ? body_with<Feedback>(record.id) : feedback_of(take, record);
    }
    return Dossier{};
}

}  // namespace

Result<Record> record_of(RawFields& raw) {
    Taker take(raw);
    Record record;
    take.required(Key::type, record.type);
    take.required(Key::id, record.id);
    take.optional(Key::deleted, record.deleted);
    take.optional(Key::day, record.day);
    if (!record.deleted && !record.day) {
        take.fail(Key::day, "is missing", "only a deletion may leave the day of the key out");
    }
    if (auto reason = why_not_an_id(record.id); !reason.empty()) {
        take.fail(Key::id, reason, "give the key of the record in the source system");
    }
    if (!take.fault()) {
        refuse_other_keys(raw, record, take);
    }
    if (!take.fault()) {
        record.body = body_of(take, record);
    }
    if (take.fault()) {
        return *std::move(take.fault());
    }
    return record;
}

}  // namespace tiendo
