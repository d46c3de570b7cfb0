#include "xlsx/paper.hpp"

#include "tiendo/report/export.hpp"

namespace tiendo::report {

Result<std::string> render_xlsx(const Report& report) {
    auto book = xlsx::Book::open(report);
    if (!book) {
        return std::move(book).error();
    }
    xlsx::Paper paper(report, **book);
    Walk(report, paper).all();
    paper.finish();
    return (*book)->bytes();
}

bool writes_xlsx() noexcept {
    return true;
}

}  // namespace tiendo::report
