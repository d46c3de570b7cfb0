#pragma once

#include "tiendo/ledger/official_scores.hpp"

#include <span>
#include <string>
#include <string_view>

/// What is said beside official scores.
namespace [[gnu::visibility("default")]] tiendo {
namespace report {

/// What an official score is called: "điểm PAPI". What is none carries
/// `ledger::LocalProxy::label`.
std::string_view official_score_label() noexcept;

/// "phương pháp thay đổi: …"; where nobody compared it with a publication of PAPI "(chưa kiểm
/// chứng)". Empty without changes, which does not say that there were none. Threads: pure.
std::string method_remark(std::span<const ledger::MethodChange> changes);

}  // namespace report
}  // namespace tiendo
