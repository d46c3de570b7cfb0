//! The border of abi.rs in the words of an adapter in Rust: all that is `unsafe` is here. Nothing
//! here knows the other side: you will hardly change it.

use crate::abi;
use crate::json::{self, Value};
use std::os::raw::c_void;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::ptr::null_mut;

/// Why something did not work: one sentence (English, lower case, no full stop, no citizen's name,
/// no secret), and what the reader should do about it.
#[derive(Debug)]
pub struct Failure {
    pub class: u32,
    pub message: String,
    pub remedy: String,
    pub retry_after_ms: u64,
}

impl Failure {
    pub fn new(class: u32, message: impl Into<String>, remedy: &str) -> Failure {
        Failure { class, message: message.into(), remedy: remedy.to_string(), retry_after_ms: 0 }
    }
    pub fn drift(message: impl Into<String>) -> Failure {
        let remedy = "compare the address and version of the other system with its documents";
        Failure::new(abi::DRIFT, message, remedy)
    }
    pub fn broken(message: &str) -> Failure {
        Failure::new(abi::BROKEN, message, "report it to the adapter's author")
    }
    pub fn cancelled() -> Failure {
        Failure::new(abi::CANCELLED, "the call was cancelled", "")
    }

    /// What an unwelcome status means: 401 and 403 auth, 429 rate_limited, 408 and 5xx transient,
    /// all else drift. `what` names the request: "list of notices".
    pub fn of_status(answer: &Response, what: &str) -> Failure {
        let (class, remedy) = match answer.status() {
            401 | 403 => (abi::AUTH, "renew the credentials of the connection"),
            429 => (abi::RATE_LIMITED, "ask less often"),
            408 | 500.. => (abi::TRANSIENT, "try again later"),
            _ => (abi::DRIFT, "compare the address and version with its documents"),
        };
        let message = format!("the other side answered the {} with status {}", what, answer.status());
        // A date, or more than a day, is left to the host's own pace.
        let seconds = answer.header("Retry-After").and_then(|text| text.parse::<u32>().ok());
        let retry_after_ms = seconds.filter(|each| *each <= 86_400).map_or(0, |each| u64::from(each) * 1000);
        Failure { retry_after_ms, ..Failure::new(class, message, remedy) }
    }
}

/// What `check` found, in the order of the steps.
#[derive(Default)]
pub struct Findings {
    lines: String,
    count: u32,
}

impl Findings {
    /// `level` is ok, warning or error; `about` is reach, login, rights, clock, version or other.
    pub fn add(mut self, level: &str, about: &str, what: &str, remedy: &str) -> Findings {
        let members = [("level", level), ("about", about), ("what", what), ("remedy", remedy)];
        self.lines += &json::object(&members.map(|(name, text)| (name, json::quoted(text))));
        self.lines.push('\n');
        self.count += 1;
        self
    }
    /// A failed step; what it is about follows from the class.
    pub fn add_failure(self, failure: &Failure) -> Findings {
        let about = match failure.class {
            abi::AUTH => "login",
            abi::REJECTED => "rights",
            abi::TRANSIENT | abi::RATE_LIMITED | abi::OUTCOME_UNKNOWN => "reach",
            abi::DRIFT => "version",
            _ => "other",
        };
        self.add("error", about, &failure.message, &failure.remedy)
    }
}

/// Records and the cursor behind them.
#[derive(Default)]
pub struct Page {
    lines: String,
    count: u64,
    /// Where reading goes on.
    pub cursor: String,
    /// More can be read at once, from `cursor`.
    pub more: bool,
}

impl Page {
    /// Adds one record: a JSON object after the schema of its type, without a line feed.
    pub fn add(&mut self, record: &str) {
        self.lines += record;
        self.lines.push('\n');
        self.count += 1;
    }
}

/// What the host gives for one call, and the only way out of the adapter.
pub struct Context<'a>(&'a abi::Context);

