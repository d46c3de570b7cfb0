#include "feedback_system.hpp"

#include "generator.hpp"
#include "service.hpp"
#include "simulator_kit/random.hpp"
#include "xml.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace tiendo::simulator {
namespace {

constexpr std::string_view jurisdiction = "binhan.h99.example";
constexpr std::chrono::days longest_span{90};
constexpr std::size_t most_requests = 1'000;
constexpr std::size_t longest_description = 4'000;

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto comma = text.find(',');
        if (const auto part = text.substr(0, comma); !part.empty()) {
            parts.emplace_back(part);
        }
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    return parts;
}

template <typename T>
bool holds(const std::vector<std::string>& list, const T& text) {
    return list.empty() || std::find(list.begin(), list.end(), text) != list.end();
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

}  // namespace

FeedbackSystem::FeedbackSystem(const Options& options)
    : options_(options), requests_(generate_requests(options)), generated_(requests_.size()) {
    for (std::size_t row = 0; row < requests_.size(); ++row) {
        by_id_.emplace(requests_[row].id, row);
    }
}

FeedbackSystem::Outline FeedbackSystem::failure(unsigned status, std::string_view description) {
    boost::json::array errors;
    errors.push_back({{"code", std::to_string(status)}, {"description", description}});
    return {.status = status,
            .body = std::move(errors),
            .root = "errors",
            .entry = "error",
            .records = 0,
            .cursor = {},
            .fault = Fault::none};
}

Answer FeedbackSystem::answer(const http::Request& request, FaultScript& faults) {
    const std::string_view path = http::path_of(request.target);
    const bool xml = path.ends_with(".xml");
    Outline outline;
    if (path.starts_with('/') && (xml || path.ends_with(".json"))) {
        outline = resource(request, path.substr(1, path.rfind('.') - 1), faults);
    } else {
        outline = failure(404, "Không có địa chỉ này");
    }
    Answer answer;
    if (xml) {
        answer.response.status = outline.status;
        answer.response.headers.emplace_back("Content-Type", "text/xml; charset=utf-8");
        answer.response.body = to_xml(outline.body, outline.root, outline.entry);
    } else {
        answer.response = json_response(outline.status, outline.body);
    }
    answer.records = outline.records;
    answer.cursor = std::move(outline.cursor);
    answer.fault = outline.fault;
    return answer;
}

FeedbackSystem::Outline FeedbackSystem::resource(const http::Request& request,
                                                 std::string_view name,
                                                 FaultScript& faults) {
    const bool posts = request.method == "POST" && name == "requests";
    if (request.method != "GET" && !posts) {
        return failure(400, "Phương thức không được hỗ trợ");
    }
    const Pairs query = posts ? http::parse_form(request.body) : http::parse_query(request.target);
    const std::string where = value_of(query, "jurisdiction_id");
    if (!where.empty() && where != jurisdiction) {
        return failure(404, "Không tìm thấy jurisdiction_id");
    }
    if (posts) {
        return post(query, faults);
    }
    if (name == "discovery") {
        return discovery();
    }
    if (name == "services") {
        return {200, services_json(), "services", "service", service_count, {}, Fault::none};
    }
    if (name == "requests") {
        return list(query, faults);
    }
    const auto slash = name.find('/');
    const auto folder = name.substr(0, slash);
    const auto key = slash == std::string_view::npos ? std::string_view() : name.substr(slash + 1);
    if (folder == "services") {
        const auto service = find_service(key);
        if (!service || !services.at(*service).metadata) {
            return failure(404, "Không tìm thấy service_code");
        }
        return {200,
                definition_json(services.at(*service)),
                "service_definition",
                "",
                1,
                {},
                Fault::none};
    }
    if (folder == "requests") {
        return one(key);
    }
    return folder == "tokens" ? token(key) : failure(404, "Không có địa chỉ này");
}

FeedbackSystem::Outline FeedbackSystem::discovery() const {
    boost::json::array formats;
    formats.push_back("text/xml");
    formats.push_back("application/json");
    boost::json::array endpoints;
    endpoints.push_back({{"specification", "http://wiki.open311.org/GeoReport_v2"},
                         {"url", "/"},
                         {"changeset", "2020-12-01T00:00:00+07:00"},
                         {"type", "test"},
                         {"formats", std::move(formats)}});
    boost::json::object body;
    body["changeset"] = "2020-12-01T00:00:00+07:00";
    body["contact"] = "Hệ thống giả lập, không có người trực";
    body["key_service"] = "Khóa api_key do người vận hành hệ thống giả lập cấp";
    body["endpoints"] = std::move(endpoints);
    return {200, std::move(body), "discovery", "", 0, {}, Fault::none};
}

