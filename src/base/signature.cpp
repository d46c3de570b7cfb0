#include "tiendo/base/signature.hpp"

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>

namespace tiendo {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

constexpr std::size_t der_bytes = 44;     // of an Ed25519 key, always
constexpr std::size_t base64_chars = 60;  // of so many bytes, one of them '='

const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

Error no_key() {
    return Error{ErrorCode::malformed_input,
                 "it is no Ed25519 public key",
                 "give the line between BEGIN and END of: openssl pkey -in KEY.pem -pubout"};
}

}  // namespace

Result<PublicKey> parse_public_key(std::string_view base64) {
    std::array<unsigned char, der_bytes + 1> der{};  // decoding fills in a byte for the '='
    const auto padded = base64.size() == base64_chars && base64.find('=') == base64_chars - 1;
    if (!padded ||
        EVP_DecodeBlock(der.data(), raw(base64), base64_chars) != static_cast<int>(der.size())) {
        return no_key();
    }
    const unsigned char* at = der.data();
    const Key key(d2i_PUBKEY(nullptr, &at, der_bytes), &EVP_PKEY_free);
    PublicKey bytes{};
    std::size_t size = bytes.size();
    if (key == nullptr || at != der.data() + der_bytes ||
        EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519 ||
        EVP_PKEY_get_raw_public_key(key.get(), bytes.data(), &size) != 1 || size != bytes.size()) {
        return no_key();
    }
    return bytes;
}

bool is_signed_by(const PublicKey& key, std::string_view bytes, std::string_view signature) {
    const Key its(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()),
                  &EVP_PKEY_free);
    const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    return its != nullptr && context != nullptr && signature.size() == signature_bytes &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, its.get()) == 1 &&
           EVP_DigestVerify(
               context.get(), raw(signature), signature.size(), raw(bytes), bytes.size()) == 1;
}

}  // namespace tiendo
