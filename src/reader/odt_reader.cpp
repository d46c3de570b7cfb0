#include "document_builder.hpp"

namespace tiendo::reader {

Result<Document> read_odt(std::string_view /*bytes*/, const ReadOptions& /*options*/) {
    return Error{ErrorCode::unsupported, "not yet"};
}

}  // namespace tiendo::reader
