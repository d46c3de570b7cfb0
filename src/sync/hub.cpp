#include "tiendo/sync/hub.hpp"

#include "page.hpp"

#include "tiendo/base/digest.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace tiendo::sync {

namespace {

/// One stream being pulled.
class StreamPuller {
public:
    StreamPuller(store::Store& store,
                 const HubOptions& options,
                 const Source& source,
                 const SourceStream& stream,
                 std::stop_token stop)
        : store_(store),
          options_(options),
          source_(source),
          stream_(stream),
          stop_(std::move(stop)),
          budget_(options.budget, options.elapsed()) {
        pull_.connection = source.connection;
        pull_.stream = stream.name;
    }

    StreamPull run() {
        auto done = pull_pages();
        if (!done) {
            remember_failure(done.error());
            pull_.failure = std::move(done).error();
        }
        return pull_;
    }

private:
    Result<void> pull_pages() {
        auto cursor = stored_cursor();
        if (!cursor) {
            return std::move(cursor).error();
        }
        while (pull_.pages < options_.most_pages) {
            auto facts = stored_facts(store_, source_.connection);
            auto page = read_with_retries(*cursor, facts);
            if (!page) {
                return std::move(page).error();
            }
            if (page->more && page->next == *cursor) {
                return Error{ErrorCode::drift,
                             "the source says that there is more but does not move its cursor",
                             "report it to the adapter's author"};
            }
            if (auto kept = keep(*page, facts); !kept) {
                return kept;
            }
            ++pull_.pages;
            if (!page->more) {
                return {};
            }
            cursor = page->next;
        }
        return Error{
            ErrorCode::drift,
            "the source has no end after " + std::to_string(options_.most_pages) + " pages",
            "report it to the adapter's author"};
    }

    Result<Cursor> stored_cursor() {
        auto transaction = store_.begin(store::Mode::read);
        auto state = transaction
                         ? store::get_stream_state(*transaction, source_.connection, stream_.name)
                         : std::move(transaction).error();
        return state ? Result<Cursor>(state->cursor) : std::move(state).error();
    }

    Result<SourcePage> read_with_retries(const Cursor& cursor, Facts& facts) {
        for (int attempt = 1;; ++attempt) {
            if (!wait(budget_.take(options_.elapsed()))) {
                return cancelled();
            }
            auto page = source_.read(stream_.name, cursor, facts, stop_);
            if (page) {
                return page;
            }
            const auto pause =
                wait_before_next(options_.retry, page.error(), attempt, options_.random);
            if (!pause) {
                return std::move(page)
                    .error()
                    .at("page " + std::to_string(pull_.pages + 1))
                    .at("stream '" + stream_.name + "'");
            }
            options_.log.warn("pull paused",
                              {{"connection", source_.connection.str()},
                               {"stream", stream_.name},
                               {"cause", std::string(to_string(page.error().code()))},
                               {"what", page.error().message()},
                               {"wait_ms", std::to_string(pause->count())}});
            ++pull_.retries;
            if (!wait(*pause)) {
                return cancelled();
            }
        }
    }

    bool wait(std::chrono::milliseconds pause) {
        if (stop_.stop_requested()) {
            return false;
        }
        if (pause.count() == 0) {
            return true;
        }
        pull_.waited += pause;
        return options_.wait(pause, stop_);
    }

    /// The page, its cursor, the source's facts and the dead letters: all of it or nothing.
    Result<void> keep(const SourcePage& page, const Facts& facts) {
        auto sorted = sort_page(page, stream_.type, options_.most_bad);
        if (!sorted) {
            return std::move(sorted).error().at("stream '" + stream_.name + "'");
        }
        auto transaction = store_.begin(store::Mode::write);
        if (!transaction) {
            return std::move(transaction).error();
        }
        const auto now = options_.clock();
        auto outcome = store::put_page(*transaction,
                                       {.connection = source_.connection,
                                        .stream = stream_.name,
                                        .type = stream_.type,
                                        .records = sorted->records,
                                        .cursor = page.next,
                                        .at = now,
                                        .actor = "sync",
                                        .digest = sha256_hex(page.lines)});
        if (!outcome) {
            return std::move(outcome).error();
        }
        if (auto rest = keep_rest(*transaction, *sorted, facts, now, page.more); !rest) {
            return rest;
        }
        if (auto done = transaction->commit(); !done) {
            return done;
        }
        add(*outcome);
        note(page);
        pull_.dead += static_cast<std::int64_t>(sorted->dead.size());
        return {};
    }

