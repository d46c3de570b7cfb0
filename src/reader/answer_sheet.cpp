#include "tiendo/base/text.hpp"
#include "tiendo/reader/reader.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace tiendo::reader {

namespace {

namespace json = boost::json;

template <typename T>
json::value or_null(const std::optional<T>& value) {
    return value ? json::value(*value) : json::value(nullptr);
}
json::value or_null(const std::optional<Date>& date) {
    return date ? json::value(date->iso()) : json::value(nullptr);
}

json::array strings(const std::vector<std::string>& values) {
    return json::array(values.begin(), values.end());
}

std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(' ', begin), text.size());
        if (end > begin) {
            words.push_back(text.substr(begin, end - begin));
        }
        begin = end + 1;
    }
    return words;
}

std::string joined(const std::vector<std::string_view>& words, std::size_t begin, std::size_t end) {
    std::string text;
    for (auto i = begin; i < end; ++i) {
        text.append(i > begin ? " " : "").append(words[i]);
    }
    return text;
}

json::object document_of(const Plan& plan) {
    json::array dimensions;
    for (const auto& dimension : plan.dimensions) {
        dimensions.push_back(json::object{{"n", dimension.number}, {"name", dimension.name}});
    }
    json::value signer = nullptr;
    if (plan.signer || !plan.signer_titles.empty()) {
        signer = json::object{{"name", or_null(plan.signer)},
                              {"title_lines", strings(plan.signer_titles)}};
    }
    return {{"file", plan.source_name},
            {"sha256", plan.source_sha256},
            {"bytes", plan.source_bytes},
            {"authority", plan.authority},
            {"kind", plan.kind},
            {"number", or_null(plan.number)},
            {"date", or_null(plan.date)},
            {"title", plan.title},
            {"signer", std::move(signer)},
            {"recipients", strings(plan.recipients)},
            {"dimensions", std::move(dimensions)}};
}

json::object assignee_of(const Assignee& assignee) {
    json::object out{
        {"surface",
         assignee.surface.empty() ? json::value(nullptr) : json::value(assignee.surface)},
        {"byte_start", assignee.span ? json::value(assignee.span->begin) : json::value(nullptr)},
        {"byte_end", assignee.span ? json::value(assignee.span->end) : json::value(nullptr)},
        {"unit_key", assignee.unit_key},
        {"collective", or_null(assignee.collective)},
        {"stated_count", or_null(assignee.stated_count)},
        {"role", to_string(assignee.role)},
        {"source", to_string(assignee.source)},
    };
    if (assignee.inherited_from) {
        out["inherited_from"] = assignee.inherited_from->str();
    }
    if (assignee.head) {
        out["head"] = true;
    }
    if (assignee.via) {
        out["via"] = true;
    }
    if (assignee.doubt) {
        out["doubt"] = *assignee.doubt;
    }
    return out;
}

template <typename T, typename Make>
json::array array_of(const std::vector<T>& values, Make make) {
    json::array out;
    out.reserve(values.size());
    for (const auto& value : values) {
        out.push_back(make(value));
    }
    return out;
}

json::value word_or_null(const auto& value) {
    return value ? json::value(to_string(*value)) : json::value(nullptr);
}

json::value relative_of(const std::optional<RelativeTime>& relative) {
    if (!relative) {
        return nullptr;
    }
    return json::object{
        {"anchor", to_string(relative->anchor)},
        {"anchor_surface", relative->anchor_surface},
        {"amount", or_null(relative->amount)},
        {"unit", relative->amount ? json::value(to_string(relative->unit)) : json::value(nullptr)}};
}

json::object deadline_of(const Deadline& deadline) {
    json::value recurring = nullptr;
    if (deadline.recurring) {
        recurring =
            json::object{{"month", deadline.recurring->month}, {"day", deadline.recurring->day}};
    }
    json::object out{
        {"surface", deadline.surface},
        {"byte_start", deadline.span.begin},
        {"byte_end", deadline.span.end},
        {"type", to_string(deadline.type)},
        {"date", or_null(deadline.date)},
        {"recurring", std::move(recurring)},
        {"exclusive", deadline.exclusive},
        {"from", or_null(deadline.from)},
        {"relative", relative_of(deadline.relative)},
        {"minute_of_day", or_null(deadline.minute_of_day)},
        {"day_of_month", or_null(deadline.day_of_month)},
        {"weekday", or_null(deadline.weekday)},
        {"every", or_null(deadline.every)},
        {"cycle", word_or_null(deadline.cycle)},
        {"to", or_null(deadline.to)},
        {"via", or_null(deadline.via)},
    };
    if (deadline.cycle_surface) {
        out["cycle_surface"] = *deadline.cycle_surface;
    }
    if (deadline.doubt) {
        out["doubt"] = *deadline.doubt;
    }
    return out;
}

