#include "schema.hpp"

#include "tiendo/store/store.hpp"

#include <array>
#include <string_view>

namespace tiendo::store {

namespace {

// Written for SQLite. Bodies are the JSON of the model; columns beside them are what is searched
// for. Instants are milliseconds since 1970-01-01T00:00Z, days are days since 1970-01-01.
constexpr std::string_view journal = R"(
CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
  subject TEXT NOT NULL, why TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
  previous_hash TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE journal_head (
  one INTEGER PRIMARY KEY CHECK (one = 1), count INTEGER NOT NULL, hash TEXT NOT NULL);
INSERT INTO journal_head VALUES
  (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_not_cut BEFORE DELETE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
)";

constexpr std::string_view plans_and_ledger = R"(
CREATE TABLE plan (
  id TEXT NOT NULL PRIMARY KEY, adopted_at INTEGER NOT NULL, title TEXT NOT NULL, number TEXT,
  day INTEGER, authority TEXT NOT NULL, source_name TEXT NOT NULL, source_sha256 TEXT NOT NULL,
  nodes INTEGER NOT NULL, body TEXT NOT NULL, source BLOB NOT NULL);
CREATE TABLE doubt (
  plan TEXT NOT NULL REFERENCES plan, origin TEXT NOT NULL, position INTEGER NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (plan, origin, position)) WITHOUT ROWID;
CREATE TABLE unit (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
CREATE TABLE cycle (
  position INTEGER PRIMARY KEY, plan TEXT NOT NULL REFERENCES plan, id TEXT NOT NULL, due_at INTEGER,
  body TEXT NOT NULL, UNIQUE (plan, id));
CREATE TABLE duty (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, plan TEXT NOT NULL REFERENCES plan,
  node TEXT NOT NULL, unit TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX duty_by_plan ON duty (plan, unit);
CREATE TABLE obligation (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, plan TEXT NOT NULL, cycle TEXT NOT NULL,
  unit TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (plan, cycle, unit),
  FOREIGN KEY (plan, cycle) REFERENCES cycle (plan, id));
CREATE TABLE submission (
  id TEXT NOT NULL PRIMARY KEY, obligation TEXT NOT NULL REFERENCES obligation (id),
  round INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE (obligation, round));
CREATE TABLE evidence (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, plan TEXT NOT NULL REFERENCES plan,
  rule TEXT NOT NULL, node TEXT NOT NULL, unit TEXT, body TEXT NOT NULL);
CREATE INDEX evidence_by_rule ON evidence (plan, rule);
CREATE INDEX evidence_by_node ON evidence (plan, node);
CREATE TABLE measure (
  position INTEGER PRIMARY KEY, plan TEXT NOT NULL, cycle TEXT NOT NULL, rule TEXT NOT NULL,
  unit TEXT, code TEXT NOT NULL, body TEXT NOT NULL,
  FOREIGN KEY (plan, cycle) REFERENCES cycle (plan, id));
CREATE INDEX measure_by_rule ON measure (plan, cycle, rule);
)";

constexpr std::string_view connections = R"(
CREATE TABLE connection (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, adapter TEXT NOT NULL,
  created_at INTEGER NOT NULL, state INTEGER NOT NULL);
CREATE TABLE connection_setting (
  connection TEXT NOT NULL REFERENCES connection (id), kind INTEGER NOT NULL, key TEXT NOT NULL,
  value TEXT NOT NULL, PRIMARY KEY (connection, kind, key)) WITHOUT ROWID;
CREATE TABLE stream (
  connection TEXT NOT NULL REFERENCES connection (id), stream TEXT NOT NULL, cursor TEXT NOT NULL,
  last_pull_at INTEGER, last_success_at INTEGER, pages INTEGER NOT NULL, records INTEGER NOT NULL,
  failures INTEGER NOT NULL, failure_code TEXT NOT NULL, failure TEXT NOT NULL, failed_at INTEGER,
  resume_at INTEGER, PRIMARY KEY (connection, stream)) WITHOUT ROWID;
CREATE TABLE dead_letter (
  id INTEGER PRIMARY KEY AUTOINCREMENT, connection TEXT NOT NULL REFERENCES connection (id),
  stream TEXT NOT NULL, at INTEGER NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL,
  remedy TEXT NOT NULL, payload BLOB NOT NULL, attempts INTEGER NOT NULL);
CREATE INDEX dead_letter_by_stream ON dead_letter (connection, stream);
CREATE TABLE adapter_value (
  connection TEXT NOT NULL REFERENCES connection (id), key TEXT NOT NULL, value BLOB NOT NULL,
  PRIMARY KEY (connection, key)) WITHOUT ROWID;
)";

// Records are clustered by (connection, day of origin, id): writes stay near one another however
// large the table is, and a window of days is one range (docs/decisions/0003). They have no foreign
// key: checking one per row costs more than it protects here.
constexpr std::string_view records = R"(
CREATE TABLE dossier (
  connection INTEGER NOT NULL, day INTEGER NOT NULL, id TEXT NOT NULL, unit TEXT NOT NULL,
  procedure TEXT NOT NULL, procedure_name TEXT NOT NULL, field TEXT NOT NULL,
  channel INTEGER NOT NULL, state INTEGER NOT NULL, received_at INTEGER NOT NULL,
  appointment_at INTEGER, appointment_day INTEGER, first_appointment_at INTEGER,
  finished_at INTEGER, finished_day INTEGER, returned_at INTEGER, supplements INTEGER NOT NULL,
  changed_at INTEGER NOT NULL, PRIMARY KEY (connection, day, id)) WITHOUT ROWID;
CREATE TABLE document (
  connection INTEGER NOT NULL, day INTEGER NOT NULL, id TEXT NOT NULL, number TEXT NOT NULL,
  issued_on INTEGER, kind TEXT NOT NULL, issuer TEXT NOT NULL, issuer_code TEXT NOT NULL,
  direction INTEGER NOT NULL, subject TEXT NOT NULL, cited TEXT NOT NULL, reply_to TEXT,
  arrived_on INTEGER NOT NULL, sequence INTEGER NOT NULL,
  PRIMARY KEY (connection, day, id)) WITHOUT ROWID;
CREATE TABLE document_naming (
  key TEXT NOT NULL, relation INTEGER NOT NULL, connection INTEGER NOT NULL, day INTEGER NOT NULL,
  id TEXT NOT NULL, PRIMARY KEY (key, relation, connection, day, id)) WITHOUT ROWID;
CREATE INDEX document_naming_by_document ON document_naming (connection, day, id);
CREATE TABLE feedback (
  connection INTEGER NOT NULL, day INTEGER NOT NULL, id TEXT NOT NULL, service TEXT NOT NULL,
  service_name TEXT NOT NULL, unit TEXT NOT NULL, closed INTEGER NOT NULL,
  requested_at INTEGER NOT NULL, updated_at INTEGER, expected_at INTEGER,
  PRIMARY KEY (connection, day, id)) WITHOUT ROWID;
)";

// Rows that have ended (state 4 and 5) are in no index but that of their key, so a million of them
// cost a claim nothing. `next_at` is when a worker has to look: to send, to ask, or because a lease
// has ended; it is null for what waits behind another of its group (docs/outbox.md). `number`
// counts up with each row put. Records lie apart, so that a change of state writes few bytes.
constexpr std::string_view outbox = R"(
CREATE TABLE outbox (
  number INTEGER PRIMARY KEY, connection INTEGER NOT NULL, stream TEXT NOT NULL,
  group_key TEXT NOT NULL, key TEXT NOT NULL UNIQUE, state INTEGER NOT NULL,
  attempts INTEGER NOT NULL, tries INTEGER NOT NULL, probes INTEGER NOT NULL,
  together INTEGER NOT NULL, next_at INTEGER, lease_owner TEXT NOT NULL, foreign_id TEXT NOT NULL,
  cause TEXT NOT NULL, message TEXT NOT NULL, remedy TEXT NOT NULL, conflict TEXT NOT NULL,
  created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL);
CREATE TABLE outbox_record (
  number INTEGER PRIMARY KEY, record TEXT NOT NULL, original TEXT);
CREATE INDEX outbox_due ON outbox (connection, state, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX outbox_group ON outbox (connection, group_key) WHERE state < 4 AND group_key <> '';
CREATE INDEX outbox_doubtful ON outbox (state, connection, cause) WHERE state IN (2, 3);
CREATE TABLE outbox_gate (
  connection INTEGER PRIMARY KEY, failures INTEGER NOT NULL, resume_at INTEGER,
  cause TEXT NOT NULL, message TEXT NOT NULL, remedy TEXT NOT NULL);
)";

// A delivery that has ended has its record or, after a purge, the digest of it.
constexpr std::string_view outbox_purged = R"(
CREATE TABLE outbox_purged (number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL);
)";

