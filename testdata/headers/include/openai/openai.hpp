// Declarations of openai-cpp, compared with olrea/openai-cpp at commit 9554a4d7.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

namespace openai {
namespace _detail {
struct OpenAI;
struct CategoryCompletion;
struct CategoryChat;
struct CategoryEmbedding;
using Json = nlohmann::json;
struct OpenAI {
  Json post(const std::string&, const std::string&, const std::string&);
  Json get(const std::string&, const std::string& = {});
  Json post(const std::string&, const Json&, const std::string& = {});
};
struct CategoryCompletion {
  Json create(Json);
};
struct CategoryChat {
  Json create(Json);
};
struct CategoryEmbedding {
  Json create(Json);
};
} // namespace _detail
} // namespace openai
