// The Open311 endpoint of the adapter phan-anh as its callers meet it. All persons are invented.
#include "workspace/office.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace tiendo::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

const std::string key = "khoa-goi-vao-thu-nghiem";
const std::string services = "001=Vệ sinh môi trường; 002=Cây xanh";

class GeoReport : public ::testing::Test {
protected:
    void serve(std::map<std::string, std::string> settings) {
        settings.emplace("unit", "UBND Phường 7");
        office.connect("pa", "phan-anh", settings, {{"serve-key", key}});
        office.open();
    }
    http::Response post(const std::string& form) {
        return office.send("POST",
                           "/pa/requests.json",
                           {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}},
                           form);
    }
    static boost::json::value json(const http::Response& response) {
        return boost::json::parse(response.body);
    }
    static std::string id_in(const http::Response& response) {
        return boost::json::value_to<std::string>(json(response).at(0).at("service_request_id"));
    }
    std::vector<std::string> ids(const std::string& query) {
        std::vector<std::string> found;
        const auto answer = office.get("/pa/requests.json?" + query);
        EXPECT_EQ(answer.status, 200U) << answer.body;
        const auto list = json(answer);
        for (const auto& each : list.as_array()) {
            found.push_back(boost::json::value_to<std::string>(each.at("service_request_id")));
        }
        return found;
    }
    Office office;
    const std::string good =
        "api_key=" + key + "&service_code=001&address_string=Đường+số+1&description=Rác+tồn+đọng";
};

TEST_F(GeoReport, a_posted_form_becomes_a_record_under_a_name_of_our_own) {
    serve({{"services", services}});
    const auto answer = post(good);
    ASSERT_EQ(answer.status, 200U) << answer.body;
    const auto id = id_in(answer);
    EXPECT_THAT(id, StartsWith("TD-"));
    const auto records = office.records("pa");
    ASSERT_THAT(records, SizeIs(1));
    EXPECT_EQ(records[0].id, id);
    const auto& feedback = std::get<Feedback>(records[0].body);
    EXPECT_EQ(feedback.service, "001");
    EXPECT_EQ(feedback.service_name, "Vệ sinh môi trường");
    EXPECT_EQ(feedback.unit, "UBND Phường 7");
    EXPECT_EQ(feedback.requested_at, office.now);
    EXPECT_FALSE(feedback.closed);
    EXPECT_EQ(records[0].day, Date::of(2021, 5, 20));
}

TEST_F(GeoReport, nothing_that_tells_of_a_person_is_kept_or_logged) {
    serve({{"services", services}});
    const auto answer = post(good +
                             "&first_name=Thị+Bưởi&last_name=Nguyễn+Giả+Định&phone=0900000123"
                             "&email=buoi.gia.dinh%40example.vn&account_id=TK-778899"
                             "&device_id=MAY-445566&lat=10.771234&long=106.661234"
                             "&media_url=https%3A%2F%2Fexample.vn%2Fanh-cua-ba-buoi.jpg");
    ASSERT_EQ(answer.status, 200U);
    office.get("/pa/requests/" + id_in(answer) + ".json");
    office.get("/pa/requests.xml");
    const auto everywhere =
        office.bytes_on_disk() + office.log() + answer.body + office.get("/pa/requests.json").body;
    for (const auto* word : {"Bưởi",
                             "Nguyễn Giả",
                             "0900000123",
                             "buoi",
                             "TK-778899",
                             "MAY-445566",
                             "10.771234",
                             "106.661234",
                             "Đường số 1",
                             "Rác tồn"}) {
        EXPECT_THAT(everywhere, Not(HasSubstr(word)));
    }
    EXPECT_THAT(everywhere, Not(HasSubstr(key)));
    EXPECT_THAT(office.bytes_on_disk(), HasSubstr(id_in(answer)));
}

TEST_F(GeoReport, the_same_form_on_the_same_day_is_the_same_request) {
    serve({{"services", services}});
    const auto first = id_in(post(good));
    EXPECT_EQ(
        id_in(post("description=Rác+tồn+đọng&address_string=Đường+số+1&service_code=001&api_key=" +
                   key)),
        first);
    EXPECT_THAT(office.records("pa"), SizeIs(1));
    EXPECT_THAT(office.entries("records.served"), SizeIs(1));
    EXPECT_NE(id_in(post(good + "+rồi")), first);
    office.set_clock("2021-05-21T00:00:01+07:00");
    EXPECT_NE(id_in(post(good)), first);
    EXPECT_THAT(office.records("pa"), SizeIs(3));
}

