// An answer of the one-stop system made into records: by the profile, and by the adapter in code.
#include "bench/ratios.hpp"
#include "mot_cua/mapping.hpp"

#include "tiendo/declarative/engine.hpp"

#include <benchmark/benchmark.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace tiendo::bench {
namespace {

constexpr std::int64_t records = 20'000;

std::string profile_text() {
    std::ostringstream text;
    text << std::ifstream(std::string(TIENDO_SOURCE_DIR) +
                          "/adapters/declarative/profiles/mot-cua-rest.profile.toml")
                .rdbuf();
    return text.str();
}

/// One answer with many dossiers, all invented.
const std::string& answer() {
    static const std::string made = [] {
        std::string text = R"({"error_code":"0","message":"Thành công","result":[)";
        for (std::int64_t i = 0; i < records; ++i) {
            const auto number = std::to_string(10'000 + i);
            text += i == 0 ? "" : ",";
            text += R"({"MaHoSo":"000.07.12.H99-210105-)" + number +
                    R"x(","SoBienNhan":"07/2021/000123","MaTTHC":"1.004873",)x"
                    R"x("TenTTHC":"Cấp giấy xác nhận tình trạng hôn nhân","MaLinhVuc":"G15-TP05","TenLinhVuc":"Hộ tịch",)x"
                    R"x("KenhThucHien":"1","ChuHoSo":"Người nộp hồ sơ (dữ liệu giả định)","LoaiDoiTuong":"1",)x"
                    R"x("NgayNopHoSo":"20210105084500","NgayTiepNhan":"20210105090000","NgayHenTra":"20210112170000",)x"
                    R"x("TrangThaiHoSo":"10","NgayKetThucXuLy":"20210111152000","NgayTra":"20210111160000",)x"
                    R"x("NgayTuChoi":"","HinhThuc":"0","DonViXuLy":"UBND Phường 7","DanhSachHoSoBoSung":[],)x"
                    R"x("NgayCapNhat":"20210111160000"})x";
        }
        return text +
               R"(],"conTiep":false,"thoiDiemTiepTheo":"20210111160000","maHoSoTiepTheo":"x"})";
    }();
    return made;
}

void by_code(benchmark::State& state) {
    for (auto _ : state) {
        auto changes = mot_cua::parse_changes(answer());
        if (!changes || changes->records.size() != records) {
            throw std::runtime_error("the answer was not read");
        }
        benchmark::DoNotOptimize(changes->records.data());
    }
    state.SetItemsProcessed(state.iterations() * records);
}
BENCHMARK(by_code)->Unit(benchmark::kMillisecond);

/// With the counting of a trial, which a pull does not do.
void by_profile(benchmark::State& state) {
    const auto profile = profile_text();
    for (auto _ : state) {
        declarative::Tally tally;
        auto saved = declarative::map_saved(profile, "", answer(), tally);
        if (!saved || saved->records != records) {
            throw std::runtime_error("the answer was not mapped");
        }
        benchmark::DoNotOptimize(saved->lines.data());
    }
    state.SetItemsProcessed(state.iterations() * records);
}
BENCHMARK(by_profile)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tiendo::bench

int main(int argc, char** argv) {
    tiendo::bench::Ratios ratios;
    const bool sound = tiendo::bench::run(argc, argv, ratios);
    ratios.print("by_profile", "by_code", "items_per_second", "records/s");
    return sound ? 0 : 1;
}