impl Context<'_> {
    /// The value of a setting; nothing where it is not set.
    pub fn config(&self, key: &str) -> Result<Option<Value>, Failure> {
        let mut out = abi::Text { data: std::ptr::null(), size: 0 };
        let mut error = new_error();
        // SAFETY: the host fills what lives here, and its text lives until the call ends.
        let code = unsafe { (self.0.config)(self.0.host, text_of(key), &mut out, &mut error) };
        outcome(code, &mut error)?;
        if out.data.is_null() {
            return Ok(None);
        }
        json::parse(unsafe { bytes_of(&out) }).map(Some).map_err(|_| Failure::broken("a setting cannot be read"))
    }

    /// A secret; the host masks it in logs and errors of this call.
    pub fn secret(&self, name: &str) -> Result<Secret, Failure> {
        let mut held = abi::Buffer { size: size_of::<abi::Buffer>(), text: NO_TEXT, owner: null_mut(), release: None };
        let mut error = new_error();
        // SAFETY: as above; the buffer is released when the Secret goes away.
        let code = unsafe { (self.0.secret)(self.0.host, text_of(name), &mut held, &mut error) };
        outcome(code, &mut error).map(|()| Secret(held))
    }

    /// Sends GET and waits for the whole answer, of any status. Follows no redirects.
    pub fn get(&self, url: &str, headers: &[(&str, &[u8])]) -> Result<Response, Failure> {
        let texts: Vec<abi::Text> =
            headers.iter().flat_map(|(name, value)| [text_of(name), text_of_bytes(value)]).collect();
        let request = abi::HttpRequest {
            size: size_of::<abi::HttpRequest>(),
            header_count: headers.len() as u32,
            method: text_of("GET"),
            url: text_of(url),
            headers: texts.as_ptr(),
            body: NO_TEXT,
        };
        let mut held = abi::HttpResponse {
            size: size_of::<abi::HttpResponse>(),
            status: 0,
            header_count: 0,
            headers: std::ptr::null(),
            body: NO_TEXT,
            owner: null_mut(),
            release: None,
        };
        let mut error = new_error();
        // SAFETY: the request lives until the call ends; the answer is released by Response.
        let code = unsafe { (self.0.http)(self.0.host, &request, &mut held, &mut error) };
        outcome(code, &mut error).map(|()| Response(held))
    }

    /// True once the host wants the call to end: return `Failure::cancelled()`.
    pub fn cancelled(&self) -> bool {
        // SAFETY: the context is good until the call ends.
        unsafe { (self.0.cancelled)(self.0.host) != 0 }
    }
}

pub struct Secret(abi::Buffer);
impl Secret {
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: the host's until release.
        unsafe { bytes_of(&self.0.text) }
    }
}
impl Drop for Secret {
    fn drop(&mut self) {
        if let Some(release) = self.0.release {
            // SAFETY: once, as the border wants it.
            unsafe { release(&mut self.0) }
        }
    }
}

pub struct Response(abi::HttpResponse);
impl Response {
    pub fn status(&self) -> u32 {
        self.0.status
    }
    pub fn body(&self) -> &[u8] {
        // SAFETY: the host's until release.
        unsafe { bytes_of(&self.0.body) }
    }
    /// The first header of this name, without regard to case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let count = self.0.header_count as usize;
        (0..count).find_map(|i| {
            // SAFETY: 2 × header_count texts, the host's until release.
            let (key, value) =
                unsafe { (bytes_of(&*self.0.headers.add(2 * i)), bytes_of(&*self.0.headers.add(2 * i + 1))) };
            key.eq_ignore_ascii_case(name.as_bytes()).then(|| std::str::from_utf8(value).ok()).flatten()
        })
    }
}
impl Drop for Response {
    fn drop(&mut self) {
        if let Some(release) = self.0.release {
            // SAFETY: once, as the border wants it.
            unsafe { release(&mut self.0) }
        }
    }
}

const NO_TEXT: abi::Text = abi::Text { data: std::ptr::null(), size: 0 };