Result<FeedbackSystem::Filter> FeedbackSystem::filter_of(const Pairs& query) const {
    Filter filter;
    filter.codes = split(value_of(query, "service_code"));
    filter.states = split(value_of(query, "status"));
    for (const std::string& code : filter.codes) {
        if (!find_service(code)) {
            return Error{ErrorCode::not_found, "Không tìm thấy service_code"};
        }
    }
    for (const std::string& state : filter.states) {
        if (state != "open" && state != "closed") {
            return Error{ErrorCode::malformed_input, "status chỉ nhận open, closed"};
        }
    }
    std::optional<Instant> start;
    std::optional<Instant> end;
    for (const auto& [name, bound] :
         {std::pair("start_date", &start), std::pair("end_date", &end)}) {
        const std::string text = value_of(query, name);
        if (text.empty()) {
            continue;
        }
        const auto parsed = Instant::parse(text);
        if (!parsed) {
            return Error{ErrorCode::malformed_input,
                         std::string(name) + " không đúng dạng ISO 8601 có múi giờ"};
        }
        *bound = *parsed;
    }
    filter.end = end     ? *end
                 : start ? std::min(start->plus(longest_span), std::max(options_.clock, *start))
                         : options_.clock;
    filter.start = start ? *start : filter.end.plus(-longest_span);
    if (filter.end < filter.start || filter.end.time() - filter.start.time() > longest_span) {
        return Error{ErrorCode::malformed_input, "Khoảng thời gian không được quá 90 ngày"};
    }
    return filter;
}

std::vector<std::size_t> FeedbackSystem::matching(const Filter& filter) const {
    std::vector<std::size_t> rows;
    for (std::size_t row = requests_.size(); row > 0 && rows.size() < most_requests; --row) {
        const FeedbackRequest& each = requests_[row - 1];
        if (each.requested >= filter.start && each.requested <= filter.end &&
            holds(filter.codes, services.at(each.service).code) &&
            holds(filter.states, each.closed ? "closed" : "open")) {
            rows.push_back(row - 1);
        }
    }
    return rows;
}

FeedbackSystem::Outline FeedbackSystem::list(const Pairs& query, FaultScript& faults) {
    const auto ids = split(value_of(query, "service_request_id"));
    Outline outline;
    std::string position = value_of(query, "start_date") + "/" + value_of(query, "end_date");
    if (!ids.empty()) {
        position = "ids:" + std::to_string(ids.size());
        std::vector<std::size_t> rows;
        for (const std::string& id : ids) {
            if (const auto found = by_id_.find(id); found != by_id_.end()) {
                rows.push_back(found->second);
            }
        }
        const Fault fault = faults.next();
        outline = rows.empty() ? failure(404, "Không tìm thấy service_request_id")
                               : list_page(rows, nullptr, fault, faults.count() == 1);
        outline.fault = fault;
    } else if (const auto filter = filter_of(query); !filter) {
        outline = failure(filter.error().code() == ErrorCode::not_found ? 404 : 400,
                          filter.error().message());
    } else {
        const Fault fault = faults.next();
        outline = list_page(matching(*filter), &*filter, fault, faults.count() == 1);
        outline.fault = fault;
    }
    outline.cursor = position;
    return outline;
}

FeedbackSystem::Outline FeedbackSystem::list_page(const std::vector<std::size_t>& rows,
                                                  const Filter* filter,
                                                  Fault fault,
                                                  bool first_answer) {
    if (fault == Fault::error_body) {
        auto outline = failure(400, "Lỗi hệ thống");
        outline.status = 200;
        return outline;
    }
    boost::json::array body;
    for (const std::size_t row : rows) {
        body.push_back(to_json(requests_[row]));
    }
    if (fault == Fault::repeated) {
        for (std::size_t i = 0; i < std::min<std::size_t>(20, rows.size()); ++i) {
            body.push_back(to_json(requests_[rows[i]]));
        }
    }
    if (fault == Fault::backwards && !first_answer && filter != nullptr) {
        for (std::size_t row = 0; row < requests_.size() && row < 20; ++row) {
            if (requests_[row].requested < filter->start) {
                body.push_back(to_json(requests_[row]));
            }
        }
    }
    if (fault == Fault::changed_after_read) {
        // Closed by now, which is after the cutoff, so that no figure moves.
        const auto open = std::find_if(
            rows.begin(), rows.end(), [this](std::size_t row) { return !requests_[row].closed; });
        if (open != rows.end()) {
            requests_[*open].closed = true;
            requests_[*open].updated = options_.clock;
        }
    }
    const std::size_t records = body.size();
    return {200, std::move(body), "service_requests", "request", records, {}, Fault::none};
}

FeedbackSystem::Outline FeedbackSystem::one(std::string_view id) const {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) {
        return failure(404, "Không tìm thấy service_request_id");
    }
    boost::json::array body;
    body.push_back(to_json(requests_[found->second]));
    return {200, std::move(body), "service_requests", "request", 1, {}, Fault::none};
}

