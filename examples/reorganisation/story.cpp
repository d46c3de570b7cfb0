#include "story.hpp"

#include "effect.hpp"
#include "owed.hpp"
#include "table.hpp"

#include <tiendo/units/parse_events.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace story {

namespace {

using tiendo::Date;
using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Instant;
using tiendo::PlanId;
using tiendo::Result;
using tiendo::UnitEventId;
using tiendo::UnitId;
using tiendo::ledger::Fate;
using tiendo::ledger::Owed;
using tiendo::ledger::UnitsEffect;
using tiendo::units::Entry;

constexpr int first_year = 2021, last_year = 2026;
constexpr std::size_t longest_list = std::size_t{1} << 20U;
const Date first_map = Date::of(2020, 12, 31);
const Date second_map = Date::of(2025, 1, 1);
const Date third_map = Date::of(2025, 7, 1);

PlanId plan_of(int year) {
    return PlanId::of("ke-hoach-" + std::to_string(year));
}

/// Papers that are never sent, so that something is owed when their units end. Invented.
bool forgotten(const Owed& row) {
    static const std::set<std::pair<std::string, std::string>> papers = {
        {"2024-year", "ubnd-phuong-5"}, {"2025-half-year", "ubnd-phuong-14"}};
    return papers.contains({row.cycle.id.str(), row.obligation.unit.str()});
}

class Story {
public:
    Story(const Files& files, Loudness loudness) : files_(files), telling_(loudness) {}

    Result<void> run() {
        return take_steps(*this,
                          {&Story::open,
                           &Story::adopt,
                           &Story::first_event,
                           &Story::years_of_fourteen_wards,
                           &Story::second_event,
                           &Story::last_months_of_the_district,
                           &Story::end_of_the_district,
                           &Story::tables_by_the_sources,
                           &Story::assumption,
                           &Story::after_the_district,
                           &Story::what_is_left});
    }

private:
    // Telling

    void step(const std::string& what) { telling_.step(now_.date().vietnamese() + ": " + what); }
    void line(std::string_view text) const { telling_.line(text); }
    Result<void> write(const char* name, const std::string& text) const {
        const auto file = files_.out / name;
        auto written = tiendo::write_file(file, text);
        if (written) {
            Telling::result("wrote " + file.string());
        }
        return written;
    }

    /// The story's clock is set from day to day, never read from the machine.
    void pass_to(Date day) { now_ = Instant::start_of(day).plus(std::chrono::hours(9)); }

    // The steps

    Result<void> open() {
        pass_to(Date::of(2020, 12, 20));
        step("Danh mục đơn vị của Quận 10 trước các lần sắp xếp");
        if (auto made = make_empty(files_.out); !made) {
            return made;
        }
        tiendo::WorkspaceOptions options;
        options.url = "sqlite:" + (files_.out / "quan-10.db").string();
        options.actor = "Phòng Nội vụ (ví dụ)";
        options.clock = [this] { return now_; };
        auto workspace = tiendo::Workspace::create(options);
        if (!workspace) {
            return std::move(workspace).error();
        }
        workspace_ = std::make_unique<tiendo::Workspace>(*std::move(workspace));
        return load_first_list();
    }

    /// The list as it was in 2020. The reorganisations that come with it are kept for their days.
    Result<void> load_first_list() {
        auto shipped = tiendo::read_file(files_.units, longest_list);
        auto added = shipped ? tiendo::read_file(files_.data / "bo-sung.toml", longest_list)
                             : std::move(shipped).error();
        auto history = added ? tiendo::units::parse_history(
                                   *shipped + "\n" + *added,
                                   files_.units.filename().string() + " with bo-sung.toml")
                             : std::move(added).error();
        if (!history) {
            return std::move(history).error();
        }
        events_ = history->entries();
        auto transaction = workspace_->store().begin(tiendo::store::Mode::write);
        auto loaded = transaction ? tiendo::ledger::load_units(
                                        *transaction,
                                        history->known(0),
                                        {now_, workspace_->options().actor, "danh mục gốc"})
                                  : std::move(transaction).error();
        loaded = loaded ? transaction->commit() : std::move(loaded);
        return loaded ? show_wards() : std::move(loaded);
    }

