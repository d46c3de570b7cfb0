#include "tiendo/plugin/adapter.hpp"

#include "adapter_impl.hpp"

#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace tiendo::plugin {

namespace json = boost::json;

namespace {

constexpr EnumNames<FindingLevel, 3> finding_levels{"finding level",
                                                    {{{FindingLevel::ok, "ok"},
                                                      {FindingLevel::warning, "warning"},
                                                      {FindingLevel::error, "error"}}}};
constexpr std::size_t longest_line = 2'000;
constexpr const char* to_the_author = "report it to the adapter's author";

ErrorCode code_of(std::uint32_t error_class) {
    switch (error_class) {
        case TIENDO_ERROR_CONFIG: return ErrorCode::config;
        case TIENDO_ERROR_AUTH: return ErrorCode::auth;
        case TIENDO_ERROR_REJECTED: return ErrorCode::rejected;
        case TIENDO_ERROR_RATE_LIMITED: return ErrorCode::rate_limited;
        case TIENDO_ERROR_TRANSIENT: return ErrorCode::transient;
        case TIENDO_ERROR_OUTCOME_UNKNOWN: return ErrorCode::outcome_unknown;
        case TIENDO_ERROR_DRIFT: return ErrorCode::drift;
        case TIENDO_ERROR_CANCELLED: return ErrorCode::cancelled;
        default: return ErrorCode::internal;  // a number from outside, not an enum
    }
}

Error broken(std::string message) {
    return Error{ErrorCode::internal, std::move(message), to_the_author};
}

Result<Finding> finding_of(std::string_view line) {
    json::error_code fault;
    const json::value value = json::parse(line, fault);
    const auto* object = fault ? nullptr : value.if_object();
    const auto text = [&](std::string_view member) -> std::optional<std::string> {
        const auto* found = object == nullptr ? nullptr : object->if_contains(member);
        return found != nullptr && found->is_string()
                   ? std::optional<std::string>(line_from(found->get_string()))
                   : std::nullopt;
    };
    const auto level = text("level");
    const auto what = text("what");
    const auto parsed = level ? finding_levels.find(*level) : std::nullopt;
    if (!parsed || !what) {
        return broken("check gave a finding without level and sentence");
    }
    return Finding{*parsed, *what, text("remedy").value_or("")};
}

Result<std::vector<Finding>> findings_of(const tiendo_findings& filled,
                                         const HostContext& context) {
    if (filled.lines.size > TIENDO_FINDINGS_BYTES_MAX) {
        return broken("check gave findings of more than 1 MiB");
    }
    std::vector<Finding> findings;
    std::string_view rest = view_of(filled.lines);
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        auto finding = finding_of(rest.substr(0, end));
        if (!finding) {
            return std::move(finding).error();
        }
        finding->what = context.masked(finding->what);
        finding->remedy = context.masked(finding->remedy);
        findings.push_back(*std::move(finding));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return findings;
}

/// What of a page can be judged without looking into its records.
Result<Page> page_of(const tiendo_page& filled, const Cursor& asked) {
    const auto lines = view_of(filled.records);
    const auto cursor = view_of(filled.cursor);
    if (lines.size() > TIENDO_PAGE_BYTES_MAX) {
        return broken("the page has " + std::to_string(lines.size()) +
                      " bytes, more than the 64 MiB that are allowed");
    }
    if (filled.record_count > TIENDO_PAGE_RECORDS_MAX) {
        return broken("the page has " + std::to_string(filled.record_count) +
                      " records, more than the 10,000 that are allowed");
    }
    if (cursor.size() > TIENDO_CURSOR_BYTES_MAX || first_invalid_utf8(cursor)) {
        return broken("the cursor is no UTF-8 or has more than 4 KiB");
    }
    if (!lines.empty() && lines.back() != '\n') {
        return Error{ErrorCode::drift, "the page ends in the middle of a record", to_the_author};
    }
    const auto count = static_cast<std::uint64_t>(std::count(lines.begin(), lines.end(), '\n'));
    if (count != filled.record_count) {
        return Error{ErrorCode::drift,
                     "the page says it has " + std::to_string(filled.record_count) +
                         " records and has " + std::to_string(count),
                     to_the_author};
    }
    if (filled.more != 0 && cursor == asked.text) {
        return broken("the page says that there is more, and its cursor stands still");
    }
    return Page{std::string(lines),
                static_cast<std::size_t>(count),
                Cursor{std::string(cursor)},
                filled.more != 0};
}

/// Before a call: the settings fit, and which hosts follow from them.
Result<std::vector<std::string>> hosts_for(const Manifest& manifest,
                                           const Connection& connection,
                                           const HostServices& services) {
    if (!services.clock) {
        return Error{ErrorCode::internal, "the host gave the adapter no clock"};
    }
    if (auto fits = check_config(manifest, connection.config); !fits) {
        return std::move(fits).error();
    }
    if (!services.hosts.empty()) {
        return services.hosts;
    }
    return allowed_hosts(manifest, connection.config);
}

template <typename T>
Result<T> placed(Result<T> result, const Manifest& manifest) {
    if (!result) {
        return std::move(result).error().at("adapter " + manifest.name);
    }
    return result;
}

}  // namespace