// A unit of before has one state for its whole life; the parent of a Front was in the Front's tree.
constexpr std::string_view units_by_day = R"(
UPDATE unit SET body = json_object(
  'id', json_extract(body, '$.id'),
  'valid_from', json_extract(body, '$.valid_from'),
  'valid_to', json_extract(body, '$.valid_to'),
  'states', json_array(json_object(
    'from', NULL,
    'name', json_extract(body, '$.name'),
    'short_name', json_extract(body, '$.short_name'),
    'kind', json_extract(body, '$.kind'),
    'level', NULL,
    'parents', CASE
      WHEN json_extract(body, '$.parent') IS NULL THEN json('{}')
      WHEN json_extract(body, '$.kind') = 'front'
        THEN json_object('front', json_extract(body, '$.parent'))
      ELSE json_object('administrative', json_extract(body, '$.parent')) END,
    'territory', NULL,
    'codes', json(json_extract(body, '$.codes')),
    'legal_basis', '')),
  'successors', json(json_extract(body, '$.successors')),
  'succession', CASE json_array_length(body, '$.successors')
    WHEN 1 THEN 'inherited' ELSE 'unknown' END,
  'closing_reason', '',
  'legal_basis', json_extract(body, '$.legal_basis'),
  'aliases', json(json_extract(body, '$.aliases')));
)";

