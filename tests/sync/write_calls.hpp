#pragma once

/// The calls by which SQLite writes, seen before the C library's: a driver that links
/// write_calls.cpp, exports its functions and defines this one is told of each. A function, not an
/// object, because the C library's functions have no place for more.
void before_write_call(const char* name);