TEST_F(GeoReport, a_delivery_that_is_named_is_one_request_on_any_day_and_found_by_its_name) {
    serve({{"services", services}});
    const std::string named = "&attribute%5BTIENDO_KEY%5D=giao-0001";
    EXPECT_EQ(office.get("/pa/tokens/giao-0001.json").status, 404U);
    const auto first = id_in(post(good + named));
    office.set_clock("2021-06-20T09:00:00+07:00");
    EXPECT_EQ(id_in(post(good + "+lần+nữa" + named)), first);
    EXPECT_THAT(office.records("pa"), SizeIs(1));
    EXPECT_EQ(id_in(office.get("/pa/tokens/giao-0001.json")), first);
    EXPECT_EQ(post(good + "&attribute%5BTIENDO_KEY%5D=c%C3%B3+d%E1%BA%A5u").status, 400U);
}

TEST_F(GeoReport, a_form_is_refused_as_the_standard_says) {
    serve({{"services", services}});
    const auto with_key = "api_key=" + key;
    const std::pair<std::string, unsigned> cases[] = {
        {"service_code=001&address_id=1", 403},
        {"api_key=&service_code=001&address_id=1", 403},
        {"api_key=sai&service_code=001&address_id=1", 403},
        {"api_key=" + key + "x&service_code=001&address_id=1", 403},
        {with_key + "&address_id=1", 400},
        {with_key + "&service_code=999&address_id=1", 404},
        {with_key + "&service_code=001", 400},
        {with_key + "&service_code=001&lat=10.7", 400},
        {with_key + "&service_code=001&lat=bay&long=106", 400},
        {with_key + "&service_code=001&lat=91&long=106", 400},
        {with_key + "&service_code=001&lat=nan&long=106", 400},
        {with_key + "&service_code=001&address_id=%FF%FE", 400},
        {with_key + "&service_code=001&address_id=%C0%AF", 400},
        {with_key + "&service_code=001&address_id=%ED%A0%80", 400},
        {with_key + "&service_code=001&address_id=a%00b", 400},
        {with_key + "&service_code=001&address_id=%4", 400},
        {with_key + "&service_code=001&address_id=\xFF", 400}};
    for (const auto& [form, status] : cases) {
        const auto answer = post(form);
        EXPECT_EQ(answer.status, status) << form;
        ASSERT_TRUE(json(answer).is_array()) << form;
        EXPECT_EQ(json(answer).at(0).at("code"), std::to_string(status).c_str()) << form;
    }
    std::string long_text;
    for (int i = 0; i < 4'001; ++i) {
        long_text += "%C4%83";  // ă: characters are counted, not bytes
    }
    EXPECT_EQ(post(with_key + "&service_code=001&address_id=1&description=" + long_text).status,
              400U);
    long_text.resize(long_text.size() - 6);
    EXPECT_THAT(office.records("pa"), IsEmpty());
    EXPECT_EQ(post(with_key + "&service_code=001&address_id=1&description=" + long_text).status,
              200U);
}

