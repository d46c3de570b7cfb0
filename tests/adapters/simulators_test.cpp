#include "peer.hpp"
#include "support/folder.hpp"
#include "support/golden.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/base/file.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <thread>

namespace {

using tiendo::test::CasePeer;
using tiendo::test::column;
using tiendo::test::expect_golden;
using tiendo::test::Peer;
using tiendo::test::SimulatorProcess;
using tiendo::test::text;
namespace json = boost::json;

const std::vector<std::string> all_programs = {"tiendo-sim-mot-cua",
                                               "tiendo-sim-van-ban",
                                               "tiendo-sim-phan-anh"};

/// A file of this test alone, gone when the test ends.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& name) : path_(folder_ / name) {}

    [[nodiscard]] std::string path() const { return path_.string(); }
    [[nodiscard]] std::string content() const {
        return tiendo::read_file(path_, 64U << 20U).value_or(std::string());
    }

private:
    tiendo::test::Folder folder_;
    std::filesystem::path path_;
};

std::vector<json::object> log_lines(const TemporaryFile& file) {
    std::vector<json::object> lines;
    const std::string content = file.content();
    std::size_t start = 0;
    for (auto end = content.find('\n'); end != std::string::npos; end = content.find('\n', start)) {
        lines.push_back(json::parse(content.substr(start, end - start)).as_object());
        start = end + 1;
    }
    return lines;
}

/// Reads all pages and returns a digest of their bytes.
std::string digest_of_all_pages(CasePeer& peer) {
    tiendo::Sha256 digest;
    std::string time;
    std::string code;
    for (bool more = true; more;) {
        const std::string page = peer.page(time, code, 500);
        digest.update(page);
        const auto read = json::parse(page);
        time = text(read.at("thoiDiemTiepTheo"));
        code = text(read.at("maHoSoTiepTheo"));
        more = read.at("conTiep").as_bool();
    }
    return std::move(digest).hex();
}

TEST(SimulatorMotCua, its_answers_are_those_of_the_golden_files) {
    const std::string golden = "adapters/mot_cua/simulator/golden/";
    CasePeer peer({});
    expect_golden(golden + "login_refused.json",
                  peer.post("/dang-nhap", {{"username", "tiendo"}, {"password", "x"}}));
    peer.log_in();
    expect_golden(golden + "first_page.json", peer.page("", "", 3));
    const auto first = json::parse(peer.page("", "", 500)).at("result").as_array();
    const auto* supplemented = std::find_if(first.begin(), first.end(), [](const auto& each) {
        return !each.at("DanhSachHoSoBoSung").as_array().empty();
    });
    ASSERT_NE(supplemented, first.end());
    auto question = peer.question();
    question["maHoSo"] = supplemented->at("MaHoSo");
    expect_golden(golden + "dossier.json", peer.post("/chi-tiet-ho-so", question));
    question["maHoSo"] = "000.07.12.H99-210105-9999";
    expect_golden(golden + "error_not_found.json", peer.post("/chi-tiet-ho-so", question));
    expect_golden(golden + "error_parameter.json", peer.page("", "", 501));
    question["madonvi"] = "000.00.11.H99";
    expect_golden(golden + "error_unit.json", peer.post("/tra-cuu-ho-so-thay-doi", question));
    question["session"] = "none";
    expect_golden(golden + "error_session.json", peer.post("/tra-cuu-ho-so-thay-doi", question));
}

TEST(SimulatorVanBan, its_answers_are_those_of_the_golden_files) {
    const std::string golden = "adapters/van_ban/simulator/golden/";
    Peer peer("tiendo-sim-van-ban", {});
    expect_golden(golden + "first_page.json", peer.get("/van-ban?tu=0&soLuong=3", 200));
    expect_golden(golden + "document.json", peer.get("/van-ban/VB-000005", 200));
    expect_golden(golden + "deleted.json", peer.get("/van-ban/VB-000018", 200));
    expect_golden(golden + "error_not_found.json", peer.get("/van-ban/VB-0", 404));
    expect_golden(golden + "error_parameter.json", peer.get("/van-ban?tu=-1", 400));
    expect_golden(golden + "error_key.json", peer.body("GET", "/van-ban", 401, {}, ""));
}

