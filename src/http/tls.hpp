#pragma once

#include "tiendo/base/result.hpp"

#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <string>

/// TLS settings and the words for what can be wrong with them; private to the layer.
namespace tiendo::http {

using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

/// @param ca_file PEM of the trusted authorities; empty: the system's
/// @return config, naming the file
Result<TlsContext> client_tls(const std::string& ca_file);

/// @return config, naming the file that is missing, unreadable or does not fit the other
Result<TlsContext> server_tls(const std::string& certificate_file, const std::string& key_file);

/// A certificate that was not accepted, as config.
/// @param trouble an X509_V_ERR_… of OpenSSL
Error certificate_refused(long trouble);

/// Any other end of a handshake on an error of the TLS library, as config.
Error handshake_refused(const boost::system::error_code& error);

}  // namespace tiendo::http
