#include "tiendo/model/obligation.hpp"

#include "tiendo/base/enum_names.hpp"

namespace tiendo {

namespace {

constexpr EnumNames<ObligationType, 3> obligation_types{
    "type of obligation",
    {{{ObligationType::unit_plan, "unit_plan"},
      {ObligationType::report, "report"},
      {ObligationType::public_notice, "public_notice"}}}};

constexpr EnumNames<Standing, 7> standings{"standing",
                                           {{{Standing::not_due, "not_due"},
                                             {Standing::open, "open"},
                                             {Standing::on_time, "on_time"},
                                             {Standing::late, "late"},
                                             {Standing::overdue, "overdue"},
                                             {Standing::excused, "excused"},
                                             {Standing::superseded, "superseded"}}}};

constexpr EnumNames<Standing, 7> vietnamese_standings{
    "tình trạng",
    {{{Standing::not_due, "chưa đến kỳ nộp"},
      {Standing::open, "chưa nộp, chưa quá hạn"},  // true as well where no due is stated
      {Standing::on_time, "đúng hạn"},
      {Standing::late, "trễ hạn"},
      {Standing::overdue, "quá hạn chưa nộp"},
      {Standing::excused, "được miễn"},
      {Standing::superseded, "được thay thế"}}}};

constexpr EnumNames<ReportState, 7> report_states{"report state",
                                                  {{{ReportState::draft, "draft"},
                                                    {ReportState::submitted, "submitted"},
                                                    {ReportState::returned, "returned"},
                                                    {ReportState::accepted, "accepted"},
                                                    {ReportState::consolidated, "consolidated"},
                                                    {ReportState::corrected, "corrected"},
                                                    {ReportState::withdrawn, "withdrawn"}}}};

}  // namespace

std::string_view to_string(ObligationType type) noexcept {
    return obligation_types.name(type);
}

Result<ObligationType> parse_obligation_type(std::string_view text) {
    return obligation_types.parse(text);
}

std::string_view to_string(Standing standing) noexcept {
    return standings.name(standing);
}

Result<Standing> parse_standing(std::string_view text) {
    return standings.parse(text);
}

std::string_view vietnamese(Standing standing) noexcept {
    return vietnamese_standings.name(standing);
}

std::string_view to_string(ReportState state) noexcept {
    return report_states.name(state);
}

Result<ReportState> parse_report_state(std::string_view text) {
    return report_states.parse(text);
}

}  // namespace tiendo
