//! tiendo/adapter/abi.h by hand, as far as this adapter needs it. `tests/layout.rs` compares every
//! member with the C header. Members are only ever added at the end (docs/abi.md of tiendo).
#![allow(dead_code)]

use std::os::raw::c_void;

/// 1.1: `find` is there.
pub const ABI: u32 = 1 << 16 | 1;
pub const ABI_MAJOR: u32 = 1;

pub const CONFIG: u32 = 4;
pub const AUTH: u32 = 5;
pub const REJECTED: u32 = 6;
pub const RATE_LIMITED: u32 = 7;
pub const TRANSIENT: u32 = 8;
pub const OUTCOME_UNKNOWN: u32 = 9;
pub const DRIFT: u32 = 10;
pub const CANCELLED: u32 = 15;
pub const BROKEN: u32 = 16;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Text {
    pub data: *const u8,
    pub size: usize,
}

#[repr(C)]
pub struct Error {
    pub size: u32,
    pub error_class: u32,
    pub retry_after_ms: u64,
    pub message: Text,
    pub remedy: Text,
    pub owner: *mut c_void,
    pub release: Option<unsafe extern "C" fn(*mut Error)>,
}

#[repr(C)]
pub struct Buffer {
    pub size: u32,
    pub text: Text,
    pub owner: *mut c_void,
    pub release: Option<unsafe extern "C" fn(*mut Buffer)>,
}

#[repr(C)]
pub struct HttpRequest {
    pub size: u32,
    pub header_count: u32,
    pub method: Text,
    pub url: Text,
    pub headers: *const Text,
    pub body: Text,
}

#[repr(C)]
pub struct HttpResponse {
    pub size: u32,
    pub status: u32,
    pub header_count: u64,
    pub headers: *const Text,
    pub body: Text,
    pub owner: *mut c_void,
    pub release: Option<unsafe extern "C" fn(*mut HttpResponse)>,
}

/// A function that is not used here: its place counts, not its arguments.
pub type Unused = Option<unsafe extern "C" fn()>;

#[repr(C)]
pub struct Context {
    pub size: u32,
    pub host: *mut c_void,
    pub config: unsafe extern "C" fn(*mut c_void, Text, *mut Text, *mut Error) -> i32,
    pub secret: unsafe extern "C" fn(*mut c_void, Text, *mut Buffer, *mut Error) -> i32,
    pub http: unsafe extern "C" fn(*mut c_void, *const HttpRequest, *mut HttpResponse, *mut Error) -> i32,
    pub now_unix_ms: unsafe extern "C" fn(*mut c_void) -> i64,
    pub time_left_ms: unsafe extern "C" fn(*mut c_void) -> i64,
    pub random: unsafe extern "C" fn(*mut c_void) -> u64,
    pub log: Unused,
    pub count: Unused,
    pub cancelled: unsafe extern "C" fn(*mut c_void) -> i32,
    pub state_get: Unused,
    pub state_put: Unused,
    pub kept: Unused,
    pub wait: Unused,
}

#[repr(C)]
pub struct Read {
    pub size: u32,
    pub wanted_records: u32,
    pub stream: Text,
    pub cursor: Text,
    pub context: *const Context,
}

#[repr(C)]
pub struct Find {
    pub size: u32,
    pub key_count: u32,
    pub stream: Text,
    pub keys: Text,
    pub context: *const Context,
}

#[repr(C)]
pub struct Page {
    pub size: u32,
    pub more: u32,
    pub record_count: u64,
    pub records: Text,
    pub cursor: Text,
    pub notices: Text,
    pub owner: *mut c_void,
    pub release: Option<unsafe extern "C" fn(*mut Page)>,
}

#[repr(C)]
pub struct Findings {
    pub size: u32,
    pub count: u32,
    pub lines: Text,
    pub owner: *mut c_void,
    pub release: Option<unsafe extern "C" fn(*mut Findings)>,
}

#[repr(C)]
pub struct Adapter {
    pub size: u32,
    pub abi: u32,
    pub this: *mut c_void,
    pub describe: unsafe extern "C" fn(*mut c_void, *mut Buffer, *mut Error) -> i32,
    pub check: unsafe extern "C" fn(*mut c_void, *const Context, *mut Findings, *mut Error) -> i32,
    pub read: unsafe extern "C" fn(*mut c_void, *const Read, *mut Page, *mut Error) -> i32,
    pub write: Unused,
    pub probe: Unused,
    pub serve: Unused,
    pub close: unsafe extern "C" fn(*mut c_void),
    pub find: unsafe extern "C" fn(*mut c_void, *const Find, *mut Page, *mut Error) -> i32,
}