    Result<void> adopt() {
        step("Ban hành Kế hoạch giai đoạn 2021 - 2026 (giả định), lập kỳ báo cáo của từng năm");
        for (int year = first_year; year <= last_year; ++year) {
            tiendo::ledger::AdoptOptions options;
            options.plan = plan_of(year);
            options.as_of = now_.date();
            options.years = {year};
            auto adopted = workspace_->adopt(files_.data / "ke-hoach.txt", options);
            if (!adopted) {
                return std::move(adopted).error();
            }
            line("năm " + std::to_string(year) + ": " +
                 std::to_string(adopted->adoption.duties.size()) + " nhiệm vụ, " +
                 std::to_string(adopted->adoption.obligations.size()) +
                 " văn bản phải gửi, nơi nhận: Phòng Nội vụ");
        }
        return {};
    }

    Result<void> first_event() {
        pass_to(Date::of(2021, 1, 1));
        step("Sắp xếp lần thứ nhất");
        auto done = take("nq-1111");
        return done ? show_wards() : done;
    }

    Result<void> years_of_fourteen_wards() {
        for (int year = first_year; year < 2025; ++year) {
            if (auto sent = send_papers_of(year); !sent) {
                return sent;
            }
        }
        step("Các năm 2021 - 2024: báo cáo của 14 phường");
        line("UBND Phường 5 không gửi báo cáo năm 2024");
        return {};
    }

    /// Applied, taken back by a counter-event, and applied again: nothing is lost.
    Result<void> second_event() {
        pass_to(second_map);
        step("Sắp xếp lần thứ hai: nhập vào sổ, huỷ, nhập lại");
        const auto before = all_owed();
        auto done = before ? take("nq-1278") : Result<void>(before.error());
        const auto after = done ? all_owed() : Result<std::vector<Owed>>(std::move(done).error());
        if (!after) {
            return after.error();
        }
        auto undone =
            workspace_->reverse_units(UnitEventId::of("nq-1278"), "nhập thử, chưa được duyệt");
        if (!undone) {
            return std::move(undone).error();
        }
        line("Đã huỷ bằng sự kiện ngược “" + undone->entry.str() + "”");
        if (auto same = must_stand_as(*before, "trước khi nhập"); !same) {
            return same;
        }
        auto again = *event("nq-1278");
        again.id = UnitEventId::of("nq-1278-nhap-lai");
        auto applied = workspace_->apply_units(std::vector<Entry>{again});
        if (!applied) {
            return std::move(applied).error();
        }
        line("Đã nhập lại với mã “" + again.id.str() + "”");
        auto same = must_stand_as(*after, "sau lần nhập đầu");
        return same ? show_wards() : same;
    }

    Result<void> last_months_of_the_district() {
        auto sent = send_papers_of(2025);
        pass_to(Date::of(2025, 5, 14));
        step("Báo cáo 06 tháng năm 2025 của 11 phường");
        line("UBND Phường 14 không gửi báo cáo 06 tháng năm 2025");
        return sent;
    }

    Result<void> end_of_the_district() {
        pass_to(third_map);
        step("Lập ba phường mới; kết thúc hoạt động cấp huyện, Phòng Nội vụ không còn");
        for (const auto* id : {"nq-1685", "ket-thuc-cap-huyen"}) {
            if (auto done = take(id); !done) {
                return done;
            }
        }
        auto shown = show_wards();
        return shown ? show_open_questions() : shown;
    }

    Result<void> tables_by_the_sources() {
        step("Bảng số liệu hồ sơ năm 2020 (số liệu giả định) trên ba bản đồ, theo nguồn");
        auto figures = read_figures(files_.data / "so-lieu-2020-gia-dinh.csv");
        if (!figures) {
            return std::move(figures).error();
        }
        figures_ = std::move(*figures);
        for (const auto map : {first_map, second_map, third_map}) {
            auto table = show_table(map, "theo nguồn");
            if (!table) {
                return std::move(table).error();
            }
            by_sources_ = *std::move(table);
        }
        return {};
    }

