#include "generator.hpp"

#include "service.hpp"
#include "simulator_kit/random.hpp"
#include "simulator_kit/wards.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace tiendo::simulator {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

static_assert(first_office == ward_numbers.size());

// Per thousand requests of a ward, in the order of Outcome.
constexpr std::array<unsigned, 6> usual = {610, 70, 110, 15, 75, 120};
constexpr std::array<unsigned, 6> of_late_ward = {420, 60, 270, 25, 105, 120};

class Generator {
public:
    explicit Generator(const Options& options)
        : random_(options.seed),
          first_(Instant::start_of(options.from.plus(days(-14)))),
          from_(Instant::start_of(options.from)),
          end_(options.window_end()),
          now_(Instant::start_of(options.clock.date())) {}

    std::vector<FeedbackRequest> run(std::size_t count) {
        std::vector<FeedbackRequest> requests;
        requests.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            requests.push_back(draw(i));
        }
        std::stable_sort(requests.begin(), requests.end(), [](const auto& left, const auto& right) {
            return left.requested < right.requested;
        });
        for (std::size_t i = 0; i < count; ++i) {
            std::string digits = std::to_string(i + 1);
            digits.insert(0, digits.size() < 6 ? 6 - digits.size() : 0, '0');
            requests[i].id = "PA-" + digits;
        }
        return requests;
    }

private:
    FeedbackRequest draw(std::size_t index) {
        FeedbackRequest request;
        std::array<unsigned, service_count> weights{};
        std::transform(services.begin(), services.end(), weights.begin(), [](const auto& each) {
            return each.weight;
        });
        request.service = random_.weighted(weights);
        request.complaint = static_cast<std::size_t>(random_.below(4));
        request.ward = static_cast<std::size_t>(random_.below(ward_numbers.size()));
        request.agency = draw_agency(request.ward);
        request.street = static_cast<unsigned>(random_.between(1, 40));
        request.zulu = index % 7 == 3;
        request.promise_null = index % 2 == 1;
        request.outcome = static_cast<Outcome>(
            random_.weighted(request.agency == late_ward ? of_late_ward : usual));
        set_times(request, index);
        return request;
    }

    std::size_t draw_agency(std::size_t ward) {
        switch (random_.weighted(std::array<unsigned, 3>{860, 100, 40})) {
            case 0: return ward;
            case 1: return first_office + static_cast<std::size_t>(random_.below(offices.size()));
            default: return nobody;
        }
    }

    /// A moment of [first, end), to the second.
    Instant between(Instant first, Instant end) {
        return first.plus(seconds(random_.below((end.unix_ms() - first.unix_ms()) / 1'000)));
    }
    seconds up_to(seconds least, seconds most) {
        return seconds(random_.between(least.count(), most.count()));
    }

    void set_times(FeedbackRequest& request, std::size_t index) {
        const days promise(random_.pick(std::array{3, 5, 7}));
        switch (request.outcome) {
            case Outcome::closed_on_time: {
                // Some on the promised second itself.
                const seconds took =
                    random_.chance(30) ? seconds(promise) : up_to(hours(1), promise);
                request.requested = between(from_, end_.plus(-took));
                // The first and the last moment of the window belong to it.
                if (index % 500 == 1) {
                    request.requested = from_;
                }
                close(request, took, promise);
                break;
            }
            case Outcome::closed_unpromised: {
                const seconds took = up_to(hours(1), days(20));
                request.requested = between(from_, end_.plus(-took));
                close(request, took, days(0));
                break;
            }
            case Outcome::closed_late: {
                const seconds took = random_.chance(50)
                                         ? promise + seconds(1)
                                         : up_to(promise + hours(1), promise + days(10));
                request.requested = between(from_, end_.plus(-took));
                close(request, took, promise);
                break;
            }
            case Outcome::closed_after_window: {
                request.requested = between(end_.plus(-days(12)), end_);
                const Instant closed = between(end_, now_);
                close(request,
                      std::chrono::floor<seconds>(closed.time() - request.requested.time()),
                      promise);
                break;
            }
            case Outcome::open:
                request.requested = random_.chance(800) ? between(end_.plus(-days(25)), end_)
                                                        : between(from_, end_);
                if (index % 3 == 0 && random_.chance(50)) {
                    request.requested = end_.plus(-seconds(1));
                }
                leave_open(request, promise);
                break;
            case Outcome::outside: set_outside(request, promise); break;
        }
    }

    void close(FeedbackRequest& request, seconds took, days promise) {
        request.closed = true;
        request.updated = request.requested.plus(took);
        if (promise > days(0)) {
            request.expected = request.requested.plus(promise);
        }
    }

    void leave_open(FeedbackRequest& request, days promise) {
        request.updated =
            std::min(request.requested.plus(up_to(seconds(0), hours(20))), now_.plus(-seconds(1)));
        if (random_.chance(850)) {
            request.expected = request.requested.plus(promise);
        }
    }

    void set_outside(FeedbackRequest& request, days promise) {
        if (random_.chance(650)) {
            request.requested = between(first_, from_);
            close(request, up_to(hours(1), days(9)), promise);
        } else {
            request.requested = between(end_, now_.plus(-hours(2)));
            leave_open(request, promise);
        }
    }

    Random random_;
    Instant first_;
    Instant from_;
    Instant end_;
    Instant now_;
};

}  // namespace

std::vector<FeedbackRequest> generate_requests(const Options& options) {
    return Generator(options).run(options.count);
}

}  // namespace tiendo::simulator
