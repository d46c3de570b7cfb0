#include "documents.hpp"

#include "wording.hpp"

#include "tiendo/base/digest.hpp"
#include "tiendo/ledger/attach.hpp"
#include "tiendo/store/ledger.hpp"
#include "tiendo/store/records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace tiendo::ledger {

namespace {

using store::Relation;
using store::StoredDocument;

/// Stable, and short enough for an id whatever the source system calls its records.
EvidenceId id_of(const PlanId& plan,
                 const NodeId& node,
                 std::string_view rule,
                 const RecordRef& ref) {
    const auto key = sha256_hex(fmt::format("{}\n{}\n{}\n{}\n{}",
                                            rule,
                                            ref.connection.str(),
                                            to_string(ref.type),
                                            ref.day.iso(),
                                            ref.id));
    return EvidenceId::of(fmt::format(
        "{}/{}/{}", plan.str().substr(0, 90), node.str().substr(0, 60), key.substr(0, 20)));
}

std::string named(const Document& document) {
    return fmt::format("{} số {}{} của {}",
                       document.kind.empty() ? "Văn bản" : document.kind,
                       document.number,
                       document.issued_on ? " ngày " + document.issued_on->vietnamese() : "",
                       document.issuer);
}

/// Whose document it is, and those of nobody, counted by what stands in them.
class Issuers {
public:
    explicit Issuers(const units::Registry& registry) : registry_(registry) {}

    std::optional<UnitId> of(const StoredDocument& stored) {
        const auto& document = stored.document;
        const auto day = document.issued_on.value_or(document.arrived_on);
        if (auto unit = registry_.find_by_code("documents", document.issuer_code, day)) {
            return unit;
        }
        if (auto match = registry_.match_name(document.issuer, day); match.unit) {
            return match.unit;
        }
        unknown_[fmt::format("“{}” (mã “{}”)", document.issuer, document.issuer_code)].insert(
            fmt::format("{}\n{}", stored.ref.connection.str(), stored.ref.id));
        return std::nullopt;
    }
    [[nodiscard]] std::vector<Doubt> doubts(std::string_view where) const {
        std::vector<Doubt> all;
        for (const auto& [issuer, documents] : unknown_) {
            all.push_back(
                {"record-unit-unknown",
                 std::string(where),
                 fmt::format("{} văn bản của {}: nơi ban hành không có trong danh mục đơn vị",
                             documents.size(),
                             issuer),
                 "không tính cho đơn vị nào",
                 std::nullopt});
        }
        return all;
    }

private:
    const units::Registry& registry_;
    std::map<std::string, std::set<std::string>> unknown_;
};

Evidence evidence_of(const PlanId& plan,
                     const NodeId& node,
                     std::string_view rule,
                     const StoredDocument& stored,
                     std::optional<UnitId> unit,
                     std::string because) {
    Evidence evidence;
    evidence.id = id_of(plan, node, rule, stored.ref);
    evidence.plan = plan;
    evidence.node = node;
    evidence.unit = std::move(unit);
    evidence.record = stored.ref;
    evidence.rule = rule;
    evidence.because = std::move(because);
    return evidence;
}

/// Tasks that cite the instrument, in document order.
std::vector<const Node*> citing_tasks(const Plan& plan, const Citation& citation) {
    std::vector<const Node*> tasks;
    for (const auto& node : plan.nodes) {
        const bool cites = std::ranges::find(node.citations, citation.id) != node.citations.end() ||
                           std::ranges::any_of(citation.mentions, [&](const CitationMention& each) {
                               return each.node == node.id;
                           });
        if (cites && node.kind == NodeKind::task) {
            tasks.push_back(&node);
        }
    }
    return tasks;
}

/// By unit, the node that orders its plan and the node that orders its report.
struct OrderedPapers {
    std::map<UnitId, NodeId> plans;
    std::map<UnitId, NodeId> reports;
};

Result<OrderedPapers> ordered_papers(store::Transaction& tx, const PlanId& id) {
    auto cycles = store::list_cycles(tx, id);
    if (!cycles) {
        return std::move(cycles).error();
    }
    auto owed = store::list_obligations(tx, {.plan = id});
    if (!owed) {
        return std::move(owed).error();
    }
    OrderedPapers papers;
    for (const auto& cycle : *cycles) {
        for (const auto& each : *owed) {
            if (each.cycle == cycle.id && cycle.type == ObligationType::unit_plan) {
                papers.plans.try_emplace(each.unit, cycle.source_node);
            } else if (each.cycle == cycle.id && cycle.type == ObligationType::report) {
                papers.reports.try_emplace(each.unit, cycle.source_node);
            }
        }
    }
    return papers;
}

const NodeId* node_for(const OrderedPapers& papers, const Document& document, const UnitId& unit) {
    const bool is_plan = mentions(document.kind, "kế hoạch");
    const auto& first = is_plan ? papers.plans : papers.reports;
    const auto& second = is_plan ? papers.reports : papers.plans;
    for (const auto* each : {&first, &second}) {
        if (const auto found = each->find(unit); found != each->end()) {
            return &found->second;
        }
    }
    return nullptr;
}

/// Documents that cite the number or answer it, each once.
Result<std::vector<std::pair<StoredDocument, Relation>>> naming_plan(store::Transaction& tx,
                                                                     const std::string& key) {
    std::vector<std::pair<StoredDocument, Relation>> all;
    for (const auto relation : {Relation::cites, Relation::replies}) {
        auto found = store::documents_naming(tx, key, relation);
        if (!found) {
            return std::move(found).error();
        }
        for (auto& each : *found) {
            const bool known = std::ranges::any_of(
                all, [&](const auto& row) { return row.first.ref == each.ref; });
            if (!known) {
                all.emplace_back(std::move(each), relation);
            }
        }
    }
    return all;
}

}  // namespace