// A step of before did its work without an argument, but for days that a text states.
constexpr std::string_view steps_with_arguments = R"(
UPDATE cycle SET body = json_set(body, '$.due.steps', json((
  SELECT json_group_array(json_object(
    'rule', json_extract(value, '$.rule'),
    'argument', CASE
      WHEN json_extract(value, '$.rule') IN ('stated-day', 'year')
        THEN coalesce(json_extract(value, '$.at'), '')
      ELSE '' END,
    'text', json_extract(value, '$.text'),
    'source', json_extract(value, '$.source'),
    'at', json_extract(value, '$.at')))
  FROM json_each(body, '$.due.steps'))));
)";

// The list before the first entry, and the entries that changed it, as text that `parse_events`
// reads; table `unit` holds what follows from both. What came with the list goes with the list.
constexpr std::string_view reorganisations = R"(
CREATE TABLE first_unit (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
INSERT INTO first_unit SELECT position, id, body FROM unit;
CREATE TABLE unit_entry (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at_ms INTEGER NOT NULL,
  with_list INTEGER NOT NULL, body TEXT NOT NULL);
UPDATE duty SET body = json_set(body, '$.since', NULL, '$.until', NULL, '$.because', NULL);
UPDATE obligation SET body = json_set(body, '$.inherited', NULL);
CREATE TRIGGER unit_entry_is_not_changed BEFORE UPDATE ON unit_entry
  BEGIN SELECT RAISE(ABORT, 'reorganisations are append-only'); END;
CREATE TRIGGER unit_entry_is_not_cut BEFORE DELETE ON unit_entry WHEN OLD.with_list = 0
  BEGIN SELECT RAISE(ABORT, 'reorganisations are append-only'); END;
)";

// What was said when a plan was adopted stood in the journal alone, and of one year.
constexpr std::string_view terms_of_plans = R"(
CREATE TABLE plan_terms (
  plan TEXT NOT NULL PRIMARY KEY REFERENCES plan, body TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO plan_terms SELECT subject, json_object(
  'as_of', json_extract(after, '$.as_of'),
  'first_year', json_extract(after, '$.year'),
  'last_year', json_extract(after, '$.year'),
  'orders', json('[]'))
FROM journal WHERE action = 'plan.adopt' AND subject IN (SELECT id FROM plan);
)";

// Files with official scores, byte for byte: what they say is read anew each time.
constexpr std::string_view official_scores = R"(
CREATE TABLE score_file (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, at_ms INTEGER NOT NULL,
  body TEXT NOT NULL);
