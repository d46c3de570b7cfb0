// Lists that an office puts into a folder: what is read, in which order, and what waits.
#include "declarative/support.hpp"

#include "tiendo/model/json.hpp"
#include "tiendo/model/record.hpp"

#include <gmock/gmock.h>

namespace tiendo::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// A folder in memory.
class Drop {
public:
    void put(const std::string& name, const std::string& bytes, const char* changed) {
        files_[name] = {bytes, *Instant::parse(changed)};
    }
    void fail_to_read(const std::string& name) { broken_ = name; }
    std::shared_ptr<const declarative::Folders> folders() {
        auto made = std::make_shared<declarative::Folders>();
        made->list = [this](const std::string&) -> Result<std::vector<declarative::FolderFile>> {
            std::vector<declarative::FolderFile> list;
            for (const auto& [name, file] : files_) {
                list.push_back({name, file.first.size(), file.second});
            }
            return list;
        };
        made->read = [this](const std::string&,
                            const std::string& name,
                            std::size_t) -> Result<std::string> {
            ++reads;
            if (name == broken_) {
                return Error{ErrorCode::storage, "it cannot be read", "give the service the right"};
            }
            return files_.at(name).first;
        };
        return made;
    }
    int reads = 0;

private:
    std::map<std::string, std::pair<std::string, Instant>> files_;
    std::string broken_;
};

const std::string header =
    "Mã hồ sơ;Đơn vị;Mã thủ tục;Tên thủ tục;Kênh tiếp nhận;Trạng thái;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý\n";

std::string row(int number, const std::string& state) {
    return "HS-" + std::to_string(number) + ";P07;2.000815;Chứng thực bản sao;Trực tiếp;" + state +
           ";05/04/2021 08:15;12/04/2021;\n";
}

struct Office {
    Office() : pulled("ho-so-bang-ke", {.folders = drop.folders()}) {
        pulled.connection.config["folder"] = "\"/lists\"";
    }
    std::vector<std::string> ids(Cursor& cursor) {
        const auto lines = pulled.all("dossiers", cursor);
        EXPECT_TRUE(lines) << lines.error();
        std::vector<std::string> all;
        for (const auto& line : lines_of(lines.value_or(""))) {
            const auto at = line.find("\"id\":\"") + 6;
            all.push_back(line.substr(at, line.find('"', at) - at));
        }
        return all;
    }
    Drop drop;
    Pulled pulled;
};

TEST(DropFolder, gives_the_rows_of_a_list_as_dossiers) {
    Office office;
    office.drop.put("a.csv", header + row(1, "Đang xử lý"), "2021-05-19T08:00:00+07:00");
    Cursor end;
    const auto lines = office.pulled.all("dossiers", end);
    ASSERT_TRUE(lines) << lines.error();
    const auto records = parse_record_lines(*lines, 10);
    ASSERT_TRUE(records) << records.error();
    ASSERT_EQ(records->size(), 1U);
    const auto& dossier = std::get<Dossier>(records->front().body);
    EXPECT_EQ(records->front().day, Date::of(2021, 4, 5));
    EXPECT_EQ(dossier.unit, "P07");
    EXPECT_EQ(dossier.state, DossierState::processing);
    EXPECT_EQ(dossier.received_at, *Instant::parse("2021-04-05T08:15:00+07:00"));
    EXPECT_EQ(dossier.appointment_at, *Instant::parse("2021-04-12T00:00:00+07:00"));
    EXPECT_EQ(dossier.changed_at, dossier.received_at);
    EXPECT_FALSE(dossier.finished_at);
}

TEST(DropFolder, is_read_in_the_order_in_which_the_lists_were_saved_and_only_once) {
    Office office;
    office.drop.put("b.csv", header + row(1, "Đang xử lý"), "2021-05-18T08:00:00+07:00");
    office.drop.put("a.CSV", header + row(2, "Đang xử lý"), "2021-05-19T08:00:00+07:00");
    office.drop.put("note.txt", "x", "2021-05-19T08:00:00+07:00");
    office.drop.put("~$a.xlsx", "x", "2021-05-19T08:00:00+07:00");
    Cursor end;
    EXPECT_THAT(office.ids(end), ElementsAre("HS-1", "HS-2"));
    EXPECT_THAT(office.ids(end), ElementsAre());
    // Saved anew: it is read anew.
    office.drop.put("b.csv", header + row(1, "Đã trả kết quả"), "2021-05-19T09:00:00+07:00");
    EXPECT_THAT(office.ids(end), ElementsAre("HS-1"));
}

