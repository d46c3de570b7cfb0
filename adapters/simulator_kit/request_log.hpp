#pragma once

#include "tiendo/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

namespace tiendo::simulator {

struct LogLine {
    std::string method;
    std::string target;  ///< credentials are taken out by `RequestLog::write`
    std::optional<std::string> cursor;
    unsigned status = 0;
    std::size_t records = 0;
    std::string fault;  ///< empty: none
};

/// One JSON line for each request, flushed at once. Threads: the caller takes care of turns.
class RequestLog {
public:
    /// @param path empty: nothing is written
    static Result<RequestLog> open(const std::string& path);

    void write(const LogLine& line);

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
    std::uint64_t number_ = 0;
};

}  // namespace tiendo::simulator
