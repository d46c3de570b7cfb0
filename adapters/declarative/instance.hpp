#pragma once

#include "folder_reader.hpp"
#include "rest_reader.hpp"

#include <tiendo/adapter/abi.h>

#include <memory>
#include <string>

namespace tiendo::declarative {

/// The adapter that a profile makes, for one connection.
class Instance {
public:
    Instance(Profile profile, std::shared_ptr<Tally> tally, std::shared_ptr<const Folders> folders);
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    adapter::Expected<adapter::Findings> check(adapter::Context& context);
    adapter::Expected<adapter::Page> read(const StreamPlan& plan,
                                          const adapter::Cursor& cursor,
                                          adapter::Context& context);
    [[nodiscard]] const StreamPlan* stream(std::string_view name) const noexcept {
        return profile_.stream(name);
    }
    [[nodiscard]] const std::string& manifest() const noexcept { return manifest_; }

private:
    Profile profile_;
    std::string manifest_;
    std::shared_ptr<Tally> tally_;
    RestReader rest_;
    FolderReader folder_;
};

/// Fills the table with the functions of an instance that it owns.
void fill_table(std::unique_ptr<Instance> instance, tiendo_adapter* out) noexcept;

}  // namespace tiendo::declarative