TEST(SimulatorPhanAnh, its_answers_are_those_of_the_golden_files) {
    const std::string golden = "adapters/phan_anh/simulator/golden/";
    Peer peer("tiendo-sim-phan-anh", {});
    for (const std::string name :
         {"discovery.json", "discovery.xml", "services.json", "services.xml"}) {
        expect_golden(golden + name, peer.get("/" + name, 200));
    }
    expect_golden(golden + "definition.json", peer.get("/services/004.json", 200));
    expect_golden(
        golden + "requests.json",
        peer.get("/requests.json?start_date=2021-01-04T00:00:00Z&end_date=2021-01-04T08:00:00Z",
                 200));
    expect_golden(golden + "request.json", peer.get("/requests/PA-000003.json", 200));
    expect_golden(golden + "request.xml", peer.get("/requests/PA-000003.xml", 200));
    expect_golden(golden + "error_status.json", peer.get("/requests.json?status=done", 400));
    expect_golden(golden + "error_unknown.json", peer.get("/requests/PA-0.json", 404));
    expect_golden(golden + "error_unknown.xml", peer.get("/requests/PA-0.xml", 404));
    expect_golden(golden + "error_key.json",
                  peer.body("POST", "/requests.json", 403, {}, "service_code=001"));
    expect_golden(golden + "posted.json",
                  peer.body("POST",
                            "/requests.json",
                            200,
                            {},
                            "api_key=khoa-thu-nghiem&service_code=007&address_id=1"));
}

TEST(Simulators, the_expected_figures_of_the_default_seed_are_those_of_the_golden_files) {
    const std::vector<std::string> folders = {"mot_cua", "van_ban", "phan_anh"};
    for (std::size_t i = 0; i < folders.size(); ++i) {
        const TemporaryFile truth(folders[i] + "-truth.json");
        Peer peer(all_programs[i], {"--truth", truth.path()});
        expect_golden("adapters/" + folders[i] + "/simulator/golden/truth.json", truth.content());
        EXPECT_EQ(peer.get("/_sim/truth", 200) + "\n", truth.content());
    }
}

TEST(Simulators, two_runs_with_one_seed_give_the_same_bytes_and_another_seed_gives_others) {
    CasePeer one({"--count", "3000", "--session-calls", "100"});
    CasePeer two({"--count", "3000", "--session-calls", "100"});
    CasePeer other({"--count", "3000", "--session-calls", "100", "--seed", "11"});
    for (CasePeer* peer : {&one, &two, &other}) {
        peer->log_in();
    }
    const std::string digest = digest_of_all_pages(one);
    EXPECT_EQ(digest_of_all_pages(two), digest);
    EXPECT_NE(digest_of_all_pages(other), digest);
}

TEST(Simulators, each_ends_cleanly_when_it_is_asked_to) {
    for (const std::string& program : all_programs) {
        Peer peer(program, {"--count", "10"});
        peer.control("GET", "/_sim/truth");
        EXPECT_EQ(peer.process().stop(), 0) << program;
    }
}

TEST(Simulators, a_wrong_option_is_refused_with_status_2) {
    for (const std::string& program : all_programs) {
        const std::vector<std::vector<std::string>> wrong = {{"--colour", "red"},
                                                             {"--count", "0"},
                                                             {"--faults", "hostile:none"},
                                                             {"--clock", "2021-05-20T09:00:00"},
                                                             {"--cutoff", "2021-05-19"}};
        for (const auto& arguments : wrong) {
            const auto process = SimulatorProcess::start(program, arguments);
            ASSERT_FALSE(process) << program << " " << arguments.front();
            EXPECT_TRUE(process.error().message().ends_with("exit status 2")) << process.error();
        }
    }
}

