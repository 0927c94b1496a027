#include <cstdlib>
#include <exception>
#include <functional>
#include <iostream>
#include <string>

#include <httplib.h>
#include <nlohmann/json.hpp>

#include "agent/assistant.h"
#include "auth/sessions.h"
#include "auth/token_verifier.h"

namespace {

using namespace desk;
using nlohmann::json;

std::string setting(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) throw std::runtime_error(std::string(name) + " is not set");
  return value;
}

void reply(httplib::Response& response, const std::function<json()>& work) {
  try {
    response.set_content(work().dump(), "application/json");
  } catch (const Unauthorized& error) {
    response.status = 401;
    response.set_content(json{{"error", error.what()}}.dump(), "application/json");
  } catch (const Forbidden& error) {
    response.status = 403;
    response.set_content(json{{"error", error.what()}}.dump(), "application/json");
  } catch (const json::exception& error) {
    response.status = 400;
    response.set_content(json{{"error", error.what()}}.dump(), "application/json");
  } catch (const std::exception& error) {
    std::cerr << "support desk: " << error.what() << '\n';
    response.status = 500;
  }
}

Ticket ticket_of(const json& body) {
  return {.id = body.at("id").get<std::string>(),
          .org_id = {},
          .subject = body.at("subject").get<std::string>(),
          .resolution = body.at("resolution").get<std::string>()};
}

int serve() {
  const TokenVerifier tokens(setting("DESK_PUBLIC_KEY"), "https://login.desk.example", "support-desk");
  Sessions sessions;
  ModelClient model(setting("DESK_MODEL_URL"), "support-7b", setting("DESK_MODEL_KEY"));
  RedisCache cache("redis", 6379);
  Repository repository(setting("DESK_DSN"));
  TicketIndex tickets(384);
  OrgIndexes notes(384);
  Retrieval retrieval(model, tickets, notes, repository);
  Tools tools(repository);
  Assistant assistant(model, cache, retrieval, tools, repository);

  httplib::Server server;
  server.Post("/ask", [&](const httplib::Request& request, httplib::Response& response) {
    reply(response, [&] {
      const Principal who = tokens.verify(request.get_header_value("Authorization"));
      const json body = json::parse(request.body);
      return json{{"answer", assistant.answer(who, body.at("question").get<std::string>())}};
    });
  });
  server.Post("/sessions", [&](const httplib::Request& request, httplib::Response& response) {
    reply(response, [&] {
      const Principal who = tokens.verify(request.get_header_value("Authorization"));
      return json{{"session", sessions.open(who)}};
    });
  });
  server.Get("/summary", [&](const httplib::Request& request, httplib::Response& response) {
    reply(response, [&] {
      const Principal who = sessions.resolve(request.get_header_value("X-Desk-Session"));
      return json{{"summary", assistant.summary(who, request.get_param_value("conversation"))}};
    });
  });
  server.Post("/solved", [&](const httplib::Request& request, httplib::Response& response) {
    reply(response, [&] {
      const Principal who = tokens.verify(request.get_header_value("Authorization"));
      retrieval.learn(who, ticket_of(json::parse(request.body)));
      return json::object();
    });
  });
  server.Post("/notes", [&](const httplib::Request& request, httplib::Response& response) {
    reply(response, [&] {
      const Principal who = tokens.verify(request.get_header_value("Authorization"));
      retrieval.note(who, ticket_of(json::parse(request.body)));
      return json::object();
    });
  });
  return server.listen("0.0.0.0", 8080) ? 0 : 1;
}

}  // namespace

int main() {
  try {
    return serve();
  } catch (const std::exception& error) {
    std::cerr << "support desk: " << error.what() << '\n';
    return 2;
  }
}