    /// Drift that was survived is told once a pull, not once a page.
    void note(const SourcePage& page) {
        for (const Notice& notice : page.notices) {
            if (std::find(pull_.notices.begin(), pull_.notices.end(), notice) ==
                pull_.notices.end()) {
                pull_.notices.push_back(notice);
                options_.log.warn("the other system differs from the agreed form",
                                  {{"connection", source_.connection.str()},
                                   {"stream", stream_.name},
                                   {"what", notice.what}});
            }
        }
    }

    Result<void> keep_rest(store::Transaction& transaction,
                           SortedPage& sorted,
                           const Facts& facts,
                           Instant now,
                           bool more) {
        for (auto& letter : sorted.dead) {
            letter.connection = source_.connection;
            letter.stream = stream_.name;
            letter.at = now;
            if (auto put = store::insert_dead_letter(transaction, letter); !put) {
                return std::move(put).error();
            }
        }
        auto kept = keep_facts(transaction, source_.connection, facts);
        return kept && !more ? mark_success(transaction, now) : kept;
    }

    Result<void> mark_success(store::Transaction& transaction, Instant now) {
        auto state = store::get_stream_state(transaction, source_.connection, stream_.name);
        if (!state) {
            return std::move(state).error();
        }
        state->last_success_at = now;
        state->failures = 0;
        state->failure_code.clear();
        state->failure.clear();
        state->failed_at.reset();
        state->resume_at.reset();
        return store::put_stream_state(transaction, *state);
    }

    /// So that `sync status` can tell; a failure to write it must not hide the failure itself.
    void remember_failure(const Error& error) {
        options_.log.error("pull ended early",
                           {{"connection", source_.connection.str()},
                            {"stream", stream_.name},
                            {"cause", std::string(to_string(error.code()))},
                            {"what", error.message()}});
        auto transaction = store_.begin(store::Mode::write);
        auto state = transaction
                         ? store::get_stream_state(*transaction, source_.connection, stream_.name)
                         : std::move(transaction).error();
        if (!state) {
            return;
        }
        ++state->failures;
        state->failure_code = std::string(to_string(error.code()));
        state->failure = error.what();
        state->failed_at = options_.clock();
        if (auto put = store::put_stream_state(*transaction, *state)) {
            if (auto done = transaction->commit(); !done) {
                options_.log.error("failure not stored", {{"what", done.error().message()}});
            }
        }
    }

    Error cancelled() const {
        return Error{ErrorCode::cancelled,
                     "the pull was told to stop",
                     "start it again; it goes on where it stood"};
    }

    void add(const store::PageOutcome& outcome) {
        pull_.outcome.inserted += outcome.inserted;
        pull_.outcome.updated += outcome.updated;
        pull_.outcome.unchanged += outcome.unchanged;
        pull_.outcome.deleted += outcome.deleted;
    }

    store::Store& store_;
    const HubOptions& options_;
    const Source& source_;
    const SourceStream& stream_;
    std::stop_token stop_;
    Budget budget_;
    StreamPull pull_;
};

}  // namespace

Wait real_wait() {
    return [](std::chrono::milliseconds pause, std::stop_token stop) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any never;
        never.wait_for(lock, stop, pause, [] { return false; });
        return !stop.stop_requested();
    };
}

Hub::Hub(store::Store& store, HubOptions options) : store_(&store), options_(std::move(options)) {}

Result<std::vector<StreamPull>> Hub::pull(const Source& source, std::stop_token stop) const {
    auto claim = store_->claim("sync/" + source.connection.str());
    if (!claim) {
        return std::move(claim).error().at("connection '" + source.connection.str() + "'");
    }
    std::vector<StreamPull> pulls;
    for (const auto& stream : source.streams) {
        pulls.push_back(StreamPuller(*store_, options_, source, stream, stop).run());
        if (pulls.back().failure) {
            break;
        }
    }
    return pulls;
}

std::vector<Result<std::vector<StreamPull>>> Hub::pull_all(const std::vector<Source>& sources,
                                                           std::stop_token stop) const {
    std::vector<std::optional<Result<std::vector<StreamPull>>>> results(sources.size());
    {
        std::vector<std::jthread> threads;
        threads.reserve(sources.size());
        for (std::size_t i = 0; i < sources.size(); ++i) {
            threads.emplace_back([&, i] { results[i] = pull(sources[i], stop); });
        }
    }
    std::vector<Result<std::vector<StreamPull>>> all;
    all.reserve(results.size());
    for (auto& result : results) {
        all.push_back(*std::move(result));
    }
    return all;
}

}  // namespace tiendo::sync