TEST(Simulators, eight_clients_at_once_get_the_same_documents) {
    Peer peer("tiendo-sim-van-ban", {});
    const std::string expected = peer.get("/van-ban?soLuong=200", 200);
    std::vector<std::string> answers(8);
    std::vector<std::thread> threads;
    for (std::string& answer : answers) {
        threads.emplace_back([&peer, &answer] {
            auto client = Peer::opened(tiendo::http::ClientOptions{});
            tiendo::http::Request request;
            request.url = peer.process().url("/van-ban?soLuong=200");
            request.headers = {{"X-Khoa-Truy-Cap", "khoa-thu-nghiem"}};
            for (int i = 0; i < 20; ++i) {
                const auto got = client.send(request);
                answer = got ? got->body : got.error().what();
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(answers, std::vector<std::string>(8, expected));
}

TEST(SimulatorMotCua, a_session_ends_after_the_stated_number_of_calls) {
    CasePeer peer({"--count", "10", "--session-calls", "2"});
    peer.log_in();
    EXPECT_EQ(json::parse(peer.page("", "", 5)).at("message"), "Thành công");
    EXPECT_EQ(json::parse(peer.page("", "", 5)).at("message"), "Thành công");
    EXPECT_EQ(json::parse(peer.page("", "", 5)).at("error_code"), "-2");
    peer.log_in();
    EXPECT_EQ(json::parse(peer.page("", "", 5)).at("message"), "Thành công");
}

TEST(SimulatorMotCua, a_ward_sees_its_own_dossiers_only) {
    CasePeer peer({"--count", "2000"});
    peer.log_in();
    auto question = peer.question();
    question["madonvi"] = "000.07.12.H99";
    const auto page = json::parse(peer.post("/tra-cuu-ho-so-thay-doi", question));
    const auto names = column(page.at("result"), "DonViXuLy");
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()),
              std::set<std::string>{"UBND Phường 7"});
}

TEST(SimulatorMotCua, after_a_change_only_the_changed_dossiers_come) {
    const TemporaryFile log("changes.jsonl");
    CasePeer peer({"--log", log.path()});
    peer.log_in();
    const auto end = json::parse(peer.page("20210520090000", "", 500));
    ASSERT_TRUE(end.at("result").as_array().empty());

    const auto answer = peer.control("POST", "/_sim/change?count=25");
    std::vector<std::string> changed;
    for (const auto& id : answer.at("ids").as_array()) {
        changed.push_back(text(id));
    }
    const auto page = json::parse(peer.page("20210520090000", "", 500));
    auto read = column(page.at("result"), "MaHoSo");
    std::sort(changed.begin(), changed.end());
    EXPECT_EQ(read, changed);
    EXPECT_FALSE(page.at("conTiep").as_bool());
    EXPECT_EQ(page.at("thoiDiemTiepTheo"), "20210520090100");
    const auto lines = log_lines(log);
    ASSERT_EQ(lines.size(), 3U);  // control calls leave no line
    EXPECT_EQ(lines[1].at("records"), 0);
    EXPECT_EQ(lines[2].at("records"), 25);
    EXPECT_EQ(lines[2].at("cursor"), "20210520090000/");
}

TEST(SimulatorVanBan, after_a_change_only_the_changed_documents_come) {
    Peer peer("tiendo-sim-van-ban", {});
    std::int64_t last = 0;
    for (bool more = true; more;) {
        const auto page = peer.get_object("/van-ban?tu=" + std::to_string(last));
        last = page.at("tiepTheo").as_int64();
        more = page.at("con").as_bool();
    }
    auto changed = peer.control("POST", "/_sim/change?count=25").at("ids").as_array();
    const auto page = peer.get_object("/van-ban?tu=" + std::to_string(last));
    json::array read;
    for (const auto& each : page.at("vanBan").as_array()) {
        read.push_back(each.at("id"));
    }
    EXPECT_EQ(read, changed);  // in the order in which they were changed
}

TEST(SimulatorPhanAnh, a_change_closes_open_requests_and_opens_an_old_closed_one) {
    Peer peer("tiendo-sim-phan-anh", {});
    const auto answer = peer.control("POST", "/_sim/change?count=5");
    ASSERT_EQ(answer.at("ids").as_array().size(), 5U);
    const std::string reopened = text(answer.at("reopened").at(0));
    for (const auto& id : answer.at("ids").as_array()) {
        const auto request = json::parse(peer.get("/requests/" + text(id) + ".json", 200)).at(0);
        EXPECT_EQ(request.at("status"), text(id) == reopened ? "open" : "closed");
    }
}

TEST(Simulators, no_password_key_or_session_enters_the_log) {
    const TemporaryFile log("secrets.jsonl");
    CasePeer cases({"--count", "10", "--log", log.path()});
    cases.log_in();
    cases.page("", "", 5);
    Peer feedback("tiendo-sim-phan-anh", {"--count", "10", "--log", log.path()});
    feedback.get("/requests.json?api_key=khoa-thu-nghiem&status=open", 200);
    feedback.body(
        "POST", "/requests.json", 200, {}, "api_key=khoa-thu-nghiem&service_code=001&address_id=1");
    const std::string content = log.content();
    EXPECT_EQ(std::count(content.begin(), content.end(), '\n'), 4);
    for (const std::string& secret :
         {cases.session(), std::string("khoa-thu-nghiem"), std::string("mat-khau-thu-nghiem")}) {
        EXPECT_EQ(content.find(secret), std::string::npos) << secret;
    }
}

}  // namespace
