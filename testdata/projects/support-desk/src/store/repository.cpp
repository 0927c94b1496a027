#include "store/repository.h"

namespace desk {

std::vector<TicketRow> Repository::open_tickets(const std::string& org_id, const std::string& since) {
  pqxx::work transaction(connection_);
  std::vector<TicketRow> tickets;
  for (const auto& row : transaction.exec_params("SELECT id, subject, status FROM tickets"   // step
                                                 " WHERE org_id = $1 AND status <> 'closed' AND opened_on >= $2",
                                                 org_id, since)) {
    tickets.push_back({row["id"].c_str(), row["subject"].c_str(), row["status"].c_str()});
  }
  return tickets;
}

std::vector<InvoiceRow> Repository::invoices(const std::string& org_id, const std::string& month) {
  pqxx::work transaction(connection_);
  const pqxx::result rows = transaction.exec_params(   // clean
      "SELECT number, total FROM invoices WHERE org_id = $1 AND month = $2 ORDER BY number", org_id, month);
  std::vector<InvoiceRow> invoices;
  for (const auto& row : rows) invoices.push_back({row["number"].c_str(), row["total"].c_str()});
  return invoices;
}

std::vector<std::string> Repository::messages(const std::string& org_id, const std::string& conversation) {
  pqxx::work transaction(connection_);
  const pqxx::result rows = transaction.exec_params(   // clean
      "SELECT body FROM messages WHERE org_id = $1 AND conversation_id = $2 ORDER BY sent_at", org_id, conversation);
  std::vector<std::string> messages;
  for (const auto& row : rows) messages.emplace_back(row["body"].c_str());
  return messages;
}

std::vector<Article> Repository::articles(const std::string& org_id, const std::string& embedding, int limit) {
  static constexpr const char* nearest_articles = R"sql(
      SELECT org_id, title, body
        FROM articles
       WHERE org_id = $1 AND published
       ORDER BY embedding <=> $2::vector
       LIMIT $3)sql";
  pqxx::work transaction(connection_);
  std::vector<Article> articles;
  for (const auto& row : transaction.exec_params(nearest_articles, org_id, embedding, limit))   // clean
    articles.push_back({row["org_id"].c_str(), row["title"].c_str(), row["body"].c_str()});
  return articles;
}

}  // namespace desk