Result<Documented> cite_instruments(store::Transaction& tx,
                                    const units::Registry& registry,
                                    const PlanId& id,
                                    const Plan& plan) {
    Documented out;
    Issuers issuers(registry);
    std::set<EvidenceId> seen;
    for (const auto& citation : plan.citations) {
        const auto tasks = citing_tasks(plan, citation);
        if (!citation.number || tasks.empty()) {
            continue;
        }
        auto documents =
            store::documents_naming(tx, citation_key(*citation.number), Relation::cites);
        if (!documents) {
            return std::move(documents).error().at(*citation.number);
        }
        for (const auto& stored : *documents) {
            const auto unit = issuers.of(stored);
            for (const auto* node : tasks) {
                auto evidence = evidence_of(
                    id,
                    node->id,
                    rule_cites_instrument,
                    stored,
                    unit,
                    fmt::format("{} viện dẫn {}", named(stored.document), *citation.number));
                if (seen.insert(evidence.id).second) {
                    out.rows.push_back(std::move(evidence));
                }
            }
        }
    }
    out.doubts = issuers.doubts(rule_cites_instrument);
    return out;
}

Result<Documented> cite_plan(store::Transaction& tx,
                             const units::Registry& registry,
                             const PlanId& id,
                             const Plan& plan) {
    Documented out;
    if (!plan.number) {
        out.doubts.push_back(
            {"plan-without-number",
             std::string(rule_cites_plan),
             "kế hoạch không ghi số, ký hiệu nên không tìm được văn bản viện dẫn kế hoạch",
             "chưa có minh chứng nào theo cách này",
             std::nullopt});
        return out;
    }
    auto papers = ordered_papers(tx, id);
    if (!papers) {
        return std::move(papers).error();
    }
    auto documents = naming_plan(tx, citation_key(*plan.number));
    if (!documents) {
        return std::move(documents).error().at(*plan.number);
    }
    Issuers issuers(registry);
    std::int64_t without_duty = 0;
    for (const auto& [stored, relation] : *documents) {
        const auto unit = issuers.of(stored);
        const auto* node = unit ? node_for(*papers, stored.document, *unit) : nullptr;
        if (node == nullptr) {
            without_duty += unit ? 1 : 0;
            continue;
        }
        out.rows.push_back(
            evidence_of(id,
                        *node,
                        rule_cites_plan,
                        stored,
                        unit,
                        fmt::format("{} {} {}",
                                    named(stored.document),
                                    relation == Relation::cites ? "viện dẫn" : "trả lời",
                                    *plan.number)));
    }
    out.doubts = issuers.doubts(rule_cites_plan);
    if (without_duty > 0) {
        out.doubts.push_back(
            {"document-without-duty",
             std::string(rule_cites_plan),
             fmt::format("{} văn bản viện dẫn kế hoạch là của cơ quan không phải gửi "
                         "kế hoạch hay báo cáo",
                         without_duty),
             "không lấy làm minh chứng",
             std::nullopt});
    }
    return out;
}

}  // namespace tiendo::ledger
