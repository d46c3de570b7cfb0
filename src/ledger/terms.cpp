#include "terms.hpp"

#include "tiendo/store/plans.hpp"

#include <boost/json.hpp>

#include <stdexcept>
#include <utility>

namespace tiendo::ledger {

namespace {

namespace json = boost::json;

json::value of_day(const std::optional<Date>& day) {
    return day ? json::value(day->iso()) : json::value(nullptr);
}

json::array of_choices(const std::vector<calendar::Choice>& choices) {
    json::array list;
    for (const auto& each : choices) {
        list.push_back(json::object{{"question", each.question},
                                    {"value", each.value},
                                    {"chosen_by", each.chosen_by},
                                    {"reason", each.reason}});
    }
    return list;
}

json::object of_order(const RuleOrder& order) {
    return {{"node", order.node.str()},
            {"rule", order.rule},
            {"choices", of_choices(order.choices)},
            {"from", of_day(order.from)},
            {"to", of_day(order.to)},
            {"hours_of", json::string(to_string(order.hours_of))},
            {"ordered_by", order.ordered_by},
            {"reason", order.reason}};
}

// Readers throw, as Boost.JSON does, where what is stored is none of ours; `read` stops it.

template <typename T>
T sound(Result<T> value) {
    return value ? *std::move(value) : throw std::invalid_argument("none of ours");
}

std::string text_in(const json::object& from, std::string_view key) {
    return std::string(from.at(key).as_string());
}

std::optional<Date> day_in(const json::object& from, std::string_view key) {
    const auto& value = from.at(key);
    return value.is_null() ? std::nullopt
                           : std::optional(sound(Date::parse(std::string(value.as_string()))));
}

RuleOrder order_in(const json::object& from) {
    RuleOrder order;
    order.node = sound(NodeId::parse(text_in(from, "node")));
    order.rule = text_in(from, "rule");
    for (const auto& each : from.at("choices").as_array()) {
        const auto& choice = each.as_object();
        order.choices.push_back({text_in(choice, "question"),
                                 text_in(choice, "value"),
                                 text_in(choice, "chosen_by"),
                                 text_in(choice, "reason")});
    }
    order.from = day_in(from, "from");
    order.to = day_in(from, "to");
    order.hours_of = sound(parse_unit_kind(text_in(from, "hours_of")));
    order.ordered_by = text_in(from, "ordered_by");
    order.reason = text_in(from, "reason");
    return order;
}

Result<AdoptOptions> read(const PlanId& plan, const std::string& text) {
    AdoptOptions terms;
    terms.plan = plan;
    try {
        const auto value = json::parse(text);
        const auto& object = value.as_object();
        terms.as_of = day_in(object, "as_of").value();
        terms.years.first = object.at("first_year").to_number<int>();
        terms.years.last = object.at("last_year").to_number<int>();
        for (const auto& each : object.at("orders").as_array()) {
            terms.orders.push_back(order_in(each.as_object()));
        }
    } catch (const std::exception&) {
        return Error{ErrorCode::malformed_input,
                     "the stored terms of the plan cannot be read",
                     "restore a backup"};
    }
    return terms;
}

}  // namespace

std::string write_terms(const AdoptOptions& terms) {
    json::array orders;
    for (const auto& each : terms.orders) {
        orders.push_back(of_order(each));
    }
    return json::serialize(json::object{{"as_of", terms.as_of.iso()},
                                        {"first_year", terms.years.first},
                                        {"last_year", terms.years.last},
                                        {"orders", std::move(orders)}});
}

Result<AdoptOptions> terms_of(store::Transaction& tx, const PlanId& plan) {
    auto text = store::get_plan_terms(tx, plan);
    return text ? read(plan, *text) : std::move(text).error();
}

Result<void> put_terms(store::Transaction& tx, const AdoptOptions& terms) {
    return store::put_plan_terms(tx, terms.plan, write_terms(terms));
}

}  // namespace tiendo::ledger
