#include "story.hpp"

#include "../telling.hpp"
#include "neighbour.hpp"
#include "papers.hpp"

#include <algorithm>
#include <chrono>
#include <iomanip>
#include <map>
#include <memory>
#include <sstream>
#include <utility>

namespace story {

namespace {

using tiendo::ConnectionId;
using tiendo::CycleId;
using tiendo::Date;
using tiendo::Error;
using tiendo::ErrorCode;
using tiendo::Instant;
using tiendo::PlanId;
using tiendo::Result;

const PlanId plan_id = PlanId::of("ke-hoach-papi");
const CycleId half_year = CycleId::of("2021-half-year");
// Which days the half-year figures cover is not in the text; the story chooses them and says so.
const tiendo::Window window{Date::of(2020, 12, 15), Date::of(2021, 5, 14)};

// The story's clock stands still and is given, never read.
const Instant now = *Instant::parse("2021-05-20T09:00:00+07:00");

class Story {
public:
    explicit Story(const Arguments& arguments)
        : arguments_(arguments), telling_(arguments.quiet ? Loudness::quiet : Loudness::normal) {}

    Result<void> run() {
        auto done = take_steps(*this,
                               {&Story::open,
                                &Story::read_plan,
                                &Story::load_units_and_adopt,
                                &Story::show_owed,
                                &Story::start_neighbours,
                                &Story::connect_and_pull,
                                &Story::pull_changes,
                                &Story::receive_papers,
                                &Story::write_report,
                                &Story::explain_some});
        if (!done) {
            return done;
        }
        Telling::result("");
        for (const auto& file : written_) {
            Telling::result("wrote " + file.string());
        }
        return {};
    }

private:
    /// With the time since the start, which is the machine's and no part of the story.
    void step(std::string_view what) {
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - started_;
        std::ostringstream text;
        text << what << "  (" << std::fixed << std::setprecision(1) << passed.count() << " s)";
        telling_.step(text.str());
    }

    std::filesystem::path plan_file() const {
        return arguments_.plan.value_or(arguments_.data / "ke-hoach.txt");
    }

    Result<void> open() {
        step("An empty database; the clock stands at 20/5/2021, 09:00");
        if (auto made = make_empty(arguments_.out); !made) {
            return made;
        }
        tiendo::WorkspaceOptions options;
        options.url = "sqlite:" + (arguments_.out / "quan.db").string();
        options.actor = "Phòng Nội vụ";
        options.clock = tiendo::fixed_clock(now);
        options.adapter_folders = {arguments_.plugins, arguments_.prefix / "lib/tiendo/adapters"};
        options.retry.first_cap = std::chrono::milliseconds(100);
        auto workspace = tiendo::Workspace::create(options);
        if (!workspace) {
            return std::move(workspace).error();
        }
        workspace_ = std::make_unique<tiendo::Workspace>(*std::move(workspace));
        return {};
    }

    Result<void> read_plan() {
        step("Read the plan: " + plan_file().filename().string());
        auto reading = tiendo::reader::read_plan(plan_file(), {});
        if (!reading) {
            return std::move(reading).error();
        }
        std::map<int, int> bullets;
        std::map<std::string, int> kinds;
        for (const auto& node : reading->plan.nodes) {
            ++kinds[std::string(to_string(node.kind))];
            if (node.level == tiendo::NodeLevel::bullet && node.dimension) {
                ++bullets[*node.dimension];
            }
        }
        telling_.line(reading->plan.authority + ": " + reading->plan.title);
        for (const auto& dimension : reading->plan.dimensions) {
            telling_.line("trục " + std::to_string(dimension.number) + ". " + dimension.name +
                          ": " + std::to_string(bullets[dimension.number]) + " gạch đầu dòng");
        }
        std::string counts = std::to_string(reading->plan.nodes.size()) + " nodes";
        for (const auto& [kind, count] : kinds) {
            counts += ", " + kind + " " + std::to_string(count);
        }
        telling_.line(counts);
        show(reading->doubts);
        authority_ = reading->plan.authority;
        return {};
    }