TEST(DropFolder, leaves_a_file_that_may_still_grow_and_all_behind_it_for_later) {
    Office office;
    office.drop.put("a.csv", header + row(1, "Đang xử lý"), "2021-05-19T08:00:00+07:00");
    office.drop.put(
        "b.csv", header + row(2, "Đang xử lý"), "2021-05-20T08:59:30+07:00");  // 30 s ago
    Cursor end;
    EXPECT_THAT(office.ids(end), ElementsAre("HS-1"));
    office.pulled.now = office.pulled.now.plus(std::chrono::minutes(2));
    EXPECT_THAT(office.ids(end), ElementsAre("HS-2"));
}

TEST(DropFolder, goes_on_behind_a_file_that_cannot_be_taken_and_tells_of_it) {
    Office office;
    office.drop.put("a.csv", "Tên;Số\nx;y\n", "2021-05-17T08:00:00+07:00");
    office.drop.put("b.xlsx", "PK\x03\x04 broken", "2021-05-18T08:00:00+07:00");
    office.drop.put("c.csv", header + row(3, "Đang xử lý"), "2021-05-19T08:00:00+07:00");
    Cursor cursor;
    std::vector<std::string> notices;
    std::string lines;
    for (bool more = true; more;) {
        const auto page = office.pulled.page("dossiers", cursor);
        ASSERT_TRUE(page) << page.error();
        lines += page->lines;
        for (const auto& notice : page->notices) {
            notices.push_back(notice.what);
        }
        cursor = page->next;
        more = page->more;
    }
    EXPECT_THAT(notices,
                ElementsAre(HasSubstr("a.csv was not taken"), HasSubstr("b.xlsx was not taken")));
    EXPECT_EQ(lines_of(lines).size(), 3U);
    EXPECT_THAT(lines_of(lines).front(), HasSubstr("\"id\":\"a.csv\",\"unreadable\":"));
    EXPECT_THAT(lines, HasSubstr("\"id\":\"HS-3\""));
}

TEST(DropFolder, that_cannot_be_read_for_want_of_rights_is_no_empty_folder) {
    Office office;
    office.drop.put("a.csv", header + row(1, "Đang xử lý"), "2021-05-19T08:00:00+07:00");
    office.drop.fail_to_read("a.csv");
    const auto page = office.pulled.page("dossiers", {});
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code(), ErrorCode::config);
}

TEST(DropFolder, names_file_and_row_of_what_does_not_map) {
    Office office;
    office.drop.put(
        "a.csv", header + row(1, "Đang xử lý") + row(2, "Chờ"), "2021-05-19T08:00:00+07:00");
    Cursor end;
    const auto lines = office.pulled.all("dossiers", end);
    ASSERT_TRUE(lines) << lines.error();
    EXPECT_THAT(lines_of(*lines).at(1),
                HasSubstr("a.csv: row 3: member '/Trạng thái' holds the unknown code 'Chờ'"));
}

TEST(DropFolder, gives_a_long_list_in_pages_and_reads_the_file_once) {
    Office office;
    std::string list = header;
    for (int i = 0; i < 2'500; ++i) {
        list += row(i, "Đang xử lý");
    }
    office.drop.put("a.csv", list, "2021-05-19T08:00:00+07:00");
    Cursor end;
    EXPECT_EQ(office.ids(end).size(), 2'500U);
    EXPECT_EQ(office.drop.reads, 1);
}

TEST(DropFolder, refuses_a_cursor_that_is_none) {
    Office office;
    for (const char* text :
         {"x", "f|1|2|3|2|a", "f|a|2|3|1|a", "f|1|2|3|1|", "f|1|2|3|1|../a", "w||"}) {
        const auto page = office.pulled.page("dossiers", {text});
        ASSERT_FALSE(page) << text;
        EXPECT_EQ(page.error().code(), ErrorCode::config) << text;
    }
}

TEST(DropFolder, on_this_machine_is_read_like_one_in_memory) {
    const Folder folder;
    (void)folder.file("a.csv", header + row(1, "Đang xử lý"));
    std::filesystem::create_symlink("/etc/hostname",
                                    folder / "b.csv");  // what may lie elsewhere is not followed
    Pulled pulled("ho-so-bang-ke", {});
    pulled.connection.config["folder"] = plugin::json_text(folder.path().string());
    Cursor end;
    const auto lines = pulled.all("dossiers", end);
    ASSERT_TRUE(lines) << lines.error();
    EXPECT_EQ(lines_of(*lines).size(), 1U);
    const auto found = pulled.check();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->front().level, plugin::FindingLevel::ok);
    pulled.connection.config["folder"] = plugin::json_text((folder / "none").string());
    EXPECT_EQ(pulled.page("dossiers", {}).error().code(), ErrorCode::config);
}

}  // namespace
}  // namespace tiendo::test
