#include "tiendo/report/export.hpp"

namespace tiendo::report {

Result<std::string> render_xlsx(const Report& /*report*/) {
    return Error{ErrorCode::unsupported,
                 "this library was built without libxlsxwriter and writes no XLSX",
                 "build it with libxlsxwriter-dev installed, or choose docx or datapackage"};
}

bool writes_xlsx() noexcept {
    return false;
}

}  // namespace tiendo::report
