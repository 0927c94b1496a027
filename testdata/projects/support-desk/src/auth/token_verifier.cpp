#include "auth/token_verifier.h"

#include <utility>

#include <jwt/jwt.hpp>

namespace desk {

TokenVerifier::TokenVerifier(std::string public_key, std::string issuer, std::string audience)
    : public_key_(std::move(public_key)), issuer_(std::move(issuer)), audience_(std::move(audience)) {}

Principal TokenVerifier::verify(const std::string& authorization) const {
  static const std::string scheme = "Bearer ";
  if (authorization.compare(0, scheme.size(), scheme) != 0) throw Unauthorized("bearer token required");
  try {
    const jwt::jwt_object token = jwt::decode(authorization.substr(scheme.size()), jwt::params::algorithms({"RS256"}),
                                              jwt::params::secret(public_key_), jwt::params::issuer(issuer_),
                                              jwt::params::aud(audience_), jwt::params::verify(true));
    const jwt::jwt_payload& claims = token.payload();
    return {.org_id = claims.get_claim_value<std::string>("org_id"),
            .user_id = claims.get_claim_value<std::string>("sub"),
            .language = claims.get_claim_value<std::string>("lang")};
  } catch (const std::exception& error) {
    throw Unauthorized(std::string("token refused: ") + error.what());
  }
}

}  // namespace desk
