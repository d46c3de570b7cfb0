//! JSON (RFC 8259) with limits, so that the adapter needs nothing but the standard library. You
//! will hardly change it.

/// Lists and objects in one another; what is deeper is refused.
const MOST_DEPTH: usize = 32;
/// Of one text; what holds more is refused.
const MOST_VALUES: usize = 1_000_000;

#[derive(Debug, PartialEq)]
pub enum Value {
    Null,
    Flag(bool),
    /// As it is written.
    Number(String),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The first member of this name.
    pub fn member(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Object(members) => members.iter().find(|(each, _)| each == name).map(|(_, value)| value),
            _ => None,
        }
    }
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
    pub fn whole_number(&self) -> Option<i64> {
        match self {
            Value::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }
}

/// What is wrong and at which byte, where it is not JSON.
pub fn parse(bytes: &[u8]) -> Result<Value, String> {
    let text = std::str::from_utf8(bytes).map_err(|fault| format!("byte {} is no UTF-8", fault.valid_up_to() + 1))?;
    let mut reader = Reader { text, at: 0, values: 0 };
    let value = reader.value(0)?;
    reader.blanks();
    if reader.at != text.len() {
        return reader.refuse("more follows behind its end");
    }
    Ok(value)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    values: usize,
}

impl Reader<'_> {
    fn refuse<T>(&self, why: &str) -> Result<T, String> {
        let why = if self.at >= self.text.len() { "it is cut off" } else { why };
        Err(format!("{} at byte {}", why, self.at + 1))
    }
    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
    fn take(&mut self, wanted: &str) -> bool {
        let is = self.text.as_bytes()[self.at..].starts_with(wanted.as_bytes());
        self.at += if is { wanted.len() } else { 0 };
        is
    }
    fn blanks(&mut self) {
        while matches!(self.next(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, String> {
        self.blanks();
        self.values += 1;
        if depth > MOST_DEPTH || self.values > MOST_VALUES {
            return self.refuse("it holds too much");
        }
        match self.next() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => Ok(Value::Text(self.string()?)),
            _ if self.take("true") => Ok(Value::Flag(true)),
            _ if self.take("false") => Ok(Value::Flag(false)),
            _ if self.take("null") => Ok(Value::Null),
            _ => self.number(),
        }
    }
    /// Behind a value: true where another follows.
    fn another(&mut self, closing: &str) -> Result<bool, String> {
        self.blanks();
        if self.take(closing) {
            return Ok(false);
        }
        if self.take(",") {
            return Ok(true);
        }
        self.refuse("a ',' or the end of a list or object is missing")
    }
    fn list(&mut self, depth: usize) -> Result<Value, String> {
        let mut items = Vec::new();
        self.at += 1;
        self.blanks();
        if self.take("]") {
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if !self.another("]")? {
                return Ok(Value::List(items));
            }
        }
    }
    fn object(&mut self, depth: usize) -> Result<Value, String> {
        let mut members = Vec::new();
        self.at += 1;
        self.blanks();
        if self.take("}") {
            return Ok(Value::Object(members));
        }
        loop {
            self.blanks();
            if self.next() != Some(b'"') {
                return self.refuse("a member has no name");
            }
            let name = self.string()?;
            self.blanks();
            if !self.take(":") {
                return self.refuse("a ':' is missing");
            }
            members.push((name, self.value(depth + 1)?));
            if !self.another("}")? {
                return Ok(Value::Object(members));
            }
        }
    }
    fn digits(&mut self) -> Result<(), String> {
        let first = self.at;
        while matches!(self.next(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == first {
            return self.refuse("a value is none");
        }
        Ok(())
    }
    fn number(&mut self) -> Result<Value, String> {
        let first = self.at;
        self.take("-");
        if !self.take("0") {
            self.digits()?;
        }
        if self.take(".") {
            self.digits()?;
        }
        if self.take("e") || self.take("E") {
            let _ = self.take("-") || self.take("+");
            self.digits()?;
        }
        Ok(Value::Number(self.text[first..self.at].to_string()))
    }
    fn string(&mut self) -> Result<String, String> {
        let mut out = String::new();
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.find(|c: char| c == '"' || c == '\\' || c < ' ').unwrap_or(rest.len());
            out.push_str(&rest[..plain]);
            self.at += plain;
            if self.take("\"") {
                return Ok(out);
            }
            if !self.take("\\") {
                return self.refuse("a text holds a control character");
            }
            out.push(self.escaped()?);
        }
    }
    fn escaped(&mut self) -> Result<char, String> {
        const LETTERS: [(&str, char); 8] = [
            ("\"", '"'),
            ("\\", '\\'),
            ("/", '/'),
            ("b", '\x08'),
            ("f", '\x0c'),
            ("n", '\n'),
            ("r", '\r'),
            ("t", '\t'),
        ];
        if let Some((_, meant)) = LETTERS.iter().find(|(letter, _)| self.take(letter)) {
            return Ok(*meant);
        }
        let first = self.hex4()?;
        let point = if (0xD800..0xDC00).contains(&first) {
            let second = self.take("\\").then(|| self.hex4()).unwrap_or(Ok(0))?;
            if !(0xDC00..0xE000).contains(&second) {
                return self.refuse("an escape is wrong");
            }
            0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        char::from_u32(point).map_or_else(|| self.refuse("an escape is wrong"), Ok)
    }
    fn hex4(&mut self) -> Result<u32, String> {
        let digits = self.text.as_bytes().get(self.at + 1..self.at + 5).unwrap_or(b"");
        if self.next() != Some(b'u') || digits.len() != 4 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return self.refuse("an escape is wrong");
        }
        self.at += 5;
        Ok(digits.iter().fold(0, |value, digit| value * 16 + (*digit as char).to_digit(16).unwrap_or(0)))
    }
}

/// `text` as a JSON string.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A JSON object on one line, of names and values that are JSON already.
pub fn object(members: &[(&str, String)]) -> String {
    let inside: Vec<String> = members.iter().map(|(name, json)| format!("{}:{}", quoted(name), json)).collect();
    format!("{{{}}}", inside.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_escapes_and_brackets_in_texts_are_read() {
        let value = parse(br#" { "a" : [ "]\u0111\ud83d\udcc4\"" , -1.5e+3 , true , null ] , "b" : 12 } "#).unwrap();
        assert_eq!(value.member("b").unwrap().whole_number(), Some(12));
        match value.member("a") {
            Some(Value::List(items)) => {
                assert_eq!(items[0].text(), Some("]đ📄\""));
                assert_eq!(items[1].whole_number(), None);
            }
            other => panic!("{:?}", other),
        }
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for bad in [
            "",
            "<html>",
            "{",
            "[1,",
            "[1,]",
            "{a:1}",
            "{\"a\" 1}",
            "[1 2]",
            "01",
            "1.",
            "-",
            "+1",
            "tru",
            "{} {}",
            "\"a\tb\"",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\u12\"",
            "\"ab",
        ] {
            assert!(parse(bad.as_bytes()).is_err(), "{}", bad);
        }
        assert!(parse(b"\"\xc3\x28\"").is_err());
    }

    #[test]
    fn what_is_too_deep_or_too_much_is_refused() {
        assert!(parse("[".repeat(200_000).as_bytes()).is_err());
        assert!(parse(format!("{}{}", "[".repeat(MOST_DEPTH), "]".repeat(MOST_DEPTH)).as_bytes()).is_ok());
        assert!(parse(format!("[{}0]", "0,".repeat(MOST_VALUES)).as_bytes()).is_err());
    }

    #[test]
    fn what_is_written_can_be_read() {
        let text = "a\"b\\c\n\u{1}Tiếp";
        assert_eq!(parse(quoted(text).as_bytes()), Ok(Value::Text(text.to_string())));
    }
}
