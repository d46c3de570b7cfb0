#include "tiendo/ledger/explain.hpp"

#include "measures.hpp"
#include "quotes.hpp"

#include "tiendo/ledger/adopt.hpp"
#include "tiendo/ledger/attach.hpp"
#include "tiendo/store/evidence.hpp"
#include "tiendo/store/figures.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace tiendo::ledger {

namespace {

using store::DossierCell;
using store::FeedbackCell;

std::string moment(const std::optional<Instant>& at) {
    return at ? at->date().vietnamese() : "chưa có";
}

std::string row_text(const Dossier& dossier) {
    return fmt::format("{}: {}, tiếp nhận {}, hẹn trả {}, xử lý xong {}",
                       dossier.id,
                       dossier.procedure_name.empty() ? dossier.procedure : dossier.procedure_name,
                       dossier.received_at.date().vietnamese(),
                       moment(dossier.appointment_at),
                       moment(dossier.finished_at));
}

std::string row_text(const Feedback& feedback) {
    return fmt::format("{}: {}, gửi {}, hẹn trả lời {}, {}",
                       feedback.id,
                       feedback.service_name.empty() ? feedback.service : feedback.service_name,
                       feedback.requested_at.date().vietnamese(),
                       moment(feedback.expected_at),
                       feedback.closed ? "đã trả lời " + moment(feedback.updated_at)
                                       : std::string("chưa trả lời"));
}

Result<void> check_paging(const Paging& paging) {
    if (paging.offset < 0 || paging.limit < 1 || paging.limit > 1000) {
        return Error{ErrorCode::malformed_input,
                     fmt::format("page {}+{} is out of range", paging.offset, paging.limit),
                     "ask for 1 to 1000 rows from 0 on"};
    }
    return {};
}

/// A part of the rows behind a figure: how many there are, and how to read some of them.
struct Source {
    std::int64_t count = 0;
    std::function<Result<std::vector<ExplainedRow>>(const store::Slice&)> read;
};

/// The page of the rows of all sources, one behind the other.
Result<std::vector<ExplainedRow>> page_of(const std::vector<Source>& sources,
                                          const Paging& paging) {
    std::vector<ExplainedRow> rows;
    auto offset = paging.offset;
    for (const auto& source : sources) {
        const auto wanted = paging.limit - static_cast<std::int64_t>(rows.size());
        if (offset < source.count && wanted > 0) {
            auto part = source.read({offset, std::min(wanted, source.count - offset)});
            if (!part) {
                return std::move(part).error();
            }
            std::ranges::move(*part, std::back_inserter(rows));
        }
        offset = std::max<std::int64_t>(0, offset - source.count);
    }
    return rows;
}

class MeasureRows {
public:
    MeasureRows(store::Transaction& tx, const Measure& measure, MeasurePart part)
        : tx_(tx), measure_(measure), part_(part) {}

    Result<std::vector<Source>> sources() {
        if (measure_.unit) {
            auto registry = registry_of(tx_);
            if (!registry) {
                return std::move(registry).error();
            }
            auto filters = records_behind(tx_, *registry, measure_);
            if (!filters) {
                return std::move(filters).error();
            }
            filters_ = std::move(*filters);
        }
        std::vector<Source> all;
        for (const auto& filter : filters_) {
            auto added = measure_.rule == rule_dossier_timeliness ? dossiers(filter, all)
                                                                  : feedback(filter, all);
            if (!added) {
                return std::move(added).error();
            }
        }
        return all;
    }

private:
    Result<void> dossiers(const store::RecordFilter& filter, std::vector<Source>& all) {
        const auto defined =
            std::ranges::find(dossier_measures(), measure_.code, &DossierMeasure::code);
        auto figures = store::dossier_figures(tx_, filter, measure_.window);
        if (!figures) {
            return std::move(figures).error();
        }
        const DossierCells out_of{defined->out_of, std::nullopt};
        for (const auto& cell : part_ == MeasurePart::count ? defined->count : out_of) {
            if (!cell) {
                continue;
            }
            Source source;
            for (const auto& row : *figures) {
                source.count += value_of(row, *cell);
            }
            source.read = [this, &filter, cell = *cell](const store::Slice& slice) {
                return texts(store::dossier_rows(tx_, filter, measure_.window, cell, slice),
                             &store::StoredDossier::dossier);
            };
            all.push_back(std::move(source));
        }
        return {};
    }

