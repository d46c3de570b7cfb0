#include "facts.hpp"
#include "phrases.hpp"
#include "prose.hpp"

#include "tiendo/report/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <functional>

namespace tiendo::report {

namespace {

using Chosen = std::function<bool(const Owed&)>;

bool has(const Owed& owed, std::initializer_list<Standing> standings) {
    return std::find(standings.begin(), standings.end(), owed.standing) != standings.end();
}
bool waits(const Owed& owed) {
    return has(owed, {Standing::not_due, Standing::open, Standing::overdue});
}

/// The columns of the tally: they are disjoint and cover every standing, so each row adds up.
struct Category {
    std::string_view word;
    std::string_view title;
    Chosen holds;
};
const std::vector<Category>& categories() {
    static const std::vector<Category> all = {
        {"owed", phrases::tally_owed, [](const Owed&) { return true; }},
        {"on-time",
         phrases::tally_on_time,
         [](const Owed& owed) { return has(owed, {Standing::on_time}); }},
        {"late", phrases::tally_late, [](const Owed& owed) { return has(owed, {Standing::late}); }},
        {"overdue",
         phrases::tally_overdue,
         [](const Owed& owed) { return has(owed, {Standing::overdue}); }},
        {"pending",
         phrases::tally_pending,
         [](const Owed& owed) {
             return has(owed, {Standing::open, Standing::not_due});
         }},
        {"excused", phrases::tally_excused, [](const Owed& owed) {
             return has(owed, {Standing::excused, Standing::superseded});
         }}};
    return all;
}

class Reporting {
public:
    Reporting(const Facts& facts, FigureBook& book)
        : facts_(facts), book_(book), owed_(facts.owed_now()) {}

    std::vector<Prose> summary() {
        std::vector<Prose> all{standings_sentence()};
        const auto& due = facts_.cycle.due;
        if (due.at) {
            all.push_back({words(fmt::format(phrases::due_sentence, due_text(*due.at)))});
        } else {
            all.push_back({words(std::string(phrases::no_due_sentence))});
        }
        all.push_back({words(window_sentence())});
        return all;
    }

    Table tally() {
        Table table;
        table.caption = fmt::format(phrases::tally_caption, first_lower(facts_.cycle.name));
        table.columns.push_back({std::string(phrases::column_group), Align::left});
        for (const auto& category : categories()) {
            table.columns.push_back({std::string(category.title), Align::right});
        }
        for (const auto group : unit_groups) {
            const auto in_group = [group](const Owed& owed) {
                return group_of(owed.unit.kind) == group;
            };
            if (std::any_of(owed_.begin(), owed_.end(), [&](const Owed* owed) {
                    return in_group(*owed);
                })) {
                table.rows.push_back(tally_row(
                    RowKind::body, word_of(group), std::string(name_of(group)), in_group));
            }
        }
        table.rows.push_back(tally_row(
            RowKind::total, "all", std::string(phrases::total), [](const Owed&) { return true; }));
        table.notes = {{words(std::string(phrases::tally_note))}};
        return table;
    }

    Table units() {
        Table table;
        table.caption = std::string(phrases::units_caption);
        table.columns = {{std::string(phrases::column_order), Align::center},
                         {std::string(phrases::column_unit), Align::left},
                         {std::string(phrases::column_sent), Align::center},
                         {std::string(phrases::column_standing), Align::left},
                         {std::string(phrases::column_days_late), Align::right},
                         {std::string(phrases::column_remark), Align::left}};
        table.header_column = 1;
        for (std::size_t i = 0; i < owed_.size(); ++i) {
            const auto& owed = *owed_[i];
            Row row;
            row.cells.push_back({words(std::to_string(i + 1))});
            row.cells.push_back({words(owed.unit.brief_name())});
            row.cells.push_back({words(
                owed.deciding ? in_one_piece(table_moment_text(owed.deciding->sent_at)) : "–")});
            row.cells.push_back({words(std::string(vietnamese(owed.standing)))});
            row.cells.push_back(owed.days_late > 0 ? Prose{book_.print(days_figure(owed))}
                                                   : Prose{});
            row.cells.push_back({words(remark(owed))});
            table.rows.push_back(std::move(row));
        }
        return table;
    }

