#include "tiendo/store/scores.hpp"

#include "sql.hpp"

#include "tiendo/base/digest.hpp"

namespace tiendo::store {

Result<ScoreFile> append_score_file(Transaction& tx,
                                    std::string_view name,
                                    std::string_view body,
                                    Instant at) {
    return guarded(tx, [&](Session& session) -> Result<ScoreFile> {
        ScoreFile file;
        file.name = name;
        file.sha256 = sha256_hex(body);
        file.at = at;
        file.body = body;
        Statement known(session, "SELECT name FROM score_file WHERE sha256 = ?1");
        known.bind_all(std::string_view(file.sha256));
        if (known.step()) {
            return Error{ErrorCode::conflict,
                         "the same scores were imported before, as '" + known.text(0) + "'",
                         "nothing is left to be done"}
                .at(file.name);
        }
        Statement insert(session,
                         "INSERT INTO score_file (name, sha256, at_ms, body) "
                         "VALUES (?1, ?2, ?3, ?4) RETURNING number");
        insert.bind_all(name, std::string_view(file.sha256), at.unix_ms(), body);
        insert.step();
        file.number = insert.integer(0);
        return file;
    });
}

Result<std::vector<ScoreFile>> list_score_files(Transaction& tx) {
    return guarded(tx, [&](Session& session) -> Result<std::vector<ScoreFile>> {
        Statement select(
            session, "SELECT number, name, sha256, at_ms, body FROM score_file ORDER BY number");
        std::vector<ScoreFile> files;
        while (select.step()) {
            files.push_back({select.integer(0),
                             select.text(1),
                             select.text(2),
                             Instant::from_unix_ms(select.integer(3)),
                             select.text(4)});
        }
        return files;
    });
}

}  // namespace tiendo::store
