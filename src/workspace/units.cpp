// The list of units and its reorganisations.
#include "impl.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/units/parse_events.hpp"

#include <utility>

namespace tiendo {

namespace {

constexpr std::size_t longest_unit_list = 32U << 20U;

Result<std::vector<units::Entry>> read_events(const std::filesystem::path& file) {
    auto text = read_file(file, longest_unit_list);
    return text ? units::parse_events(*text, file.filename().string()) : std::move(text).error();
}

}  // namespace

Result<std::int64_t> Workspace::load_units(const std::filesystem::path& file) {
    auto text = read_file(file, longest_unit_list);
    auto history =
        text ? units::parse_history(*text, file.filename().string()) : std::move(text).error();
    if (!history) {
        return std::move(history).error();
    }
    auto loaded = impl_->write([&](store::Transaction& transaction) {
        return ledger::load_units(
            transaction, *history, impl_->act("units loaded from " + file.filename().string()));
    });
    return loaded ? Result<std::int64_t>(std::ssize(history->units())) : std::move(loaded).error();
}

Result<units::Registry> Workspace::units() {
    return impl_->read(
        [](store::Transaction& transaction) { return ledger::registry_of(transaction); });
}

Result<units::Registry> Workspace::units_known_at(Instant at) {
    return impl_->read([&](store::Transaction& transaction) {
        return ledger::registry_known_at(transaction, at);
    });
}

Result<units::History> Workspace::units_history() {
    return impl_->read(
        [](store::Transaction& transaction) { return ledger::history_of(transaction); });
}

Result<std::vector<ledger::UnitsEffect>> Workspace::preview_units(
    const std::vector<units::Entry>& entries) {
    return impl_->read([&](store::Transaction& transaction) {
        return ledger::preview_units(transaction, entries, impl_->options.clock());
    });
}

Result<std::vector<ledger::UnitsEffect>> Workspace::apply_units(
    const std::vector<units::Entry>& entries) {
    return impl_->write(
        [&](store::Transaction& transaction) -> Result<std::vector<ledger::UnitsEffect>> {
            std::vector<ledger::UnitsEffect> effects;
            for (const auto& entry : entries) {
                const auto* reversal = std::get_if<units::Reversal>(&entry);
                auto effect = ledger::apply_units(
                    transaction,
                    entry,
                    impl_->act(reversal != nullptr ? reversal->reason : std::string{}));
                if (!effect) {
                    return std::move(effect).error();
                }
                effects.push_back(*std::move(effect));
            }
            return effects;
        });
}

Result<std::vector<ledger::UnitsEffect>> Workspace::preview_units(
    const std::filesystem::path& file) {
    auto entries = read_events(file);
    return entries ? preview_units(*entries) : std::move(entries).error();
}

Result<std::vector<ledger::UnitsEffect>> Workspace::apply_units(const std::filesystem::path& file) {
    auto entries = read_events(file);
    return entries ? apply_units(*entries) : std::move(entries).error();
}

Result<ledger::UnitsEffect> Workspace::reverse_units(const UnitEventId& entry,
                                                     const std::string& reason) {
    if (trim(reason).empty()) {
        return Error{ErrorCode::malformed_input,
                     "'" + entry.str() + "' is taken back without a reason",
                     "say why"};
    }
    auto id = UnitEventId::parse("huy-" + entry.str());
    if (!id) {
        return std::move(id).error();
    }
    units::Reversal reversal;
    reversal.id = *std::move(id);
    reversal.reverses = entry;
    reversal.reason = reason;
    auto effects = apply_units(std::vector<units::Entry>{std::move(reversal)});
    return effects ? Result<ledger::UnitsEffect>(std::move(effects->front()))
                   : std::move(effects).error();
}

}  // namespace tiendo