TEST_F(GeoReport, other_bodies_than_forms_are_refused) {
    serve({{"services", services}});
    for (const auto* type :
         {"application/json", "text/xml", "multipart/form-data; boundary=x", ""}) {
        const auto answer =
            office.send("POST",
                        "/pa/requests.xml",
                        type[0] == '\0' ? http::Headers{} : http::Headers{{"Content-Type", type}},
                        good);
        EXPECT_EQ(answer.status, 400U) << type;
        EXPECT_THAT(
            answer.body,
            StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<errors><error><code>400"))
            << type;
    }
    std::string many = good;
    for (int i = 0; i < 300; ++i) {
        many += "&x=1";
    }
    EXPECT_EQ(post(many).status, 400U);
    EXPECT_EQ(post(good + "&description=" + std::string(2'000'000, 'x')).status, 413U);
    EXPECT_EQ(post(std::string(900'000, '%')).status, 400U);
    EXPECT_THAT(office.records("pa"), IsEmpty());
}

TEST_F(GeoReport, without_a_key_of_ours_nobody_can_post) {
    office.connect("pa", "phan-anh", {{"services", services}}, {});
    office.open();
    EXPECT_EQ(post("api_key=&service_code=001&address_id=1").status, 403U);
    EXPECT_EQ(post("service_code=001&address_id=1").status, 403U);
    EXPECT_EQ(office.get("/pa/tokens/giao-0001.json").status, 404U);
}

class Listed : public GeoReport {
protected:
    Listed() {
        serve({{"services", services}});
        auto closed = a_feedback("closed", "2021-05-10T08:00:00+07:00");
        auto& feedback = std::get<Feedback>(closed.body);
        feedback.closed = true;
        feedback.service = "002";
        feedback.service_name = "Cây <xanh> & \"cỏ\"\x01";
        feedback.updated_at = at("2021-05-12T08:00:00+07:00");
        feedback.expected_at = at("2021-05-15T08:00:00+07:00");
        auto open = a_feedback("open", "2021-05-20T00:30:00+07:00");
        std::get<Feedback>(open.body).service = "001";
        office.keep("pa", {closed, open, a_feedback("old", "2021-01-10T08:00:00+07:00")});
    }
};

TEST_F(Listed, without_arguments_or_with_empty_ones_the_last_90_days_come) {
    EXPECT_THAT(ids(""), ElementsAre("open", "closed"));
    EXPECT_THAT(ids("start_date=&end_date=&status=&service_code=&service_request_id="),
                ElementsAre("open", "closed"));
}

TEST_F(Listed, both_ends_of_the_span_are_instants_and_belong_to_it) {
    EXPECT_THAT(ids("start_date=2021-05-20T00:30:00%2B07:00"), ElementsAre("open"));
    EXPECT_THAT(ids("start_date=2021-05-19T17:30:00Z&end_date=2021-05-19T17:30:00Z"),
                ElementsAre("open"));
    EXPECT_THAT(ids("start_date=2021-05-20T00:30:01%2B07:00"), IsEmpty());
    EXPECT_THAT(ids("end_date=2021-05-10T08:00:00%2B07:00"), ElementsAre("closed"));
    EXPECT_THAT(ids("end_date=2021-02-01T00:00:00Z"), ElementsAre("old"));
    EXPECT_THAT(ids("start_date=2021-01-01T00:00:00Z"), ElementsAre("old"));
}

TEST_F(Listed, status_and_services_choose) {
    EXPECT_THAT(ids("status=open"), ElementsAre("open"));
    EXPECT_THAT(ids("status=closed"), ElementsAre("closed"));
    EXPECT_THAT(ids("status=open,closed"), ElementsAre("open", "closed"));
    EXPECT_THAT(ids("service_code=002"), ElementsAre("closed"));
    EXPECT_THAT(ids("service_code=002&status=open"), IsEmpty());
    EXPECT_THAT(ids("service_code=001,002"), ElementsAre("open", "closed"));
}

TEST_F(Listed, ids_override_all_else) {
    EXPECT_THAT(ids("service_request_id=old,none,open&status=done&start_date=x"),
                ElementsAre("old", "open"));
    std::string many = "none";
    for (int i = 0; i < 100; ++i) {
        many += ",n" + std::to_string(i);
    }
    EXPECT_EQ(office.get("/pa/requests.json?service_request_id=" + many).status, 400U);
}

TEST_F(Listed, what_is_wrong_is_400_and_what_is_unknown_is_404_in_both_formats) {
    const std::pair<const char*, unsigned> cases[] = {
        {"/requests.%s?status=done", 400},
        {"/requests.%s?start_date=2021-03-01", 400},
        {"/requests.%s?start_date=2021-03-01T00:00:00+07:00", 400},  // a plus sign is a blank
        {"/requests.%s?start_date=2021-02-30T00:00:00Z", 400},
        {"/requests.%s?start_date=2021-01-01T00:00:00Z&end_date=2021-04-02T00:00:00Z", 400},
        {"/requests.%s?start_date=2021-04-01T00:00:00Z&end_date=2021-03-01T00:00:00Z", 400},
        {"/requests.%s?status=%%FF", 400},
        {"/requests.%s?service_code=999", 404},
        {"/requests.%s?service_request_id=none", 404},
        {"/requests/none.%s", 404},
        {"/requests/%%FF.%s", 404},
        {"/requests/' OR 1=1 --.%s", 400},  // not a request line of HTTP
        {"/services/001.%s", 404},
        {"/tokens/none.%s", 404},
        {"/discovery.%s", 404},
        {"/nowhere.%s", 404},
        {"/.%s", 404}};
    for (const auto& [pattern, status] : cases) {
        for (const auto* format : {"json", "xml"}) {
            std::string target = pattern;
            target.replace(target.find("%s"), 2, format);
            for (auto two = target.find("%%"); two != std::string::npos; two = target.find("%%")) {
                target.erase(two, 1);
            }
            if (target.find(' ') != std::string::npos) {
                continue;
            }
            const auto answer = office.get("/pa" + target);
            EXPECT_EQ(answer.status, status) << target;
            EXPECT_EQ(http::find_header(answer.headers, "Content-Type"),
                      std::string(format) == "xml" ? "text/xml; charset=utf-8"
                                                   : "application/json; charset=utf-8")
                << target;
        }
    }
    EXPECT_EQ(office.get("/pa/requests").status, 404U);
    EXPECT_EQ(office.send("DELETE", "/pa/requests/open.json", {}, "").status, 400U);
    EXPECT_EQ(office.send("POST", "/pa/services.json", {}, "").status, 400U);
}

TEST_F(Listed, a_request_is_written_as_the_standard_has_it) {
    const auto found = json(office.get("/pa/requests/closed.json"));
    ASSERT_EQ(found.as_array().size(), 1U);
    EXPECT_EQ(serialize(found.at(0)),
              serialize(boost::json::parse(
                  R"({"service_request_id":"closed","status":"closed","status_notes":null,
                      "service_name":"Cây <xanh> & \"cỏ\"\u0001","service_code":"002","description":null,
                      "agency_responsible":"UBND Phường 7","service_notice":null,
                      "requested_datetime":"2021-05-10T01:00:00Z","updated_datetime":"2021-05-12T01:00:00Z",
                      "expected_datetime":"2021-05-15T01:00:00Z","address":null,"address_id":null,
                      "zipcode":null,"lat":null,"long":null,"media_url":null})")));
    const auto xml = office.get("/pa/requests/closed.xml").body;
    EXPECT_THAT(xml, HasSubstr("<service_name>Cây &lt;xanh&gt; &amp; \"cỏ\"</service_name>"));
    EXPECT_THAT(xml, HasSubstr("<lat></lat>"));
}

TEST_F(Listed, a_head_is_a_get_without_its_body) {
    const auto answer = office.send("HEAD", "/pa/requests.json", {}, "");
    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.body, "");
}

TEST_F(GeoReport, services_are_those_of_the_setting_or_else_of_the_records) {
    serve({});
    EXPECT_EQ(json(office.get("/pa/services.json")).as_array().size(), 0U);
    office.keep("pa", {a_feedback("1", "2021-03-01T08:00:00+07:00")});
    const auto list = json(office.get("/pa/services.json"));
    ASSERT_EQ(list.as_array().size(), 1U);
    EXPECT_EQ(list.at(0).at("service_code"), "ve-sinh");
    EXPECT_EQ(list.at(0).at("service_name"), "Vệ sinh môi trường");
    EXPECT_EQ(list.at(0).at("metadata"), false);
    EXPECT_EQ(post("api_key=" + key + "&service_code=moi&address_id=1").status, 200U);
}

TEST_F(GeoReport, a_setting_that_cannot_be_read_is_our_fault_and_no_text_of_it_leaves) {
    serve({{"services", "001"}});
    const auto answer = office.get("/pa/services.json");
    EXPECT_EQ(answer.status, 500U);
    EXPECT_EQ(answer.body, "");
    EXPECT_THAT(office.log(), HasSubstr("the setting services cannot be read"));
}

TEST_F(GeoReport, discovery_and_jurisdiction_are_those_of_the_settings) {
    serve({{"services", services},
           {"jurisdiction", "quan10.example"},
           {"public-url", "https://pa.example.vn/open311/"},
           {"contact", "Văn phòng UBND"}});
    const auto found = json(office.get("/pa/discovery.json"));
    EXPECT_EQ(found.at("endpoints").at(0).at("url"), "https://pa.example.vn/open311/");
    EXPECT_EQ(found.at("contact"), "Văn phòng UBND");
    EXPECT_THAT(office.get("/pa/discovery.xml").body,
                HasSubstr("<formats><format>text/xml</format>"));
    EXPECT_EQ(office.get("/pa/requests.json?jurisdiction_id=other").status, 404U);
    EXPECT_EQ(office.get("/pa/requests.json?jurisdiction_id=quan10.example").status, 200U);
    EXPECT_EQ(post(good + "&jurisdiction_id=other").status, 404U);
    EXPECT_EQ(post(good + "&jurisdiction_id=quan10.example").status, 200U);
}

TEST_F(GeoReport, more_than_a_thousand_requests_are_cut_at_a_thousand) {
    serve({});
    std::vector<Record> many;
    for (int i = 0; i < 2'500; ++i) {
        many.push_back(a_feedback("F-" + std::to_string(10'000 + i), "2021-05-10T08:00:00+07:00"));
        std::get<Feedback>(many.back().body).closed = i % 2 == 0;
    }
    office.keep("pa", many);
    EXPECT_EQ(ids("").size(), 1'000U);
    const auto open = ids("status=open");
    EXPECT_EQ(open.size(), 1'000U);
    EXPECT_EQ(open.front(), "F-12499");
}

}  // namespace
}  // namespace tiendo::test
