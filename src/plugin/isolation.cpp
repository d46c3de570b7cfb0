#include "tiendo/base/enum_names.hpp"
#include "tiendo/plugin/adapter.hpp"

#include <dlfcn.h>

#include <system_error>

namespace tiendo::plugin {

namespace {

constexpr EnumNames<Isolation, 3> isolations{"isolation",
                                             {{{Isolation::in_process, "in-process"},
                                               {Isolation::guarded, "guarded"},
                                               {Isolation::by_place, "by-place"}}}};

constexpr EnumNames<Origin, 3> origins{
    "origin",
    {{{Origin::package, "package"}, {Origin::trusted, "trusted"}, {Origin::folder, "folder"}}}};

}  // namespace

std::string_view to_string(Isolation isolation) noexcept {
    return isolations.name(isolation);
}
Result<Isolation> parse_isolation(std::string_view text) {
    return isolations.parse(text);
}

std::string_view to_string(Origin origin) noexcept {
    return origins.name(origin);
}

std::filesystem::path own_adapters() {
    Dl_info self{};
    if (::dladdr(reinterpret_cast<const void*>(&own_adapters), &self) == 0 ||
        self.dli_fname == nullptr) {
        return {};
    }
    std::error_code failed;
    const auto library = std::filesystem::canonical(self.dli_fname, failed);
    // In a static build this is the program itself, beside which no adapters lie.
    return failed || library.extension() == "" ? std::filesystem::path()
                                               : library.parent_path() / "tiendo" / "adapters";
}

}  // namespace tiendo::plugin
