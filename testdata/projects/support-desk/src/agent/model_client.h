#pragma once

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace desk {

using Embedding = std::vector<float>;

/// The inference server: completions and embeddings over HTTP.
class ModelClient {
public:
  ModelClient(std::string url, std::string model, std::string api_key);

  [[nodiscard]] const std::string& name() const { return model_; }
  [[nodiscard]] std::string complete(const std::string& prompt) const;
  /// The same text always has the same embedding, whoever asks.
  [[nodiscard]] Embedding embed(const std::string& text);

private:
  [[nodiscard]] std::string post(const std::string& path, const std::string& body) const;

  std::string url_;
  std::string model_;
  std::string api_key_;
  std::mutex mutex_;
  std::unordered_map<std::string, Embedding> embeddings_;   // by SHA-256 of the text
};

}  // namespace desk
