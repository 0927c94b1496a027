#include "agent/tools.h"

namespace desk {

using nlohmann::json;

Tools::Tools(Repository& repository) : repository_(repository) {
  handlers_["open_tickets"] = [this](const Principal&, const json& arguments) { return open_tickets(arguments); };
  handlers_["invoices"] = [this](const Principal& who, const json& arguments) { return invoices(who, arguments); };
  handlers_["transcript"] = [this](const Principal& who, const json& arguments) { return transcript(who, arguments); };
}

json Tools::call(const Principal& who, const std::string& name, const json& arguments) const {
  const auto handler = handlers_.find(name);
  if (handler == handlers_.end()) return {{"error", "there is no tool named " + name}};
  return handler->second(who, arguments);
}

// The leak: whoever talks the model into another org_id reads that organisation's tickets.
json Tools::open_tickets(const json& arguments) const {
  const auto org_id = arguments.at("org_id").get<std::string>();   // leak: tool-tenant-from-context
  json out = json::array();
  for (const TicketRow& ticket : repository_.open_tickets(org_id, arguments.value("since", "2000-01-01")))
    out.push_back({{"id", ticket.id}, {"subject", ticket.subject}, {"status", ticket.status}});
  return out;
}

// The twin: the model says which month, the credential says whose.
json Tools::invoices(const Principal& who, const json& arguments) const {
  json out = json::array();
  const auto month = arguments.at("month").get<std::string>();
  for (const InvoiceRow& invoice : repository_.invoices(who.org_id, month))   // clean
    out.push_back({{"number", invoice.number}, {"total", invoice.total}});
  return out;
}

// A look-alike: the model may name an organisation, as long as it is the right one.
json Tools::transcript(const Principal& who, const json& arguments) const {
  const auto org_id = arguments.at("org_id").get<std::string>();   // clean
  if (org_id != who.org_id) throw Forbidden("that is not your organisation");
  return repository_.messages(org_id, arguments.at("conversation").get<std::string>());
}

}  // namespace desk
