#include "simulator_kit/request_log.hpp"

#include <boost/json.hpp>

#include <string_view>

namespace tiendo::simulator {
namespace {

std::string without_key(const std::string& target) {
    constexpr std::string_view key = "api_key=";
    const auto start = target.find(key);
    if (start == std::string::npos) {
        return target;
    }
    const auto end = target.find('&', start);
    return target.substr(0, start + key.size()) + "***" +
           (end == std::string::npos ? std::string() : target.substr(end));
}

}  // namespace

Result<RequestLog> RequestLog::open(const std::string& path) {
    RequestLog log;
    if (path.empty()) {
        return log;
    }
    log.file_.reset(std::fopen(path.c_str(), "a"));
    if (!log.file_) {
        return Error{ErrorCode::storage, "cannot write the request log '" + path + "'"};
    }
    return log;
}

void RequestLog::write(const LogLine& line) {
    ++number_;
    if (!file_) {
        return;
    }
    boost::json::object json;
    json["n"] = number_;
    json["method"] = line.method;
    json["target"] = without_key(line.target);
    json["cursor"] = line.cursor ? boost::json::value(*line.cursor) : boost::json::value(nullptr);
    json["status"] = line.status;
    json["records"] = line.records;
    json["fault"] =
        line.fault.empty() ? boost::json::value(nullptr) : boost::json::value(line.fault);
    const std::string text = boost::json::serialize(json) + "\n";
    std::fwrite(text.data(), 1, text.size(), file_.get());
    std::fflush(file_.get());
}

}  // namespace tiendo::simulator
