// A tenant in JSON that offers the model nothing.
#include <nlohmann/json.hpp>

#include <string>

using nlohmann::json;

void send(const json& message);

// What a tool returns.
void results() {
  send({{"name", "whoami"},
        {"inputSchema", {{"type", "object"}, {"properties", json::object()}}},
        {"outputSchema", {{"type", "object"}, {"properties", {{"tenant_id", {{"type", "string"}}}}}}}});   // clean
}

// How an index keeps its fields.
void mapping() {
  send(json::parse(R"({"mappings": {"properties": {"tenant_id": {"type": "keyword"}, "body": {"type": "text"}}}})"));   // clean
}

// A resource inside a tenant.
void resource() {
  send({{"type", "object"}, {"properties", {{"invoice_id", {{"type", "string"}}}, {"account_name", {{"type", "string"}}}}}});   // clean
}

// A row, not a schema.
void row(const std::string& tenant_id) { send({{"properties", {{"tenant_id", tenant_id}}}}); }   // clean