    Result<void> feedback(const store::RecordFilter& filter, std::vector<Source>& all) {
        const auto defined =
            std::ranges::find(feedback_measures(), measure_.code, &FeedbackMeasure::code);
        auto figures = store::feedback_figures(tx_, filter, measure_.window);
        if (!figures) {
            return std::move(figures).error();
        }
        const auto cell = part_ == MeasurePart::count ? defined->count : *defined->out_of;
        Source source;
        for (const auto& row : *figures) {
            source.count += value_of(row, cell);
        }
        source.read = [this, &filter, cell](const store::Slice& slice) {
            return texts(store::feedback_rows(tx_, filter, measure_.window, cell, slice),
                         &store::StoredFeedback::feedback);
        };
        all.push_back(std::move(source));
        return {};
    }

    template <typename Stored, typename Body>
    static Result<std::vector<ExplainedRow>> texts(Result<std::vector<Stored>> rows,
                                                   Body Stored::*body) {
        if (!rows) {
            return std::move(rows).error();
        }
        std::vector<ExplainedRow> out;
        for (const auto& row : *rows) {
            out.push_back({row.ref, row_text(row.*body)});
        }
        return out;
    }

    store::Transaction& tx_;
    const Measure& measure_;
    MeasurePart part_;
    std::vector<store::RecordFilter> filters_{1};  // of all records; the sources borrow them
};

Result<Measure> find_measure(store::Transaction& tx, const MeasureRef& wanted) {
    auto rows = store::list_measures(tx,
                                     {.plan = wanted.plan,
                                      .cycle = wanted.cycle,
                                      .code = wanted.code,
                                      .known_at = wanted.known_at});
    if (!rows) {
        return std::move(rows).error();
    }
    for (auto& row : *rows) {
        const bool has_part = wanted.part == MeasurePart::count || row.out_of;
        if (row.unit == wanted.unit && has_part) {
            return std::move(row);
        }
    }
    return Error{
        ErrorCode::not_found,
        fmt::format("no measure '{}' of {} in cycle '{}'",
                    wanted.code,
                    wanted.unit ? "unit '" + wanted.unit->str() + "'" : "all units",
                    wanted.cycle.str()),
        "pull records first: tiendo sync run; or see what the report prints: tiendo explain"};
}

std::string how_of(const Measure& measure, MeasurePart part) {
    const auto days = fmt::format("số liệu từ {} đến hết {}",
                                  measure.window.first.vietnamese(),
                                  measure.window.last.vietnamese());
    if (measure.rule == rule_dossier_timeliness) {
        return fmt::format(
            "đếm hồ sơ một cửa, {}; so ngày xử lý xong với ngày hẹn trả đang có hiệu "
            "lực; không tính hồ sơ chưa tiếp nhận hoặc bị từ chối{}",
            days,
            part == MeasurePart::out_of ? "; đây là mẫu số" : "");
    }
    return fmt::format("đếm phản ánh, kiến nghị gửi trong kỳ, {}; tính cho cơ quan được ghi tên{}",
                       days,
                       part == MeasurePart::out_of ? "; đây là mẫu số" : "");
}

std::vector<std::string_view> topics_of(const Measure& measure) {
    if (measure.rule == rule_dossier_timeliness) {
        return {"trễ hạn", "đúng hạn", "hồ sơ", "thủ tục hành chính", "TTHC"};
    }
    return {"phản ánh", "kiến nghị", "khiếu nại", "tiếp công dân"};
}

}  // namespace