CREATE TRIGGER score_file_is_not_changed BEFORE UPDATE ON score_file
  BEGIN SELECT RAISE(ABORT, 'imported scores are append-only'); END;
CREATE TRIGGER score_file_is_not_cut BEFORE DELETE ON score_file
  BEGIN SELECT RAISE(ABORT, 'imported scores are append-only'); END;
)";

// A draft is kept apart from what is sent, part by part; nothing of it is ever written over.
// `aside` is a text that came too late: it was made from a revision that was no longer the newest.
// An issued report is kept as it went out, in every form, with what it was made of.
constexpr std::string_view drafts_and_issued = R"(
UPDATE submission SET body = json_set(body, '$.figures', json('[]'));
CREATE TABLE draft_part (
  position INTEGER PRIMARY KEY, obligation TEXT NOT NULL REFERENCES obligation (id),
  round INTEGER NOT NULL, part TEXT NOT NULL, revision INTEGER NOT NULL, base INTEGER NOT NULL,
  aside INTEGER NOT NULL, at_ms INTEGER NOT NULL, actor TEXT NOT NULL, text TEXT NOT NULL,
  UNIQUE (obligation, round, part, revision));
CREATE TRIGGER draft_part_is_not_changed BEFORE UPDATE ON draft_part
  BEGIN SELECT RAISE(ABORT, 'revisions of a draft are append-only'); END;
CREATE TRIGGER draft_part_is_not_cut BEFORE DELETE ON draft_part
  BEGIN SELECT RAISE(ABORT, 'revisions of a draft are append-only'); END;
CREATE TABLE issued_report (
  position INTEGER PRIMARY KEY, plan TEXT NOT NULL, cycle TEXT NOT NULL, version INTEGER NOT NULL,
  body TEXT NOT NULL, UNIQUE (plan, cycle, version),
  FOREIGN KEY (plan, cycle) REFERENCES cycle (plan, id));
CREATE TABLE issued_form (
  report INTEGER NOT NULL REFERENCES issued_report (position), format TEXT NOT NULL,
  bytes BLOB NOT NULL, PRIMARY KEY (report, format));
CREATE TRIGGER issued_report_is_not_changed BEFORE UPDATE ON issued_report
  BEGIN SELECT RAISE(ABORT, 'issued reports are append-only'); END;
CREATE TRIGGER issued_report_is_not_cut BEFORE DELETE ON issued_report
  BEGIN SELECT RAISE(ABORT, 'issued reports are append-only'); END;
CREATE TRIGGER issued_form_is_not_changed BEFORE UPDATE ON issued_form
  BEGIN SELECT RAISE(ABORT, 'issued reports are append-only'); END;
CREATE TRIGGER issued_form_is_not_cut BEFORE DELETE ON issued_form
  BEGIN SELECT RAISE(ABORT, 'issued reports are append-only'); END;
)";

// What was known when (docs/decisions/0021). Databases of before get the versions that can be told:
// what adopting fixed at its instant, each state of a submission from its journal entry, an excuse
// from its own, and what a reorganisation did from the last entry that can have done it, so that
// nothing is said to have been known earlier than it was. Whatever none of these explains is known
// from the last entry on.
constexpr std::string_view versions = R"sql(
CREATE TABLE ledger_version (
  number INTEGER PRIMARY KEY, plan TEXT NOT NULL, kind INTEGER NOT NULL, id TEXT NOT NULL,
  position INTEGER NOT NULL, sequence INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
  body TEXT NOT NULL);
CREATE INDEX ledger_version_of ON ledger_version (plan, kind, id, number, recorded_at);
UPDATE submission SET body = json_set(body, '$.again_before', (
    SELECT CASE WHEN json_valid(j.after) THEN json_extract(j.after, '$.again_before') END
    FROM journal j WHERE j.action = 'report.return' AND j.subject = submission.id
    ORDER BY j.sequence DESC LIMIT 1),
  '$.withdrawn_at', NULL, '$.withdrawal', NULL);
