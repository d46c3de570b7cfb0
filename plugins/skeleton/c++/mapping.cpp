#include "mapping.hpp"

#include <optional>
#include <tiendo/adapter/records.hpp>
#include <utility>

namespace notices {

using namespace tiendo::adapter;

namespace {

// TODO 4: their names and words into ours. Leave out what the manifest does not name.
Expected<Record> record_of(JsonFields& from) {
    const std::string id = from.wanted("id");
    const std::string day = from.wanted("issued");
    const auto changed = from.number("changed");
    const bool deleted = from.flag("deleted");
    const Document notice{.id = id,
                          .day = day,  // with the id the key of the record: it never changes
                          .number = deleted ? "" : from.wanted("number"),
                          .issued_on = day,
                          .kind = deleted ? "" : from.wanted("kind"),
                          .issuer = deleted ? "" : from.wanted("issuer"),
                          .direction = Direction::outgoing,
                          .subject = deleted ? "" : from.wanted("subject"),
                          .arrived_on = day,
                          .sequence = changed};
    if (from.failure()) {
        return *from.failure();
    }
    return Record{id, deleted ? line_of_deleted(RecordType::document, id, day) : line_of(notice)};
}

}  // namespace

Expected<Part> part_of(std::string_view body) {
    const auto answer = read_json(body, "list of notices");
    if (!answer) {
        return answer.error();
    }
    JsonFields from(*answer, "list of notices");
    Part part;
    const auto items = from.list("items");
    part.next = from.number("next");
    part.more = from.flag("more");
    if (from.failure()) {
        return *from.failure();
    }
    std::optional<Failure> first;
    std::size_t unreadable = 0;
    for (const JsonView& item : items) {
        JsonFields fields(item, "notice " + std::to_string(part.records.size() + 1));
        auto record = record_of(fields);
        if (!record) {
            ++unreadable;
            if (!first) {
                first = record.error();
            }
            const auto id = item.member("id") ? item.member("id")->text() : std::string();
            record = Record{id, line_of_unreadable(RecordType::document, id, record.error())};
        }
        part.records.push_back(*std::move(record));
    }
    // One that cannot be read is no reason to keep the others back; all of them are.
    if (first && unreadable == items.size()) {
        return *first;
    }
    return part;
}

}  // namespace notices
