#include "document.hpp"

#include "simulator_kit/dates.hpp"

#include <utility>

namespace tiendo::simulator {
namespace {

std::string_view word(Status status) {
    switch (status) {
        case Status::fresh: return "moi";
        case Status::in_work: return "dang_xu_ly";
        case Status::done: return "da_xu_ly";
        case Status::issued: return "da_phat_hanh";
    }
    return "";
}

boost::json::value day_or_null(const std::optional<Date>& day) {
    return day ? boost::json::value(slashed(*day)) : boost::json::value(nullptr);
}

}  // namespace

boost::json::object to_json(const Document& document, std::span<const Issuer> issuers) {
    boost::json::object json;
    json["id"] = document.id;
    json["thuTu"] = document.sequence;
    if (document.deleted) {
        for (const char* name : {"soKyHieu",
                                 "ngayBanHanh",
                                 "loai",
                                 "coQuanBanHanh",
                                 "coQuanBanHanhMa",
                                 "huong",
                                 "trichYeu"}) {
            json[name] = nullptr;
        }
        json["vanBanLienQuan"] = boost::json::array();
        for (const char* name : {"traLoiVanBan", "ngayDen", "hanXuLy", "trangThai"}) {
            json[name] = nullptr;
        }
    } else {
        const Issuer& issuer = issuers[document.issuer];
        json["soKyHieu"] = document.number;
        json["ngayBanHanh"] = slashed(document.issued);
        json["loai"] = document.kind;
        json["coQuanBanHanh"] = issuer.name;
        json["coQuanBanHanhMa"] = issuer.code;
        json["huong"] = issuer.outgoing ? "di" : "den";
        json["trichYeu"] = document.subject;
        boost::json::array cited;
        for (const std::string& text : document.cited) {
            cited.push_back(boost::json::string(text));
        }
        json["vanBanLienQuan"] = std::move(cited);
        json["traLoiVanBan"] =
            document.answers ? boost::json::value(*document.answers) : boost::json::value(nullptr);
        json["ngayDen"] = day_or_null(document.arrived);
        json["hanXuLy"] = day_or_null(document.due);
        json["trangThai"] = word(document.status);
    }
    json["xoa"] = document.deleted;
    json["capNhat"] = document.changed.iso();
    return json;
}

boost::json::object truth_of(std::span<const Document> documents, std::span<const Issuer> issuers) {
    std::int64_t living = 0;
    std::int64_t citing = 0;
    for (const Document& document : documents) {
        living += document.deleted ? 0 : 1;
        citing += !document.deleted && document.cites_any() ? 1 : 0;
    }
    boost::json::object by_instrument;
    for (std::size_t i = 0; i < instruments.size(); ++i) {
        std::vector<std::int64_t> counts(issuers.size());
        std::int64_t total = 0;
        for (const Document& document : documents) {
            if (!document.deleted && document.cites.at(i)) {
                ++counts[document.issuer];
                ++total;
            }
        }
        boost::json::object of_issuer;
        for (std::size_t issuer = 0; issuer < counts.size(); ++issuer) {
            if (counts[issuer] > 0) {
                of_issuer[issuers[issuer].code] = counts[issuer];
            }
        }
        by_instrument[instruments.at(i)] = {{"total", total}, {"issuers", std::move(of_issuer)}};
    }
    boost::json::object truth;
    truth["instruments"] = std::move(by_instrument);
    truth["records"] = documents.size();
    truth["living"] = living;
    truth["citing"] = citing;
    return truth;
}

}  // namespace tiendo::simulator
