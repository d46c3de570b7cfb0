#include "simulator_kit/options.hpp"

#include "simulator_kit/dates.hpp"
#include "simulator_kit/json.hpp"

#include "tiendo/base/file.hpp"
#include "tiendo/base/text.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace tiendo::simulator {
namespace {

Error wrong(std::string_view option, std::string_view value, std::string remedy) {
    return {ErrorCode::malformed_input,
            std::string(option) + " does not take '" + std::string(value.substr(0, 60)) + "'",
            std::move(remedy)};
}

Result<std::int64_t> number(std::string_view option, std::string_view value, std::int64_t limit) {
    const auto parsed = parse_number(value, limit);
    if (!parsed) {
        return wrong(option, value, "give a number from 0 to " + std::to_string(limit));
    }
    return *parsed;
}

Result<std::string> first_line(const std::string& path) {
    auto content = read_file(path, 4'096);
    if (!content) {
        return std::move(content).error();
    }
    const std::string line(trim(content->substr(0, content->find('\n'))));
    if (line.empty()) {
        return Error{ErrorCode::config, "the file '" + path + "' begins with an empty line"};
    }
    return line;
}

using Setter = Result<void> (*)(Options&, std::string_view option, const std::string& value);

template <typename Field, Field Options::*Member, std::int64_t Limit>
Result<void> set_number(Options& options, std::string_view option, const std::string& value) {
    const auto parsed = number(option, value, Limit);
    if (!parsed) {
        return parsed.error();
    }
    options.*Member = static_cast<Field>(*parsed);
    return {};
}

template <std::string Options::*Member>
Result<void> set_text(Options& options, std::string_view, const std::string& value) {
    options.*Member = value;
    return {};
}

template <std::string Options::*Member>
Result<void> set_from_file(Options& options, std::string_view option, const std::string& value) {
    auto line = first_line(value);
    if (!line) {
        return std::move(line).error().at(std::string(option));
    }
    options.*Member = *std::move(line);
    return {};
}

template <Date Options::*Member>
Result<void> set_date(Options& options, std::string_view option, const std::string& value) {
    auto date = Date::parse(value);
    if (!date) {
        return std::move(date).error().at(std::string(option));
    }
    options.*Member = *date;
    return {};
}

Result<void> set_clock(Options& options, std::string_view option, const std::string& value) {
    auto clock = Instant::parse(value);
    if (!clock) {
        return std::move(clock).error().at(std::string(option));
    }
    options.clock = *clock;
    return {};
}

Result<void> set_faults(Options& options, std::string_view option, const std::string& value) {
    auto script = FaultScript::parse(value);
    if (!script) {
        return std::move(script).error().at(std::string(option));
    }
    options.faults = *std::move(script);
    return {};
}

Result<void> set_slow(Options& options, std::string_view option, const std::string& value) {
    const auto parsed = number(option, value, 600'000);
    if (!parsed) {
        return parsed.error();
    }
    options.slow = std::chrono::milliseconds(*parsed);
    return {};
}

Result<void> set_huge(Options& options, std::string_view option, const std::string& value) {
    const auto parsed = number(option, value, 1'024);
    if (!parsed) {
        return parsed.error();
    }
    options.huge_bytes = static_cast<std::size_t>(*parsed) << 20U;
    return {};
}

struct OptionRow {
    std::string_view name;
    std::string_view value;
    std::string_view meaning;
    Setter set;
};

constexpr std::array option_table = {
    OptionRow{"--port",
              "N",
              "port on 127.0.0.1, 0 takes any",
              set_number<std::uint16_t, &Options::port, 65'535>},
    OptionRow{"--seed",
              "N",
              "seed of the invented data",
              set_number<std::uint64_t, &Options::seed, 999'999'999'999'999'999>},
    OptionRow{"--count",
              "N",
              "number of records",
              set_number<std::size_t, &Options::count, 2'000'000>},
    OptionRow{"--clock", "TIME", "the simulator's own now, with offset", set_clock},
    OptionRow{"--from", "DAY", "first day of the reporting window", set_date<&Options::from>},
    OptionRow{"--cutoff", "DAY", "last day of the reporting window", set_date<&Options::cutoff>},
    OptionRow{"--log", "FILE", "one JSON line for each request", set_text<&Options::log_file>},
    OptionRow{"--faults", "SCRIPT", "none, story, hostile:NAME or post:NAME", set_faults},
    OptionRow{"--slow-ms", "N", "how long a slow answer takes", set_slow},
    OptionRow{"--huge-mb", "N", "size of a huge answer", set_huge},
    OptionRow{"--truth",
              "FILE",
              "write the expected figures, then serve",
              set_text<&Options::truth_file>},
    OptionRow{"--user", "NAME", "user of the one-stop system", set_text<&Options::user>},
    OptionRow{"--password-file",
              "FILE",
              "its password, first line",
              set_from_file<&Options::password>},
    OptionRow{"--session-calls",
              "N",
              "calls after which a session ends",
              set_number<unsigned, &Options::session_calls, 1'000'000>},
    OptionRow{"--key-file", "FILE", "access key, first line", set_from_file<&Options::key>},
};

Result<void> check(const Options& options) {
    const Date today = options.clock.date();
    const auto window = options.cutoff.days() - options.from.days();
    if (window < std::chrono::days(59) || window > std::chrono::days(366)) {
        return Error{ErrorCode::malformed_input,
                     "the window must be 60 to 367 days long",
                     "correct --from or --cutoff"};
    }
    if (today <= options.cutoff || today.days() - options.cutoff.days() > std::chrono::days(90)) {
        return Error{ErrorCode::malformed_input,
                     "the clock must lie 1 to 90 days after the cutoff",
                     "correct --clock or --cutoff"};
    }
    const WorkingDays days(options.from, today);
    const auto end = days.position_of(options.cutoff.plus(std::chrono::days(1)));
    if (end < 35 || days.position_of(today) - end < 2) {
        return Error{ErrorCode::malformed_input,
                     "too few working days: the window needs 35, and 2 must lie between the cutoff "
                     "and the clock",
                     "correct --from, --cutoff or --clock"};
    }
    if (options.count == 0) {
        return Error{ErrorCode::malformed_input, "--count must be at least 1"};
    }
    return {};
}

const OptionRow* find_option(std::string_view name) {
    for (const OptionRow& row : option_table) {
        if (row.name == name) {
            return &row;
        }
    }
    return nullptr;
}

}  // namespace

Instant Options::at_nine() {
    return Instant::start_of(Date::of(2021, 5, 20)).plus(std::chrono::hours(9));
}

Result<Options> parse_options(std::span<const char* const> arguments, const Options& defaults) {
    Options options = defaults;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        if (argument == "--help") {
            options.help = true;
            return options;
        }
        const auto equals = argument.find('=');
        const std::string_view name = argument.substr(0, equals);
        const OptionRow* row = find_option(name);
        if (row == nullptr) {
            return Error{ErrorCode::malformed_input,
                         "'" + std::string(name.substr(0, 40)) + "' is not an option",
                         "see --help"};
        }
        std::optional<std::string> value;
        if (equals != std::string_view::npos) {
            value = std::string(argument.substr(equals + 1));
        } else if (i + 1 < arguments.size()) {
            value = arguments[++i];
        }
        if (!value) {
            return Error{
                ErrorCode::malformed_input, std::string(name) + " needs a value", "see --help"};
        }
        if (auto set = row->set(options, name, *value); !set) {
            return std::move(set).error();
        }
    }
    if (auto fine = check(options); !fine) {
        return std::move(fine).error();
    }
    return options;
}

std::string help_text(const std::string& program, const std::string& summary) {
    std::string text = "usage: " + program + " [OPTION]...\n" + summary + "\n\n";
    for (const OptionRow& row : option_table) {
        std::string left = "  " + std::string(row.name) + " " + std::string(row.value);
        left.resize(26, ' ');
        text += left + std::string(row.meaning) + "\n";
    }
    return text +
           "  --help                  this list\n\n"
           "Prints 'listening 127.0.0.1:PORT' when ready; ends on SIGTERM or SIGINT.\n";
}

}  // namespace tiendo::simulator
