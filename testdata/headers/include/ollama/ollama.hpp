// Declarations of ollama-hpp, compared with jmont-dev/ollama-hpp at commit 539eba32.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace ollama {
struct messages {};
struct request {};
struct response;
} // namespace ollama

struct Ollama;

namespace ollama {
using json = nlohmann::json;
struct response {
  const std::string& as_json_string() const;
  const json& as_json() const;
  const std::string& as_simple_string() const;
  operator std::string() const;
};
} // namespace ollama

struct Ollama {
  using json = nlohmann::json;
  ollama::response generate(const std::string&, const std::string&, const ollama::response&, const json& = {},
                            const std::vector<std::string>& = {});
  ollama::response generate(const std::string&, const std::string&, const json& = {},
                            const std::vector<std::string>& = {});
  ollama::response generate(ollama::request&);
  bool generate(const std::string&, const std::string&, ollama::response&, std::function<bool(const ollama::response&)>,
                const json& = {}, const std::vector<std::string>& = {});
  bool generate(const std::string&, const std::string&, std::function<bool(const ollama::response&)>, const json& = {},
                const std::vector<std::string>& = {});
  bool generate(ollama::request&, std::function<bool(const ollama::response&)>);
  ollama::response chat(const std::string&, const ollama::messages&, json = {}, const std::string& = {},
                        const std::string& = {});
  ollama::response chat(ollama::request&);
  bool chat(const std::string&, const ollama::messages&, std::function<bool(const ollama::response&)>, const json& = {},
            const std::string& = {}, const std::string& = {});
  bool chat(ollama::request&, std::function<bool(const ollama::response&)>);
  ollama::response generate_embeddings(const std::string&, const std::string&, const json& = {}, bool = {},
                                       const std::string& = {});
  ollama::response generate_embeddings(ollama::request&);
};

namespace ollama {
ollama::response generate(const std::string&, const std::string&, const json& = {},
                          const std::vector<std::string>& = {});
ollama::response generate(const std::string&, const std::string&, const ollama::response&, const json& = {},
                          const std::vector<std::string>& = {});
ollama::response generate(ollama::request&);
bool generate(const std::string&, const std::string&, std::function<bool(const ollama::response&)>, const json& = {},
              const std::vector<std::string>& = {});
bool generate(const std::string&, const std::string&, ollama::response&, std::function<bool(const ollama::response&)>,
              const json& = {}, const std::vector<std::string>& = {});
bool generate(ollama::request&, std::function<bool(const ollama::response&)>);
ollama::response chat(const std::string&, const ollama::messages&, const json& = {}, const std::string& = {},
                      const std::string& = {});
ollama::response chat(ollama::request&);
bool chat(const std::string&, const ollama::messages&, std::function<bool(const ollama::response&)>, const json& = {},
          const std::string& = {}, const std::string& = {});
bool chat(ollama::request&, std::function<bool(const ollama::response&)>);
ollama::response generate_embeddings(const std::string&, const std::string&, const json& = {}, bool = {},
                                     const std::string& = {});
ollama::response generate_embeddings(ollama::request&);
} // namespace ollama
