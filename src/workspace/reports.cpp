// The board, the consolidated report, and what stands behind each of its figures.
#include "impl.hpp"

#include "tiendo/base/enum_names.hpp"
#include "tiendo/base/file.hpp"
#include "tiendo/base/text.hpp"
#include "tiendo/report/compose.hpp"
#include "tiendo/report/export.hpp"
#include "tiendo/report/render.hpp"
#include "tiendo/report/trace.hpp"

#include <utility>
#include <variant>

namespace tiendo {

namespace {

/// The parts of a trace. Papers and the journal get an entry before them that says what was counted
/// and which sentence ordered it: no part of theirs does.
std::vector<ledger::Explanation> explanations_of(report::FigureTrace trace) {
    const bool papers = std::holds_alternative<report::OfObligations>(trace.figure.source);
    if (papers || std::holds_alternative<report::OfJournal>(trace.figure.source)) {
        ledger::Explanation head;
        head.title = std::move(trace.figure.meaning);
        head.value = std::move(trace.figure.text);
        head.rule = papers ? "standing/1" : "journal/1";
        head.how = std::move(trace.how);
        head.ordered_by = std::move(trace.ordered_by);
        trace.parts.insert(trace.parts.begin(), std::move(head));
    }
    return std::move(trace.parts);
}

report::ComposeOptions compose_options(const PlanId& plan, const CycleId& cycle, Instant at) {
    report::ComposeOptions options;
    options.plan = plan;
    options.cycle = cycle;
    options.at = at;
    return options;
}

constexpr EnumNames<Format, 5> formats{"format",
                                       {{{Format::markdown, "markdown"},
                                         {Format::html, "html"},
                                         {Format::docx, "docx"},
                                         {Format::xlsx, "xlsx"},
                                         {Format::datapackage, "datapackage"}}}};

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
    for (const auto format :
         {Format::markdown, Format::html, Format::docx, Format::xlsx, Format::datapackage}) {
        if (ending == ending_of(format)) {
            return format;
        }
    }
    return Error{ErrorCode::malformed_input,
                 "'" + file.string() + "' does not say what kind of file it is",
                 "end the name with .md, .html, .docx, .xlsx or .zip"};
}

Result<report::BoardTable> Workspace::board(const PlanId& id) {
    return impl_->read([&](store::Transaction& transaction) {
        return report::compose_board(transaction, {id, {}, impl_->options.clock()});
    });
}

Result<report::Feed> Workspace::feed(const UnitId& unit, report::FeedKind kind) {
    return impl_->read([&](store::Transaction& transaction) {
        return report::compose_feed(transaction, {unit, impl_->options.clock(), kind});
    });
}

Result<report::Report> Workspace::report(const PlanId& id, const CycleId& cycle) {
    return impl_->read([&](store::Transaction& transaction) {
        return report::compose(transaction, compose_options(id, cycle, impl_->options.clock()));
    });
}

Result<std::string> Workspace::compose(const PlanId& id, const ComposeOptions& options) {
    return impl_->read([&](store::Transaction& transaction) -> Result<std::string> {
        const auto at = impl_->options.clock();
        auto composed = report::compose(transaction, compose_options(id, options.cycle, at));
        if (!composed) {
            return std::move(composed).error();
        }
        switch (options.format) {
            case Format::markdown: return report::render_markdown(*composed);
            case Format::html: return report::render_html(*composed);
            case Format::docx: return report::render_docx(*composed);
            case Format::xlsx: return report::render_xlsx(*composed);
            case Format::datapackage: break;
        }
        auto board = report::compose_board(transaction, {id, options.cycle, at});
        return board ? Result<std::string>(report::render_data_package(*composed, *board))
                     : std::move(board).error();
    });
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

Result<std::vector<ledger::Explanation>> Workspace::explain(const PlanId& id,
                                                            const CycleId& cycle,
                                                            std::string_view figure,
                                                            const ledger::Paging& paging) {
    return impl_->read(
        [&](store::Transaction& transaction) -> Result<std::vector<ledger::Explanation>> {
            auto composed =
                report::compose(transaction, compose_options(id, cycle, impl_->options.clock()));
            auto trace = composed ? report::trace(transaction, *composed, figure, paging)
                                  : std::move(composed).error();
            if (!trace) {
                return std::move(trace).error();
            }
            return explanations_of(*std::move(trace));
        });
}

}  // namespace tiendo
