// Declarations of liboai 4.0.1, compared with D7EAD/liboai at commit 1936bdc9.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

namespace liboai {
struct Response;
struct Network {};
struct Authorization;
struct Functions;
struct Conversation;
struct ChatCompletion;
struct Completions;
struct Embeddings;
using FutureResponse = std::future<liboai::Response>;
struct Response {
  Response();
  Response(const liboai::Response&);
  Response(liboai::Response&&);
  Response(std::string&&, std::string&&, std::string&&, std::string&&, long, double);
  template <class _Ty> nlohmann::json::const_reference operator[](const _Ty&) const;
};
struct Authorization {
  static Authorization& Authorizer();
  bool SetKey(std::string_view);
  bool SetKeyFile(const std::filesystem::path&);
  bool SetKeyEnv(std::string_view);
  bool SetOrganization(std::string_view);
  bool SetOrganizationEnv(std::string_view);
  void SetMaxTimeout(int32_t);
};
struct Functions {
  struct FunctionParameter;
  struct FunctionParameter {
    FunctionParameter();
    FunctionParameter(std::string_view, std::string_view, std::string_view,
                      std::optional<std::vector<std::string>> = {});
    FunctionParameter(const FunctionParameter&);
    FunctionParameter(FunctionParameter&&);
  };
  bool AddFunction(std::string_view) &;
  bool AddFunctions(std::initializer_list<std::string_view>) &;
  bool AddFunctions(std::vector<std::string>) &;
  template <class... _Fnames,
            std::enable_if_t<std::conjunction_v<std::is_convertible<_Fnames, std::string_view>...>, int> = 0>
  bool AddFunctions(_Fnames...) &;
  bool PopFunction(std::string_view) &;
  bool SetDescription(std::string_view, std::string_view) &;
  bool SetRequired(std::string_view, std::initializer_list<std::string_view>) &;
  bool SetRequired(std::string_view, std::vector<std::string>) &;
  template <class... _Rp, std::enable_if_t<std::conjunction_v<std::is_convertible<_Rp, std::string_view>...>, int> = 0>
  bool SetRequired(std::string_view, _Rp...) &;
  bool AppendRequired(std::string_view, std::string_view) &;
  bool AppendRequired(std::string_view, std::initializer_list<std::string_view>) &;
  bool AppendRequired(std::string_view, std::vector<std::string>) &;
  template <class... _Rp, std::enable_if_t<std::conjunction_v<std::is_convertible<_Rp, std::string_view>...>, int> = 0>
  bool AppendRequired(std::string_view, _Rp...) &;
  bool SetParameter(std::string_view, FunctionParameter) &;
  bool SetParameters(std::string_view, std::initializer_list<FunctionParameter>) &;
  bool SetParameters(std::string_view, std::vector<FunctionParameter>) &;
  template <class... _Fp, std::enable_if_t<std::conjunction_v<std::is_same<_Fp, FunctionParameter>...>, int> = 0>
  bool SetParameters(std::string_view, _Fp...) &;
  bool AppendParameter(std::string_view, FunctionParameter) &;
};
struct Conversation {
  Conversation();
  Conversation(const Conversation&);
  Conversation(Conversation&&);
  Conversation(std::string_view);
  Conversation(std::string_view, std::string_view);
  Conversation(std::string_view, std::initializer_list<std::string_view>);
  Conversation(std::initializer_list<std::string_view>);
  Conversation(const std::vector<std::string>&);
  Conversation& operator=(const Conversation&);
  Conversation& operator=(Conversation&&);
  bool SetSystemData(std::string_view) &;
  bool AddUserData(std::string_view) &;
  bool AddUserData(std::string_view, std::string_view) &;
  std::string GetLastResponse() const&;
  bool LastResponseIsFunctionCall() const&;
  std::string GetLastFunctionCallName() const&;
  std::string GetLastFunctionCallArguments() const&;
  bool Update(std::string_view) &;
  bool Update(const Response&) &;
  std::string Export() const&;
  bool Import(std::string_view) &;
  bool SetFunctions(Functions) &;
  std::string GetRawConversation() const&;
  const nlohmann::json& GetJSON() const&;
};
struct ChatCompletion {
  using ChatStreamCallback = std::function<bool(std::string, intptr_t, Conversation&)>;
  liboai::Response create(const std::string&, Conversation&, std::optional<std::string> = {}, std::optional<float> = {},
                          std::optional<float> = {}, std::optional<uint16_t> = {},
                          std::optional<ChatStreamCallback> = {}, std::optional<std::vector<std::string>> = {},
                          std::optional<uint16_t> = {}, std::optional<float> = {}, std::optional<float> = {},
                          std::optional<std::unordered_map<std::string, int8_t>> = {},
                          std::optional<std::string> = {}) const&;
  liboai::FutureResponse create_async(const std::string&, Conversation&, std::optional<std::string> = {},
                                      std::optional<float> = {}, std::optional<float> = {},
                                      std::optional<uint16_t> = {}, std::optional<ChatStreamCallback> = {},
                                      std::optional<std::vector<std::string>> = {}, std::optional<uint16_t> = {},
                                      std::optional<float> = {}, std::optional<float> = {},
                                      std::optional<std::unordered_map<std::string, int8_t>> = {},
                                      std::optional<std::string> = {}) const&;
};
struct Completions {
  using StreamCallback = std::function<bool(std::string, intptr_t)>;
  liboai::Response create(const std::string&, std::optional<std::string> = {}, std::optional<std::string> = {},
                          std::optional<uint16_t> = {}, std::optional<float> = {}, std::optional<float> = {},
                          std::optional<uint16_t> = {}, std::optional<StreamCallback> = {}, std::optional<uint8_t> = {},
                          std::optional<bool> = {}, std::optional<std::vector<std::string>> = {},
                          std::optional<float> = {}, std::optional<float> = {}, std::optional<uint16_t> = {},
                          std::optional<std::unordered_map<std::string, int8_t>> = {},
                          std::optional<std::string> = {}) const&;
};
struct Embeddings {
  liboai::Response create(const std::string&, std::optional<std::string> = {}, std::optional<std::string> = {}) const&;
};
} // namespace liboai
