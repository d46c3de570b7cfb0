#include "services.hpp"

#include "../support/json.hpp"
#include "form.hpp"
#include "georeport.hpp"

#include <tiendo/adapter/json_text.hpp>

#include <algorithm>
#include <map>

namespace tiendo::phan_anh {

using adapter::Context;
using adapter::Expected;
using adapter::Failure;

namespace {

constexpr std::uint32_t looked_at = 2'000;  // of the newest records
constexpr std::size_t longest_code = 60;

bool good_code(std::string_view code) {
    return !code.empty() && code.size() <= longest_code &&
           std::all_of(code.begin(), code.end(), [](char c) {
               return static_cast<unsigned char>(c) > ' ' && c != ',' && c != 0x7F;
           });
}

Expected<Services> services_of_records(Context& context) {
    auto kept = context.kept({.stream = "requests", .wanted_records = looked_at});
    if (!kept) {
        return std::move(kept).error();
    }
    std::map<std::string, std::string> names;
    for (auto lines = kept->lines(); !lines.empty();) {
        const auto line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(lines.size(), line.size() + 1));
        auto request = request_of_record(line);
        if (!request) {
            return std::move(request).error();
        }
        const auto code = adapter_support::text_of(*request, "service_code");
        const auto name = adapter_support::text_of(*request, "service_name");
        if (code && name && good_code(*code)) {
            names.emplace(*code, name->empty() ? *code : *name);  // the newest name stays
        }
    }
    return Services(names.begin(), names.end());
}

}  // namespace

std::optional<Services> parse_services(std::string_view text) {
    Services services;
    while (!text.empty()) {
        const auto entry = trimmed(text.substr(0, text.find(';')));
        text.remove_prefix(std::min(text.size(), std::min(text.find(';'), text.size()) + 1));
        if (entry.empty()) {
            continue;
        }
        const auto equals = std::min(entry.find('='), entry.size());
        const std::string code(trimmed(entry.substr(0, equals)));
        const std::string name(trimmed(entry.substr(std::min(equals + 1, entry.size()))));
        const bool twice = std::any_of(
            services.begin(), services.end(), [&](const auto& each) { return each.first == code; });
        if (!good_code(code) || name.empty() || twice) {
            return std::nullopt;
        }
        services.emplace_back(code, name);
    }
    return services.empty() ? std::nullopt : std::optional(std::move(services));
}

std::optional<std::string> Served::name_of(std::string_view code) const {
    const auto found = std::find_if(
        list.begin(), list.end(), [&](const auto& each) { return each.first == code; });
    if (found != list.end()) {
        return found->second;
    }
    return !fixed && good_code(code) ? std::optional(std::string(code)) : std::nullopt;
}

Expected<Served> served_services(Context& context) {
    auto setting = context.config_json("services");
    if (!setting) {
        return std::move(setting).error();
    }
    if (!*setting) {
        auto list = services_of_records(context);
        return list ? Expected<Served>(Served{*std::move(list), false}) : std::move(list).error();
    }
    const auto text = adapter::detail::text_of_json(**setting);
    auto list = text ? parse_services(*text) : std::nullopt;
    if (!list) {
        return Failure::config("the setting services cannot be read",
                               "write it as 001=Vệ sinh môi trường; 002=Cây xanh");
    }
    return Served{*std::move(list), true};
}

}  // namespace tiendo::phan_anh