fn size_of<T>() -> u32 {
    std::mem::size_of::<T>() as u32
}
pub fn text_of(text: &str) -> abi::Text {
    text_of_bytes(text.as_bytes())
}
fn text_of_bytes(bytes: &[u8]) -> abi::Text {
    abi::Text { data: bytes.as_ptr(), size: bytes.len() }
}
/// The text must live as long as what is made of it.
pub unsafe fn bytes_of(text: &abi::Text) -> &[u8] {
    if text.size == 0 {
        return &[]; // `data` may be null
    }
    std::slice::from_raw_parts(text.data, text.size)
}

fn new_error() -> abi::Error {
    abi::Error {
        size: size_of::<abi::Error>(),
        error_class: 0,
        retry_after_ms: 0,
        message: NO_TEXT,
        remedy: NO_TEXT,
        owner: null_mut(),
        release: None,
    }
}

/// What a function of the host returned.
fn outcome(code: i32, error: &mut abi::Error) -> Result<(), Failure> {
    if code == 0 {
        return Ok(());
    }
    let told = |text: &abi::Text| String::from_utf8_lossy(unsafe { bytes_of(text) }).into_owned();
    let failure = Failure {
        class: code as u32,
        message: told(&error.message),
        remedy: told(&error.remedy),
        retry_after_ms: error.retry_after_ms,
    };
    if let Some(release) = error.release {
        // SAFETY: once; its texts were copied.
        unsafe { release(error) }
    }
    Err(failure)
}

/// What is handed out lives in a box that comes back by `release`.
fn owned(texts: [String; 2]) -> *mut c_void {
    Box::into_raw(Box::new(texts)).cast()
}
unsafe fn give_back(owner: *mut c_void) {
    drop(Box::from_raw(owner.cast::<[String; 2]>()));
}
unsafe extern "C" fn release_error(error: *mut abi::Error) {
    give_back((*error).owner);
}
unsafe extern "C" fn release_findings(findings: *mut abi::Findings) {
    give_back((*findings).owner);
}
unsafe extern "C" fn release_page(page: *mut abi::Page) {
    give_back((*page).owner);
}

/// Runs what a call is for. No panic passes the border: it becomes a failure.
/// `error` is null or good, as the border promises.
pub unsafe fn guarded(error: *mut abi::Error, work: impl FnOnce() -> Result<(), Failure>) -> i32 {
    let done = catch_unwind(AssertUnwindSafe(work));
    let failure = match done.unwrap_or_else(|_| Err(Failure::broken("the adapter panicked"))) {
        Ok(()) => return 0,
        Err(failure) => failure,
    };
    if let Some(error) = error.as_mut() {
        error.error_class = failure.class;
        error.retry_after_ms = failure.retry_after_ms;
        error.message = text_of(&failure.message);
        error.remedy = text_of(&failure.remedy);
        error.owner = owned([failure.message, failure.remedy]); // moved, its bytes stay where they are
        error.release = Some(release_error);
    }
    failure.class as i32
}

pub unsafe fn context_of<'a>(context: *const abi::Context) -> Context<'a> {
    Context(&*context)
}

pub fn give_findings(findings: Findings, out: &mut abi::Findings) {
    out.count = findings.count;
    out.lines = text_of(&findings.lines);
    out.owner = owned([findings.lines, String::new()]);
    out.release = Some(release_findings);
}

pub fn give_page(page: Page, out: &mut abi::Page) {
    out.record_count = page.count;
    out.more = u32::from(page.more);
    out.records = text_of(&page.lines);
    out.cursor = text_of(&page.cursor);
    out.owner = owned([page.lines, page.cursor]);
    out.release = Some(release_page);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_failure() {
        let mut error = new_error();
        let code = unsafe { guarded(&mut error, || panic!("on purpose")) };
        assert_eq!(code as u32, abi::BROKEN);
        assert_eq!(unsafe { bytes_of(&error.message) }, b"the adapter panicked");
        unsafe { error.release.unwrap()(&mut error) };
        assert_eq!(unsafe { guarded(null_mut(), || panic!("and nobody asks why")) } as u32, abi::BROKEN);
    }
}
