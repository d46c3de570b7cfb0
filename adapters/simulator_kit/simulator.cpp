#include "simulator_kit/simulator.hpp"

#include "simulator_kit/json.hpp"
#include "simulator_kit/request_log.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/http/server.hpp"

#include <signal.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <exception>
#include <mutex>
#include <span>
#include <utility>

namespace tiendo::simulator {
namespace {

/// Answers requests from the server's threads: one at a time where state is touched, side by side
/// where a fault only waits.
class Desk {
public:
    Desk(const Options& options, std::unique_ptr<System> system, RequestLog log)
        : options_(options),
          faults_(options.faults),
          system_(std::move(system)),
          log_(std::move(log)) {}

    http::Response handle(const http::Request& request) {
        if (http::path_of(request.target).starts_with("/_sim/")) {
            const std::lock_guard lock(state_);
            return control(request);
        }
        Answer answer;
        {
            const std::lock_guard lock(state_);
            answer = system_->answer(request, faults_);
            log(request, answer);
        }
        return with_fault(std::move(answer));
    }

    std::string truth() const { return boost::json::serialize(system_->truth()) + "\n"; }

    /// Lets the answers that wait go at once.
    void stop() {
        {
            const std::lock_guard lock(waiting_);
            stopping_ = true;
        }
        wake_.notify_all();
    }

private:
    void log(const http::Request& request, const Answer& answer) {
        LogLine line{.method = request.method,
                     .target = request.target,
                     .cursor = answer.cursor,
                     .status = answer.response.status,
                     .records = answer.records,
                     .fault = to_string(answer.fault)};
        if (answer.fault == Fault::unavailable || answer.fault == Fault::always_503) {
            line.status = 503;
            line.records = 0;
        } else if (answer.fault == Fault::html || answer.fault == Fault::huge ||
                   answer.fault == Fault::slow_forever) {
            line.records = 0;
        }
        log_.write(line);
    }

    void wait(std::chrono::milliseconds time) {
        std::unique_lock lock(waiting_);
        wake_.wait_for(lock, time, [this] { return stopping_; });
    }

    http::Response with_fault(Answer answer) {
        http::Response& response = answer.response;
        switch (answer.fault) {
            case Fault::none:
            case Fault::repeated:
            case Fault::changed_after_read:
            case Fault::backwards:
            case Fault::error_body: break;
            case Fault::slow: wait(options_.slow); break;
            case Fault::unavailable:
            case Fault::always_503:
                response = html_response(503, "Hệ thống đang bận");
                response.headers.emplace_back("Retry-After", "1");
                break;
            case Fault::rate_limited: response.headers.emplace_back("Retry-After", "30"); break;
            case Fault::dropped: response.drop_after_bytes = response.body.size() / 2; break;
            case Fault::html: response = html_response(200, "Hệ thống đang bảo trì"); break;
            case Fault::half_json: response.body.resize(response.body.size() / 2); break;
            case Fault::huge:
                response.body = '"' + std::string(options_.huge_bytes, 'a') + '"';
                break;
            case Fault::slow_forever:
                wait(std::chrono::hours(24));
                response = html_response(503, "Hệ thống đang dừng");
                break;
            case Fault::bad_utf8: spoil(response.body); break;
        }
        return std::move(response);
    }

    static void spoil(std::string& body) {
        // The first string value begins behind the first `:"`.
        const auto value = body.find(":\"");
        body.insert(value == std::string::npos ? 0 : value + 2, "\xC3\x28");
    }

    http::Response control(const http::Request& request) {
        const auto path = http::path_of(request.target);
        const auto query = http::parse_query(request.target);
        if (path == "/_sim/truth" && request.method == "GET") {
            return json_response(200, system_->truth());
        }
        if (path == "/_sim/faults" && request.method == "POST") {
            auto script = FaultScript::parse(value_of(query, "script"));
            if (!script) {
                return json_response(400, {{"error", script.error().what()}});
            }
            faults_ = *std::move(script);
            return json_response(200, {{"script", faults_.name()}});
        }
        if (path == "/_sim/change" && request.method == "POST") {
            const auto count = parse_number(value_of(query, "count"), 100'000);
            if (!count) {
                return json_response(400, {{"error", "count must be a number up to 100000"}});
            }
            const Instant at = options_.clock.plus(std::chrono::minutes(++changes_));
            auto changed = system_->change(static_cast<std::size_t>(*count), changes_, at);
            changed["at"] = at.iso();
            return json_response(200, std::move(changed));
        }
        return json_response(404, {{"error", "no such control endpoint"}});
    }

    Options options_;
    std::mutex state_;  // guards the next four
    FaultScript faults_;
    std::unique_ptr<System> system_;
    RequestLog log_;
    unsigned changes_ = 0;

    std::mutex waiting_;
    std::condition_variable wake_;
    bool stopping_ = false;
};

int fail(const Program& program, const Error& error, int status) {
    std::fprintf(stderr, "%s: %s\n", program.name.c_str(), error.explain().c_str());
    return status;
}

/// SIGTERM and SIGINT wait in line from here on, in this thread and in those it starts.
sigset_t hold_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

int serve(const Program& program, const Options& options) {
    const sigset_t signals = hold_signals();
    auto log = RequestLog::open(options.log_file);
    if (!log) {
        return fail(program, log.error(), 1);
    }
    Desk desk(options, program.make(options), *std::move(log));
    if (!options.truth_file.empty()) {
        if (auto written = write_file(options.truth_file, desk.truth()); !written) {
            return fail(program, written.error(), 1);
        }
    }
    http::ServerOptions server_options;
    server_options.port = options.port;
    server_options.threads = 8;
    server_options.read_timeout = std::chrono::minutes(5);  // a client may pause between pages
    auto server = http::Server::start(
        server_options, [&desk](const http::Request& request) { return desk.handle(request); });
    if (!server) {
        return fail(program, server.error(), 1);
    }
    std::printf("listening 127.0.0.1:%u\n", static_cast<unsigned>(server->port()));
    std::fflush(stdout);
    int received = 0;
    sigwait(&signals, &received);
    desk.stop();
    server->stop();
    return 0;
}

}  // namespace

int run(int argc, const char* const* argv, const Program& program) {
    Options defaults;
    defaults.count = program.count;
    const std::span<const char* const> arguments(argv, static_cast<std::size_t>(argc));
    auto options = parse_options(arguments.subspan(argc > 0 ? 1 : 0), defaults);
    if (!options) {
        return fail(program, options.error(), 2);
    }
    if (options->help) {
        std::fputs(help_text(program.name, program.summary).c_str(), stdout);
        return 0;
    }
    try {
        return serve(program, *options);
    } catch (const std::exception& problem) {
        return fail(program, Error{ErrorCode::internal, problem.what()}, 1);
    }
}

}  // namespace tiendo::simulator
