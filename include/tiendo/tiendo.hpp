#pragma once

/// Everything an integrator needs. Include single headers instead where compile time counts.
#include "tiendo/base/file.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/http/client.hpp"
#include "tiendo/model/json.hpp"
#include "tiendo/reader/reader.hpp"
#include "tiendo/report/board.hpp"
#include "tiendo/report/format.hpp"
#include "tiendo/report/render.hpp"
#include "tiendo/report/timeliness.hpp"
#include "tiendo/workspace/workspace.hpp"
