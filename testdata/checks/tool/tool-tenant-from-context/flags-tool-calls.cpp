// Tool calls as models answer them: what stands in their arguments the model wrote, however often it is parsed.
#include <string>

#include <httplib.h>
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string tenant_id;
};

std::string notes_of(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  return transaction.exec_params1("SELECT body FROM notes WHERE tenant_id = $1", tenant)[0].c_str();   // step
}

// OpenAI's form: the arguments are a text of their own.
std::string openai_leaks(httplib::Client& model, pqxx::connection& database, const json& conversation) {
  const auto answer = model.Post("/v1/chat/completions", conversation.dump(), "application/json");
  const json message = json::parse(answer->body)["choices"][0]["message"];
  const json arguments = json::parse(message["tool_calls"][0]["function"]["arguments"].get<std::string>());
  const auto tenant = arguments.at("tenant_id").get<std::string>();   // leak: tool-tenant-from-context
  return notes_of(database, tenant);
}

std::string openai_is_scoped(httplib::Client& model, pqxx::connection& database, const Principal& who, const json& conversation) {
  const auto answer = model.Post("/v1/chat/completions", conversation.dump(), "application/json");
  const json message = json::parse(answer->body)["choices"][0]["message"];
  const json arguments = json::parse(message["tool_calls"][0]["function"]["arguments"].get<std::string>());
  const auto topic = arguments.at("topic").get<std::string>();   // clean
  return topic + notes_of(database, who.tenant_id);
}

// Anthropic's form: the input is a value.
std::string anthropic_leaks(httplib::Client& model, pqxx::connection& database, const json& conversation) {
  const auto answer = model.Post("/v1/messages", conversation.dump(), "application/json");
  for (const json& block : json::parse(answer->body)["content"]) {
    if (block["type"] != "tool_use") continue;
    const auto tenant = block["input"]["tenant_id"].get<std::string>();   // leak: tool-tenant-from-context
    return notes_of(database, tenant);
  }
  return {};
}
