// Declarations of cpp-httplib where it differs from 0.11, compared with yhirose/cpp-httplib at the tag v0.18.7.
#pragma once

#include <string>
#include <vector>

namespace httplib {
struct MultipartFormData {};

struct Request {
  std::vector<MultipartFormData> get_file_values(const std::string&) const;
};

struct Server {
  void wait_until_ready() const;
};

std::string get_bearer_token_auth(const Request&);
} // namespace httplib
