#include "search/retrieval.h"

#include <utility>

namespace desk {
namespace {

std::string to_pgvector(const Embedding& embedding) {
  std::string text = "[";
  for (const float component : embedding) {
    if (text.size() > 1) text += ',';
    text += std::to_string(component);
  }
  return text + "]";
}

}  // namespace

void Retrieval::learn(const Principal& who, Ticket ticket) {
  ticket.org_id = who.org_id;
  tickets_.add(model_.embed(ticket.subject), std::move(ticket));
}

void Retrieval::note(const Principal& who, Ticket note) {
  note.org_id = who.org_id;
  notes_.of(who.org_id).add(model_.embed(note.subject), std::move(note));
}

// The leak: eight places are given away before anybody asks whose tickets stand there.
std::vector<Ticket> Retrieval::similar_tickets(const Principal& who, const std::string& question) {
  std::vector<Ticket> tickets;
  for (const Hit& hit : tickets_.nearest(model_.embed(question), 8)) {   // leak: vector-post-filter
    if (hit.ticket.org_id != who.org_id) continue;                        // step
    tickets.push_back(hit.ticket);
  }
  return tickets;
}

// The twin: the organisation chooses the index; all eight places are its own.
std::vector<Ticket> Retrieval::team_notes(const Principal& who, const std::string& question) {
  std::vector<Ticket> notes;
  for (const Hit& hit : notes_.of(who.org_id).nearest(model_.embed(question), 8)) {   // clean
    if (hit.distance > 0.8F) continue;
    notes.push_back(hit.ticket);
  }
  return notes;
}

// A look-alike: the query is scoped already; the test is a second lock on the same door.
std::vector<Article> Retrieval::articles(const Principal& who, const std::string& question) {
  std::vector<Article> articles;
  for (const Article& article : repository_.articles(who.org_id, to_pgvector(model_.embed(question)), 4)) {   // clean
    if (article.org_id != who.org_id) continue;
    articles.push_back(article);
  }
  return articles;
}

}  // namespace desk