std::string_view to_string(FindingLevel level) noexcept {
    return finding_levels.name(level);
}
Result<FindingLevel> parse_finding_level(std::string_view text) {
    return finding_levels.parse(text);
}

std::string line_from(std::string_view text) {
    std::string line(text.substr(0, longest_line));
    for (char& c : line) {
        c = static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    if (text.size() > longest_line) {  // the cut may have gone through a character
        while (!line.empty() && first_invalid_utf8(line).value_or(line.size()) >= line.size() - 3 &&
               first_invalid_utf8(line)) {
            line.pop_back();
        }
    }
    return first_invalid_utf8(line) ? to_nfc(line) : line;
}

Error error_from(int32_t code, const Fenced<tiendo_error>& error, const HostContext* context) {
    const std::uint32_t number =
        error->error_class != 0 ? error->error_class : static_cast<std::uint32_t>(code);
    const auto text = [&](tiendo_text from) {
        return context != nullptr ? context->masked(line_from(view_of(from)))
                                  : line_from(view_of(from));
    };
    std::string message = text(error->message);
    if (message.empty()) {
        message = "the adapter failed without a word";
    }
    Error made(code_of(number), std::move(message), text(error->remedy));
    if (error->retry_after_ms != 0) {
        constexpr std::uint64_t a_day_ms = 86'400'000;
        std::move(made).retry_after(
            std::chrono::milliseconds(std::min(error->retry_after_ms, a_day_ms)));
    }
    return made;
}

Adapter::Impl::~Impl() {
    try {
        table.close(table.self);
    } catch (...) {  // it may not throw; nothing can be done about it here
    }
}

Adapter::Adapter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Adapter::~Adapter() = default;
Adapter::Adapter(Adapter&&) noexcept = default;
Adapter& Adapter::operator=(Adapter&&) noexcept = default;

const Manifest& Adapter::manifest() const noexcept {
    return impl_->manifest;
}
const std::filesystem::path& Adapter::path() const noexcept {
    return impl_->path;
}

Result<std::vector<Finding>> Adapter::check(const Connection& connection,
                                            const HostServices& services) {
    const Manifest& manifest = impl_->manifest;
    if (impl_->table.check == nullptr) {
        return Error{ErrorCode::unsupported, "it has no check"}.at("adapter " + manifest.name);
    }
    auto hosts = hosts_for(manifest, connection, services);
    if (!hosts) {
        return std::move(hosts).error();
    }
    const HostContext context(manifest, connection, services, *std::move(hosts), impl_->kept);
    Fenced<tiendo_findings> out;
    auto done = call(&context, "check", [&](tiendo_error* error) {
        return impl_->table.check(impl_->table.self, context.table(), out.get(), error);
    });
    if (!done) {
        return std::move(done).error().at("adapter " + manifest.name);
    }
    if (!out.whole()) {
        return broken("check wrote past the end of the findings it was given")
            .at("adapter " + manifest.name);
    }
    return placed(findings_of(*out.get(), context), manifest);
}

Result<Page> Adapter::read(const Connection& connection,
                           const ReadRequest& request,
                           const HostServices& services) {
    const Manifest& manifest = impl_->manifest;
    if (manifest.stream(request.stream) == nullptr) {
        return Error{ErrorCode::not_found,
                     "there is no stream '" + line_from(request.stream).substr(0, 60) + "'",
                     "name one of the manifest's streams"}
            .at("adapter " + manifest.name);
    }
    auto hosts = hosts_for(manifest, connection, services);
    if (!hosts) {
        return std::move(hosts).error();
    }
    const HostContext context(manifest, connection, services, *std::move(hosts), impl_->kept);
    tiendo_read what{};
    what.size = sizeof what;
    what.wanted_records = request.wanted_records;
    what.stream = adapter::detail::text_of(request.stream);
    what.cursor = adapter::detail::text_of(request.cursor.text);
    what.context = context.table();
    Fenced<tiendo_page> out;
    auto done = call(&context, "read", [&](tiendo_error* error) {
        return impl_->table.read(impl_->table.self, &what, out.get(), error);
    });
    if (!done) {
        return std::move(done).error().at("adapter " + manifest.name);
    }
    if (!out.whole()) {
        return broken("read wrote past the end of the page it was given")
            .at("adapter " + manifest.name);
    }
    return placed(page_of(*out.get(), request.cursor), manifest);
}

}  // namespace tiendo::plugin