FeedbackSystem::Outline FeedbackSystem::token(std::string_view token) const {
    const auto found = tokens_.find(token);
    if (found == tokens_.end()) {
        return failure(404, "Không tìm thấy token");
    }
    boost::json::array body;
    body.push_back({{"service_request_id", found->second}, {"token", token}});
    return {200, std::move(body), "service_requests", "request", 1, {}, Fault::none};
}

FeedbackSystem::Outline FeedbackSystem::post(const Pairs& form, FaultScript& faults) {
    if (value_of(form, "api_key") != options_.key) {
        return failure(403, "api_key không đúng");
    }
    const Fault fault = faults.next_post();
    auto outline = fault == Fault::rate_limited ? failure(429, "Quá nhiều yêu cầu") : take(form);
    outline.fault = fault;
    return outline;
}

FeedbackSystem::Outline FeedbackSystem::take(const Pairs& form) {
    const std::string code = value_of(form, "service_code");
    if (code.empty()) {
        return failure(400, "Thiếu service_code");
    }
    const auto service = find_service(code);
    if (!service) {
        return failure(404, "Không tìm thấy service_code");
    }
    const bool point = !value_of(form, "lat").empty() && !value_of(form, "long").empty();
    if (!point && value_of(form, "address_string").empty() &&
        value_of(form, "address_id").empty()) {
        return failure(400, "Thiếu vị trí: lat và long, address_string hoặc address_id");
    }
    const std::string attribute(required_attribute(services.at(*service)));
    if (!attribute.empty() && value_of(form, "attribute[" + attribute + "]").empty()) {
        return failure(400, "Thiếu attribute[" + attribute + "]");
    }
    if (characters(value_of(form, "description")) > longest_description) {
        return failure(400, "description dài quá 4000 ký tự");
    }
    return keep(*service, form);
}

FeedbackSystem::Outline FeedbackSystem::made(std::size_t row) const {
    const FeedbackRequest& request = requests_[row];
    boost::json::object made;
    if (services.at(request.service).type == "realtime") {
        made["service_request_id"] = request.id;
    } else if (services.at(request.service).type == "batch") {
        made["token"] = "T-" + request.id;
    }
    made["service_notice"] = nullptr;
    made["account_id"] = nullptr;
    boost::json::array body;
    body.push_back(std::move(made));
    return {200, std::move(body), "service_requests", "request", 1, {}, Fault::none};
}

FeedbackSystem::Outline FeedbackSystem::keep(std::size_t service, const Pairs& form) {
    const std::string key = value_of(form, "attribute[TIENDO_KEY]");
    if (const auto known = tokens_.find(key); !key.empty() && known != tokens_.end()) {
        return made(by_id_.find(known->second)->second);
    }
    FeedbackRequest request;
    request.id = "PA-N" + std::to_string(100'001 + requests_.size() - generated_).substr(1);
    request.service = service;
    request.posted_text = value_of(form, "description");
    request.posted_address = value_of(form, "address_string");
    request.outcome = Outcome::outside;
    request.requested = options_.clock;
    request.updated = options_.clock;
    by_id_.emplace(request.id, requests_.size());
    if (services.at(service).type == "batch") {
        tokens_.emplace("T-" + request.id, request.id);
    }
    if (!key.empty()) {
        tokens_.emplace(key, request.id);
    }
    requests_.push_back(std::move(request));
    return made(requests_.size() - 1);
}

boost::json::object FeedbackSystem::truth() const {
    return truth_of(std::span(requests_).first(generated_), options_.from, options_.cutoff);
}

boost::json::object FeedbackSystem::change(std::size_t count, unsigned call, Instant at) {
    boost::json::array ids;
    boost::json::array reopened;
    Random random(options_.seed * 1'000 + call);
    const auto size = static_cast<std::int64_t>(generated_);
    for (std::size_t i = 0; i + 1 < count; ++i) {
        const auto start = static_cast<std::size_t>(random.below(size));
        for (std::size_t step = 0; step < generated_; ++step) {
            FeedbackRequest& each = requests_[(start + step) % generated_];
            if (!each.closed && each.updated != at) {
                each.closed = true;
                each.updated = at;
                ids.push_back(boost::json::string(each.id));
                break;
            }
        }
    }
    const auto old = std::find_if(requests_.begin(), requests_.end(), [](const auto& each) {
        return each.closed &&
               (each.outcome == Outcome::closed_on_time ||
                each.outcome == Outcome::closed_unpromised || each.outcome == Outcome::closed_late);
    });
    if (count > 0 && old != requests_.end()) {
        old->closed = false;
        old->updated = at;
        old->outcome = Outcome::open;
        ids.push_back(boost::json::string(old->id));
        reopened.push_back(boost::json::string(old->id));
    }
    return {{"ids", std::move(ids)}, {"reopened", std::move(reopened)}};
}

}  // namespace tiendo::simulator
