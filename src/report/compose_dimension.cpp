#include "facts.hpp"
#include "phrases.hpp"
#include "prose.hpp"

#include "tiendo/base/text.hpp"
#include "tiendo/report/format.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tiendo::report {

namespace {

constexpr std::size_t task_columns = 110;

class Dimensions {
public:
    Dimensions(const Facts& facts, FigureBook& book)
        : facts_(facts), book_(book), owed_(facts.owed_now()) {}

    DimensionSection section(const Dimension& dimension) {
        DimensionSection section;
        section.number = dimension.number;
        section.name = dimension.name;
        auto measured = compose_measures(facts_, dimension, book_);
        const bool has_measures = !measured.tables.empty();
        section.tables = std::move(measured.tables);
        const auto tasks = tasks_of(dimension.number);
        const bool has_evidence = std::any_of(tasks.begin(), tasks.end(), [&](const Node* node) {
            return facts_.evidence.contains(node->id);
        });
        if (has_evidence) {
            section.tables.push_back(evidence_table(tasks));
        } else {
            section.notes.push_back({words(std::string(phrases::no_evidence))});
        }
        if (has_measures) {
            section.opening = {{words(std::string(phrases::proxy))}};
            section.chart = std::move(measured.chart);
        } else {
            section.notes.push_back({words(std::string(phrases::no_measures))});
            section.chart =
                has_evidence ? evidence_chart(dimension, tasks) : statements_chart(dimension);
        }
        section.narratives =
            narratives([&](const Section& each) { return speaks_of(each, dimension.number); });
        if (section.narratives.empty()) {
            section.notes.push_back({words(std::string(phrases::no_narratives))});
        }
        return section;
    }

    std::vector<Narrative> general() {
        return narratives([](const Section& each) { return each.about == "general"; });
    }

private:
    [[nodiscard]] std::vector<const Node*> tasks_of(int dimension) const {
        std::vector<const Node*> tasks;
        for (const auto& node : facts_.plan.nodes) {
            if (node.kind == NodeKind::task && node.dimension == dimension) {
                tasks.push_back(&node);
            }
        }
        return tasks;
    }

    [[nodiscard]] bool speaks_of(const Section& section, int dimension) const {
        if (section.about == std::to_string(dimension)) {
            return true;
        }
        return std::any_of(
            facts_.plan.nodes.begin(), facts_.plan.nodes.end(), [&](const Node& node) {
                return node.dimension == dimension && node.id.str() == section.about;
            });
    }

    Figure evidence_figure(const Node& node) const {
        const auto found = facts_.evidence.find(node.id);
        return {fmt::format("F{}.{}.evidence", node.dimension.value_or(0), node.id.str()),
                number_text(found == facts_.evidence.end() ? 0 : found->second),
                fmt::format(phrases::evidence_meaning, node.id.str()),
                OfEvidence{node.id}};
    }

    Table evidence_table(const std::vector<const Node*>& tasks) {
        Table table;
        table.caption = std::string(phrases::evidence_caption);
        table.columns = {{std::string(phrases::column_node), Align::left},
                         {std::string(phrases::column_task), Align::left},
                         {std::string(phrases::column_evidence), Align::right}};
        for (const auto* node : tasks) {
            table.rows.push_back({RowKind::body,
                                  {{words(node->id.str())},
                                   {words(shortened(node->text, task_columns))},
                                   {book_.print(evidence_figure(*node))}}});
        }
        table.notes = {{words(std::string(phrases::evidence_note))}};
        return table;
    }

    Chart evidence_chart(const Dimension& dimension, const std::vector<const Node*>& tasks) {
        Chart chart{fmt::format("bieu-do-{}", dimension.number),
                    ChartBasis::evidence,
                    fmt::format(phrases::evidence_chart, dimension.name),
                    std::string(phrases::evidence_axis),
                    {std::string(phrases::column_evidence)},
                    {}};
        for (const auto* node : tasks) {
            const auto found = facts_.evidence.find(node->id);
            chart.bars.push_back({fmt::format("{} {}", node->id.str(), node->text),
                                  {{found == facts_.evidence.end() ? 0 : found->second,
                                    book_.print(evidence_figure(*node))}}});
        }
        return chart;
    }

