#pragma once

#include "support/simulator_process.hpp"

#include "tiendo/http/client.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tiendo::test {

/// A running simulator and a client that talks to it.
class Peer {
public:
    Peer(std::string_view program, const std::vector<std::string>& arguments)
        : process_(started(program, arguments)), client_(opened(http::ClientOptions{})) {}

    static http::Client opened(const http::ClientOptions& options) {
        auto client = http::Client::open(options);
        if (!client) {
            throw std::runtime_error(client.error().what());
        }
        return *std::move(client);
    }

    void use(const http::ClientOptions& options) { client_ = opened(options); }

    Result<http::Response> send(const std::string& method,
                                std::string_view target,
                                const http::Headers& headers,
                                const std::string& body) {
        http::Request request;
        request.method = method;
        request.url = process_.url(target);
        request.headers = headers;
        request.body = body;
        return client_.send(request);
    }

    /// The body of an answer of that status.
    std::string body(const std::string& method,
                     std::string_view target,
                     unsigned status,
                     const http::Headers& headers,
                     const std::string& sent) {
        const auto answer = send(method, target, headers, sent);
        if (!answer) {
            ADD_FAILURE() << answer.error();
            return {};
        }
        EXPECT_EQ(answer->status, status) << method << " " << target << "\n" << answer->body;
        return answer->body;
    }

    std::string get(std::string_view target, unsigned status) {
        return body("GET", target, status, {{"X-Khoa-Truy-Cap", "khoa-thu-nghiem"}}, "");
    }
    boost::json::object get_object(std::string_view target) {
        return boost::json::parse(get(target, 200)).as_object();
    }
    boost::json::object control(const std::string& method, std::string_view target) {
        return boost::json::parse(body(method, target, 200, {}, "")).as_object();
    }

    SimulatorProcess& process() { return process_; }

private:
    static SimulatorProcess started(std::string_view program,
                                    const std::vector<std::string>& arguments) {
        auto process = SimulatorProcess::start(program, arguments);
        if (!process) {
            throw std::runtime_error(process.error().what());
        }
        return *std::move(process);
    }

    SimulatorProcess process_;
    http::Client client_;
};

/// The one-stop case system with a session.
class CasePeer : public Peer {
public:
    explicit CasePeer(const std::vector<std::string>& arguments)
        : Peer("tiendo-sim-mot-cua", arguments) {}

    std::string post(std::string_view target, const boost::json::object& sent) {
        return body("POST", target, 200, {{"Content-Type", "application/json"}}, serialize(sent));
    }
    void log_in() {
        const auto answer = boost::json::parse(
            post("/dang-nhap", {{"username", "tiendo"}, {"password", "mat-khau-thu-nghiem"}}));
        session_ = boost::json::value_to<std::string>(answer.at("session"));
    }
    [[nodiscard]] boost::json::object question() const {
        return {{"session", session_}, {"madonvi", "000.00.12.H99"}};
    }
    std::string page(const std::string& time, const std::string& code, int limit) {
        auto sent = question();
        sent["tuThoiDiem"] = time;
        sent["tuMaHoSo"] = code;
        sent["soLuong"] = limit;
        return post("/tra-cuu-ho-so-thay-doi", sent);
    }
    [[nodiscard]] const std::string& session() const { return session_; }

private:
    std::string session_;
};

inline std::string text(const boost::json::value& value) {
    return boost::json::value_to<std::string>(value);
}

/// The texts of field `name` of each entry, in order.
inline std::vector<std::string> column(const boost::json::value& list, std::string_view name) {
    std::vector<std::string> texts;
    for (const auto& each : list.as_array()) {
        texts.push_back(text(each.at(name)));
    }
    return texts;
}

}  // namespace tiendo::test
