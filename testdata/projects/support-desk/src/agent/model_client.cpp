#include "agent/model_client.h"

#include <stdexcept>
#include <utility>

#include <httplib.h>
#include <nlohmann/json.hpp>

#include "digest.h"

namespace desk {

using nlohmann::json;

ModelClient::ModelClient(std::string url, std::string model, std::string api_key)
    : url_(std::move(url)), model_(std::move(model)), api_key_(std::move(api_key)) {}

std::string ModelClient::post(const std::string& path, const std::string& body) const {
  httplib::Client client(url_);
  client.set_read_timeout(90);
  const httplib::Headers headers{{"Authorization", "Bearer " + api_key_}};
  const httplib::Result answer = client.Post(path.c_str(), headers, body, "application/json");
  if (!answer || answer->status != 200) throw std::runtime_error("the inference server failed on " + path);
  return answer->body;
}

std::string ModelClient::complete(const std::string& prompt) const {
  const json request{{"model", model_}, {"temperature", 0.2}, {"messages", {{{"role", "user"}, {"content", prompt}}}}};
  const json answer = json::parse(post("/v1/chat/completions", request.dump()));
  return answer.at("choices").at(0).at("message").at("content").get<std::string>();
}

Embedding ModelClient::embed(const std::string& text) {
  const std::string key = sha256_hex(text);
  {
    const std::lock_guard lock(mutex_);
    const auto found = embeddings_.find(key);   // clean
    if (found != embeddings_.end()) return found->second;
  }
  const json request{{"model", "bge-small-en"}, {"input", text}};
  const json answer = json::parse(post("/v1/embeddings", request.dump()));
  Embedding embedding = answer.at("data").at(0).at("embedding").get<Embedding>();
  const std::lock_guard lock(mutex_);
  embeddings_[key] = embedding;   // clean
  return embedding;
}

}  // namespace desk
