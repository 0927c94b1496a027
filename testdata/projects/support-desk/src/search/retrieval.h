#pragma once

#include <string>
#include <vector>

#include "agent/model_client.h"
#include "auth/principal.h"
#include "search/ticket_index.h"
#include "store/repository.h"

namespace desk {

/// What the agent may read before it answers.
class Retrieval {
public:
  Retrieval(ModelClient& model, TicketIndex& tickets, OrgIndexes& notes, Repository& repository)
      : model_(model), tickets_(tickets), notes_(notes), repository_(repository) {}

  void learn(const Principal& who, Ticket ticket);
  void note(const Principal& who, Ticket note);

  std::vector<Ticket> similar_tickets(const Principal& who, const std::string& question);
  std::vector<Ticket> team_notes(const Principal& who, const std::string& question);
  std::vector<Article> articles(const Principal& who, const std::string& question);

private:
  ModelClient& model_;
  TicketIndex& tickets_;   // all organisations
  OrgIndexes& notes_;      // one index each
  Repository& repository_;
};

}  // namespace desk