UPDATE obligation SET body = json_set(json_remove(body, '$.excused'), '$.excuses', CASE
  WHEN json_extract(body, '$.excused') IS NULL THEN json('[]')
  ELSE json_array(json_object(
    'by', coalesce((SELECT j.actor FROM journal j
      WHERE j.action = 'obligation.excuse' AND j.subject = obligation.id
      ORDER BY j.sequence DESC LIMIT 1), ''),
    'why', json_extract(body, '$.excused'),
    'from', strftime('%Y-%m-%dT%H:%M:%f+07:00', coalesce((SELECT j.at_ms FROM journal j
      WHERE j.action = 'obligation.excuse' AND j.subject = obligation.id
      ORDER BY j.sequence DESC LIMIT 1),
      (SELECT p.adopted_at FROM plan p WHERE p.id = obligation.plan), 0) / 1000.0,
      'unixepoch', '+7 hours'),
    'until', NULL)) END);
WITH adopted(plan, at, sequence) AS (
  SELECT p.id, p.adopted_at, coalesce((SELECT min(j.sequence) FROM journal j
    WHERE j.action = 'plan.adopt' AND j.subject = p.id), 0) FROM plan p),
passed(id, sequence) AS (
  SELECT o.id, max(e.sequence) FROM obligation o JOIN journal e ON e.action IN ('units.event', 'units.amend')
    JOIN journal v ON v.action = 'units.event' AND (v.subject = e.subject OR
      (e.action = 'units.amend' AND json_valid(e.after) AND
       instr(json_extract(e.after, '$.entry'), '"' || v.subject || '"') > 0))
  WHERE instr(coalesce(json_extract(o.body, '$.superseded'), json_extract(o.body, '$.inherited')),
    '(sự kiện ' || v.subject || ')') > 0 GROUP BY o.id),
known(sequence, at, plan, kind, id, turn, position, body) AS (
  SELECT a.sequence, a.at, c.plan, 0, c.id, 0, c.position, c.body
  FROM cycle c JOIN adopted a ON a.plan = c.plan
  UNION ALL
  SELECT a.sequence, a.at, o.plan, 1, o.id, 0, o.position,
    json_set(o.body, '$.excuses', json('[]'), '$.superseded', NULL)
  FROM obligation o JOIN adopted a ON a.plan = o.plan
  WHERE json_extract(o.body, '$.inherited') IS NULL
  UNION ALL
  SELECT j.sequence, j.at_ms, o.plan, 1, o.id, 1, o.position, json_set(o.body, '$.superseded', NULL)
  FROM journal j JOIN obligation o ON o.id = j.subject WHERE j.action = 'obligation.excuse'
  UNION ALL
  SELECT max(a.sequence, coalesce(p.sequence, 0)),
    coalesce((SELECT j.at_ms FROM journal j WHERE j.sequence = p.sequence AND p.sequence > a.sequence), a.at),
    o.plan, 1, o.id, 2, o.position, o.body
  FROM obligation o JOIN adopted a ON a.plan = o.plan LEFT JOIN passed p ON p.id = o.id
  WHERE coalesce(json_extract(o.body, '$.superseded'), json_extract(o.body, '$.inherited')) IS NOT NULL
  UNION ALL
  SELECT j.sequence, j.at_ms, o.plan, 2, s.id, 0, s.round, json_set(json_insert(
    CASE j.action WHEN 'report.return' THEN json_extract(j.after, '$.submission') ELSE json(j.after) END,
    '$.figures', json('[]')),
    '$.again_before', CASE j.action WHEN 'report.return' THEN json_extract(j.after, '$.again_before') END,
    '$.withdrawn_at', NULL, '$.withdrawal', NULL)
  FROM journal j JOIN submission s ON s.id = j.subject JOIN obligation o ON o.id = s.obligation
  WHERE j.action IN ('report.submit', 'report.return', 'report.accept') AND json_valid(j.after))
INSERT INTO ledger_version (plan, kind, id, position, sequence, recorded_at, body)
  SELECT plan, kind, id, position, sequence,
    max(at) OVER (ORDER BY sequence, kind, turn, position, id ROWS UNBOUNDED PRECEDING), body
  FROM known ORDER BY sequence, kind, turn, position, id;