Result<Explanation> explain_measure(store::Transaction& tx,
                                    const MeasureRef& wanted,
                                    const Paging& paging) {
    if (auto fine = check_paging(paging); !fine) {
        return std::move(fine).error();
    }
    auto measure = find_measure(tx, wanted);
    if (!measure) {
        return std::move(measure).error();
    }
    auto quotable = Quotable::open(tx, wanted.plan);
    if (!quotable) {
        return std::move(quotable).error();
    }
    auto cycle = wanted.known_at
                     ? store::cycle_known_at(tx, wanted.plan, wanted.cycle, *wanted.known_at)
                     : store::get_cycle(tx, wanted.plan, wanted.cycle);
    if (!cycle) {
        return std::move(cycle).error();
    }
    MeasureRows behind(tx, *measure, wanted.part);
    auto sources = behind.sources();
    if (!sources) {
        return std::move(sources).error();
    }
    const auto value = wanted.part == MeasurePart::count ? measure->count : *measure->out_of;
    Explanation out;
    for (const auto& source : *sources) {
        out.row_count += source.count;
    }
    if (out.row_count != value) {
        return Error{
            ErrorCode::conflict,
            fmt::format("the figure says {}, but {} records count now", value, out.row_count),
            wanted.known_at ? "the records changed since and are kept as they are now: follow the "
                              "figure as it is known now"
                            : "the records changed since: attach them again"}
            .at(fmt::format("measure '{}'", measure->code));
    }
    auto rows = page_of(*sources, paging);
    if (!rows) {
        return std::move(rows).error();
    }
    out.rows = std::move(*rows);
    out.title = measure->name;
    out.value = std::to_string(value);
    out.rule = measure->rule;
    out.how = how_of(*measure, wanted.part);
    out.ordered_by = quotable->tasks_about(measure->dimension, topics_of(*measure));
    out.ordered_by.push_back(quotable->node(cycle->source_node));
    return out;
}

Result<Explanation> explain_node(store::Transaction& tx,
                                 const NodeRef& wanted,
                                 const Paging& paging) {
    if (auto fine = check_paging(paging); !fine) {
        return std::move(fine).error();
    }
    const auto& node = wanted.node;
    auto quotable = Quotable::open(tx, wanted.plan);
    if (!quotable) {
        return std::move(quotable).error();
    }
    if (quotable->plan().find(node) == nullptr) {
        return Error{ErrorCode::not_found,
                     fmt::format("the plan has no node '{}'", node.str()),
                     "see its nodes: tiendo plan show"};
    }
    auto evidence =
        store::list_evidence(tx, {.plan = wanted.plan, .node = node, .known_at = wanted.known_at});
    if (!evidence) {
        return std::move(evidence).error();
    }
    Explanation out;
    out.title = fmt::format("Minh chứng của mục {}", node.str());
    out.row_count = static_cast<std::int64_t>(evidence->size());
    out.value = std::to_string(out.row_count);
    for (auto i = paging.offset; i < std::min(out.row_count, paging.offset + paging.limit); ++i) {
        const auto& each = (*evidence)[static_cast<std::size_t>(i)];
        out.rows.push_back({each.record, each.because});
    }
    for (const auto& each : *evidence) {
        if (out.rule.find(each.rule) == std::string::npos) {
            out.rule += (out.rule.empty() ? "" : ", ") + each.rule;
        }
    }
    out.how = "đếm văn bản được các quy tắc gắn vào mục này";
    out.ordered_by.push_back(quotable->node(node));
    return out;
}

Result<Explanation> explain_evidence(store::Transaction& tx, const EvidenceId& id) {
    auto evidence = store::get_evidence(tx, id);
    if (!evidence) {
        return std::move(evidence).error();
    }
    auto quotable = Quotable::open(tx, evidence->plan);
    if (!quotable) {
        return std::move(quotable).error();
    }
    Explanation out;
    out.title = fmt::format("Minh chứng của mục {}", evidence->node.str());
    out.value = evidence->because;
    out.rule = evidence->rule;
    out.how = evidence->because;
    out.row_count = 1;
    out.rows.push_back({evidence->record, evidence->because});
    out.ordered_by.push_back(quotable->node(evidence->node));
    return out;
}

}  // namespace tiendo::ledger
