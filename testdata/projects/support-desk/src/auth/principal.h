#pragma once

#include <stdexcept>
#include <string>

namespace desk {

/// Who is asking, as a verified credential says. Every member is a claim; none is ever taken from a request body.
struct Principal {
  std::string org_id;    ///< The customer of ours that the person works for.
  std::string user_id;
  std::string language;
};

struct Unauthorized : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Forbidden : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace desk
