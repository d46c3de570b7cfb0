#pragma once

#include "draft.hpp"
#include "shape_words.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace tiendo::reader {

/// What stands before the body of one instrument.
struct FrontMatter {
    std::size_t body = 0;  ///< the first block of the body
    Standing standing = Standing::plan;
    std::vector<std::string> addressees;  ///< "Kính gửi: …"
    bool known = false;  ///< a kind of document, the addressees of a letter or a number was found
};

/// Reads letterhead, number, date, kind and title from block `begin` on.
/// @param wins whether what is stated here replaces what an instrument before it stated: a plan
///             wins over the decision that brings it into force
FrontMatter read_front_matter(Draft& draft,
                              const std::vector<Block>& blocks,
                              std::size_t begin,
                              bool wins);

/// The line that names the kind of a document, set in capitals or alone on its line.
/// @return how many tokens of it name the kind; 0 where it names none
std::size_t kind_length(const ShapeWords& shape, const Tokens& line);

/// Whether a new instrument begins at a block: the name of its kind alone on a line, or the name of
/// the state.
bool opens_instrument(const Draft& draft, const std::vector<Block>& blocks, std::size_t at);
/// "PHỤ LỤC I", "Phụ lục" alone on a line.
bool opens_appendix(const Draft& draft, const Block& block);

/// Where the recipients and the signature begin, or the next instrument or appendix does, at or
/// behind block `body`.
std::size_t end_matter_begin(const Draft& draft,
                             const std::vector<Block>& blocks,
                             std::size_t body);

/// Reads recipients and signature from block `begin` on.
/// @param addressees of the same instrument: they receive it too
/// @param wins as above
/// @return the first block that is none of them
std::size_t read_end_matter(Draft& draft,
                            const std::vector<Block>& blocks,
                            std::size_t begin,
                            std::vector<std::string> addressees,
                            bool wins);

}  // namespace tiendo::reader
