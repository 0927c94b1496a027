// The schema in one file, the handler that trusts or checks it in another.
//--- tools.h
#pragma once
#include <nlohmann/json.hpp>

#include <string>

struct Principal {
  std::string org_id;
};

nlohmann::json schemas();
nlohmann::json list_invoices(const Principal& who, const nlohmann::json& arguments);
nlohmann::json list_orders(const Principal& who, const nlohmann::json& arguments);
std::string invoices_of(const std::string& org_id);
std::string orders_of(const std::string& workspace_id);

//--- schemas.cpp
#include "tools.h"

nlohmann::json schemas() {
  return nlohmann::json::array({
      {{"name", "list_invoices"},
       {"inputSchema", {{"type", "object"}, {"properties", {{"org_id", {{"type", "string"}}}}}}}},   // leak: tool-tenant-in-schema
      {{"name", "list_orders"},
       {"inputSchema", {{"type", "object"}, {"properties", {{"workspace_id", {{"type", "string"}}}}}}}},   // clean
  });
}

//--- invoices.cpp
#include "tools.h"

nlohmann::json list_invoices(const Principal&, const nlohmann::json& arguments) {
  return invoices_of(arguments.at("org_id").get<std::string>());   // leak: tool-tenant-from-context
}

//--- orders.cpp
#include "tools.h"

#include <stdexcept>

nlohmann::json list_orders(const Principal& who, const nlohmann::json& arguments) {
  const auto workspace_id = arguments.at("workspace_id").get<std::string>();
  if (workspace_id != who.org_id) throw std::runtime_error("that is not yours");
  return orders_of(workspace_id);   // clean
}
