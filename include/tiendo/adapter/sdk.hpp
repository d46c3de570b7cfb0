#pragma once

/// What an author of an adapter includes. Header-only: needs the standard library and nothing else.
///
///     class MySystem {
///     public:
///         static constexpr tiendo::adapter::Manifest manifest = {…};
///         tiendo::adapter::Expected<tiendo::adapter::Findings> check(tiendo::adapter::Context&);
///         tiendo::adapter::Expected<tiendo::adapter::Page> read(const tiendo::adapter::Stream&,
///                                                               const tiendo::adapter::Cursor&,
///                                                               tiendo::adapter::Context&);
///     };
///     TIENDO_EXPORT_ADAPTER(MySystem)
#include "tiendo/adapter/abi.h"
#include "tiendo/adapter/batch.hpp"
#include "tiendo/adapter/context.hpp"
#include "tiendo/adapter/export.hpp"
#include "tiendo/adapter/failure.hpp"
#include "tiendo/adapter/http.hpp"
#include "tiendo/adapter/json_members.hpp"
#include "tiendo/adapter/json_reader.hpp"
#include "tiendo/adapter/json_writer.hpp"
#include "tiendo/adapter/manifest.hpp"
#include "tiendo/adapter/page.hpp"
#include "tiendo/adapter/records.hpp"
#include "tiendo/adapter/serve.hpp"
