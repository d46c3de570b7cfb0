#include "case_system.hpp"

#include "generator.hpp"
#include "simulator_kit/dates.hpp"
#include "simulator_kit/json.hpp"

#include <algorithm>
#include <utility>

namespace tiendo::simulator {
namespace {

constexpr std::string_view district = "000.00.12.H99";
constexpr std::int64_t page_limit = 500;

Answer reply(boost::json::object body) {
    Answer answer;
    answer.response = json_response(200, std::move(body));
    return answer;
}

Answer failure(std::string_view code, std::string_view message) {
    return reply({{"error_code", code}, {"message", message}, {"result", boost::json::array()}});
}

Answer wrong_parameter(std::string_view name) {
    return failure("-4", "Tham số không hợp lệ: " + std::string(name));
}

/// The text of a field; empty where it is absent or of another type.
std::string text_of(const boost::json::object& body, std::string_view name) {
    const auto* value = body.if_contains(name);
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string() : std::string(text->begin(), text->end());
}

std::optional<std::size_t> page_size(const boost::json::object& body) {
    const auto* value = body.if_contains("soLuong");
    if (value == nullptr || value->is_null()) {
        return page_limit;
    }
    std::optional<std::int64_t> number;
    if (const auto* whole = value->if_int64()) {
        number = *whole;
    } else {
        number = parse_number(text_of(body, "soLuong"), page_limit);
    }
    if (!number || *number < 1 || *number > page_limit) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(*number);
}

bool is_stamp(std::string_view text) {
    return text.size() == 14 && parse_number(text, 99'991'231'235'959);
}

}  // namespace

CaseSystem::CaseSystem(const Options& options)
    : options_(options), feed_(generate_dossiers(options)), tokens_(options.seed ^ 0x5E55104EU) {}

Answer CaseSystem::answer(const http::Request& request, FaultScript& faults) {
    const auto path = http::path_of(request.target);
    const bool known =
        path == "/dang-nhap" || path == "/tra-cuu-ho-so-thay-doi" || path == "/chi-tiet-ho-so";
    Answer answer;
    if (!known || request.method != "POST") {
        answer.response = html_response(known ? 405 : 404, "Không có trang này");
        return answer;
    }
    const auto body = parse_object(request.body);
    if (!body) {
        answer.response = json_response(
            400, {{"error_code", "-4"}, {"message", "Nội dung gửi lên không phải là JSON"}});
        return answer;
    }
    if (path == "/dang-nhap") {
        return log_in(*body);
    }
    return path == "/chi-tiet-ho-so" ? detail(*body) : list(*body, faults);
}

Answer CaseSystem::log_in(const boost::json::object& body) {
    if (text_of(body, "username") != options_.user ||
        text_of(body, "password") != options_.password) {
        return reply({{"session", ""},
                      {"error_code", "-1"},
                      {"message", "Tên đăng nhập hoặc mật khẩu không đúng"}});
    }
    constexpr std::string_view digits = "0123456789abcdef";
    std::string session;
    for (int i = 0; i < 32; ++i) {
        session += digits[static_cast<std::size_t>(tokens_.below(16))];
    }
    calls_left_[session] = options_.session_calls;
    return reply({{"session", session}, {"error_code", 0}, {"message", "Thành công"}});
}

std::optional<Answer> CaseSystem::refuse(const boost::json::object& body,
                                         std::string& unit_prefix) {
    const auto session = calls_left_.find(text_of(body, "session"));
    if (session == calls_left_.end()) {
        return failure("-2", "Phiên làm việc không hợp lệ hoặc đã hết hạn");
    }
    if (session->second == 0) {
        calls_left_.erase(session);
        return failure("-2", "Phiên làm việc không hợp lệ hoặc đã hết hạn");
    }
    --session->second;
    const std::string unit = text_of(body, "madonvi");
    if (unit == district) {
        unit_prefix.clear();
        return std::nullopt;
    }
    // A ward is named by its whole code, so that no prefix of one passes for it.
    if (unit.size() != district.size() || !unit.starts_with("000.") || !unit.ends_with(".12.H99")) {
        return failure("-6", "Tài khoản không được xem đơn vị này");
    }
    unit_prefix = unit;
    return std::nullopt;
}

boost::json::value CaseSystem::success_code() {
    // Real systems answer all three, from one version to the next.
    switch (answers_++ % 3) {
        case 0: return "0";
        case 1: return "00";
        default: return 0;
    }
}

Answer CaseSystem::list(const boost::json::object& body, FaultScript& faults) {
    ListQuestion question;
    question.cursor = {text_of(body, "tuThoiDiem"), text_of(body, "tuMaHoSo")};
    const std::string position = question.cursor.time + "/" + question.cursor.code;
    Answer answer;
    if (auto refused = refuse(body, question.unit_prefix)) {
        answer = *std::move(refused);
    } else if (!question.cursor.time.empty() && !is_stamp(question.cursor.time)) {
        answer = wrong_parameter("tuThoiDiem");
    } else if (const auto limit = page_size(body); !limit) {
        answer = wrong_parameter("soLuong");
    } else {
        question.limit = *limit;
        const Fault fault = faults.next();
        answer = list_page(question, fault, faults.count() == 1);
        answer.fault = fault;
    }
    answer.cursor = position;
    return answer;
}

Answer CaseSystem::list_page(const ListQuestion& question, Fault fault, bool first_answer) {
    if (fault == Fault::error_body) {
        return failure("-99", "Lỗi hệ thống");
    }
    const auto page = feed_.read(question.cursor, question.unit_prefix, question.limit);
    boost::json::array result;
    result.reserve(page.rows.size());
    Feed::Cursor next = question.cursor;
    for (const std::size_t row : page.rows) {
        result.push_back(to_json(feed_.at(row)));
    }
    if (!page.rows.empty()) {
        const bool behind_first = fault == Fault::repeated;
        const Dossier& last = feed_.at(behind_first ? page.rows.front() : page.rows.back());
        next = {stamp(last.changed), last.code};
    }
    bool more = page.more || (fault == Fault::repeated && page.rows.size() > 1);
    if (fault == Fault::changed_after_read && !page.rows.empty()) {
        touch(page.rows[page.rows.size() / 2]);
        more = true;
    }
    if (fault == Fault::backwards && !first_answer) {
        next = {"20200101000000", ""};
        more = true;
    }
    const std::size_t records = result.size();
    Answer answer = reply({{"error_code", success_code()},
                           {"message", "Thành công"},
                           {"result", std::move(result)},
                           {"conTiep", more},
                           {"thoiDiemTiepTheo", next.time},
                           {"maHoSoTiepTheo", next.code}});
    answer.records = records;
    return answer;
}

Answer CaseSystem::detail(const boost::json::object& body) {
    std::string unit_prefix;
    if (auto refused = refuse(body, unit_prefix)) {
        return *std::move(refused);
    }
    const std::string code = text_of(body, "maHoSo");
    const auto row = feed_.find(code);
    if (!row || !code.starts_with(unit_prefix)) {
        return failure("-5", "Không tìm thấy hồ sơ");
    }
    boost::json::array result;
    result.push_back(to_json(feed_.at(*row)));
    Answer answer = reply(
        {{"error_code", success_code()}, {"message", "Thành công"}, {"result", std::move(result)}});
    answer.records = 1;
    return answer;
}

boost::json::object CaseSystem::truth() const {
    return truth_of(feed_.dossiers(), options_.from, options_.cutoff);
}

void CaseSystem::touch(std::size_t row) {
    Dossier dossier = feed_.at(row);
    dossier.changed = options_.clock;
    if (dossier.state == State::finished) {
        dossier.state = State::returned;
        dossier.handed_over = options_.clock;
    }
    feed_.replace(row, std::move(dossier));
}

/// @return false where the dossier is not of the kind
bool CaseSystem::change_one(std::size_t row, std::size_t kind, Instant at) {
    Dossier dossier = feed_.at(row);
    if (dossier.changed == at) {
        return false;
    }
    const bool running = dossier.state == State::accepted || dossier.state == State::processing;
    if (kind == 0 && dossier.state == State::finished) {
        dossier.state = State::returned;
        dossier.handed_over = at;
    } else if (kind == 1 && running) {
        dossier.state = State::finished;
        dossier.finished = at;
    } else if (kind == 2 && dossier.category == Category::late &&
               dossier.due >= Instant::start_of(options_.from)) {
        // The clerk had entered the wrong day.
        dossier.finished = dossier.due;
        dossier.category = Category::on_due_day;
    } else {
        return false;
    }
    dossier.changed = at;
    feed_.replace(row, std::move(dossier));
    return true;
}

boost::json::object CaseSystem::change(std::size_t count, unsigned call, Instant at) {
    constexpr std::array<std::size_t, 5> kinds = {0, 1, 2, 0, 1};
    Random random(options_.seed * 1'000 + call);
    const std::size_t size = feed_.dossiers().size();
    boost::json::array ids;
    for (std::size_t i = 0; i < std::min(count, size); ++i) {
        const auto start = static_cast<std::size_t>(random.below(static_cast<std::int64_t>(size)));
        bool done = false;
        for (std::size_t other = 0; other < 3 && !done; ++other) {
            const std::size_t kind = (kinds.at(i % kinds.size()) + other) % 3;
            for (std::size_t step = 0; step < size && !done; ++step) {
                const std::size_t row = (start + step) % size;
                done = change_one(row, kind, at);
                if (done) {
                    ids.push_back(boost::json::string(feed_.at(row).code));
                }
            }
        }
    }
    return {{"ids", std::move(ids)}};
}

}  // namespace tiendo::simulator