json::object mention_of(const Mention& mention) {
    return {{"surface", mention.surface},
            {"byte_start", mention.span.begin},
            {"byte_end", mention.span.end}};
}

json::object target_of(const Target& target) {
    return {{"surface", target.surface},
            {"byte_start", target.span.begin},
            {"byte_end", target.span.end},
            {"comparison", to_string(target.comparison)},
            {"amount", or_null(target.amount)},
            {"unit", target.unit}};
}

json::object report_duty_of(const ReportDuty& duty) {
    return {{"surface", duty.surface},
            {"byte_start", duty.span.begin},
            {"byte_end", duty.span.end},
            {"to", or_null(duty.to)},
            {"via", or_null(duty.via)},
            {"cycle", word_or_null(duty.cycle)},
            {"deadlines", json::array(duty.deadlines.begin(), duty.deadlines.end())}};
}

json::object node_of(const Node& node) {
    constexpr std::size_t head_words = 8;
    constexpr std::size_t tail_words = 5;
    const auto words = words_of(node.text);
    json::array gaps;
    for (const auto gap : node.split_gaps) {
        gaps.push_back(json::array{gap.begin, gap.end});
    }
    const auto tail = words.size() - std::min(words.size(), tail_words);
    return {{"id", node.id.str()},
            {"parent", node.parent ? json::value(node.parent->str()) : json::value(nullptr)},
            {"level", to_string(node.level)},
            {"kind", to_string(node.kind)},
            {"dimension", or_null(node.dimension)},
            {"marker", or_null(node.marker)},
            {"ordinal", or_null(node.ordinal)},
            {"marker_start", node.marker_start},
            {"byte_start", node.span.begin},
            {"byte_end", node.span.end},
            {"scope_start", node.scope.begin},
            {"scope_end", node.scope.end},
            {"split_mended", !node.split_gaps.empty()},
            {"splits", node.split_gaps.size()},
            {"split_gaps", std::move(gaps)},
            {"text_head", joined(words, 0, std::min(words.size(), head_words))},
            {"text_tail", joined(words, tail, words.size())},
            {"assignees", array_of(node.assignees, assignee_of)},
            {"deadlines", array_of(node.deadlines, deadline_of)},
            {"citations", strings(node.citations)},
            {"products", array_of(node.products, mention_of)},
            {"targets", array_of(node.targets, target_of)},
            {"systems", array_of(node.systems, mention_of)},
            {"conditions", array_of(node.conditions, mention_of)},
            {"report_duties", array_of(node.report_duties, report_duty_of)},
            {"recognised", node.recognised}};
}

json::object citation_of(const Citation& citation) {
    json::array occurrences;
    for (const auto& mention : citation.mentions) {
        occurrences.push_back(json::object{{"surface", mention.surface},
                                           {"byte_start", mention.span.begin},
                                           {"byte_end", mention.span.end},
                                           {"node", mention.node.str()}});
    }
    return {{"id", citation.id},
            {"class", citation.number ? "numbered" : "named"},
            {"kind", citation.kind},
            {"number", or_null(citation.number)},
            {"date", or_null(citation.date)},
            {"issuer", or_null(citation.issuer)},
            {"name", or_null(citation.name)},
            {"occurrences", std::move(occurrences)}};
}

json::object doubt_of(const Doubt& doubt) {
    return {{"code", doubt.code},
            {"where", doubt.where},
            {"text", doubt.text},
            {"choice", doubt.choice},
            {"byte_start", doubt.span ? json::value(doubt.span->begin) : json::value(nullptr)},
            {"byte_end", doubt.span ? json::value(doubt.span->end) : json::value(nullptr)}};
}

}  // namespace

std::string to_answer_sheet(const Reading& reading) {
    const auto& plan = reading.plan;
    const json::object sheet{{"schema", "plan-gold/1"},
                             {"document", document_of(plan)},
                             {"nodes", array_of(plan.nodes, node_of)},
                             {"citations", array_of(plan.citations, citation_of)},
                             {"uncovered",
                              array_of(plan.uncovered,
                                       [](const Uncovered& left) {
                                           return json::object{
                                               {"byte_start", left.span.begin},
                                               {"byte_end", left.span.end},
                                               {"reason", left.reason},
                                               {"document_field", left.document_field}};
                                       })},
                             {"doubts", array_of(reading.doubts, doubt_of)}};
    return json::serialize(sheet);
}

}  // namespace tiendo::reader
