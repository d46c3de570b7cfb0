// Official scores, and the figures that stand beside them.
#include "impl.hpp"

#include "tiendo/base/file.hpp"

#include <utility>

namespace tiendo {

namespace {

constexpr std::size_t longest_file = std::size_t{4} << 20U;

}  // namespace

Result<std::vector<ledger::OfficialScore>> Workspace::import_scores(
    const std::filesystem::path& file) {
    auto text = read_file(file, longest_file);
    if (!text) {
        return std::move(text).error();
    }
    return impl_->write([&](store::Transaction& tx) {
        return ledger::import_scores(tx, *text, file.filename().string(), impl_->act({}));
    });
}

Result<std::vector<ledger::OfficialScore>> Workspace::official_scores() {
    return impl_->read([](store::Transaction& tx) { return ledger::official_scores(tx); });
}

Result<std::vector<ledger::LocalProxy>> Workspace::local_proxies(const PlanId& plan,
                                                                 const CycleId& cycle) {
    return impl_->read_permitted(
        ledger::Right::compose, plan, std::nullopt, [&](store::Transaction& tx) {
            return ledger::local_proxies(tx, plan, cycle);
        });
}

}  // namespace tiendo
