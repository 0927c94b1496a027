// Sentences that are the second lock, or none.
#include <pqxx/pqxx>

#include <stdexcept>
#include <string>

struct Principal {
  std::string customer_id;
};

std::string complete(const std::string& prompt);

// No data in reach.
std::string smalltalk(const Principal& who, const std::string& question) {
  return complete("Talk only about the products of customer " + who.customer_id + ".\n" + question);   // clean
}

// Not told to a model.
void refuse(const Principal& who, const std::string& customer_id) {
  if (who.customer_id != customer_id) throw std::runtime_error("only members of this customer's account may do that");   // clean
}

// Told in addition.
std::string second_lock(pqxx::work& tx, const Principal& who, const std::string& question) {
  const auto rows = tx.exec_params("SELECT body FROM documents WHERE customer_id = $1", who.customer_id);
  std::string text = "Never mention other customers.\n";   // clean
  for (const auto& row : rows) text += row[0].as<std::string>();
  return complete(text + question);
}