INSERT INTO ledger_version (plan, kind, id, position, sequence, recorded_at, body)
  SELECT r.plan, r.kind, r.id, r.position, (SELECT count FROM journal_head),
    max(coalesce((SELECT max(recorded_at) FROM ledger_version), 0),
        coalesce((SELECT max(at_ms) FROM journal), 0)), r.body
  FROM (SELECT plan, 0 AS kind, id, position, body FROM cycle
    UNION ALL SELECT plan, 1, id, position, body FROM obligation
    UNION ALL SELECT o.plan, 2, s.id, s.round, s.body
      FROM submission s JOIN obligation o ON o.id = s.obligation) r
  WHERE r.body IS NOT (SELECT v.body FROM ledger_version v
    WHERE v.plan = r.plan AND v.kind = r.kind AND v.id = r.id ORDER BY v.number DESC LIMIT 1);
CREATE TRIGGER ledger_version_is_not_changed BEFORE UPDATE ON ledger_version
  BEGIN SELECT RAISE(ABORT, 'versions of the ledger are append-only'); END;
CREATE TRIGGER ledger_version_is_not_cut BEFORE DELETE ON ledger_version
  BEGIN SELECT RAISE(ABORT, 'versions of the ledger are append-only'); END;
)sql";

// What standings depend on, beside the bodies, so that counting them reads an index and no JSON. A
// generated column would do without the writers' help, but SQLite 3.40 never takes one for covered
// by an index, and reads the bodies after all.
constexpr std::string_view standing_columns = R"sql(
ALTER TABLE cycle ADD COLUMN year INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cycle ADD COLUMN opens_at INTEGER;
UPDATE cycle SET year = json_extract(body, '$.year'), opens_at = (
  SELECT strftime('%s', t) * 1000 + substr(t, 21, 3) * (substr(t, 20, 1) = '.')
  FROM (SELECT json_extract(body, '$.opens_at') AS t));
ALTER TABLE obligation ADD COLUMN excuses INTEGER NOT NULL DEFAULT 0;
ALTER TABLE obligation ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0;
UPDATE obligation SET excuses = json_array_length(body, '$.excuses'),
  superseded = json_extract(body, '$.superseded') IS NOT NULL;
CREATE INDEX obligation_standing ON obligation (plan, cycle, unit, id, excuses, superseded);
ALTER TABLE submission ADD COLUMN state INTEGER NOT NULL DEFAULT 0;
ALTER TABLE submission ADD COLUMN sent_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE submission ADD COLUMN withdrawn_at INTEGER;
UPDATE submission SET
  state = CASE json_extract(body, '$.state') WHEN 'draft' THEN 0 WHEN 'submitted' THEN 1
    WHEN 'returned' THEN 2 WHEN 'accepted' THEN 3 WHEN 'consolidated' THEN 4
    WHEN 'corrected' THEN 5 WHEN 'withdrawn' THEN 6 END,
  sent_at = (
    SELECT strftime('%s', t) * 1000 + substr(t, 21, 3) * (substr(t, 20, 1) = '.')
    FROM (SELECT json_extract(body, '$.sent_at') AS t)),
  withdrawn_at = (
    SELECT strftime('%s', t) * 1000 + substr(t, 21, 3) * (substr(t, 20, 1) = '.')
    FROM (SELECT json_extract(body, '$.withdrawn_at') AS t));
CREATE INDEX submission_standing ON submission (obligation, round, state, sent_at, withdrawn_at);
)sql";

// Evidence, measures and doubts are known at an instant too (docs/decisions/0021). What is there
// now is known from the last entry that can have put it, else from the last entry of all. What was
// there before is not kept: a version of a measure without an id says so. The table is written
// anew, so that its numbers go on following the order of the journal.
constexpr std::string_view derived_versions = R"sql(
CREATE TABLE version_anew (
  number INTEGER PRIMARY KEY, plan TEXT NOT NULL, kind INTEGER NOT NULL, id TEXT NOT NULL,
  position INTEGER NOT NULL, sequence INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
  body TEXT NOT NULL);
WITH attached(plan, sequence) AS (
  SELECT p.id, max(j.sequence) FROM plan p JOIN journal j
    ON j.subject = p.id AND j.action = 'evidence.attach' GROUP BY p.id),
