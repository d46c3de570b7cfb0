#include "requests.hpp"

#include "service.hpp"
#include "simulator_kit/dates.hpp"
#include "simulator_kit/wards.hpp"

#include <utility>

namespace tiendo::simulator {
namespace {

struct Tally {
    std::int64_t total = 0;
    std::int64_t closed = 0;
    std::int64_t closed_on_time = 0;
    std::int64_t open = 0;

    void count(Outcome outcome) {
        switch (outcome) {
            case Outcome::closed_on_time:
            case Outcome::closed_unpromised:
                ++closed_on_time;
                ++closed;
                break;
            case Outcome::closed_late: ++closed; break;
            case Outcome::closed_after_window:
            case Outcome::open: ++open; break;
            case Outcome::outside: return;
        }
        ++total;
    }
    void add(const Tally& other) {
        total += other.total;
        closed += other.closed;
        closed_on_time += other.closed_on_time;
        open += other.open;
    }
    void write(boost::json::object& json) const {
        json["total"] = total;
        json["closed"] = closed;
        json["closed_on_time"] = closed_on_time;
        json["open"] = open;
    }
};

boost::json::value agency_json(std::size_t agency) {
    if (agency == nobody) {
        return nullptr;
    }
    return agency < first_office ? boost::json::value(ward_name(agency))
                                 : boost::json::value(offices.at(agency - first_office));
}

std::string address_of(const FeedbackRequest& request) {
    return "Đường số " + std::to_string(request.street) + ", " +
           ward_name(request.ward).substr(std::string_view("UBND ").size()) + ", Quận Bình An";
}

}  // namespace

boost::json::object to_json(const FeedbackRequest& request) {
    const Service& service = services.at(request.service);
    const auto time = [&](Instant at) { return request.zulu ? at.utc() : at.iso(); };
    boost::json::object json;
    json["service_request_id"] = request.id;
    json["status"] = request.closed ? "closed" : "open";
    json["status_notes"] = request.closed ? boost::json::value("Đã xử lý và trả lời người dân")
                                          : boost::json::value(nullptr);
    json["service_name"] = service.name;
    json["service_code"] = service.code;
    json["description"] = request.posted_text.empty()
                              ? boost::json::value(service.complaints.at(request.complaint))
                              : boost::json::value(request.posted_text);
    json["agency_responsible"] = agency_json(request.agency);
    json["service_notice"] = nullptr;
    json["requested_datetime"] = time(request.requested);
    json["updated_datetime"] = time(request.updated);
    if (happened(request.expected)) {
        json["expected_datetime"] = time(request.expected);
    } else if (request.promise_null) {
        json["expected_datetime"] = nullptr;
    }
    json["address"] = request.posted_address.empty() ? address_of(request) : request.posted_address;
    json["address_id"] = nullptr;
    json["zipcode"] = nullptr;
    // From whole numbers, so that no peer sees 10.755700000000001.
    const auto east = static_cast<double>(15 * request.ward);
    const auto north = static_cast<double>(25 * request.ward);
    const auto street = static_cast<double>(request.street);
    json["lat"] = (107'500 + north + street) / 10'000;
    json["long"] = (1'066'500 + east - street) / 10'000;
    json["media_url"] = nullptr;
    return json;
}

boost::json::object truth_of(std::span<const FeedbackRequest> requests, Date from, Date cutoff) {
    std::array<Tally, ward_numbers.size()> tallies;
    Tally others;
    for (const FeedbackRequest& request : requests) {
        (request.agency < first_office ? tallies.at(request.agency) : others)
            .count(request.outcome);
    }
    boost::json::object wards;
    Tally all = others;
    for (std::size_t ward = 0; ward < tallies.size(); ++ward) {
        boost::json::object row;
        row["name"] = ward_name(ward);
        tallies.at(ward).write(row);
        wards[ward_code(ward)] = std::move(row);
        all.add(tallies.at(ward));
    }
    boost::json::object truth;
    truth["window"] = {{"from", from.iso()}, {"to", cutoff.iso()}};
    truth["wards"] = std::move(wards);
    boost::json::object rest;
    others.write(rest);
    truth["others"] = std::move(rest);
    boost::json::object total;
    all.write(total);
    truth["total"] = std::move(total);
    truth["records"] = requests.size();
    return truth;
}

}  // namespace tiendo::simulator
