#include "tiendo/ledger/stated.hpp"

#include "rule_table.hpp"
#include "shipped_figures.hpp"

#include "tiendo/base/enum_names.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tiendo::ledger {

namespace {

__extension__ using Wide = __int128;  // a value times a weight passes 64 bits

constexpr EnumNames<MergeRule, 5> merge_rules{"merge rule",
                                              {{{MergeRule::none, "none"},
                                                {MergeRule::sum, "sum"},
                                                {MergeRule::weighted_mean, "weighted_mean"},
                                                {MergeRule::distinct, "distinct"},
                                                {MergeRule::last, "last"}}}};

FigureRule read_rule(RuleFields& fields) {
    FigureRule rule;
    rule.code = fields.text("code");
    rule.name = fields.text("name");
    rule.unit = fields.text("unit");
    rule.weight = fields.text("weight");
    rule.source = fields.text("source");
    const auto dimension = fields.text("dimension");
    if (dimension.size() == 1 && dimension[0] >= '1' && dimension[0] <= '8') {
        rule.dimension = dimension[0] - '0';
    } else if (!dimension.empty()) {
        fields.fail(Error{ErrorCode::malformed_input,
                          "'dimension' is not \"1\" to \"8\"",
                          "write the number of a dimension, or leave it out"});
    }
    if (auto merge = parse_merge_rule(fields.text("merge"))) {
        rule.merge = *merge;
    } else {
        fields.fail(std::move(merge).error().at("merge"));
    }
    if (rule.code.empty() || rule.name.empty() ||
        (rule.merge == MergeRule::weighted_mean) == rule.weight.empty()) {
        fields.fail(Error{ErrorCode::malformed_input,
                          "a figure has a code, a name and, for a weighted mean alone, a weight",
                          "complete the rule"});
    }
    return rule;
}

MergedValue weighted_mean(std::span<const StatedValue> values) {
    Wide sum = 0;
    Wide weights = 0;
    for (const auto& each : values) {
        if (!each.weight) {
            return {std::nullopt, "có đơn vị không báo cáo số dùng làm quyền số"};
        }
        sum += static_cast<Wide>(each.value.hundredths) * each.weight->hundredths;
        weights += each.weight->hundredths;
    }
    if (weights == 0) {
        return {std::nullopt, "tổng quyền số bằng 0"};
    }
    return {Decimal{static_cast<std::int64_t>((2 * sum + weights) / (2 * weights))}, {}};
}

}  // namespace

std::string_view to_string(MergeRule rule) noexcept {
    return merge_rules.name(rule);
}
Result<MergeRule> parse_merge_rule(std::string_view text) {
    return merge_rules.parse(text);
}

Result<std::vector<FigureRule>> parse_figure_rules(std::string_view text, const std::string& name) {
    auto rules = read_rules<FigureRule>(text, name, "figure", read_rule);
    if (!rules) {
        return rules;
    }
    for (auto rule = rules->begin(); rule != rules->end(); ++rule) {
        if (std::any_of(rules->begin(), rule, [&](const FigureRule& each) {
                return each.code == rule->code;
            })) {
            return Error{ErrorCode::malformed_input,
                         "figure '" + rule->code + "' has two rules",
                         "keep one of them"}
                .at(name);
        }
    }
    return rules;
}

const std::vector<FigureRule>& shipped_figure_rules() {
    static const auto rules = [] {
        auto parsed = parse_figure_rules(shipped_figures, "so-lieu.toml");
        assert(parsed && "the shipped rules are sound: a test reads them");
        return parsed ? *std::move(parsed) : std::vector<FigureRule>{};
    }();
    return rules;
}

const FigureRule* find_rule(std::span<const FigureRule> rules, std::string_view code) noexcept {
    const auto found = std::ranges::find(rules, code, &FigureRule::code);
    return found == rules.end() ? nullptr : &*found;
}

MergedValue merge(const FigureRule& rule, std::span<const StatedValue> values) {
    if (values.empty()) {
        return {};
    }
    switch (rule.merge) {
        case MergeRule::none: return {};
        case MergeRule::sum: {
            Decimal sum;
            for (const auto& each : values) {
                sum.hundredths += each.value.hundredths;
            }
            return {sum, {}};
        }
        case MergeRule::weighted_mean: return weighted_mean(values);
        case MergeRule::distinct:
            return std::ranges::all_of(
                       values,
                       [&](const StatedValue& each) { return each.value == values.front().value; })
                       ? MergedValue{values.front().value, {}}
                       : MergedValue{std::nullopt, "các đơn vị báo cáo khác nhau về cùng một số"};
        case MergeRule::last: {
            const auto last = std::ranges::max_element(values, {}, &StatedValue::sent_at);
            const bool tie = std::ranges::any_of(values, [&](const StatedValue& each) {
                return each.sent_at == last->sent_at && each.value != last->value;
            });
            return tie ? MergedValue{std::nullopt, "các đơn vị gửi cùng lúc những số khác nhau"}
                       : MergedValue{last->value, {}};
        }
    }
    return {};
}

}  // namespace tiendo::ledger
