#include "tls.hpp"

#include <boost/system/system_error.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <exception>

namespace tiendo::http {

namespace ssl = boost::asio::ssl;

namespace {

/// Errors of OpenSSL belong to a thread and would be read by the next user of it.
struct CleanErrors {
    CleanErrors() { ERR_clear_error(); }
    ~CleanErrors() { ERR_clear_error(); }
    CleanErrors(const CleanErrors&) = delete;
    CleanErrors& operator=(const CleanErrors&) = delete;
};

Error wrong_file(const std::string& path, const std::string& what, std::string remedy) {
    return Error{ErrorCode::config, what, std::move(remedy)}.at("'" + path + "'");
}

TlsContext fresh_context(ssl::context::method method) {
    auto context = std::make_shared<ssl::context>(method);
    SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
    return context;
}

}  // namespace

Result<TlsContext> client_tls(const std::string& ca_file) {
    const CleanErrors clean;
    try {
        auto context = fresh_context(ssl::context::tls_client);
        context->set_verify_mode(ssl::verify_peer);
        boost::system::error_code error;
        if (ca_file.empty()) {
            context->set_default_verify_paths(error);
        } else {
            context->load_verify_file(ca_file, error);
        }
        if (error) {
            return wrong_file(
                ca_file,
                "holds no usable certificates of authorities (" + error.message() + ")",
                "name a readable PEM file, or none to use the system's");
        }
        return context;
    } catch (const std::exception& error) {
        return Error{ErrorCode::config,
                     std::string("TLS cannot be set up (") + error.what() + ")",
                     "check the OpenSSL installation and its configuration file"};
    }
}

Result<TlsContext> server_tls(const std::string& certificate_file, const std::string& key_file) {
    const CleanErrors clean;
    try {
        auto context = fresh_context(ssl::context::tls_server);
        boost::system::error_code error;
        context->use_certificate_chain_file(certificate_file, error);
        if (error) {
            return wrong_file(certificate_file,
                              "is not a certificate chain in PEM (" + error.message() + ")",
                              "correct certificate_file");
        }
        context->use_private_key_file(key_file, ssl::context::pem, error);
        if (error) {
            return wrong_file(key_file,
                              "is not the private key of the certificate (" + error.message() + ")",
                              "correct key_file");
        }
        return context;
    } catch (const std::exception& error) {
        return Error{ErrorCode::config,
                     std::string("TLS cannot be set up (") + error.what() + ")",
                     "check the OpenSSL installation and its configuration file"};
    }
}

Error certificate_refused(long trouble) {
    const std::string why = X509_verify_cert_error_string(trouble);
    if (trouble == X509_V_ERR_CERT_HAS_EXPIRED || trouble == X509_V_ERR_CERT_NOT_YET_VALID) {
        return Error{ErrorCode::config,
                     "its certificate is out of date (" + why + ")",
                     "ask its operator to renew it, and check the clock of this machine"};
    }
    if (trouble == X509_V_ERR_HOSTNAME_MISMATCH || trouble == X509_V_ERR_IP_ADDRESS_MISMATCH) {
        return Error{ErrorCode::config,
                     "its certificate is made out for another name (" + why + ")",
                     "use the host name that the certificate states"};
    }
    return Error{
        ErrorCode::config,
        "its certificate is not trusted (" + why + ")",
        "name the authority that signed it as ca_file, after checking that it is the right one"};
}

Error handshake_refused(const boost::system::error_code& error) {
    return Error{
        ErrorCode::config,
        "no agreement on TLS (" + error.message() + ")",
        "check that the port speaks TLS 1.2 or later, else begin the address with http://"};
}

}  // namespace tiendo::http
