#include "record_rows.hpp"

#include "sql.hpp"

#include <algorithm>

namespace tiendo::store {

namespace {

constexpr RecordTable dossiers{
    "dossier",
    "unit, procedure, procedure_name, field, channel, state, received_at, appointment_at, "
    "appointment_day, first_appointment_at, finished_at, finished_day, returned_at, supplements, "
    "changed_at",
    15};
constexpr RecordTable documents{"document",
                                "number, issued_on, kind, issuer, issuer_code, direction, subject, "
                                "cited, reply_to, arrived_on, sequence",
                                11};
constexpr RecordTable feedbacks{
    "feedback",
    "service, service_name, unit, closed, requested_at, updated_at, expected_at",
    7};

/// Fills cells one after the other.
class Filler {
public:
    explicit Filler(RowCells& row) : row_(row) { row_.size = 0; }

    Filler& operator<<(std::string_view text) {
        row_.cells.at(row_.size++) = {Cell::Kind::text, 0, text};
        return *this;
    }
    Filler& operator<<(std::int64_t number) {
        row_.cells.at(row_.size++) = {Cell::Kind::integer, number, {}};
        return *this;
    }
    Filler& operator<<(const std::optional<std::int64_t>& number) {
        if (number) {
            return *this << *number;
        }
        row_.cells.at(row_.size++) = {};
        return *this;
    }

private:
    RowCells& row_;
};

std::optional<std::int64_t> day_of(const std::optional<Instant>& at) {
    return at ? std::optional(day_number(at->date())) : std::nullopt;
}

/// References as "<length>:<text>…": any text may be in them.
std::string joined(const std::vector<std::string>& references) {
    std::string text;
    for (const auto& each : references) {
        text.append(std::to_string(each.size())).append(":").append(each);
    }
    return text;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> references;
    while (!text.empty()) {
        const auto colon = text.find(':');
        std::size_t size = 0;
        for (const char digit : text.substr(0, colon)) {
            size = size * 10 + static_cast<std::size_t>(digit - '0');
        }
        text.remove_prefix(colon + 1);
        references.emplace_back(text.substr(0, size));
        text.remove_prefix(std::min(size, text.size()));
    }
    return references;
}

void fill_dossier(Filler&& to, const Dossier& from) {
    to << from.unit << from.procedure << from.procedure_name << from.field
       << static_cast<std::int64_t>(from.channel) << static_cast<std::int64_t>(from.state)
       << from.received_at.unix_ms() << ms_of(from.appointment_at) << day_of(from.appointment_at)
       << ms_of(from.first_appointment_at) << ms_of(from.finished_at) << day_of(from.finished_at)
       << ms_of(from.returned_at) << std::int64_t{from.supplements} << from.changed_at.unix_ms();
}

}  // namespace

void RowCells::fill(const Record& record) {
    Filler to(*this);
    switch (record.type) {
        case RecordType::dossier:
            fill_dossier(std::move(to), std::get<Dossier>(record.body));
            return;
        case RecordType::document: {
            const auto& from = std::get<Document>(record.body);
            cited = joined(from.references);
            to << from.number
               << (from.issued_on ? std::optional(day_number(*from.issued_on)) : std::nullopt)
               << from.kind << from.issuer << from.issuer_code
               << static_cast<std::int64_t>(from.direction) << from.subject << cited;
            if (from.reply_to) {
                to << *from.reply_to;
            } else {
                to << std::optional<std::int64_t>();
            }
            to << day_number(from.arrived_on) << from.sequence;
            return;
        }
        case RecordType::feedback: {
            const auto& from = std::get<Feedback>(record.body);
            to << from.service << from.service_name << from.unit
               << std::int64_t{from.closed ? 1 : 0} << from.requested_at.unix_ms()
               << ms_of(from.updated_at) << ms_of(from.expected_at);
            return;
        }
    }
}

const RecordTable& table_of(RecordType type) noexcept {
    switch (type) {
        case RecordType::dossier: return dossiers;
        case RecordType::document: return documents;
        case RecordType::feedback: return feedbacks;
    }
    return dossiers;
}

std::string_view unit_column(RecordType type) noexcept {
    return type == RecordType::document ? "r.issuer_code" : "r.unit";
}

std::string select_rows(RecordType type) {
    const auto& table = table_of(type);
    return "SELECT (SELECT c.id FROM connection c WHERE c.number = r.connection), r.day, r.id, " +
           std::string(table.columns) + " FROM " + std::string(table.name) + " r";
}

RecordRef ref_of(RecordType type, const Statement& row) {
    return {ConnectionId::of(row.view(0)), type, date_of(row.integer(1)), row.text(2)};
}

Dossier dossier_of(const Statement& row) {
    return {row.text(2),
            row.text(3),
            row.text(4),
            row.text(5),
            row.text(6),
            static_cast<Channel>(row.integer(7)),
            static_cast<DossierState>(row.integer(8)),
            Instant::from_unix_ms(row.integer(9)),
            instant_of(row.maybe_integer(10)),
            instant_of(row.maybe_integer(12)),
            instant_of(row.maybe_integer(13)),
            instant_of(row.maybe_integer(15)),
            static_cast<int>(row.integer(16)),
            Instant::from_unix_ms(row.integer(17))};
}

Document document_of(const Statement& row) {
    const auto issued = row.maybe_integer(4);
    return {row.text(2),
            row.text(3),
            issued ? std::optional(date_of(*issued)) : std::nullopt,
            row.text(5),
            row.text(6),
            row.text(7),
            static_cast<Direction>(row.integer(8)),
            row.text(9),
            split(row.view(10)),
            row.maybe_text(11),
            date_of(row.integer(12)),
            row.integer(13)};
}

Feedback feedback_of(const Statement& row) {
    return {row.text(2),
            row.text(3),
            row.text(4),
            row.text(5),
            row.integer(6) != 0,
            Instant::from_unix_ms(row.integer(7)),
            instant_of(row.maybe_integer(8)),
            instant_of(row.maybe_integer(9))};
}

Record record_of(RecordType type, const Statement& row) {
    Record record{type, row.text(2), date_of(row.integer(1)), false, {}};
    switch (type) {
        case RecordType::dossier: record.body = dossier_of(row); break;
        case RecordType::document: record.body = document_of(row); break;
        case RecordType::feedback: record.body = feedback_of(row); break;
    }
    return record;
}

RecordQuery::RecordQuery(std::string text, const std::vector<std::int64_t>& given)
    : text_(std::move(text)) {
    for (const auto number : given) {
        numbers_.emplace_back(++count_, number);
    }
}

RecordQuery& RecordQuery::mark() {
    text_.append("?").append(std::to_string(++count_));
    return *this;
}

RecordQuery& RecordQuery::value(std::int64_t number) {
    mark();
    numbers_.emplace_back(count_, number);
    return *this;
}

RecordQuery& RecordQuery::value(const std::string& text) {
    mark();
    texts_.emplace_back(count_, text);
    return *this;
}

RecordQuery& RecordQuery::one_of(const std::vector<std::string>& texts) {
    add(" IN (");
    for (std::size_t i = 0; i < texts.size(); ++i) {
        add(i == 0 ? "" : ", ").value(texts[i]);
    }
    return add(")");
}

RecordQuery& RecordQuery::filter(const RecordFilter& filter, std::string_view unit_column) {
    if (!filter.connections.empty()) {
        std::vector<std::string> ids;
        for (const auto& id : filter.connections) {
            ids.push_back(id.str());
        }
        add(" AND r.connection IN (SELECT number FROM connection WHERE id").one_of(ids).add(")");
    }
    if (!filter.units.empty()) {
        add(" AND ").add(unit_column).one_of(filter.units);
    }
    if (filter.days) {
        // Names the key's first column, so that the days are one range of each connection.
        add(filter.connections.empty() ? " AND r.connection IN (SELECT number FROM connection)"
                                       : "");
        add(" AND r.day BETWEEN ").value(day_number(filter.days->first));
        add(" AND ").value(day_number(filter.days->last));
    }
    return *this;
}

void RecordQuery::bind(Statement& statement) const {
    const int named = statement.parameters();
    for (const auto& [index, number] : numbers_) {
        if (index <= named) {
            statement.bind(index, number);
        }
    }
    for (const auto& [index, text] : texts_) {
        statement.bind(index, text);
    }
}

Result<void> check_window(const Window& window) {
    if (window.last < window.first) {
        return Error{ErrorCode::malformed_input,
                     "the window ends on " + window.last.iso() + ", before it begins on " +
                         window.first.iso(),
                     "put the days in order"};
    }
    return {};
}

Result<void> check_filter(const RecordFilter& filter) {
    constexpr std::size_t most = 1000;
    if (filter.units.size() > most || filter.connections.size() > most) {
        return Error{ErrorCode::malformed_input,
                     "a filter names more than 1000 units or connections",
                     "ask for fewer at once"};
    }
    return filter.days ? check_window(*filter.days) : Result<void>();
}

}  // namespace tiendo::store
