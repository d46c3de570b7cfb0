#include "tiendo/plugin/adapter.hpp"

#include "adapter_impl.hpp"
#include "answers.hpp"

#include "tiendo/base/line.hpp"
#include "tiendo/base/text.hpp"

#include <algorithm>
#include <exception>
#include <type_traits>
#include <utility>

namespace tiendo::plugin {

namespace {

constexpr std::size_t longest_line = 2'000;

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

constexpr std::uint64_t most_bytes = TIENDO_BATCH_BYTES_MAX;

bool good_key(std::string_view key) {
    return !key.empty() && key.size() <= 64 && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
}

/// The deliveries as the header has them: one JSON line each.
Result<std::string> items_of(const std::vector<Delivery>& deliveries) {
    std::string lines;
    for (const Delivery& each : deliveries) {
        if (!good_key(each.key) || each.record.find('\n') != std::string::npos) {
            return Error{ErrorCode::internal,
                         "a delivery has no good key, or its record is not on one line"};
        }
        lines.append("{\"key\":\"").append(each.key).append("\",\"attempt\":");
        lines.append(std::to_string(each.attempt)).append(",\"record\":");
        lines.append(each.record).append("}\n");
    }
    if (deliveries.empty() || deliveries.size() > TIENDO_BATCH_ITEMS_MAX ||
        lines.size() > most_bytes) {
        return Error{ErrorCode::internal, "a batch has 1 to 1,000 deliveries and at most 16 MiB"};
    }
    return lines;
}

/// An adapter that broke in the middle may have sent any of them.
std::vector<DeliveryResult> all_unknown(const std::vector<Delivery>& deliveries,
                                        const Error& error) {
    std::vector<DeliveryResult> results;
    for (const Delivery& each : deliveries) {
        results.push_back({.key = each.key,
                           .outcome = Outcome::unknown,
                           .id = {},
                           .message = error.message(),
                           .remedy = error.remedy(),
                           .retry_after = error.retry_after()});
    }
    return results;
}

Error lacks(std::string_view function) {
    return Error{ErrorCode::unsupported,
                 "it has no " + std::string(function),
                 "use an adapter that has; 'tiendo adapter describe' lists what one can do"};
}

}  // namespace

std::string line_from(std::string_view text) {
    std::string line(text.substr(0, longest_line));
    if (text.size() > longest_line) {  // the cut may have gone through a character
        while (!line.empty() && first_invalid_utf8(line).value_or(line.size()) >= line.size() - 3 &&
               first_invalid_utf8(line)) {
            line.pop_back();
        }
    }
    return one_line(line);
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

Result<void> Adapter::Impl::known_stream(std::string_view name) const {
    if (manifest.stream(name) != nullptr) {
        return {};
    }
    return Error{ErrorCode::not_found,
                 "there is no stream '" + line_from(name).substr(0, 60) + "'",
                 "name one of the manifest's streams: tiendo adapter describe " + manifest.name}
        .at("adapter " + manifest.name);
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

/// One call of an adapter's: its context, the struct that it fills, and what is made of it.
template <typename Filled, typename Function, typename Judge>
auto Adapter::Impl::run(const char* name,
                        const Connection& connection,
                        const HostServices& services,
                        const Function& function,
                        const Judge& judge)
    -> decltype(judge(std::declval<const Filled&>(), std::declval<const HostContext&>())) {
    auto hosts = hosts_for(manifest, connection, services);
    if (!hosts) {
        return std::move(hosts).error();
    }
    const HostContext context(manifest, connection, services, *std::move(hosts), kept);
    Fenced<Filled> out;
    auto done = call(&context, name, [&](tiendo_error* error) {
        return function(context.table(), out.get(), error);
    });
    if (!done) {
        return std::move(done).error().at("adapter " + manifest.name);
    }
    if (!out.whole()) {
        return broken(std::string(name) + " wrote past the end of what it was given")
            .at("adapter " + manifest.name);
    }
    auto judged = judge(*out.get(), context);
    if (!judged) {
        return std::move(judged).error().at("adapter " + manifest.name);
    }
    return judged;
}

Result<std::vector<Finding>> Adapter::check(const Connection& connection,
                                            const HostServices& services) {
    if (impl_->table.check == nullptr) {
        return lacks("check").at("adapter " + impl_->manifest.name);
    }
    return impl_->run<tiendo_findings>(
        "check",
        connection,
        services,
        [&](const tiendo_context* context, tiendo_findings* out, tiendo_error* error) {
            return impl_->table.check(impl_->table.self, context, out, error);
        },
        [](const tiendo_findings& filled, const HostContext& context) {
            return findings_of(filled.lines, context, "check");
        });
}

Result<Page> Adapter::read(const Connection& connection,
                           const ReadRequest& request,
                           const HostServices& services) {
    if (impl_->table.read == nullptr) {
        return lacks("read").at("adapter " + impl_->manifest.name);
    }
    if (auto known = impl_->known_stream(request.stream); !known) {
        return std::move(known).error();
    }
    tiendo_read what{};
    what.size = sizeof what;
    what.wanted_records = request.wanted_records;
    what.stream = adapter::detail::text_of(request.stream);
    what.cursor = adapter::detail::text_of(request.cursor.text);
    return impl_->run<tiendo_page>(
        "read",
        connection,
        services,
        [&](const tiendo_context* context, tiendo_page* out, tiendo_error* error) {
            what.context = context;
            return impl_->table.read(impl_->table.self, &what, out, error);
        },
        [&](const tiendo_page& filled, const HostContext& context) {
            return page_of(filled, request.cursor, context);
        });
}

Result<Page> Adapter::find(const Connection& connection,
                           std::string_view stream,
                           const std::vector<FindKey>& keys,
                           const HostServices& services) {
    if (impl_->table.find == nullptr) {
        return lacks("find").at("adapter " + impl_->manifest.name);
    }
    if (auto known = impl_->known_stream(stream); !known) {
        return std::move(known).error();
    }
    std::string lines;
    for (const FindKey& key : keys) {
        lines.append("{\"id\":").append(json_text(key.id));
        lines.append(key.day ? ",\"day\":\"" + key.day->iso() + "\"}\n" : "}\n");
    }
    tiendo_find what{};
    what.size = sizeof what;
    what.key_count = static_cast<std::uint32_t>(keys.size());
    what.stream = adapter::detail::text_of(stream);
    what.keys = adapter::detail::text_of(lines);
    return impl_->run<tiendo_page>(
        "find",
        connection,
        services,
        [&](const tiendo_context* context, tiendo_page* out, tiendo_error* error) {
            what.context = context;
            return impl_->table.find(impl_->table.self, &what, out, error);
        },
        [](const tiendo_page& filled, const HostContext& context) {
            return page_of(filled, Cursor{}, context);
        });
}

Result<std::vector<DeliveryResult>> Adapter::Impl::deliver(const Deliver& deliver,
                                                           const Connection& connection,
                                                           std::string_view stream,
                                                           const std::vector<Delivery>& deliveries,
                                                           const HostServices& services) {
    if (deliver.function == nullptr) {
        return lacks(deliver.name).at("adapter " + manifest.name);
    }
    if (auto known = known_stream(stream); !known) {
        return std::move(known).error();
    }
    auto items = items_of(deliveries);
    if (!items) {
        return std::move(items).error().at("adapter " + manifest.name);
    }
    tiendo_batch batch{};
    batch.size = sizeof batch;
    batch.item_count = static_cast<std::uint32_t>(deliveries.size());
    batch.stream = adapter::detail::text_of(stream);
    batch.items = adapter::detail::text_of(*items);
    auto results = run<tiendo_outcomes>(
        deliver.name,
        connection,
        services,
        [&](const tiendo_context* context, tiendo_outcomes* out, tiendo_error* error) {
            batch.context = context;
            return deliver.function(table.self, &batch, out, error);
        },
        [&](const tiendo_outcomes& filled, const HostContext& context) {
            return results_of(filled, deliveries, context, deliver.name);
        });
    if (!results && (results.error().code() == ErrorCode::outcome_unknown ||
                     results.error().code() == ErrorCode::internal)) {
        return all_unknown(deliveries, results.error());
    }
    return results;
}

Result<std::vector<DeliveryResult>> Adapter::write(const Connection& connection,
                                                   std::string_view stream,
                                                   const std::vector<Delivery>& deliveries,
                                                   const HostServices& services) {
    return impl_->deliver({"write", impl_->table.write}, connection, stream, deliveries, services);
}

Result<std::vector<DeliveryResult>> Adapter::probe(const Connection& connection,
                                                   std::string_view stream,
                                                   const std::vector<Delivery>& deliveries,
                                                   const HostServices& services) {
    return impl_->deliver({"probe", impl_->table.probe}, connection, stream, deliveries, services);
}

Result<ServedAnswer> Adapter::serve(const Connection& connection,
                                    const ServedRequest& request,
                                    const HostServices& services) {
    if (impl_->table.serve == nullptr) {
        return lacks("serve").at("adapter " + impl_->manifest.name);
    }
    std::vector<tiendo_text> headers;
    for (const auto& [name, value] : request.request.headers) {
        headers.push_back(adapter::detail::text_of(name));
        headers.push_back(adapter::detail::text_of(value));
    }
    tiendo_request asked{};
    asked.size = sizeof asked;
    asked.header_count = static_cast<std::uint32_t>(request.request.headers.size());
    asked.method = adapter::detail::text_of(request.request.method);
    asked.target = adapter::detail::text_of(request.request.target);
    asked.headers = headers.data();
    asked.body = adapter::detail::text_of(request.request.body);
    asked.peer = adapter::detail::text_of(request.peer);
    auto answer = impl_->run<tiendo_answer>(
        "serve",
        connection,
        services,
        [&](const tiendo_context* context, tiendo_answer* out, tiendo_error* error) {
            asked.context = context;
            return impl_->table.serve(impl_->table.self, &asked, out, error);
        },
        [](const tiendo_answer& filled, const HostContext&) { return answer_of(filled); });
    for (const std::string* named :
         {answer ? &answer->stream : nullptr, answer ? &answer->pull_soon : nullptr}) {
        if (named != nullptr && !named->empty()) {
            if (auto known = impl_->known_stream(*named); !known) {
                return std::move(known).error();
            }
        }
    }
    return answer;
}

}  // namespace tiendo::plugin
