#pragma once

#include "dossier.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tiendo::simulator {

/// Dossiers in the order of (change time, code), each at its last change.
class Feed {
public:
    explicit Feed(std::vector<Dossier> dossiers);

    /// The stamp and the code behind which to read.
    struct Cursor {
        std::string time;
        std::string code;
    };
    struct Page {
        std::vector<std::size_t> rows;  ///< positions for `at`
        bool more = false;
    };
    /// @param unit_prefix only codes that begin so; empty: all
    [[nodiscard]] Page read(const Cursor& cursor,
                            std::string_view unit_prefix,
                            std::size_t limit) const;

    [[nodiscard]] const std::vector<Dossier>& dossiers() const noexcept { return dossiers_; }
    [[nodiscard]] const Dossier& at(std::size_t row) const { return dossiers_.at(row); }
    [[nodiscard]] std::optional<std::size_t> find(const std::string& code) const;

    /// Puts the changed form of a dossier in place of the old one.
    /// @pre it keeps its code
    void replace(std::size_t row, Dossier dossier);

private:
    [[nodiscard]] bool before(std::uint32_t left, std::uint32_t right) const;

    std::vector<Dossier> dossiers_;
    std::vector<std::uint32_t> order_;
    std::unordered_map<std::string, std::size_t> by_code_;
};

}  // namespace tiendo::simulator
