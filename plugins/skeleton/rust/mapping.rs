//! The other side's answers as records: pure, bytes in and records out.

use crate::border::Failure;
use crate::json::{self, object, quoted, Value};

pub struct Record {
    pub id: String,
    /// JSON after the schema of its type.
    pub line: String,
}

/// What one answer holds.
pub struct Part {
    pub records: Vec<Record>,
    /// Where reading goes on.
    pub next: u64,
    /// There is more behind it.
    pub more: bool,
}

const TYPE: &str = "document";

/// The news that a record no longer exists. `day` may be empty.
pub fn deletion(id: &str, day: &str) -> String {
    let mut members = vec![("type", quoted(TYPE)), ("id", quoted(id))];
    if !day.is_empty() {
        members.push(("day", quoted(day)));
    }
    members.push(("deleted", "true".to_string()));
    object(&members)
}

/// TODO 4: their names and words into ours. Leave out what the manifest does not name.
fn record_of(from: &Value) -> Result<Record, String> {
    let text = |name: &str| {
        let found = from.member(name).and_then(Value::text).filter(|text| !text.is_empty());
        found.ok_or_else(|| format!("'{}' is missing or empty", name))
    };
    let id = text("id")?;
    let day = text("issued")?; // with the id the key of the record: it never changes
    let changed = from.member("changed").and_then(Value::whole_number).ok_or("'changed' is no whole number")?;
    let line = if from.member("deleted") == Some(&Value::Flag(true)) {
        deletion(id, day)
    } else {
        object(&[
            ("type", quoted(TYPE)),
            ("id", quoted(id)),
            ("day", quoted(day)),
            ("number", quoted(text("number")?)),
            ("issued_on", quoted(day)),
            ("kind", quoted(text("kind")?)),
            ("issuer", quoted(text("issuer")?)),
            ("direction", quoted("outgoing")),
            ("subject", quoted(text("subject")?)),
            ("references", "[]".to_string()),
            ("arrived_on", quoted(day)),
            ("sequence", changed.to_string()),
        ])
    };
    Ok(Record { id: id.to_string(), line })
}

/// Stands for a notice that could not be mapped: its id and the reason, and nothing else of it. The
/// host keeps it as a dead letter.
fn unreadable(from: &Value, why: &str) -> Record {
    let id = from.member("id").and_then(Value::text).unwrap_or("");
    let line = object(&[("type", quoted(TYPE)), ("id", quoted(id)), ("unreadable", quoted(why))]);
    Record { id: id.to_string(), line }
}

/// Drift where the answer as a whole is not what was agreed. A single notice that is not becomes a
/// line that the host keeps as a dead letter; the others go on.
pub fn part_of(body: &[u8]) -> Result<Part, Failure> {
    let answer =
        json::parse(body).map_err(|why| Failure::drift(format!("the list of notices is not JSON: {}", why)))?;
    let next = answer.member("next").and_then(Value::whole_number).and_then(|next| u64::try_from(next).ok());
    let (items, next, more) = match (answer.member("items"), next, answer.member("more")) {
        (Some(Value::List(items)), Some(next), Some(Value::Flag(more))) => (items, next, *more),
        _ => return Err(Failure::drift("the list of notices lacks 'items', 'next' or 'more'")),
    };
    let mut records = Vec::new();
    let mut faults = Vec::new();
    for (at, item) in items.iter().enumerate() {
        records.push(match record_of(item) {
            Ok(record) => record,
            Err(why) => {
                faults.push(format!("notice {}: {}", at + 1, why));
                unreadable(item, &why)
            }
        });
    }
    // One that cannot be read is no reason to keep the others back; all of them are.
    if !faults.is_empty() && faults.len() == items.len() {
        return Err(Failure::drift(faults.remove(0)));
    }
    Ok(Part { records, next, more })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_and_deletions_become_records() {
        let part = part_of(
            r#"{"items":[{"id":"tb-1","issued":"2021-02-02","number":"1/TB-UBND","kind":"Thông báo",
                "issuer":"UBND Phường 7","subject":"Lịch tiếp công dân","changed":5},
                {"id":"tb-7","issued":"2021-08-08","changed":9,"deleted":true}],"next":9,"more":false}"#
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(
            part.records[0].line,
            concat!(
                r#"{"type":"document","id":"tb-1","day":"2021-02-02","number":"1/TB-UBND","issued_on":"2021-02-02","#,
                r#""kind":"Thông báo","issuer":"UBND Phường 7","direction":"outgoing","subject":"Lịch tiếp công dân","#,
                r#""references":[],"arrived_on":"2021-02-02","sequence":5}"#
            )
        );
        assert_eq!(part.records[1].line, r#"{"type":"document","id":"tb-7","day":"2021-08-08","deleted":true}"#);
    }

    #[test]
    fn one_that_cannot_be_read_does_not_keep_the_others_back_and_nothing_of_it_crosses() {
        let part = part_of(
            br#"{"items":[{"id":"tb-1","issued":"2021-02-02","changed":"?","subject":"a name"},
                {"id":"tb-2","issued":"2021-03-03","changed":2,"deleted":true}],"next":2,"more":false}"#,
        )
        .unwrap();
        assert_eq!(part.records.len(), 2);
        assert!(!part.records[0].line.contains("a name"), "{}", part.records[0].line);
    }

    #[test]
    fn what_was_not_agreed_is_drift_and_says_why() {
        for (body, why) in [
            ("", "not JSON"),
            ("<html>", "not JSON"),
            (r#"{"items":[],"next":5"#, "cut off"),
            (r#"{"next":5}"#, "lacks 'items'"),
            (r#"{"items":[{"id":"tb-1"}],"next":5,"more":false}"#, "notice 1: 'issued'"),
        ] {
            let failure = part_of(body.as_bytes()).err().unwrap();
            assert!(failure.message.contains(why), "{}: {}", body, failure.message);
        }
    }
}