    /// The list of units of the plan's authority: the one named, or the shipped one whose authority
    /// has that name.
    Result<std::filesystem::path> units_file() {
        if (arguments_.units) {
            return *arguments_.units;
        }
        for (const auto* name : {"units.toml", "units-quan-10.toml"}) {
            const auto file = arguments_.data / name;
            if (auto text = tiendo::read_file(file, std::size_t{1} << 20U);
                text && text->find("name = \"" + authority_ + "\"") != std::string::npos) {
                return file;
            }
        }
        return Error{ErrorCode::not_found,
                     "no list of units is shipped for '" + authority_ + "'",
                     "give one with --units FILE"};
    }

    Result<void> load_units_and_adopt() {
        auto file = units_file();
        if (!file) {
            return std::move(file).error();
        }
        step("Load the units (" + file->filename().string() + ") and adopt the plan");
        auto count = workspace_->load_units(*file);
        if (!count) {
            return std::move(count).error();
        }
        tiendo::ledger::AdoptOptions options;
        options.plan = plan_id;
        options.as_of = Date::of(2020, 12, 31);
        options.years = {2021};
        options.windows = {
            {half_year,
             {window,
              "Phòng Nội vụ (ví dụ)",
              "Kế hoạch không nêu kỳ số liệu; lấy từ kỳ chốt năm trước đến ngày liền trước hạn gửi"}}};
        auto adopted = workspace_->adopt(plan_file(), options);
        if (!adopted) {
            return std::move(adopted).error();
        }
        telling_.line(std::to_string(*count) + " units, " +
                      std::to_string(adopted->adoption.duties.size()) + " duties, " +
                      std::to_string(adopted->adoption.obligations.size()) + " papers owed");
        show(adopted->adoption.doubts);
        return {};
    }

    Result<void> show_owed() {
        step("What is owed in 2021, and why by then");
        auto cycles = workspace_->cycles(plan_id);
        auto owed = cycles ? workspace_->owed(plan_id) : std::move(cycles).error();
        if (!owed) {
            return std::move(owed).error();
        }
        for (const auto& cycle : *cycles) {
            const auto count = std::count_if(owed->begin(), owed->end(), [&](const auto& row) {
                return row.cycle.id == cycle.id;
            });
            telling_.line(cycle.id.str() + ": " + cycle.name + ", " + std::to_string(count) +
                          " đơn vị, hạn " + (cycle.due.at ? cycle.due.at->iso() : "không nêu"));
            for (const auto& step : cycle.due.steps) {
                telling_.line("    " + step.text);
            }
        }
        return {};
    }

    Result<void> start_neighbours() {
        step("Start the one-stop system, the document system and the feedback system");
        if (auto secret = write_secrets(); !secret) {
            return secret;
        }
        struct Program {
            const char* name;
            const char* label;
            std::uint16_t offset;
        };
        for (const auto& program : {Program{"tiendo-sim-mot-cua", "mot-cua", 0},
                                    Program{"tiendo-sim-van-ban", "van-ban", 1},
                                    Program{"tiendo-sim-phan-anh", "phan-anh", 2}}) {
            const auto port = arguments_.port_base == 0 ? 0 : arguments_.port_base + program.offset;
            const auto log = arguments_.out / (std::string(program.label) + ".requests.jsonl");
            const auto truth = arguments_.out / (std::string(program.label) + ".truth.json");
            auto neighbour = Neighbour::start(arguments_.prefix / "libexec/tiendo" / program.name,
                                              {"--port",
                                               std::to_string(port),
                                               "--faults",
                                               "story",
                                               "--log",
                                               log.string(),
                                               "--truth",
                                               truth.string(),
                                               "--from",
                                               window.first.iso(),
                                               "--cutoff",
                                               window.last.iso()});
            if (!neighbour) {
                return std::move(neighbour).error();
            }
            telling_.line(std::string(program.label) + " listens at " + neighbour->url());
            neighbours_.emplace(program.label, *std::move(neighbour));
        }
        return {};
    }

