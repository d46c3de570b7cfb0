#include "document_system.hpp"

#include "generator.hpp"
#include "simulator_kit/json.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tiendo::simulator {
namespace {

constexpr std::int64_t page_limit = 200;
constexpr std::int64_t default_page = 100;
constexpr std::int64_t largest_sequence = std::int64_t{1} << 53;
constexpr std::string_view details = "/van-ban/";
constexpr std::string_view drafts_path = "/van-ban/du-thao";
constexpr std::size_t longest_subject = 4'000;  // bytes

boost::json::object fault_body(std::string_view code, std::string_view message) {
    return {{"loi", {{"ma", code}, {"thongBao", message}}}};
}

Answer failure(unsigned status, std::string_view code, std::string_view message) {
    Answer answer;
    answer.response = json_response(status, fault_body(code, message));
    return answer;
}

}  // namespace

DocumentSystem::DocumentSystem(const Options& options)
    : options_(options),
      issuers_(make_issuers()),
      documents_(generate_documents(options, issuers_)) {
    for (std::size_t row = 0; row < documents_.size(); ++row) {
        by_sequence_.emplace(documents_[row].sequence, row);
    }
}

Answer DocumentSystem::answer(const http::Request& request, FaultScript& faults) {
    const auto path = http::path_of(request.target);
    const bool one = path.starts_with(details) && path.size() > details.size();
    if (path != "/van-ban" && !one) {
        return failure(404, "KHONG_TIM_THAY", "Không có địa chỉ này");
    }
    if (request.method != "GET" && (request.method != "POST" || path != drafts_path)) {
        return failure(405, "PHUONG_THUC_SAI", "Chỉ nhận phương thức GET");
    }
    if (http::find_header(request.headers, "X-Khoa-Truy-Cap") != options_.key) {
        return failure(401, "KHOA_SAI", "Khóa truy cập không đúng");
    }
    if (path == drafts_path || path.starts_with(std::string(drafts_path) + "/")) {
        const auto rest = path.substr(drafts_path.size());
        return drafts(request, rest.substr(rest.empty() ? 0 : 1), faults);
    }
    return one ? detail(path.substr(details.size())) : list(request, faults);
}

Answer DocumentSystem::drafts(const http::Request& request,
                              std::string_view key,
                              FaultScript& faults) {
    if (request.method == "POST") {
        const Fault fault = faults.next_post();
        auto answer = fault == Fault::rate_limited ? failure(429, "QUA_NHIEU", "Quá nhiều yêu cầu")
                                                   : take_draft(request);
        answer.fault = fault;
        return answer;
    }
    boost::json::array list;
    for (const auto& draft : drafts_) {
        if (key.empty() || draft.key == key) {
            auto body = draft.body;
            body["id"] = draft.id;
            list.push_back(std::move(body));
        }
    }
    if (!key.empty() && list.empty()) {
        return failure(404, "KHONG_TIM_THAY", "Không tìm thấy dự thảo");
    }
    Answer answer;
    answer.records = list.size();
    answer.response = key.empty() ? json_response(200, {{"duThao", std::move(list)}})
                                  : json_response(200, list.front());
    return answer;
}

