// What a caller of the adapter gets, and what comes in by it.
#include "members.hpp"
#include "secret_forms.hpp"
#include "served.hpp"

#include "tiendo/model/json.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <vector>

namespace tiendo::kit {

namespace {

Finding answers(Bench& bench) {
    if (!bench.manifest().can("serve")) {
        return skipped("it has no serve");
    }
    for (const auto& request : bench.subject().requests) {
        if (const auto answer = served(bench, request); !takes(answer)) {
            return failed(request.method + " " + request.target.substr(0, 200) + ": " +
                          told(answer));
        }
    }
    return bench.subject().requests.empty() ? skipped("no request is given that it should answer")
                                            : passed();
}

Finding unknown_path(Bench& bench) {
    return over_requests(bench, [&](const http::Request& request, const plugin::ServedAnswer&) {
        auto astray = request;
        astray.target = "/kit/no-such-path";
        const auto answer = served(bench, astray);
        return refuses(answer)
                   ? std::nullopt
                   : std::optional("at a path that does not exist it answers " + told(answer));
    });
}

Finding other_methods(Bench& bench) {
    return over_requests(
        bench,
        [&](const http::Request& request,
            const plugin::ServedAnswer&) -> std::optional<std::string> {
            for (const char* method : {"HEAD", "OPTIONS", "PUT", "DELETE", "KIT"}) {
                if (request.method == method) {
                    continue;
                }
                auto other = request;
                other.method = method;
                const auto answer = served(bench, other);
                if (brings(answer) || !(takes(answer) || refuses(answer))) {
                    return std::string("sent as ") + method + " it answers " + told(answer);
                }
            }
            return std::nullopt;
        });
}

/// A request without what may prove who sends it: headers of its own, and texts of secrets.
http::Request unproved(http::Request request, const Subject& subject) {
    std::erase_if(request.headers, [](const auto& header) {
        const http::Headers one = {header};
        return !http::find_header(one, "Content-Type") && !http::find_header(one, "Accept");
    });
    for (const auto& form : forms_of_secrets(subject)) {
        for (auto* text : {&request.target, &request.body}) {
            for (auto at = text->find(form); at != std::string::npos; at = text->find(form)) {
                text->erase(at, form.size());
            }
        }
    }
    return request;
}

Finding wants_proof(Bench& bench) {
    const auto& keys = bench.manifest().config;
    if (std::none_of(keys.begin(), keys.end(), [&](const auto& key) {
            return key.secret && bench.subject().secrets.contains(key.key);
        })) {
        return skipped("no secret is set by which it could know who calls");
    }
    return over_deliveries(
        bench,
        [&](const http::Request& request,
            const plugin::ServedAnswer&) -> std::optional<std::string> {
            auto other = services_when_called(bench);
            other.secret = [](std::string_view) { return Result<std::string>("q7Z"); };
            auto none = services_when_called(bench);
            none.secret = [](std::string_view) -> Result<std::string> {
                return Error{ErrorCode::not_found, "the secret is not set"};
            };
            const auto bare = unproved(request, bench.subject());
            const std::pair<const char*, Served> answers[] = {
                {"proved by another secret than ours", served(bench, request, other)},
                {"while we have no secret", served(bench, request, none)},
                {"without a proof", served(bench, bare)}};
            for (const auto& [how, answer] : answers) {
                if (takes(answer) || brings(answer)) {
                    return how + (" it answers " + told(answer));
                }
            }
            return std::nullopt;
        });
}

Finding repeated(Bench& bench) {
    return over_deliveries(
        bench,
        [&](const http::Request& request,
            const plugin::ServedAnswer& first) -> std::optional<std::string> {
            const auto keys = keys_of(first.records.lines);
            const auto compared = [&](const char* how,
                                      const Served& answer) -> std::optional<std::string> {
                const auto got = answer ? keys_of(answer->records.lines) : keys;
                return takes(answer) && got == keys
                           ? std::nullopt
                           : std::optional(how + told(answer) + " (" + some_of(got) +
                                           "), and gave first " + some_of(keys));
            };
            auto adapter = bench.adapter();
            const auto ask = [&] {
                return adapter.serve(
                    bench.connection(), {request, "192.0.2.7"}, services_when_called(bench));
            };
            if (auto fault =
                    compared("sent to a handle that knows nothing of it, it gives ", ask())) {
                return fault;
            }
            const auto known = ask();
            return takes(known) && known->records.record_count == 0
                       ? std::nullopt
                       : compared("sent again it gives ", known);
        });
}

Finding records_good(Bench& bench) {
    return over_deliveries(bench,
                           [&](const http::Request&,
                               const plugin::ServedAnswer& answer) -> std::optional<std::string> {
                               const auto count = answer.records.record_count;
                               const auto* stream = bench.manifest().stream(answer.stream);
                               if (count > 0 && stream == nullptr) {
                                   return "its records are of the stream '" + answer.stream +
                                          "', which the manifest does not name";
                               }
                               const auto records = parse_record_lines(answer.records.lines, count);
                               if (!records) {
                                   return records.error().what();
                               }
                               for (const auto& record : *records) {
                                   if (record.type != stream->type) {
                                       return "'" + record.id + "' is a " +
                                              std::string(to_string(record.type)) + ", and '" +
                                              answer.stream + "' carries " +
                                              std::string(to_string(stream->type));
                                   }
                               }
                               return std::nullopt;
                           });
}

Finding fields_declared(Bench& bench) {
    return over_deliveries(
        bench,
        [&](const http::Request&,
            const plugin::ServedAnswer& answer) -> std::optional<std::string> {
            const auto* stream = bench.manifest().stream(answer.stream);
            const auto strange = stream == nullptr
                                     ? std::vector<std::string>{}
                                     : undeclared_members(answer.records.lines, *stream);
            return strange.empty()
                       ? std::nullopt
                       : std::optional("the manifest names no purpose for: " + some_of(strange));
        });
}

/// All that goes out to whoever asked.
std::string sent_out(const Served& answer) {
    if (!answer) {
        return {};  // the host tells its status alone
    }
    std::string all = answer->response.body;
    for (const auto& [name, value] : answer->response.headers) {
        all.append("\n").append(name).append(": ").append(value);
    }
    return all;
}

/// Services that fail with a text of the inside.
plugin::HostServices failing(Bench& bench, const std::string& inside) {
    const Error fault(ErrorCode::storage, inside);
    auto services = services_when_called(bench);
    services.kept = [fault](const plugin::KeptQuery&) -> Result<plugin::KeptRecords> {
        return fault;
    };
    services.state_get = [fault](std::string_view) -> Result<std::optional<std::string>> {
        return fault;
    };
    services.state_put = [fault](std::string_view, std::string_view) -> Result<void> {
        return fault;
    };
    return services;
}

Finding nothing_of_the_inside(Bench& bench) {
    const std::string inside = "kit: the inside of the host, 7f3a";
    const auto forms = forms_of_secrets(bench.subject());
    return over_requests(
        bench,
        [&](const http::Request& request,
            const plugin::ServedAnswer& answer) -> std::optional<std::string> {
            const auto broken = served(bench, request, failing(bench, inside));
            for (const auto& text : {sent_out(answer), sent_out(broken)}) {
                if (const auto leak = secret_in(text, forms)) {
                    return "the answer holds: " + *leak;
                }
            }
            if (sent_out(broken).find(inside) != std::string::npos) {
                return "where the host fails, the answer holds the host's own words";
            }
            for (const auto& line : bench.log()) {
                if (const auto leak = secret_in(line, forms)) {
                    return "it logs: " + *leak;
                }
            }
            return std::nullopt;
        });
}

constexpr std::array<Rule, 8> table = {{
    {{"serve-answers",
      "the requests that it should answer are answered with 2xx",
      "the other system sends again and again, and gives up after some days",
      "see the evidence: the failure is the adapter's own"},
     answers},
    {{"serve-unknown",
      "a path that does not exist is answered with 4xx",
      "who mistyped the address believes for months that all arrives",
      "answer 404 for every path that is not one of yours"},
     unknown_path},
    {{"serve-methods",
      "another method brings nothing in and breaks nothing",
      "a scanner or a browser that looks ahead changes records",
      "compare the method before anything else, and answer 405"},
     other_methods},
    {{"serve-credential",
      "without the right proof, or without a secret of ours, nothing is taken",
      "anybody in the network can write records into the reports",
      "compare in constant time, and refuse all where no secret is set"},
     wants_proof},
    {{"serve-repeated",
      "the same request again brings the same records or none, and is answered well",
      "after an answer that was lost each record is there twice",
      "derive ids from what was sent, and answer a repetition as the first time"},
     repeated},
    {{"serve-records",
      "what a request brings in fits the published schema and is of its stream's type",
      "the request is refused over and over, and what it told never arrives",
      "write records by line_of(Dossier|Document|Feedback), and name the stream in the answer"},
     records_good},
    {{"serve-fields",
      "only fields that the manifest names, each with its purpose, come in by a request",
      "personal data come in that nobody has a purpose for, against the law 91/2025/QH15",
      "drop the field from the records, or name it in .fields with its purpose"},
     fields_declared},
    {{"serve-inside",
      "no answer holds a secret or what the host said",
      "strangers read keys, paths and names of tables",
      "return the failure as it is: the host answers by its class, and tells nobody its text"},
     nothing_of_the_inside},
}};

}  // namespace

std::span<const Rule> serve_rules() {
    return table;
}

}  // namespace tiendo::kit