    Result<void> assumption() {
        pass_to(Date::of(2025, 7, 15));
        step("GIẢ ĐỊNH CỦA VÍ DỤ, không có trong nguồn nào");
        auto text = tiendo::read_file(files_.data / "gia-dinh.toml", longest_list);
        auto entries =
            text ? tiendo::units::parse_events(*text, "gia-dinh.toml") : std::move(text).error();
        auto units = entries ? workspace_->units() : std::move(entries).error();
        auto effects = units ? workspace_->apply_units(*entries) : std::move(units).error();
        if (!effects) {
            return std::move(effects).error();
        }
        for (std::size_t i = 0; i < effects->size(); ++i) {
            for (const auto& stated :
                 lines_of(std::get<tiendo::units::Amendment>(entries->at(i)), *units)) {
                line(stated);
            }
            show_effect(effects->at(i));
        }
        auto shown = show_open_questions();
        shown = shown ? show_assumed_table() : std::move(shown);
        return shown ? write("bang-2020.csv", std::string(csv_head) + table_csv_) : shown;
    }

    Result<void> after_the_district() {
        auto sent = send_papers_of(2025);
        sent = sent ? send_papers_of(2026) : std::move(sent);
        pass_to(Date::of(2026, 10, 20));
        step("Kế hoạch vẫn theo dõi đến hết năm 2026: số văn bản, báo cáo phải gửi của từng kỳ");
        return sent ? show_counts() : sent;
    }

    Result<void> what_is_left() {
        step("Báo cáo cũ còn đọc được, báo cáo còn nợ vẫn còn nợ");
        auto owed = all_owed();
        auto units = owed ? workspace_->units() : std::move(owed).error();
        if (!units) {
            return std::move(units).error();
        }
        std::int64_t of_ended = 0;
        for (const auto& row : *owed) {
            const auto& unit = *units->find(row.obligation.unit);
            of_ended += row.deciding && !unit.exists_on(now_.date()) ? 1 : 0;
            if (row.deciding &&
                row.obligation.id.str() == "ke-hoach-2022/2022-year/ubnd-phuong-7") {
                line(row.deciding->sender + ", " + row.deciding->sent_at.date().vietnamese() +
                     ": “" + row.deciding->sections.front().text + "”");
            }
            if (row.standing == tiendo::Standing::overdue && debts_.contains(row.obligation.id)) {
                line(row.cycle.name + ": " + debts_.at(row.obligation.id));
            }
        }
        line(std::to_string(of_ended) + " bài nộp của các đơn vị đã kết thúc vẫn còn trong sổ");
        auto board = workspace_->board(plan_of(2025));
        return board ? write("bang-theo-doi-2025.txt", tiendo::report::render_board(*board))
                     : std::move(board).error();
    }

    // Parts of them

    Result<tiendo::units::Event> event(std::string_view id) const {
        for (const auto& entry : events_) {
            const auto* found = std::get_if<tiendo::units::Event>(&entry);
            if (found != nullptr && found->id.str() == id) {
                return *found;
            }
        }
        return Error{ErrorCode::not_found,
                     "the list of units has no event '" + std::string(id) + "'",
                     "give share/tiendo/units/quan-10.toml of the installed package"}
            .at(files_.units.string());
    }

    /// Shows what an event would do, then does it: the two are the same.
    Result<void> take(std::string_view id) {
        const auto said = event(id);
        if (!said) {
            return said.error();
        }
        const std::vector<Entry> entries{*said};
        line("Xem trước: " + said->name + " (" + said->legal_basis + ")");
        auto seen = workspace_->preview_units(entries);
        if (!seen) {
            return std::move(seen).error();
        }
        show_effect(seen->front());
        auto applied = workspace_->apply_units(entries);
        if (!applied) {
            return std::move(applied).error();
        }
        return *seen == *applied ? Result<void>()
                                 : Error{ErrorCode::internal,
                                         "'" + std::string(id) + "' did what no preview showed"};
    }

    void show_effect(const UnitsEffect& effect) {
        for (const auto& text : lines_of(effect)) {
            line("  " + text);
        }
        for (const auto& each : effect.obligations) {
            if (each.fate == Fate::answered) {
                debts_[each.obligation.id] = each.reason;
            }
        }
    }

    Result<void> show_wards() {
        auto units = workspace_->units();
        if (!units) {
            return std::move(units).error();
        }
        const auto there = units->units_on(now_.date());
        const auto wards = std::ranges::count_if(there, [&](const UnitId& id) {
            return units->find(id)->on(now_.date()).kind == tiendo::UnitKind::ward;
        });
        line("Bản đồ ngày " + now_.date().vietnamese() + ": " + std::to_string(wards) + " phường");
        return {};
    }

