//! Prints where each member of abi.rs lies and how long it is. layout.c prints the same from the C
//! header; ctest compares the two.

#[path = "../abi.rs"]
mod abi;

use std::mem::{size_of, MaybeUninit};

fn size_behind<T>(_: *const T) -> usize {
    size_of::<T>()
}

macro_rules! layout {
    ($type:ty, $name:literal, $($member:ident)*) => {
        let place = MaybeUninit::<$type>::uninit();
        let base = place.as_ptr();
        $(
            // SAFETY: an address is taken, nothing is read.
            let member = unsafe { std::ptr::addr_of!((*base).$member) };
            println!("{}.{} {} {}", $name, stringify!($member), member as usize - base as usize, size_behind(member));
        )*
    };
}

fn main() {
    layout!(abi::Text, "tiendo_text", data size);
    layout!(abi::Error, "tiendo_error", size error_class retry_after_ms message remedy owner release);
    layout!(abi::Buffer, "tiendo_buffer", size text owner release);
    layout!(abi::HttpRequest, "tiendo_http_request", size header_count method url headers body);
    layout!(abi::HttpResponse, "tiendo_http_response", size status header_count headers body owner release);
    layout!(abi::Context, "tiendo_context", size host config secret http now_unix_ms time_left_ms random log count cancelled state_get state_put kept wait);
    layout!(abi::Read, "tiendo_read", size wanted_records stream cursor context);
    layout!(abi::Find, "tiendo_find", size key_count stream keys context);
    layout!(abi::Page, "tiendo_page", size more record_count records cursor notices owner release);
    layout!(abi::Findings, "tiendo_findings", size count lines owner release);
    layout!(abi::Adapter, "tiendo_adapter", size abi this describe check read write probe serve close find);
}
