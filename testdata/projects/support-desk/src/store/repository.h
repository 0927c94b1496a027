#pragma once

#include <string>
#include <vector>

#include <pqxx/pqxx>

namespace desk {

struct TicketRow {
  std::string id;
  std::string subject;
  std::string status;
};

struct InvoiceRow {
  std::string number;
  std::string total;
};

struct Article {
  std::string org_id;
  std::string title;
  std::string body;
};

/// All SQL of the desk. The database role may read every organisation's rows; the callers say whose.
class Repository {
public:
  explicit Repository(const std::string& dsn) : connection_(dsn) {}

  std::vector<TicketRow> open_tickets(const std::string& org_id, const std::string& since);
  std::vector<InvoiceRow> invoices(const std::string& org_id, const std::string& month);
  std::vector<std::string> messages(const std::string& org_id, const std::string& conversation);
  /// Help-centre articles nearest to `embedding`, a pgvector literal.
  std::vector<Article> articles(const std::string& org_id, const std::string& embedding, int limit);

private:
  pqxx::connection connection_;
};

}  // namespace desk