    std::vector<NamedList> lists() {
        std::vector<NamedList> all{
            {std::string(phrases::list_late), {}, std::string(phrases::none)},
            {std::string(phrases::list_missing), {}, std::string(phrases::none)},
            {std::string(phrases::list_returned), {}, std::string(phrases::none)}};
        for (const auto* owed : owed_) {
            const auto name = words(owed->unit.brief_name());
            if (owed->standing == Standing::late && owed->deciding) {
                all[0].items.push_back(prose(
                    phrases::late_item,
                    {name, words(moment_text(owed->deciding->sent_at)), days_in_prose(*owed)}));
            }
            if (owed->standing == Standing::overdue) {
                all[1].items.push_back(prose(phrases::overdue_item, {name, days_in_prose(*owed)}));
            } else if (waits(*owed)) {
                all[1].items.push_back(prose(phrases::pending_item, {name}));
            }
            for (const auto& round : owed->rounds) {
                if (round.returned_at) {
                    all[2].items.push_back({words(returned_text(*owed, round))});
                }
            }
        }
        return all;
    }

private:
    Figure figure(std::string_view group,
                  std::string_view category,
                  std::string meaning,
                  const Chosen& chosen) const {
        OfObligations source;
        for (const auto* owed : owed_) {
            if (chosen(*owed)) {
                source.obligations.push_back(owed->obligation.id);
            }
        }
        const auto count = static_cast<std::int64_t>(source.obligations.size());
        return {fmt::format("F.{}.{}", group, category),
                number_text(count),
                std::move(meaning),
                std::move(source)};
    }
    Run in_prose(const Figure& figure) {
        const auto& source = std::get<OfObligations>(figure.source);
        return book_.print(figure,
                           count_text(static_cast<std::int64_t>(source.obligations.size())));
    }
    Figure days_figure(const Owed& owed) const {
        return {fmt::format("F.{}.days-late", owed.obligation.unit.str()),
                number_text(owed.days_late),
                fmt::format(phrases::days_meaning, owed.unit.brief_name()),
                OfObligations{{owed.obligation.id}}};
    }
    Run days_in_prose(const Owed& owed) {
        return book_.print(days_figure(owed), count_text(owed.days_late));
    }
    std::vector<std::string> names(const Chosen& chosen) const {
        std::vector<std::string> found;
        for (const auto* owed : owed_) {
            if (chosen(*owed)) {
                found.push_back(owed->unit.brief_name());
            }
        }
        return found;
    }

    [[nodiscard]] std::string window_sentence() const {
        const auto& window = facts_.cycle.window;
        if (!window) {
            return std::string(phrases::window_missing);
        }
        const auto first = window->first.vietnamese();
        const auto last = window->last.vietnamese();
        std::string text = fmt::format(phrases::window_sentence, first, last);
        std::string_view choice = facts_.cycle.window_choice;
        // The days stand before it already.
        if (const auto days = fmt::format(phrases::window_days, first, last);
            choice.starts_with(days)) {
            choice.remove_prefix(days.size());
        }
        if (!choice.empty()) {
            text += fmt::format(phrases::window_by, choice);
        }
        return without_stop(text) + ".";
    }

