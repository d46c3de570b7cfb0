#pragma once

#include "support/folder.hpp"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

/// Certificates made during the test: a committed key would expire, and would be a committed key.
namespace tiendo::test {

struct KeyDeleter {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct CertificateDeleter {
    void operator()(X509* certificate) const { X509_free(certificate); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyDeleter>;
using Certificate = std::unique_ptr<X509, CertificateDeleter>;

struct LeafOptions {
    std::string alternative_name = "IP:127.0.0.1";  ///< as OpenSSL writes it
    long from_seconds = -3'600;                     ///< validity, from now
    long to_seconds = 86'400;
};

/// The files of a server, in PEM.
struct ServerFiles {
    std::string certificate;
    std::string key;
};

/// An authority and what it signs.
class Authority {
public:
    explicit Authority(const Folder& folder);
    /// PEM of its own certificate.
    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] ServerFiles sign(const LeafOptions& options);

private:
    const Folder& folder_;
    int serial_ = 1;  // before `certificate_`, which takes the first
    Key key_;
    Certificate certificate_;
    std::string file_;
};

}  // namespace tiendo::test
