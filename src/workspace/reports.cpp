// The board, the consolidated report, and what stands behind each of its figures.
#include "impl.hpp"

#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/file.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/ledger/issue.hpp"
#include "tiendo/report/compose.hpp"
#include "tiendo/report/export.hpp"
#include "tiendo/report/render.hpp"
#include "tiendo/report/trace.hpp"
#include "tiendo/store/issued.hpp"
#include "tiendo/store/ledger.hpp"

#include <array>
#include <map>
#include <set>
#include <utility>

namespace tiendo {

namespace {

/// The one unit of which a figure speaks, by what systems measured of it or by what it states;
/// nothing for one of several units, or of papers.
Result<std::optional<UnitId>> owner_of(store::Transaction& transaction,
                                       const report::Figure& figure) {
    if (const auto* measure = std::get_if<report::OfMeasure>(&figure.source)) {
        return measure->unit;
    }
    const auto* stated = std::get_if<report::OfStated>(&figure.source);
    if (stated == nullptr || stated->obligations.size() != 1) {
        return std::optional<UnitId>();
    }
    auto obligation = store::get_obligation(transaction, stated->obligations.front());
    return obligation ? Result<std::optional<UnitId>>(std::move(obligation->unit))
                      : std::move(obligation).error();
}

report::ComposeOptions compose_options(const PlanId& plan,
                                       const CycleId& cycle,
                                       const ledger::StandingQuestion& question) {
    report::ComposeOptions options;
    options.plan = plan;
    options.cycle = cycle;
    options.at = question.at;
    options.known_at = question.known_at;
    return options;
}

constexpr std::array every_format{Format::markdown,
                                  Format::html,
                                  Format::docx,
                                  Format::xlsx,
                                  Format::datapackage};

constexpr EnumNames<Format, 5> formats{"format",
                                       {{{Format::markdown, "markdown"},
                                         {Format::html, "html"},
                                         {Format::docx, "docx"},
                                         {Format::xlsx, "xlsx"},
                                         {Format::datapackage, "datapackage"}}}};

/// The bytes of the file.
Result<std::string> rendered(store::Transaction& transaction,
                             const report::Report& report,
                             Format format) {
    switch (format) {
        case Format::markdown: return report::render_markdown(report);
        case Format::html: return report::render_html(report);
        case Format::docx: return report::render_docx(report);
        case Format::xlsx: return report::render_xlsx(report);
        case Format::datapackage: break;
    }
    auto board =
        report::compose_board(transaction, {report.plan, report.cycle, report.at, report.known_at});
    return board ? Result<std::string>(report::render_data_package(report, *board))
                 : std::move(board).error();
}

/// Every format in which this library can write it, by the format's word.
Result<std::map<std::string, std::string>> all_forms(store::Transaction& transaction,
                                                     const report::Report& report) {
    std::map<std::string, std::string> forms;
    for (const auto format : every_format) {
        auto bytes = rendered(transaction, report, format);
        if (bytes) {
            forms.emplace(to_string(format), *std::move(bytes));
        } else if (bytes.error().code() != ErrorCode::unsupported) {
            return std::move(bytes).error();
        }
    }
    return forms;
}

}  // namespace

std::string_view to_string(Format format) noexcept {
    return formats.name(format);
}

Result<Format> parse_format(std::string_view text) {
    return formats.parse(text);
}

std::string_view ending_of(Format format) noexcept {
    switch (format) {
        case Format::markdown: return ".md";
        case Format::html: return ".html";
        case Format::docx: return ".docx";
        case Format::xlsx: return ".xlsx";
        case Format::datapackage: return ".zip";
    }
    return "";
}

Result<Format> format_of(const std::filesystem::path& file) {
    const auto ending = to_lower(file.extension().string());
    for (const auto format : every_format) {
        if (ending == ending_of(format)) {
            return format;
        }
    }
    return Error{ErrorCode::malformed_input,
                 "'" + file.string() + "' does not say what kind of file it is",
                 "end the name with .md, .html, .docx, .xlsx or .zip"};
}

Result<IssuedReport> Workspace::Impl::issue(const PlanId& id,
                                            const IssueOptions& wanted,
                                            ledger::Right right) {
    return write([&](store::Transaction& transaction) -> Result<IssuedReport> {
        if (auto allowed = may(transaction, right, id, std::nullopt); !allowed) {
            return std::move(allowed).error();
        }
        const auto now = options.clock();
        auto versions = store::list_issued(transaction, id, wanted.cycle);
        if (!versions) {
            return std::move(versions).error();
        }
        auto how = compose_options(id, wanted.cycle, {now, {}});
        how.number = wanted.number;
        how.note = wanted.note;
        if (right == ledger::Right::correct && !versions->empty()) {
            how.corrects = versions->back();
        }
        auto report = report::compose(transaction, how);
        auto papers = report ? report::papers_of(transaction, id, wanted.cycle, now)
                             : std::move(report).error();
        if (!papers) {
            return std::move(papers).error();
        }
        ledger::NewIssue issue{id, wanted.cycle, wanted.number, wanted.note, *std::move(papers)};
        for (const auto& figure : report->figures) {
            issue.figures.push_back({figure.id, figure.text, figure.meaning});
        }
        auto forms = all_forms(transaction, *report);
        if (!forms) {
            return std::move(forms).error();
        }
        issue.forms = *std::move(forms);
        return ledger::keep_issued(transaction, issue, {now, options.actor, {}});
    });
}

Result<report::BoardTable> Workspace::board(const PlanId& id) {
    return board(id, {impl_->options.clock(), {}});
}

Result<report::BoardTable> Workspace::board(const PlanId& id,
                                            const ledger::StandingQuestion& question) {
    return impl_->read_permitted(
        ledger::Right::read, id, std::nullopt, [&](store::Transaction& transaction) {
            return report::compose_board(transaction, {id, {}, question.at, question.known_at});
        });
}

Result<report::Feed> Workspace::feed(const UnitId& unit, report::FeedKind kind) {
    return impl_->read([&](store::Transaction& transaction) -> Result<report::Feed> {
        auto owed = store::list_obligations(transaction, {.unit = unit});
        if (!owed) {
            return std::move(owed).error();
        }
        std::set<PlanId> plans;
        for (auto& each : *owed) {
            plans.insert(std::move(each.plan));
        }
        for (const auto& plan : plans) {
            if (auto allowed = impl_->may(transaction, ledger::Right::read, plan, unit); !allowed) {
                return std::move(allowed).error();
            }
        }
        return report::compose_feed(transaction, {unit, impl_->options.clock(), kind});
    });
}

Result<report::Report> Workspace::report(const PlanId& id, const CycleId& cycle) {
    return report(id, cycle, {impl_->options.clock(), {}});
}

Result<report::Report> Workspace::report(const PlanId& id,
                                         const CycleId& cycle,
                                         const ledger::StandingQuestion& question) {
    return impl_->read_permitted(
        ledger::Right::compose, id, std::nullopt, [&](store::Transaction& transaction) {
            return report::compose(transaction, compose_options(id, cycle, question));
        });
}

Result<std::string> Workspace::compose(const PlanId& id, const ComposeOptions& options) {
    const auto written = [&](store::Transaction& transaction) -> Result<std::string> {
        const ledger::StandingQuestion question{impl_->options.clock(), options.known_at};
        auto composed = report::compose(transaction, compose_options(id, options.cycle, question));
        if (!composed) {
            return std::move(composed).error();
        }
        return rendered(transaction, *composed, options.format);
    };
    return impl_->read_permitted(ledger::Right::compose, id, std::nullopt, written);
}

Result<void> Workspace::export_report(const PlanId& id,
                                      const ComposeOptions& options,
                                      const std::filesystem::path& file) {
    const auto by_name = format_of(file);
    if (!by_name || *by_name != options.format) {
        return Error{
            ErrorCode::malformed_input,
            "the name does not end as that of a " + std::string(to_string(options.format)) +
                " file does",
            "end it with " + std::string(ending_of(options.format)) + ", or choose another format"}
            .at("'" + file.string() + "'");
    }
    auto bytes = compose(id, options);
    return bytes ? write_file(file, *bytes) : std::move(bytes).error();
}

Result<std::vector<report::Question>> Workspace::questions(const PlanId& id, const CycleId& cycle) {
    return impl_->read_list(
        id,
        [&](store::Transaction& transaction) {
            return report::questions_of(transaction, id, cycle, impl_->options.clock());
        },
        [](const report::Question& question) { return question.unit; });
}

Result<IssuedReport> Workspace::issue(const PlanId& id, const IssueOptions& options) {
    return impl_->issue(id, options, ledger::Right::issue);
}

Result<IssuedReport> Workspace::correct(const PlanId& id, const IssueOptions& options) {
    if (trim(options.note).empty()) {
        return Error{ErrorCode::malformed_input,
                     "the report is corrected without a note",
                     "say what is mended and why: it is printed in the report"};
    }
    return impl_->issue(id, options, ledger::Right::correct);
}

Result<std::vector<IssuedReport>> Workspace::issued(const PlanId& id, const CycleId& cycle) {
    return impl_->read_permitted(
        ledger::Right::read, id, std::nullopt, [&](store::Transaction& transaction) {
            return store::list_issued(transaction, id, cycle);
        });
}

Result<std::string> Workspace::issued_text(const PlanId& id,
                                           const CycleId& cycle,
                                           int version,
                                           Format format) {
    return impl_->read_permitted(
        ledger::Right::read, id, std::nullopt, [&](store::Transaction& transaction) {
            return store::issued_bytes(transaction, id, cycle, version, to_string(format));
        });
}

Result<std::vector<report::Figure>> Workspace::figures(const ledger::Paper& paper) {
    using Figures = std::vector<report::Figure>;
    const auto of_unit = [&](store::Transaction& transaction) -> Result<Figures> {
        auto composed = report::compose(
            transaction, compose_options(paper.plan, paper.cycle, {impl_->options.clock(), {}}));
        if (!composed) {
            return std::move(composed).error();
        }
        Figures figures;
        for (auto& figure : composed->figures) {
            auto owner = owner_of(transaction, figure);
            if (!owner) {
                return std::move(owner).error();
            }
            if (*owner == paper.unit) {
                figures.push_back(std::move(figure));
            }
        }
        return figures;
    };
    return impl_->read_permitted(ledger::Right::read, paper.plan, paper.unit, of_unit);
}

Result<report::FigureTrace> Workspace::trace(const PlanId& id,
                                             const CycleId& cycle,
                                             std::string_view figure,
                                             const ledger::Paging& paging) {
    return trace(id, cycle, {impl_->options.clock(), {}}, figure, paging);
}

Result<report::FigureTrace> Workspace::trace(const PlanId& id,
                                             const CycleId& cycle,
                                             const ledger::StandingQuestion& question,
                                             std::string_view figure,
                                             const ledger::Paging& paging) {
    return impl_->read([&](store::Transaction& transaction) -> Result<report::FigureTrace> {
        auto composed = report::compose(transaction, compose_options(id, cycle, question));
        if (!composed) {
            return std::move(composed).error();
        }
        const auto* found = composed->find_figure(figure);
        auto owner = found == nullptr ? Result<std::optional<UnitId>>(std::nullopt)
                                      : owner_of(transaction, *found);
        if (!owner) {
            return std::move(owner).error();
        }
        const auto right = *owner ? ledger::Right::read : ledger::Right::compose;
        if (auto allowed = impl_->may(transaction, right, id, *owner); !allowed) {
            return std::move(allowed).error();
        }
        return report::trace(transaction, *composed, figure, paging);
    });
}

Result<std::vector<ledger::Explanation>> Workspace::explain(const PlanId& id,
                                                            const CycleId& cycle,
                                                            std::string_view figure,
                                                            const ledger::Paging& paging) {
    return explain(id, cycle, {impl_->options.clock(), {}}, figure, paging);
}

Result<std::vector<ledger::Explanation>> Workspace::explain(
    const PlanId& id,
    const CycleId& cycle,
    const ledger::StandingQuestion& question,
    std::string_view figure,
    const ledger::Paging& paging) {
    auto traced = trace(id, cycle, question, figure, paging);
    return traced ? Result<std::vector<ledger::Explanation>>(
                        report::explanations_of(*std::move(traced)))
                  : std::move(traced).error();
}

}  // namespace tiendo