    Prose standings_sentence() {
        const auto sent = [](const Owed& owed) {
            return has(owed, {Standing::on_time, Standing::late});
        };
        const auto& all = categories();
        Prose text = prose(
            phrases::summary,
            {words(moment_text(facts_.at)),
             in_prose(figure("all", "sent", std::string(phrases::meaning_sent), sent)),
             in_prose(figure("all", "owed", std::string(phrases::tally_owed), all[0].holds)),
             in_prose(figure("all", "on-time", std::string(phrases::tally_on_time), all[1].holds)),
             in_prose(figure("all", "late", std::string(phrases::tally_late), all[2].holds))});
        const Chosen never = [](const Owed& owed) { return waits(owed); };
        const Chosen again = [](const Owed& owed) {
            return !waits(owed) && owed.deciding && standing_submission(owed) == nullptr;
        };
        if (const auto missing = names(never); missing.empty()) {
            append(text, {words(std::string(phrases::summary_none_missing))});
        } else {
            append(text,
                   prose(phrases::summary_missing,
                         {in_prose(figure(
                              "all", "missing", std::string(phrases::meaning_missing), never)),
                          words(enumeration(missing))}));
        }
        if (const auto returned = names(again); !returned.empty()) {
            append(text,
                   prose(phrases::summary_returned,
                         {in_prose(figure(
                              "all", "returned", std::string(phrases::meaning_returned), again)),
                          words(enumeration(returned))}));
        }
        if (const auto excused = names(all[5].holds); !excused.empty()) {
            append(text,
                   prose(phrases::summary_excused,
                         {in_prose(figure(
                              "all", "excused", std::string(phrases::tally_excused), all[5].holds)),
                          words(enumeration(excused))}));
        }
        text.push_back(words("."));
        return text;
    }

    Row tally_row(RowKind kind, std::string_view group, std::string name, const Chosen& in_group) {
        Row row;
        row.kind = kind;
        row.cells.push_back({words(name)});
        for (const auto& category : categories()) {
            // The totals are named as in the summary, so that one figure has one meaning.
            auto meaning = group == "all" ? std::string(category.title)
                                          : fmt::format("{} – {}", category.title, name);
            row.cells.push_back({book_.print(
                figure(group, category.word, std::move(meaning), [&](const Owed& owed) {
                    return in_group(owed) && category.holds(owed);
                }))});
        }
        return row;
    }

    static std::string returned_text(const Owed& owed, const Submission& round) {
        std::string text = fmt::format(phrases::returned_item,
                                       owed.unit.brief_name(),
                                       moment_text(*round.returned_at),
                                       round.return_message);
        const auto answer =
            std::find_if(owed.answers.begin(), owed.answers.end(), [&](const auto& each) {
                return each.round == round.round;
            });
        assert(answer != owed.answers.end());
        const auto days = number_text(answer->days_late);
        if (answer->days_late > 0) {
            const auto term = short_due_text(*answer->again_before);
            return text +
                   (answer->sent_at
                        ? fmt::format(
                              phrases::sent_again_late, moment_text(*answer->sent_at), days, term)
                        : fmt::format(phrases::not_sent_again_late, term, days));
        }
        return text + (answer->sent_at
                           ? fmt::format(phrases::sent_again, moment_text(*answer->sent_at))
                           : std::string(phrases::not_sent_again));
    }

    static std::string excuse_text(const Excuse& excuse) {
        return fmt::format(
            phrases::remark_excused,
            excuse.why,
            excuse.by,
            excuse.from.date().vietnamese(),
            excuse.until ? fmt::format(phrases::remark_excused_until, moment_text(*excuse.until))
                         : std::string());
    }

    [[nodiscard]] std::string remark(const Owed& owed) const {
        if (owed.obligation.superseded) {
            return *owed.obligation.superseded;
        }
        if (const auto* excuse = ledger::excuse_at(owed.obligation, facts_.at)) {
            return excuse_text(*excuse);
        }
        std::string text = owed.obligation.inherited.value_or("");
        const auto add = [&](std::string_view pattern, Instant when) {
            text += fmt::format(
                fmt::runtime(pattern), text.empty() ? "" : "; ", when.date().vietnamese());
        };
        for (const auto& round : owed.rounds) {
            if (round.round > 1) {
                add(phrases::remark_again, round.sent_at);
            }
            if (round.returned_at) {
                add(phrases::remark_returned, *round.returned_at);
            }
            if (round.withdrawn_at) {
                add(phrases::remark_withdrawn, *round.withdrawn_at);
            }
        }
        return text;
    }

    const Facts& facts_;
    FigureBook& book_;
    std::vector<const Owed*> owed_;
};

}  // namespace

void compose_reporting(const Facts& facts, FigureBook& book, Report& report) {
    Reporting reporting(facts, book);
    report.summary = reporting.summary();
    report.tally = reporting.tally();
    report.obligations = reporting.units();
    report.lists = reporting.lists();
}

}  // namespace tiendo::report
