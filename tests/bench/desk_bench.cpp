// The desk's board over HTTP on one core: 122 papers of 22 units, a session, rights and all
// headers. Floor: a bare server that answers with as many bytes, asked by the same client. The time
// of one iteration holds client and server, which share the core; server_ms is what the handler
// took. The paced pair asks 200 times a second and counts from the instant at which each request
// was due to go out, so that one slow answer shows in those behind it.
#include "../../examples/desk/desk.hpp"

#include "bench/floor.hpp"
#include "bench/ratios.hpp"
#include "support/folder.hpp"

#include "tiendo/http/client.hpp"
#include "tiendo/http/server.hpp"
#include "tiendo/workspace/workspace.hpp"

#include <sched.h>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace tiendo::bench {
namespace {

using std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

const Instant now = must(Instant::parse("2021-05-20T09:00:00+07:00"));
const std::filesystem::path district =
    std::filesystem::path(TIENDO_SOURCE_DIR) / "examples/district";

/// A district as its story leaves it: plans from all, half-year reports from all but two.
Workspace a_district(const std::filesystem::path& path) {
    auto workspace = must(Workspace::create(
        {.url = "sqlite:" + path.string(), .actor = "bench", .clock = fixed_clock(now)}));
    must(workspace.load_units(district / "units.toml"));
    const auto plan = PlanId::of("ke-hoach");
    must(workspace.adopt(district / "ke-hoach.txt",
                         {.plan = plan, .as_of = Date::of(2020, 12, 31), .years = {2021}}));
    int sent = 0;
    for (const auto& row : must(workspace.owed(plan))) {
        const bool due = row.cycle.due.at && *row.cycle.due.at < now;
        if (due && ++sent % 22 != 0) {
            must(workspace.submit({plan, row.cycle.id, row.obligation.unit},
                                  {row.cycle.due.at->plus(std::chrono::hours(-30)),
                                   "bench",
                                   {{"general", "Đã triển khai các nhiệm vụ được giao."}}}));
        }
    }
    return workspace;
}

store::PlanSummary the_plan() {
    store::PlanSummary plan;
    plan.id = PlanId::of("ke-hoach");
    plan.title = "Kế hoạch cải thiện kết quả Chỉ số PAPI";
    return plan;
}

double at(std::vector<double> values, double share) {
    const auto place = values.begin() +
                       static_cast<std::ptrdiff_t>(static_cast<double>(values.size() - 1) * share);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

/// Somebody who looks at one page again and again, and the server that answers.
class Place {
public:
    explicit Place(http::Handler handler)
        : handler_(std::move(handler)),
          server_(must(http::Server::start(
              {},
              [this](const http::Request& request) {
                  const auto begin = steady_clock::now();
                  auto response = handler_(request);
                  took_.push_back(Milliseconds(steady_clock::now() - begin).count());
                  return response;
              }))),
          client_(must(http::Client::open({}))) {
        took_.reserve(1U << 20U);
    }

    http::Response get(const std::string& target, const http::Headers& headers) {
        auto response =
            must(client_.send({.url = "http://127.0.0.1:" + std::to_string(server_.port()) + target,
                               .headers = headers}));
        if (response.status != 200) {
            throw std::runtime_error(target + " answers " + std::to_string(response.status));
        }
        return response;
    }
    /// What the handler took each time; only while nothing is asked.
    [[nodiscard]] const std::vector<double>& took() const { return took_; }

private:
    http::Handler handler_;
    std::vector<double> took_;  // by the one thread of the server
    http::Server server_;
    http::Client client_;
};

/// The desk with one session.
class TheDesk {
public:
    TheDesk()
        : book_(a_district(folder_ / "a.db"), the_plan()),
          desk_(book_,
                {.clock = fixed_clock(now),
                 .authenticate =
                     [](const http::Request&) {
                         return std::optional(
                             desk::Identity{"Phòng Nội vụ", UnitId::of("phong-noi-vu")});
                     }}),
          place_([this](const http::Request& request) { return desk_.answer(request); }) {
        const auto form = desk_.answer({.target = "/dang-nhap"});
        constexpr std::string_view before_key = "name=\"khoa\" value=\"";
        const auto key = form.body.substr(form.body.find(before_key) + before_key.size(), 64);
        const auto entered =
            desk_.answer({.method = "POST",
                          .target = "/dang-nhap",
                          .headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                                      {"Cookie", cookie_of(form)}},
                          .body = "khoa=" + key});
        headers_ = {{"Cookie", cookie_of(entered)}};
    }
    http::Response board() { return place_.get("/bang-theo-doi", headers_); }
    [[nodiscard]] const Place& place() const { return place_; }

private:
    static std::string cookie_of(const http::Response& response) {
        const auto cookie = http::find_header(response.headers, "Set-Cookie").value_or("");
        return std::string(cookie.substr(0, cookie.find(';')));
    }

    test::Folder folder_;
    desk::Book book_;
    desk::Desk desk_;
    Place place_;
    http::Headers headers_;
};

/// As many bytes as the board has, and nothing done for them.
class Echo {
public:
    Echo()
        : body_(TheDesk().board().body.size(), 'x'), place_([this](const http::Request&) {
              http::Response response;
              response.body = body_;
              return response;
          }) {}
    http::Response board() { return place_.get("/", {}); }
    [[nodiscard]] const Place& place() const { return place_; }

private:
    std::string body_;
    Place place_;
};

template <typename Site>
void page(benchmark::State& state) {
    Site site;
    std::size_t bytes = 0;
    for (auto _ : state) {
        bytes = site.board().body.size();
    }
    state.counters["page_kib"] = static_cast<double>(bytes) / 1024.0;
    state.counters["server_ms"] = at(site.place().took(), 0.5);
    state.counters["server_p99_ms"] = at(site.place().took(), 0.99);
}

/// 200 requests a second for five seconds, from the plan of a clock, not from the last answer.
template <typename Site>
void paced(benchmark::State& state) {
    constexpr int requests = 1'000;
    constexpr std::chrono::milliseconds apart{5};
    Site site;
    site.board();
    for (auto _ : state) {
        std::vector<double> waited;
        const auto before = processor_ms(RUSAGE_SELF);
        const auto begin = steady_clock::now();
        for (int i = 0; i < requests; ++i) {
            const auto due = begin + i * apart;
            std::this_thread::sleep_until(due);
            site.board();
            waited.push_back(Milliseconds(steady_clock::now() - due).count());
        }
        const auto wall = Milliseconds(steady_clock::now() - begin).count();
        state.counters["per_second"] = requests / wall * 1'000;
        state.counters["p50_ms"] = at(waited, 0.5);
        state.counters["p99_ms"] = at(waited, 0.99);
        state.counters["core_percent"] = (processor_ms(RUSAGE_SELF) - before) / wall * 100;
        state.counters["server_p99_ms"] = at(site.place().took(), 0.99);
    }
}

void board_page(benchmark::State& state) {
    page<TheDesk>(state);
}
void echo_page(benchmark::State& state) {
    page<Echo>(state);
}
void board_at_200_a_second(benchmark::State& state) {
    paced<TheDesk>(state);
}
void echo_at_200_a_second(benchmark::State& state) {
    paced<Echo>(state);
}

BENCHMARK(echo_page)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(board_page)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(echo_at_200_a_second)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(board_at_200_a_second)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Client and server share it, as the aim says: one core.
void keep_to_one_core() {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(static_cast<std::size_t>(std::max(0, ::sched_getcpu())), &one);
    ::sched_setaffinity(0, sizeof one, &one);
}

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    tiendo::bench::keep_to_one_core();
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    ratios.print("board_page", "echo_page", "", "ms");
    ratios.print("board_page", "echo_page", "server_ms", "ms");
    ratios.print("board_at_200_a_second", "echo_at_200_a_second", "p99_ms", "ms");
    return sound ? 0 : 1;
}
