#pragma once

#include <string>

#include "auth/principal.h"

namespace desk {

/// Access tokens of the identity provider, RS256.
class TokenVerifier {
public:
  TokenVerifier(std::string public_key, std::string issuer, std::string audience);

  /// `authorization` is the whole header. Throws Unauthorized unless signature, issuer, audience and expiry hold.
  [[nodiscard]] Principal verify(const std::string& authorization) const;

private:
  std::string public_key_;
  std::string issuer_;
  std::string audience_;
};

}  // namespace desk
