#pragma once

#include "mapping.hpp"
#include "profile.hpp"

#include <tiendo/adapter/page.hpp>
#include <tiendo/declarative/tally.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tiendo::declarative {

/// Maps the items of one page, and sees what they have in common: a member that none of them has
/// any more, a code that nobody knows.
class PageMaker {
public:
    /// All are borrowed. @param tally may be null
    PageMaker(const StreamPlan& plan, Mapped& reused, adapter::Page& page, Tally* tally);

    /// @param place stands before what is told of an item that does not fit: "row 14: "
    void add(const Look& item, std::string_view place);
    /// Which members the item has: for the tally, and to tell of new ones.
    void saw(const std::vector<std::string_view>& names);
    [[nodiscard]] std::size_t items() const noexcept { return items_; }

    /// Puts the notices into the page.
    /// @return drift where no item of several has a member that every record needs, or a code is
    ///         unknown that must not be
    adapter::Expected<void> end();

    /// Tells the tally which members that a record may lack are in none of the items: a name that
    /// is mistyped looks like one that is seldom filled. `end` does so too.
    void tell_absent();

private:
    void note(const Misfit& misfit);

    const StreamPlan* plan_;
    Mapped* mapped_;
    adapter::Page* page_;
    Tally* tally_;
    std::size_t items_ = 0;
    std::size_t living_ = 0;
    std::vector<std::size_t> absent_;  ///< by field, of living items
    std::vector<std::string> strangers_;
    std::optional<Misfit> drift_;
};

/// What is wrong with a misfit in two words, and what to do about it.
std::string_view title_of(Misfit::Kind kind) noexcept;
std::string_view remedy_of(Misfit::Kind kind) noexcept;

}  // namespace tiendo::declarative
