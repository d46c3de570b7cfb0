#pragma once

#include "model/dice.hpp"

#include "tiendo/model/json.hpp"

#include <optional>
#include <variant>

/// The fields of each type of the model, for `Dice`.
namespace tiendo::test {

/// Rolls every one of the given fields.
template <typename... Fields>
void roll_each(Dice& dice, Fields&... fields) {
    (dice.roll(fields), ...);
}

// A field that is added to a type and forgotten here does not compile.
inline void roll_fields(Dice& dice, Assignee& value) {
    auto& [surface,
           span,
           unit_key,
           collective,
           stated_count,
           role,
           source,
           inherited_from,
           head,
           via,
           doubt] = value;
    roll_each(dice,
              surface,
              span,
              unit_key,
              collective,
              stated_count,
              role,
              source,
              inherited_from,
              head,
              via,
              doubt);
}
inline void roll_fields(Dice& dice, RelativeTime& value) {
    auto& [anchor, anchor_surface, amount, unit] = value;
    roll_each(dice, anchor, anchor_surface, amount, unit);
}
inline void roll_fields(Dice& dice, Mention& value) {
    auto& [surface, span] = value;
    roll_each(dice, surface, span);
}
inline void roll_fields(Dice& dice, Target& value) {
    auto& [surface, span, comparison, amount, unit] = value;
    roll_each(dice, surface, span, comparison, amount, unit);
}
inline void roll_fields(Dice& dice, ReportDuty& value) {
    auto& [surface, span, to, via, cycle, deadlines] = value;
    roll_each(dice, surface, span, to, via, cycle, deadlines);
}
inline void roll_fields(Dice& dice, Deadline& value) {
    auto& [surface,
           span,
           type,
           date,
           recurring,
           exclusive,
           from,
           relative,
           minute_of_day,
           day_of_month,
           weekday,
           every,
           cycle,
           cycle_surface,
           to,
           via,
           doubt] = value;
    roll_each(dice,
              surface,
              span,
              type,
              date,
              recurring,
              exclusive,
              from,
              relative,
              minute_of_day,
              day_of_month,
              weekday,
              every,
              cycle,
              cycle_surface,
              to,
              via,
              doubt);
}
inline void roll_fields(Dice& dice, CitationMention& value) {
    auto& [surface, span, node] = value;
    roll_each(dice, surface, span, node);
}
inline void roll_fields(Dice& dice, Citation& value) {
    auto& [id, kind, number, date, issuer, name, mentions] = value;
    roll_each(dice, id, kind, number, date, issuer, name, mentions);
}
inline void roll_fields(Dice& dice, Uncovered& value) {
    auto& [span, reason, document_field] = value;
    roll_each(dice, span, reason, document_field);
}
inline void roll_fields(Dice& dice, Dimension& value) {
    auto& [number, name] = value;
    roll_each(dice, number, name);
}
inline void roll_fields(Dice& dice, Node& value) {
    auto& [id,
           parent,
           level,
           kind,
           dimension,
           marker,
           ordinal,
           marker_start,
           span,
           scope,
           text,
           split_gaps,
           assignees,
           deadlines,
           citations,
           products,
           targets,
           systems,
           conditions,
           report_duties,
           recognised] = value;
    roll_each(dice,
              id,
              parent,
              level,
              kind,
              dimension,
              marker,
              ordinal,
              marker_start,
              span,
              scope,
              text,
              split_gaps,
              assignees,
              deadlines,
              citations,
              products,
              targets,
              systems,
              conditions,
              report_duties,
              recognised);
}
inline void roll_fields(Dice& dice, Plan& value) {
    auto& [source_name,
           source_sha256,
           source_bytes,
           authority,
           kind,
           number,
           date,
           title,
           signer,
           signer_titles,
           recipients,
           dimensions,
           nodes,
           citations,
           uncovered] = value;
    roll_each(dice,
              source_name,
              source_sha256,
              source_bytes,
              authority,
              kind,
              number,
              date,
              title,
              signer,
              signer_titles,
              recipients,
              dimensions,
              nodes,
              citations,
              uncovered);
}
inline void roll_fields(Dice& dice, Doubt& value) {
    auto& [code, where, text, choice, span] = value;
    roll_each(dice, code, where, text, choice, span);
}
inline void roll_fields(Dice& dice, UnitState& value) {
    auto& [from, name, short_name, kind, level, parents, territory, codes, legal_basis] = value;
    roll_each(dice, from, name, short_name, kind, level, parents, territory, codes, legal_basis);
}
inline void roll_fields(Dice& dice, Unit& value) {
    auto& [id,
           valid_from,
           valid_to,
           states,
           successors,
           succession,
           closing_reason,
           legal_basis,
           aliases] = value;
    roll_each(dice,
              id,
              valid_from,
              valid_to,
              states,
              successors,
              succession,
              closing_reason,
              legal_basis,
              aliases);
    // States follow one another, the first without a day of its own.
    states.resize(std::max<std::size_t>(states.size(), 1));
    states.front().from.reset();
    for (std::size_t i = 1; i < states.size(); ++i) {
        states[i].from = Date::of(2020, 1, static_cast<unsigned>(i));
    }
}
inline void roll_fields(Dice& dice, DueStep& value) {
    auto& [rule, argument, text, source, at] = value;
    roll_each(dice, rule, argument, text, source, at);
}
inline void roll_fields(Dice& dice, Due& value) {
    auto& [at, steps] = value;
    roll_each(dice, at, steps);
}
inline void roll_fields(Dice& dice, Window& value) {
    auto& [first, last] = value;
    roll_each(dice, first, last);
}
inline void roll_fields(Dice& dice, Cycle& value) {
    auto& [id,
           plan,
           name,
           type,
           period,
           year,
           source_node,
           source_span,
           window,
           window_choice,
           due,
           opens_at] = value;
    roll_each(dice,
              id,
              plan,
              name,
              type,
              period,
              year,
              source_node,
              source_span,
              window,
              window_choice,
              due,
              opens_at);
}
inline void roll_fields(Dice& dice, Duty& value) {
    auto& [id, plan, node, unit, role, source, collective, doubtful, since, until, because] = value;
    roll_each(
        dice, id, plan, node, unit, role, source, collective, doubtful, since, until, because);
}
inline void roll_fields(Dice& dice, Excuse& value) {
    auto& [by, why, from, until] = value;
    roll_each(dice, by, why, from, until);
}
inline void roll_fields(Dice& dice, Obligation& value) {
    auto& [id, plan, cycle, unit, why, excuses, superseded, inherited] = value;
    roll_each(dice, id, plan, cycle, unit, why, excuses, superseded, inherited);
}
inline void roll_fields(Dice& dice, Section& value) {
    auto& [about, text] = value;
    roll_each(dice, about, text);
}
inline void roll_fields(Dice& dice, StatedFigure& value) {
    auto& [code, number] = value;
    roll_each(dice, code);
    number.hundredths = static_cast<std::int64_t>(dice.below(1'000'000));
}
inline void roll_fields(Dice& dice, Submission& value) {
    auto& [id,
           obligation,
           round,
           sent_at,
           state,
           sender,
           sections,
           returned_at,
           return_message,
           accepted_at,
           again_before,
           withdrawn_at,
           withdrawal,
           figures] = value;
    roll_each(dice,
              id,
              obligation,
              round,
              sent_at,
              state,
              sender,
              sections,
              returned_at,
              return_message,
              accepted_at,
              again_before,
              withdrawn_at,
              withdrawal,
              figures);
}
inline void roll_fields(Dice& dice, RecordRef& value) {
    auto& [connection, type, day, id] = value;
    roll_each(dice, connection, type, day, id);
}
inline void roll_fields(Dice& dice, Evidence& value) {
    auto& [id, plan, node, unit, record, rule, because] = value;
    roll_each(dice, id, plan, node, unit, record, rule, because);
}
inline void roll_fields(Dice& dice, Measure& value) {
    auto& [code, name, plan, cycle, unit, dimension, count, out_of, window, rule] = value;
    roll_each(dice, code, name, plan, cycle, unit, dimension, count, out_of, window, rule);
}
inline void roll_fields(Dice& dice, JournalEntry& value) {
    auto& [sequence, at, actor, action, subject, why, before, after, previous_hash, hash] = value;
    roll_each(dice, sequence, at, actor, action, subject, why, before, after, previous_hash, hash);
}
inline void roll_fields(Dice& dice, Dossier& value) {
    auto& [id,
           unit,
           procedure,
           procedure_name,
           field,
           channel,
           state,
           received_at,
           appointment_at,
           first_appointment_at,
           finished_at,
           returned_at,
           supplements,
           changed_at] = value;
    roll_each(dice,
              id,
              unit,
              procedure,
              procedure_name,
              field,
              channel,
              state,
              received_at,
              appointment_at,
              first_appointment_at,
              finished_at,
              returned_at,
              supplements,
              changed_at);
}
inline void roll_fields(Dice& dice, Document& value) {
    auto& [id,
           number,
           issued_on,
           kind,
           issuer,
           issuer_code,
           direction,
           subject,
           references,
           reply_to,
           arrived_on,
           sequence] = value;
    roll_each(dice,
              id,
              number,
              issued_on,
              kind,
              issuer,
              issuer_code,
              direction,
              subject,
              references,
              reply_to,
              arrived_on,
              sequence);
}
inline void roll_fields(Dice& dice, Feedback& value) {
    auto& [id, service, service_name, unit, closed, requested_at, updated_at, expected_at] = value;
    roll_each(dice, id, service, service_name, unit, closed, requested_at, updated_at, expected_at);
}

inline void roll_fields(Dice& dice, Record& record) {
    record.type = dice.any<RecordType>();
    record.deleted = dice.below(4) == 0;
    record.id = dice.any<UnitId>().str();
    const auto fill = [&]<typename Body>(Body body) {
        if (!record.deleted) {
            dice.roll(body);
        }
        body.id = record.id;
        record.body = std::move(body);
    };
    switch (record.type) {
        case RecordType::dossier: fill(Dossier{}); break;
        case RecordType::document: fill(Document{}); break;
        case RecordType::feedback: fill(Feedback{}); break;
    }
    if (auto* dossier = std::get_if<Dossier>(&record.body); dossier != nullptr && !record.deleted) {
        dossier->supplements = static_cast<int>(dice.below(1'000'001));
    }
    record.day = dice.any<std::optional<Date>>();
    if (!record.deleted && !record.day) {
        record.day = dice.any<Date>();
    }
}

}  // namespace tiendo::test
