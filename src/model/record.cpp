#include "tiendo/model/record.hpp"

#include "tiendo/base/enum_names.hpp"

namespace tiendo {

namespace {

constexpr EnumNames<RecordType, 3> record_types{"record type",
                                                {{{RecordType::dossier, "dossier"},
                                                  {RecordType::document, "document"},
                                                  {RecordType::feedback, "feedback"}}}};

constexpr EnumNames<DossierState, 10> dossier_states{"dossier state",
                                                     {{{DossierState::submitted, "submitted"},
                                                       {DossierState::accepted, "accepted"},
                                                       {DossierState::refused, "refused"},
                                                       {DossierState::processing, "processing"},
                                                       {DossierState::supplement, "supplement"},
                                                       {DossierState::payment, "payment"},
                                                       {DossierState::withdrawn, "withdrawn"},
                                                       {DossierState::stopped, "stopped"},
                                                       {DossierState::ready, "ready"},
                                                       {DossierState::returned, "returned"}}}};

constexpr EnumNames<Channel, 3> channels{
    "channel",
    {{{Channel::desk, "desk"}, {Channel::online, "online"}, {Channel::post, "post"}}}};

constexpr EnumNames<Direction, 2> directions{
    "direction",
    {{{Direction::incoming, "incoming"}, {Direction::outgoing, "outgoing"}}}};

}  // namespace

std::string_view to_string(RecordType type) noexcept {
    return record_types.name(type);
}

Result<RecordType> parse_record_type(std::string_view text) {
    return record_types.parse(text);
}

std::string_view to_string(DossierState state) noexcept {
    return dossier_states.name(state);
}

Result<DossierState> parse_dossier_state(std::string_view text) {
    return dossier_states.parse(text);
}

std::string_view to_string(Channel channel) noexcept {
    return channels.name(channel);
}

Result<Channel> parse_channel(std::string_view text) {
    return channels.parse(text);
}

std::string_view to_string(Direction direction) noexcept {
    return directions.name(direction);
}

Result<Direction> parse_direction(std::string_view text) {
    return directions.parse(text);
}

}  // namespace tiendo
