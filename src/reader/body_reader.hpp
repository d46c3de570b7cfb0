#pragma once

#include "body_units.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace tiendo::reader {

/// Reads one body or collective by the words it begins with.
class BodyReader : public UnitReader {
public:
    BodyReader(const Tokens& tokens, const BodyContext& context)
        : UnitReader(tokens, context),
          tokens_(tokens),
          clean_(context.clean),
          words_(context.words),
          authority_(context.authority) {}

    /// "các cơ quan, đơn vị", "12 khu phố", as the table of collectives has them.
    [[nodiscard]] std::optional<Body> collective(std::size_t i, bool behind_head) const;
    /// A body by its name: "Phòng Nội vụ", "Chi đoàn Bệnh viện huyện".
    [[nodiscard]] std::optional<Body> named(std::size_t i, bool behind_head) const;

private:
    void go_on(Body& body) const;
    void fill(Body& body, const CollectiveRow& row) const;
    [[nodiscard]] std::size_t behind_own_office(std::size_t i) const;
    void take_authority(Body& body, const CollectiveRow& row) const;
    [[nodiscard]] std::size_t end_of_owner(std::size_t i) const;
    [[nodiscard]] std::optional<Body> with_key(Body body, const BodyRow& row) const;

    const Tokens& tokens_;
    std::string_view clean_;
    const BodyWords& words_;
    const Level& authority_;
};

}  // namespace tiendo::reader
