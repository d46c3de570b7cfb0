#include "http/certificates.hpp"

#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <utility>

namespace tiendo::test {

namespace {

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

Key make_key() {
    return Key(EVP_EC_gen("P-256"));
}

void add_extension(X509* certificate, X509* issuer, int which, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    auto* extension = X509V3_EXT_conf_nid(nullptr, &context, which, value.c_str());
    ASSERT_NE(extension, nullptr) << value;
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

void set_name(X509_NAME* name, const char* text) {
    X509_NAME_add_entry_by_txt(
        name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(text), -1, -1, 0);
}

Certificate make_certificate(EVP_PKEY* key, int serial, long from, long to) {
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), from);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), to);
    X509_set_pubkey(certificate.get(), key);
    return certificate;
}

void write_certificate(const std::string& path, X509* certificate) {
    const std::unique_ptr<std::FILE, FileCloser> file(std::fopen(path.c_str(), "wb"));
    EXPECT_TRUE(file && PEM_write_X509(file.get(), certificate) == 1) << path;
}

void write_key(const std::string& path, EVP_PKEY* key) {
    const std::unique_ptr<std::FILE, FileCloser> file(std::fopen(path.c_str(), "wb"));
    EXPECT_TRUE(file &&
                PEM_write_PrivateKey(file.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1)
        << path;
}

}  // namespace

Authority::Authority(const Folder& folder)
    : folder_(folder),
      key_(make_key()),
      certificate_(make_certificate(key_.get(), serial_++, -86'400, 86'400)),
      file_((folder / "authority.pem").string()) {
    auto* own = certificate_.get();
    set_name(X509_get_subject_name(own), "invented authority of a test");
    X509_set_issuer_name(own, X509_get_subject_name(own));
    add_extension(own, own, NID_basic_constraints, "critical,CA:TRUE");
    add_extension(own, own, NID_key_usage, "critical,keyCertSign");
    X509_sign(own, key_.get(), EVP_sha256());
    write_certificate(file_, own);
}

ServerFiles Authority::sign(const LeafOptions& options) {
    const auto key = make_key();
    const auto leaf =
        make_certificate(key.get(), serial_, options.from_seconds, options.to_seconds);
    set_name(X509_get_subject_name(leaf.get()), "invented server of a test");
    X509_set_issuer_name(leaf.get(), X509_get_subject_name(certificate_.get()));
    add_extension(leaf.get(), certificate_.get(), NID_subject_alt_name, options.alternative_name);
    X509_sign(leaf.get(), key_.get(), EVP_sha256());

    const auto number = std::to_string(serial_++);
    ServerFiles files{.certificate = (folder_ / ("server" + number + ".pem")).string(),
                      .key = (folder_ / ("server" + number + ".key")).string()};
    write_certificate(files.certificate, leaf.get());
    write_key(files.key, key.get());
    return files;
}

}  // namespace tiendo::test