    enum class Said : std::uint8_t { yes, silent, nothing_sent };

    [[nodiscard]] Said said(const Owed& owed, int dimension) const {
        const auto* submission = standing_submission(owed);
        if (submission == nullptr) {
            return Said::nothing_sent;
        }
        const bool speaks = std::any_of(
            submission->sections.begin(), submission->sections.end(), [&](const Section& each) {
                return speaks_of(each, dimension);
            });
        return speaks ? Said::yes : Said::silent;
    }

    /// What is known of a dimension without figures: which units' reports speak of it.
    Chart statements_chart(const Dimension& dimension) {
        Chart chart{fmt::format("bieu-do-{}", dimension.number),
                    ChartBasis::statements,
                    fmt::format(phrases::statements_chart, dimension.name),
                    std::string(phrases::statements_axis),
                    {std::string(phrases::said_yes),
                     std::string(phrases::said_silent),
                     std::string(phrases::said_nothing)},
                    {}};
        for (const auto group : unit_groups) {
            ChartBar bar{std::string(name_of(group)), {}};
            std::int64_t total = 0;
            for (const auto& [kind, word, name] :
                 {std::tuple{Said::yes, "told", phrases::said_yes},
                  std::tuple{Said::silent, "silent", phrases::said_silent},
                  std::tuple{Said::nothing_sent, "no-report", phrases::said_nothing}}) {
                OfObligations source;
                for (const auto* owed : owed_) {
                    if (group_of(owed->unit.kind) == group &&
                        said(*owed, dimension.number) == kind) {
                        source.obligations.push_back(owed->obligation.id);
                    }
                }
                const auto count = static_cast<std::int64_t>(source.obligations.size());
                total += count;
                const Figure figure{
                    fmt::format("F{}.{}.{}", dimension.number, word_of(group), word),
                    number_text(count),
                    fmt::format("{} – {}", name, name_of(group)),
                    source};
                bar.values.push_back({count, Run{figure.text, figure.id}});
                pending_.push_back(figure);
            }
            if (total > 0) {
                for (const auto& figure : pending_) {
                    book_.print(figure);
                }
                chart.bars.push_back(std::move(bar));
            }
            pending_.clear();
        }
        return chart;
    }

    template <typename About>
    std::vector<Narrative> narratives(const About& about) const {
        std::vector<Narrative> all;
        for (const auto* owed : owed_) {
            const auto* submission = standing_submission(*owed);
            if (submission == nullptr) {
                continue;
            }
            for (const auto& section : submission->sections) {
                if (!about(section) || trim(section.text).empty()) {
                    continue;
                }
                all.push_back({owed->obligation.unit,
                               owed->unit.brief_name(),
                               submission->id,
                               remark(*owed, *submission, section),
                               section.text});
            }
        }
        return all;
    }

    static std::string remark(const Owed& owed,
                              const Submission& submission,
                              const Section& section) {
        std::vector<std::string> parts;
        if (section.about.find('.') != std::string::npos) {
            parts.push_back(fmt::format(phrases::about_node, section.about));
        }
        if (owed.standing == Standing::late) {
            parts.emplace_back(phrases::remark_late);
        }
        if (!submission.accepted_at) {
            parts.emplace_back(phrases::remark_not_accepted);
        }
        std::string text;
        for (const auto& part : parts) {
            text += (text.empty() ? "" : "; ") + part;
        }
        return text;
    }

    const Facts& facts_;
    FigureBook& book_;
    std::vector<const Owed*> owed_;
    std::vector<Figure> pending_;
};

}  // namespace

void compose_dimensions(const Facts& facts, FigureBook& book, Report& report) {
    Dimensions dimensions(facts, book);
    report.general = dimensions.general();
    for (const auto& each : facts.plan.dimensions) {
        report.dimensions.push_back(dimensions.section(each));
    }
}

}  // namespace tiendo::report