raised(plan, origin, sequence) AS (
  SELECT d.plan, d.origin, max(j.sequence) FROM (SELECT DISTINCT plan, origin FROM doubt) d
    JOIN journal j ON CASE d.origin
      WHEN 'ledger.attach' THEN j.action = 'evidence.attach' AND j.subject = d.plan
      WHEN 'reader' THEN j.action = 'plan.adopt' AND j.subject = d.plan
      WHEN 'ledger.adopt' THEN j.action LIKE 'plan.%' AND j.subject = d.plan
      WHEN 'ledger.units' THEN j.action LIKE 'units.%' OR j.action = 'obligation.excuse'
        OR (j.action LIKE 'plan.%' AND j.subject = d.plan)
      ELSE 0 END
  GROUP BY d.plan, d.origin),
derived(plan, kind, id, position, sequence, body) AS (
  SELECT p.id, 4, '', 0, a.sequence, ''
  FROM plan p LEFT JOIN attached a ON a.plan = p.id
  WHERE a.sequence IS NOT NULL OR EXISTS (SELECT 1 FROM evidence e WHERE e.plan = p.id)
    OR EXISTS (SELECT 1 FROM measure m WHERE m.plan = p.id)
  UNION ALL
  SELECT e.plan, 3, e.id, 0, a.sequence, e.body
  FROM evidence e LEFT JOIN attached a ON a.plan = e.plan
  UNION ALL
  SELECT m.plan, 4, m.cycle || '/' || m.rule || '/' || m.place, m.place, a.sequence, m.body
  FROM (SELECT plan, cycle, rule, body, row_number() OVER (
      PARTITION BY plan, cycle, rule ORDER BY position) - 1 AS place FROM measure) m
    LEFT JOIN attached a ON a.plan = m.plan
  UNION ALL
  SELECT d.plan, 5, d.origin || '/' || d.position, d.position, r.sequence, d.body
  FROM doubt d LEFT JOIN raised r ON r.plan = d.plan AND r.origin = d.origin),
dated(plan, kind, id, position, sequence, body) AS (
  SELECT plan, kind, id, position, coalesce(sequence, (SELECT count FROM journal_head)), body
  FROM derived),
known(plan, kind, id, position, sequence, at, turn, body) AS (
  SELECT plan, kind, id, position, sequence, recorded_at, number, body FROM ledger_version
  UNION ALL
  SELECT plan, kind, id, position, sequence,
    coalesce((SELECT j.at_ms FROM journal j WHERE j.sequence = dated.sequence), 0),
    9223372036854775807, body FROM dated)
INSERT INTO version_anew (plan, kind, id, position, sequence, recorded_at, body)
  SELECT plan, kind, id, position, sequence,
    max(at) OVER (ORDER BY sequence, turn, kind, id ROWS UNBOUNDED PRECEDING), body
  FROM known ORDER BY sequence, turn, kind, id;
DROP TABLE ledger_version;
ALTER TABLE version_anew RENAME TO ledger_version;
CREATE INDEX ledger_version_of ON ledger_version (plan, kind, id, number, recorded_at);
CREATE TRIGGER ledger_version_is_not_changed BEFORE UPDATE ON ledger_version
  BEGIN SELECT RAISE(ABORT, 'versions of the ledger are append-only'); END;
CREATE TRIGGER ledger_version_is_not_cut BEFORE DELETE ON ledger_version
  BEGIN SELECT RAISE(ABORT, 'versions of the ledger are append-only'); END;
)sql";

constexpr std::array<Migration, 15> all = {{
    {1, "journal", journal},
    {2, "plans and ledger", plans_and_ledger},
    {3, "connections", connections},
    {4, "records", records},
    {5, "outbox", outbox},
    {6, "purged deliveries", outbox_purged},
    {7, "units by day", units_by_day},
    {8, "steps with arguments", steps_with_arguments},
    {9, "reorganisations", reorganisations},
    {10, "terms of plans", terms_of_plans},
    {11, "official scores", official_scores},
    {12, "drafts and issued reports", drafts_and_issued},
    {13, "versions of the ledger", versions},
    {14, "columns of standings", standing_columns},
    {15, "versions of what is derived", derived_versions},
}};

}  // namespace

std::span<const Migration> migrations() noexcept {
    return all;
}

int newest_schema() noexcept {
    return all.back().number;
}

}  // namespace tiendo::store
