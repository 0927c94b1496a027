// Schemas that ask the model whose data it wants. Each stands beside one that does not.
#include <nlohmann/json.hpp>

#include <string>

using nlohmann::json;

void offer(const json& tool);

// JSON text.
void offer_text_leaks() {
  offer(json::parse(R"({"type": "object", "properties": {"org_id": {"type": "string"}}})"));   // leak: tool-tenant-in-schema
  offer(json::parse(
      "{\"type\": \"object\", \"properties\": {"
      "\"month\": {\"type\": \"string\"},"
      "\"account_id\": {\"type\": \"string\"}}}"));   // leak: tool-tenant-in-schema
}

void offer_text_is_scoped() {
  offer(json::parse(R"({"type": "object", "properties": {"month": {"type": "string"}}})"));   // clean
}

// Lists of pairs.
void offer_list_leaks() {
  offer({{"name", "count_invoices"},
         {"parameters", {{"type", "object"},
                         {"properties", {{"workspace_id", {{"type", "string"}}},   // leak: tool-tenant-in-schema
                                         {"month", {{"type", "string"}}}}},
                         {"required", {"workspace_id"}}}}});
}

void offer_list_is_scoped() {
  offer({{"name", "count_invoices"},
         {"parameters", {{"type", "object"},
                         {"properties", {{"month", {{"type", "string"}}}}},   // clean
                         {"required", {"month"}}}}});
}

// Assigned by name.
void offer_assigned_leaks() {
  json schema = {{"type", "object"}};
  schema["properties"]["month"] = {{"type", "string"}};
  schema["properties"]["customer_id"] = {{"type", "string"}};   // leak: tool-tenant-in-schema
  offer(schema);
}