    /// The simulators' own invented credentials, kept where a connection looks for them.
    Result<void> write_secrets() const {
        for (const auto& [name, secret] : {std::pair{"mot-cua.secret", "mat-khau-thu-nghiem\n"},
                                           std::pair{"van-ban.secret", "khoa-thu-nghiem\n"}}) {
            const auto file = arguments_.out / name;
            if (auto written = tiendo::write_file(file, secret); !written) {
                return written;
            }
            std::filesystem::permissions(
                file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        }
        return {};
    }

    Result<void> connect_and_pull() {
        step("Connect by three adapters and pull until idle");
        const auto secret = [&](const char* name) {
            return "file:" + std::filesystem::absolute(arguments_.out / name).string();
        };
        const std::vector<tiendo::ConnectionSettings> connections = {
            {ConnectionId::of("mot-cua"),
             "mot-cua",
             {{"url", neighbours_.at("mot-cua").url()},
              {"user", "tiendo"},
              {"unit", "000.00.12.H99"}},
             {{"password", secret("mot-cua.secret")}}},
            {ConnectionId::of("van-ban"),
             "van-ban",
             {{"url", neighbours_.at("van-ban").url()}},
             {{"key", secret("van-ban.secret")}}},
            {ConnectionId::of("phan-anh"),
             "phan-anh",
             {{"url", neighbours_.at("phan-anh").url()}, {"since", "2020-12-01"}},
             {}},
        };
        for (const auto& connection : connections) {
            if (auto added = workspace_->add_connection(connection); !added) {
                return added;
            }
        }
        return pull();
    }

    Result<void> pull_changes() {
        step("Records change on the other side; pull again: only the changes come");
        for (const auto& [name, neighbour] : neighbours_) {
            if (auto changed = neighbour.change_records(25); !changed) {
                return std::move(changed).error().at(name);
            }
            auto truth = neighbour.truth();
            auto written =
                truth ? tiendo::write_file(arguments_.out / (name + ".truth-after.json"), *truth)
                      : std::move(truth).error();
            if (!written) {
                return written;
            }
        }
        return pull();
    }

    /// One system after the other, so that the journal, and with it the report, is the same at
    /// every run.
    Result<void> pull() {
        for (const auto* name : {"mot-cua", "van-ban", "phan-anh"}) {
            if (auto done = pull(ConnectionId::of(name)); !done) {
                return done;
            }
        }
        return {};
    }

    Result<void> pull(const ConnectionId& connection) {
        auto pulls = workspace_->pull({connection}, {});
        if (!pulls) {
            return std::move(pulls).error();
        }
        for (const auto& pull : *pulls) {
            if (pull.failure) {
                return std::move(Error(*pull.failure))
                    .at("connection '" + pull.connection.str() + "'");
            }
            telling_.line(pull.connection.str() + ": " + std::to_string(pull.pages) + " pages, " +
                          std::to_string(pull.outcome.inserted) + " new, " +
                          std::to_string(pull.outcome.updated) + " changed, " +
                          std::to_string(pull.outcome.unchanged) + " unchanged, " +
                          std::to_string(pull.outcome.deleted) + " deleted, " +
                          std::to_string(pull.dead) + " dead letters, " +
                          std::to_string(pull.retries) + " retries");
        }
        return {};
    }

    Result<void> submit(const tiendo::ledger::Owed& row, const Letter& letter) {
        auto sent = workspace_->submit({plan_id, row.cycle.id, row.obligation.unit},
                                       {letter.sent_at, letter.sender, letter.sections});
        return sent ? Result<void>() : std::move(sent).error();
    }

    Result<void> receive_papers() {
        step("Units send their papers; the office returns one, and it comes again");
        auto owed = workspace_->owed(plan_id);
        auto units = owed ? workspace_->units() : std::move(owed).error();
        if (!units) {
            return std::move(units).error();
        }
        std::map<std::string, std::size_t> numbers;
        for (const auto& row : *owed) {
            const auto& unit = *units->find(row.obligation.unit);
            const auto number = numbers[row.cycle.id.str()]++;
            const auto letter = row.cycle.type == tiendo::ObligationType::unit_plan
                                    ? std::optional(unit_plan(unit, number))
                                : row.cycle.id == half_year ? half_year_report(unit, number)
                                                            : std::nullopt;
            if (auto sent = letter ? submit(row, *letter) : Result<void>(); !sent) {
                return sent;
            }
        }
        if (auto returned = return_one(*units); !returned) {
            return returned;
        }
        if (auto accepted = accept_all(); !accepted) {
            return accepted;
        }
        return show_board();
    }

    Result<void> return_one(const tiendo::units::Registry& units) {
        const tiendo::ledger::Paper paper{plan_id, half_year, tiendo::UnitId::of(returned_unit)};
        auto returned = workspace_->return_paper(
            paper, {std::string(return_message), Instant::start_of(Date::of(2021, 5, 25))});
        if (!returned) {
            return std::move(returned).error();
        }
        const auto letter = mended_report(*units.find(paper.unit), now);
        auto sent = workspace_->submit(paper, {letter.sent_at, letter.sender, letter.sections});
        return sent ? Result<void>() : std::move(sent).error();
    }

    /// Every half-year report that waits for it.
    Result<void> accept_all() {
        auto owed = workspace_->owed(plan_id);
        if (!owed) {
            return std::move(owed).error();
        }
        for (const auto& row : *owed) {
            if (row.cycle.id == half_year && !row.rounds.empty()) {
                if (auto accepted = workspace_->accept({plan_id, half_year, row.obligation.unit});
                    !accepted) {
                    return std::move(accepted).error();
                }
            }
        }
        return {};
    }

    Result<void> show_board() {
        auto board = workspace_->board(plan_id);
        if (!board) {
            return std::move(board).error();
        }
        const auto text = tiendo::report::render_board(*board);
        telling_.line(board->summary);
        return write("bang-theo-doi.txt", text);
    }

    Result<void> write_report() {
        step("Compose the consolidated half-year report");
        for (const auto& [format, name] :
             {std::pair{tiendo::Format::markdown, "bao-cao-06-thang.md"},
              std::pair{tiendo::Format::html, "bao-cao-06-thang.html"}}) {
            auto text = workspace_->compose(plan_id, {half_year, format});
            if (!text) {
                return std::move(text).error();
            }
            if (auto written = write(name, *text); !written) {
                return written;
            }
        }
        return {};
    }

    Result<void> explain_some() {
        step("Every figure can be explained: one of them");
        auto report = workspace_->report(plan_id, half_year);
        if (!report) {
            return std::move(report).error();
        }
        telling_.line(std::to_string(report->figures.size()) + " figures in the report");
        const auto found =
            std::find_if(report->figures.begin(), report->figures.end(), [](const auto& figure) {
                return figure.id.find("ubnd-phuong-7") != std::string::npos &&
                       figure.id.find("dossier-late") != std::string::npos;
            });
        if (found == report->figures.end()) {
            return {};
        }
        auto parts = workspace_->explain(plan_id, half_year, found->id, {0, 3});
        if (!parts) {
            return std::move(parts).error();
        }
        for (const auto& part : *parts) {
            telling_.line(found->id + ": " + part.title + " = " + part.value);
            telling_.line("  " + part.how);
            for (const auto& row : part.rows) {
                telling_.line("    " + row.text);
            }
            for (const auto& quote : part.ordered_by) {
                telling_.line("  căn cứ " + quote.node.str() + ": " +
                              tiendo::report::shortened(quote.text, 100));
            }
        }
        return {};
    }

    Result<void> write(const char* name, const std::string& text) {
        const auto file = arguments_.out / name;
        if (auto written = tiendo::write_file(file, text); !written) {
            return written;
        }
        written_.push_back(file);
        return {};
    }

    void show(const std::vector<tiendo::Doubt>& doubts) const {
        for (const auto& doubt : doubts) {
            std::ostringstream words;
            words << doubt;
            telling_.line(words.str());
        }
    }

    const Arguments& arguments_;
    Telling telling_;
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
    std::string authority_;
    std::map<std::string, Neighbour> neighbours_;
    std::unique_ptr<tiendo::Workspace> workspace_;
    std::vector<std::filesystem::path> written_;
};

}  // namespace

Result<void> run(const Arguments& arguments) {
    return Story(arguments).run();
}

}  // namespace story
