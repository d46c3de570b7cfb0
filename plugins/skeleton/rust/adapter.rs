//! What tiendo calls: check, read and find.

mod abi;
mod border;
mod json;
mod mapping;

use border::{Context, Failure, Findings, Page};
use json::Value;
use mapping::{deletion, part_of, Part};
use std::os::raw::c_void;

/// TODO 1: vendor and licence. TODO 2: streams, fields, settings. Both in manifest.json, to which the
/// build adds the version. The section is where hosts look for it; `describe_call` holds on to it, or
/// the linker would leave it out.
#[used]
#[link_section = ".tiendo.manifest"]
static MANIFEST: [u8; include_bytes!(env!("ADAPTER_MANIFEST")).len()] = *include_bytes!(env!("ADAPTER_MANIFEST"));

/// TODO 3: address, login, and what the other side answers when it refuses.
fn ask(context: &Context, query: &str) -> Result<Part, Failure> {
    let url = context.config("url")?;
    let url = url.as_ref().and_then(Value::text).unwrap_or("").trim_end_matches('/');
    let key = context.secret("key")?;
    let headers = [("Accept", &b"application/json"[..]), ("X-Api-Key", key.bytes())];
    let answer = context.get(&format!("{}/notices?{}", url, query), &headers)?;
    if answer.status() != 200 {
        return Err(Failure::of_status(&answer, "list of notices"));
    }
    part_of(answer.body())
}

/// TODO 5: what should a person know who has just typed the settings?
fn check(context: &Context) -> Findings {
    match ask(context, "after=0&count=1") {
        Err(failure) => Findings::default().add_failure(&failure),
        Ok(part) if part.records.is_empty() => {
            Findings::default().add("warning", "rights", "the register shows no notice", "ask what this key may read")
        }
        Ok(_) => Findings::default().add("ok", "rights", "the register answers, and its notices can be read", ""),
    }
}

/// The last change that was read.
fn position_of(cursor: &[u8]) -> Result<u64, Failure> {
    let text = std::str::from_utf8(cursor).unwrap_or("?");
    if text.is_empty() {
        return Ok(0);
    }
    let digits = text.bytes().all(|each| each.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or_else(|| {
        let remedy = "remove the connection's cursor to read from the beginning";
        Failure::new(abi::CONFIG, "the cursor is not one of this adapter", remedy)
    })
}

fn read(cursor: &[u8], context: &Context) -> Result<Page, Failure> {
    let after = position_of(cursor)?;
    let size = context.config("page-size")?;
    let size = size.as_ref().and_then(Value::whole_number).unwrap_or(100);
    let part = ask(context, &format!("after={}&count={}", after, size))?;
    if part.next < after || (part.more && part.next == after) {
        return Err(Failure::drift(format!("the list goes on at {}, which is not behind {}", part.next, after)));
    }
    let mut page = Page::default();
    page.cursor = part.next.to_string();
    page.more = part.more;
    part.records.iter().for_each(|record| page.add(&record.line));
    Ok(page)
}

/// `keys` are JSON objects, one a line.
fn find(keys: &[u8], context: &Context) -> Result<Page, Failure> {
    const IDS_A_REQUEST: usize = 50; // an address has no more room
    let unread = || Failure::broken("the keys cannot be read");
    let keys: Vec<Value> = keys
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| json::parse(line).map_err(|_| unread()))
        .collect::<Result<_, _>>()?;
    let text = |key: &Value, name: &str| key.member(name).and_then(Value::text).unwrap_or("").to_string();
    let mut page = Page::default();
    for some in keys.chunks(IDS_A_REQUEST) {
        if context.cancelled() {
            return Err(Failure::cancelled());
        }
        let query: Vec<String> = some.iter().map(|key| format!("id={}", encoded(&text(key, "id")))).collect();
        let part = ask(context, &query.join("&"))?;
        part.records.iter().for_each(|record| page.add(&record.line));
        for key in some {
            let id = text(key, "id");
            if !part.records.iter().any(|record| record.id == id) {
                page.add(&deletion(&id, &text(key, "day")));
            }
        }
    }
    Ok(page)
}

/// Every byte as %XX, for a value in a query.
fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{:02X}", byte)).collect()
}

// The table of functions. What is passed in is good, as the border promises.

unsafe extern "C" fn describe_call(_: *mut c_void, out: *mut abi::Buffer, _: *mut abi::Error) -> i32 {
    (*out).text = abi::Text { data: MANIFEST.as_ptr(), size: MANIFEST.len() };
    0
}
unsafe extern "C" fn check_call(
    _: *mut c_void,
    context: *const abi::Context,
    out: *mut abi::Findings,
    error: *mut abi::Error,
) -> i32 {
    border::guarded(error, || {
        border::give_findings(check(&border::context_of(context)), &mut *out);
        Ok(())
    })
}
unsafe extern "C" fn read_call(
    _: *mut c_void,
    what: *const abi::Read,
    out: *mut abi::Page,
    error: *mut abi::Error,
) -> i32 {
    border::guarded(error, || {
        let page = read(border::bytes_of(&(*what).cursor), &border::context_of((*what).context))?;
        border::give_page(page, &mut *out);
        Ok(())
    })
}
unsafe extern "C" fn find_call(
    _: *mut c_void,
    what: *const abi::Find,
    out: *mut abi::Page,
    error: *mut abi::Error,
) -> i32 {
    border::guarded(error, || {
        let page = find(border::bytes_of(&(*what).keys), &border::context_of((*what).context))?;
        border::give_page(page, &mut *out);
        Ok(())
    })
}
unsafe extern "C" fn close_call(_: *mut c_void) {}

/// The one function that the object exports.
/// # Safety
/// `out` and `error` are as the border promises.
#[no_mangle]
pub unsafe extern "C" fn tiendo_adapter_entry(host_abi: u32, out: *mut abi::Adapter, error: *mut abi::Error) -> i32 {
    border::guarded(error, || {
        // A panic would print its words, which may hold what must not be logged; it is told anyway.
        std::panic::set_hook(Box::new(|_| {}));
        if host_abi >> 16 != abi::ABI_MAJOR {
            return Err(Failure::new(abi::CONFIG, "this adapter speaks ABI 1", "upgrade tiendo"));
        }
        let whole = std::mem::size_of::<abi::Adapter>();
        // A host of ABI 1.0 has no room for what came later.
        let room = whole.min((*out).size as usize);
        let table = abi::Adapter {
            size: room as u32,
            abi: abi::ABI,
            this: std::ptr::null_mut(),
            describe: describe_call,
            check: check_call,
            read: read_call,
            write: None,
            probe: None,
            serve: None,
            close: close_call,
            find: find_call,
        };
        std::ptr::copy_nonoverlapping((&table as *const abi::Adapter).cast::<u8>(), out.cast::<u8>(), room);
        Ok(())
    })
}