    /// What nobody has stated, as it stands under the plan of 2025.
    Result<void> show_open_questions() {
        auto doubts = workspace_->doubts(plan_of(2025));
        auto units = doubts ? workspace_->units() : std::move(doubts).error();
        if (!units) {
            return std::move(units).error();
        }
        for (const auto& text : open_questions(*doubts, *units)) {
            line(text);
        }
        return {};
    }

    Result<Table> show_table(Date map, const std::string& basis) {
        auto history = workspace_->units_history();
        auto table =
            history ? table_on(*history, figures_, first_map, map) : std::move(history).error();
        if (!table) {
            return std::move(table).error();
        }
        table_csv_ += csv_of(*table, basis);
        line("");
        line("Bản đồ ngày " + map.vietnamese() + ", " + basis);
        for (const auto& text : lines_of(*table)) {
            line(text);
        }
        return table;
    }

    Result<void> show_assumed_table() {
        const auto table = show_table(third_map, "theo giả định của ví dụ");
        if (!table) {
            return table.error();
        }
        line("Chênh lệch so với bảng theo nguồn:");
        for (const auto& text : differences(by_sources_, *table)) {
            line("  " + text);
        }
        return {};
    }

    /// Every unit that is there sends what falls due in that year and was not sent, a day before
    /// it is late; the clock goes along. What is due after the district's end waits for its turn.
    Result<void> send_papers_of(int year) {
        auto owed = workspace_->owed(plan_of(year));
        auto units = owed ? workspace_->units() : std::move(owed).error();
        if (!units) {
            return std::move(units).error();
        }
        const bool district = now_.date() < third_map;
        for (const auto& row : *owed) {
            const auto day = row.cycle.due.at->date().plus(std::chrono::days{-1});
            const auto* unit = units->find(row.obligation.unit);
            if ((day < third_map) != district || row.standing != tiendo::Standing::open ||
                !unit->exists_on(day) || forgotten(row)) {
                continue;
            }
            pass_to(day);
            const auto& name = unit->on(day).name;
            auto sent = workspace_->submit(
                {row.obligation.plan, row.cycle.id, row.obligation.unit},
                {now_, name, {{"general", row.cycle.name + " của " + name + " (giả định)"}}});
            if (!sent) {
                return std::move(sent).error();
            }
        }
        return {};
    }

    Result<std::vector<Owed>> all_owed() {
        std::vector<Owed> rows;
        for (int year = first_year; year <= last_year; ++year) {
            auto owed = workspace_->owed(plan_of(year));
            if (!owed) {
                return std::move(owed).error();
            }
            rows.insert(rows.end(), owed->begin(), owed->end());
        }
        return rows;
    }

    Result<void> must_stand_as(const std::vector<Owed>& wanted, const std::string& when) {
        const auto now = all_owed();
        if (!now) {
            return now.error();
        }
        if (!stand_alike(wanted, *now)) {
            return Error{ErrorCode::internal, "what is owed is not as it was " + when};
        }
        line("  " + std::to_string(now->size()) + " văn bản, báo cáo cùng bài đã nộp: giống hệt " +
             when);
        return {};
    }

    Result<void> show_counts() {
        auto owed = all_owed();
        auto units = owed ? workspace_->units() : std::move(owed).error();
        if (!units) {
            return std::move(units).error();
        }
        std::string csv(owed_head);
        for (const auto& count : counts_of(*owed, *units)) {
            csv += csv_of(count);
            line(count.name + ": " + std::to_string(count.wards) + " phường, " +
                 std::to_string(count.others) + " cơ quan, " + std::to_string(count.unknown) +
                 " chưa rõ đơn vị kế thừa; đã gửi " + std::to_string(count.sent) + ", còn nợ " +
                 std::to_string(count.overdue));
        }
        return write("phai-gui.csv", csv);
    }

    const Files& files_;
    Telling telling_;
    Instant now_;
    std::unique_ptr<tiendo::Workspace> workspace_;
    std::vector<Entry> events_;
    std::vector<Counted> figures_;
    Table by_sources_;  ///< on the third map
    std::string table_csv_;
    std::map<tiendo::ObligationId, std::string> debts_;  ///< who answers for what is overdue
};

}  // namespace

Result<void> run(const Files& files, Loudness loudness) {
    return Story(files, loudness).run();
}

}  // namespace story