Answer DocumentSystem::take_draft(const http::Request& request) {
    const std::string key(http::find_header(request.headers, "X-Khoa-Gui").value_or(""));
    const auto body = parse_object(request.body);
    const auto text = [&](std::string_view name) {
        const auto* value = body ? body->if_contains(name) : nullptr;
        return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                      : std::string();
    };
    const auto subject = text("trichYeu");
    if (key.empty() || subject.empty() || subject.size() > longest_subject) {
        return failure(400, "THAM_SO_SAI", "Thiếu X-Khoa-Gui hoặc trichYeu, hoặc quá dài");
    }
    const auto issuer = std::find_if(issuers_.begin(), issuers_.end(), [&](const Issuer& each) {
        return each.code == text("coQuanBanHanhMa") && each.outgoing;
    });
    if (issuer == issuers_.end()) {
        return failure(400, "THAM_SO_SAI", "coQuanBanHanhMa không phải cơ quan được ban hành");
    }
    Answer answer;
    answer.records = 1;
    const auto known = std::find_if(
        drafts_.begin(), drafts_.end(), [&](const Draft& each) { return each.key == key; });
    if (known != drafts_.end()) {
        answer.response = json_response(200, {{"id", known->id}});
        return answer;
    }
    const auto id = "DT-" + std::to_string(100'001 + drafts_.size()).substr(1);
    drafts_.push_back({id, key, *body});
    answer.response = json_response(201, {{"id", id}});
    return answer;
}

Answer DocumentSystem::list(const http::Request& request, FaultScript& faults) {
    const auto query = http::parse_query(request.target);
    const std::string after_text = value_of(query, "tu");
    const std::string limit_text = value_of(query, "soLuong");
    const auto after = after_text.empty() ? std::optional<std::int64_t>(0)
                                          : parse_number(after_text, largest_sequence);
    const auto limit = limit_text.empty() ? std::optional<std::int64_t>(default_page)
                                          : parse_number(limit_text, page_limit);
    Answer answer;
    if (!after) {
        answer = failure(400, "THAM_SO_SAI", "Tham số không hợp lệ: tu");
    } else if (!limit || *limit == 0) {
        answer = failure(400, "THAM_SO_SAI", "Tham số không hợp lệ: soLuong");
    } else {
        const Fault fault = faults.next();
        answer = list_page(*after, static_cast<std::size_t>(*limit), fault, faults.count() == 1);
        answer.fault = fault;
    }
    answer.cursor = after_text;
    return answer;
}

Answer DocumentSystem::list_page(std::int64_t after,
                                 std::size_t limit,
                                 Fault fault,
                                 bool first_answer) {
    if (fault == Fault::error_body) {
        return failure(200, "LOI_HE_THONG", "Lỗi hệ thống");
    }
    auto at = by_sequence_.upper_bound(after);
    std::vector<std::size_t> rows;
    for (; at != by_sequence_.end() && rows.size() < limit; ++at) {
        rows.push_back(at->second);
    }
    bool more = at != by_sequence_.end();
    boost::json::array page;
    std::int64_t next = after;
    for (const std::size_t row : rows) {
        page.push_back(to_json(documents_[row], issuers_));
        next = documents_[row].sequence;
    }
    if (fault == Fault::repeated && rows.size() > 1) {
        next = documents_[rows.front()].sequence;
        more = true;
    }
    if (fault == Fault::changed_after_read && !rows.empty()) {
        Document& document = documents_[rows[rows.size() / 2]];
        document.status = document.status == Status::issued ? Status::issued : Status::done;
        move_to_end(rows[rows.size() / 2], options_.clock);
        more = true;
    }
    if (fault == Fault::backwards && !first_answer) {
        next = 0;
        more = true;
    }
    Answer answer;
    answer.records = page.size();
    answer.response =
        json_response(200, {{"vanBan", std::move(page)}, {"tiepTheo", next}, {"con", more}});
    return answer;
}

Answer DocumentSystem::detail(std::string_view id) const {
    const auto found = std::find_if(
        documents_.begin(), documents_.end(), [id](const Document& each) { return each.id == id; });
    if (found == documents_.end()) {
        return failure(404, "KHONG_TIM_THAY", "Không tìm thấy văn bản");
    }
    Answer answer;
    answer.records = 1;
    answer.response = json_response(200, to_json(*found, issuers_));
    return answer;
}

boost::json::object DocumentSystem::truth() const {
    return truth_of(documents_, issuers_);
}

void DocumentSystem::move_to_end(std::size_t row, Instant at) {
    Document& document = documents_[row];
    by_sequence_.erase(document.sequence);
    document.sequence = std::max(document.sequence, by_sequence_.rbegin()->first) + 1;
    document.changed = at;
    by_sequence_.emplace(document.sequence, row);
}

/// @return false where the document is not fit for this kind of change
bool DocumentSystem::change_one(std::size_t row, std::size_t kind, Instant at) {
    Document& document = documents_[row];
    if (document.deleted || document.changed == at) {
        return false;
    }
    switch (kind) {
        case 0:  // dealt with, or its subject corrected
            if (document.status == Status::fresh || document.status == Status::in_work) {
                document.status = Status::done;
            } else {
                document.subject += " (điều chỉnh)";
            }
            break;
        case 1:
            if (document.cites.at(district_plan)) {
                return false;
            }
            document.cites.at(district_plan) = true;
            document.cited.emplace_back(instruments.at(district_plan));
            break;
        default: document.deleted = true; break;
    }
    move_to_end(row, at);
    return true;
}

boost::json::object DocumentSystem::change(std::size_t count, unsigned call, Instant at) {
    constexpr std::array<std::size_t, 10> kinds = {0, 0, 1, 0, 0, 2, 0, 1, 0, 0};
    Random random(options_.seed * 1'000 + call);
    const std::size_t size = documents_.size();
    boost::json::array ids;
    for (std::size_t i = 0; i < std::min(count, size); ++i) {
        const auto start = static_cast<std::size_t>(random.below(static_cast<std::int64_t>(size)));
        bool done = false;
        for (std::size_t other = 0; other < 2 && !done; ++other) {
            const std::size_t kind = other == 0 ? kinds.at(i % kinds.size()) : 0;
            for (std::size_t step = 0; step < size && !done; ++step) {
                const std::size_t row = (start + step) % size;
                done = change_one(row, kind, at);
                if (done) {
                    ids.push_back(boost::json::string(documents_[row].id));
                }
            }
        }
    }
    return {{"ids", std::move(ids)}};
}

}  // namespace tiendo::simulator
