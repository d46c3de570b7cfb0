// What is sent to neighbouring systems: the outbox, and what people decide about it.
#include "impl.hpp"
#include "sources.hpp"

#include "tiendo/model/json.hpp"
#include "tiendo/sync/adapter_sink.hpp"

#include <unistd.h>

#include <array>
#include <random>
#include <thread>
#include <utility>

namespace tiendo {

namespace {

/// No two workers may have one name, and numbers of processes are given again.
std::string own_name() {
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    std::random_device entropy;
    return std::string(host.data()) + ":" + std::to_string(::getpid()) + ":" +
           std::to_string(entropy());
}

sync::OutboxOptions outbox_options(const WorkspaceOptions& options,
                                   const std::string& worker,
                                   const ConnectionId& connection) {
    sync::OutboxOptions made;
    made.clock = options.clock;
    made.random = jitter_of(options);
    made.owner = worker + ":" + connection.str();
    made.log = options.log;
    made.retry = options.delivery_retry;
    made.probe = options.delivery_retry;
    made.lease =
        2 * options.call_timeout;  // the last request of a call begins before its time ends
    return made;
}

/// The call, within the budget of its connection: it waits as a pull does between two pages.
sync::Sink::Call within_budget(sync::Sink::Call call,
                               const std::shared_ptr<sync::Budget>& budget,
                               const sync::Wait& wait) {
    if (!call) {
        return call;
    }
    return [call = std::move(call), budget, wait](
               const std::string& stream,
               const std::vector<plugin::Delivery>& deliveries,
               sync::Facts& facts,
               std::stop_token stop) -> Result<std::vector<DeliveryResult>> {
        const auto pause = budget->take(steady_ms());
        if (pause.count() > 0 && !wait(pause, stop)) {
            return Error{ErrorCode::cancelled, "it was told to stop"};
        }
        return call(stream, deliveries, facts, std::move(stop));
    };
}

sync::Sink sink_for(const WorkspaceOptions& options,
                    const store::Connection& connection,
                    plugin::Adapter adapter) {
    auto sink = sync::sink_of(configured(connection),
                              std::make_shared<plugin::Adapter>(std::move(adapter)),
                              services_for(options, connection));
    const auto budget = std::make_shared<sync::Budget>(options.budget, steady_ms());
    sink.write = within_budget(std::move(sink.write), budget, options.wait);
    sink.probe = within_budget(std::move(sink.probe), budget, options.wait);
    return sink;
}

sync::OutboxRun failed_run(const ConnectionId& connection, Error error) {
    sync::OutboxRun run;
    run.connection = connection;
    run.failure = std::move(error);
    return run;
}

/// What the manifest says of a stream that is to be written.
Result<const plugin::ManifestStream*> written_stream(const plugin::Manifest& manifest,
                                                     const std::string& name) {
    const auto* stream = manifest.stream(name);
    if (stream == nullptr) {
        return Error{ErrorCode::not_found,
                     "the adapter " + manifest.name + " has no stream '" + name.substr(0, 60) + "'",
                     "see: tiendo adapter describe " + manifest.name};
    }
    if (!manifest.can("write") || stream->flow == plugin::Flow::read) {
        return Error{
            ErrorCode::unsupported,
            "the adapter " + manifest.name + " does not write to its stream '" + name + "'",
            "see: tiendo adapter describe " + manifest.name};
    }
    return stream;
}

}  // namespace

Result<void> Workspace::Impl::check_record(store::Transaction& transaction,
                                           const ConnectionId& id,
                                           const std::string& stream,
                                           std::string_view record) const {
    auto connection = store::get_connection(transaction, id);
    auto found = connection ? plugin::find(connection->adapter, search_options(options))
                            : std::move(connection).error();
    auto written = found ? written_stream(found->manifest, stream) : std::move(found).error();
    auto sound = written ? store::check_outbox_record(record) : std::move(written).error();
    auto parsed = sound ? parse_record_lines(record, 1) : std::move(sound).error();
    if (!parsed) {
        return std::move(parsed).error().at("connection '" + id.str() + "'");
    }
    if (parsed->front().type != (*written)->type) {
        return Error{ErrorCode::malformed_input,
                     "the record is a " + std::string(to_string(parsed->front().type)) +
                         ", and the stream '" + stream + "' takes each as a " +
                         std::string(to_string((*written)->type)),
                     "send it to a stream of its type"}
            .at("connection '" + id.str() + "'");
    }
    return {};
}

sync::Decision Workspace::Impl::decision(std::string_view why) const {
    return {options.actor, std::string(why), options.clock()};
}

Result<store::PutOutcome> Workspace::put_delivery(const Outgoing& outgoing) {
    return impl_->write([&](store::Transaction& tx) { return put_delivery(tx, outgoing); });
}

Result<store::PutOutcome> Workspace::put_delivery(store::Transaction& tx,
                                                  const Outgoing& outgoing) {
    auto sound = impl_->check_record(tx, outgoing.connection, outgoing.stream, outgoing.record);
    if (!sound) {
        return std::move(sound).error();
    }
    return store::put_outbox(tx,
                             {.connection = outgoing.connection,
                              .stream = outgoing.stream,
                              .group = outgoing.group,
                              .key = outgoing.key,
                              .record = outgoing.record,
                              .at = impl_->options.clock()});
}

Result<std::vector<sync::OutboxRun>> Workspace::deliver(const std::vector<ConnectionId>& ids,
                                                        std::stop_token stop) {
    auto chosen = impl_->chosen(ids);
    if (!chosen) {
        return std::move(chosen).error();
    }
    if (ids.empty()) {  // a system to which nothing goes needs no adapter that can be loaded
        std::erase_if(*chosen, [&](const store::Connection& connection) {
            const auto next = impl_->read(
                [&](store::Transaction& tx) { return store::next_outbox_at(tx, connection.id); });
            return next && !next->has_value();
        });
    }
    const auto worker = impl_->options.worker.empty() ? own_name() : impl_->options.worker;
    const auto run_one = [&](const store::Connection& connection) {
        auto adapter = impl_->load(connection);
        if (!adapter) {
            return failed_run(connection.id, std::move(adapter).error());
        }
        const auto sink = sink_for(impl_->options, connection, *std::move(adapter));
        const auto options = outbox_options(impl_->options, worker, connection.id);
        auto run = sync::Outbox(impl_->store, options).deliver(sink, stop);
        return run ? *std::move(run) : failed_run(connection.id, std::move(run).error());
    };
    std::vector<sync::OutboxRun> runs(chosen->size());
    {
        std::vector<std::jthread> threads;
        threads.reserve(runs.size());
        for (std::size_t i = 0; i < runs.size(); ++i) {
            threads.emplace_back([&, i] { runs[i] = run_one((*chosen)[i]); });
        }
    }
    return runs;
}

Result<std::vector<store::OutboxItem>> Workspace::deliveries(const store::OutboxFilter& filter) {
    if (auto allowed = impl_->acts_for_none("deliveries"); !allowed) {
        return std::move(allowed).error();
    }
    return impl_->read([&](store::Transaction& tx) { return store::list_outbox(tx, filter); });
}

Result<store::OutboxItem> Workspace::delivery(std::string_view key) {
    if (auto allowed = impl_->acts_for_none("deliveries"); !allowed) {
        return std::move(allowed).error();
    }
    return impl_->read([&](store::Transaction& tx) { return store::get_outbox(tx, key); });
}

Result<sync::Reported> Workspace::report_outcome(const sync::OutcomeReport& report,
                                                 std::string_view why) {
    return impl_->write([&](store::Transaction& tx) {
        return sync::report_outcome(tx, report, impl_->decision(why));
    });
}

Result<void> Workspace::edit_delivery(std::string_view key,
                                      std::string_view record,
                                      std::string_view why) {
    return impl_->write([&](store::Transaction& tx) -> Result<void> {
        auto item = store::get_outbox(tx, key);
        auto sound = item ? impl_->check_record(tx, item->connection, item->stream, record)
                          : std::move(item).error();
        return sound ? sync::edit_delivery(tx, key, record, impl_->decision(why)) : sound;
    });
}

Result<void> Workspace::retry_delivery(std::string_view key, std::string_view why) {
    return impl_->write([&](store::Transaction& tx) {
        return sync::retry_delivery(tx, key, impl_->decision(why));
    });
}

Result<void> Workspace::discard_delivery(std::string_view key, std::string_view why) {
    return impl_->write([&](store::Transaction& tx) {
        return sync::discard_delivery(tx, key, impl_->decision(why));
    });
}

Result<std::int64_t> Workspace::retry_deliveries(const sync::Selection& selection,
                                                 std::string_view why) {
    return impl_->write([&](store::Transaction& tx) {
        return sync::retry_deliveries(tx, selection, impl_->decision(why));
    });
}

Result<std::int64_t> Workspace::discard_deliveries(const sync::Selection& selection,
                                                   std::string_view why) {
    return impl_->write([&](store::Transaction& tx) {
        return sync::discard_deliveries(tx, selection, impl_->decision(why));
    });
}

Result<void> Workspace::resume_outbox(const ConnectionId& connection, std::string_view why) {
    return impl_->write([&](store::Transaction& tx) {
        return sync::resume_outbox(tx, connection, impl_->decision(why));
    });
}

Result<std::int64_t> Workspace::purge_deliveries(const PurgeOptions& options,
                                                 std::string_view why) {
    store::OutboxPurge purge{.connection = options.connection,
                             .state = options.state,
                             .before = impl_->options.clock().plus(-options.older_than)};
    std::int64_t count = 0;
    for (bool more = true; more;) {
        auto step = impl_->write([&](store::Transaction& tx) {
            return sync::purge_deliveries(tx, purge, impl_->decision(why));
        });
        if (!step) {
            return std::move(step).error();
        }
        count += step->count;
        purge.after = step->last;
        more = step->count == purge.limit;
    }
    return count;
}

}  // namespace tiendo
