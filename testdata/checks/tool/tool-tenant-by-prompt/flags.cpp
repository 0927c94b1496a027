// Isolation asked of a model. Each leak stands beside its mended twin.
#include <pqxx/pqxx>

#include <string>

struct Principal {
  std::string customer_id;
};

std::string complete(const std::string& prompt);

std::string documents_of_all(pqxx::work& tx, const std::string& question) {
  std::string text;
  for (const auto& row : tx.exec_params("SELECT body FROM documents WHERE body ILIKE $1", question)) text += row[0].as<std::string>();   // step
  return text;
}

std::string documents_of(pqxx::work& tx, const Principal& who, const std::string& question) {
  std::string text;
  for (const auto& row : tx.exec_params("SELECT body FROM documents WHERE customer_id = $1 AND body ILIKE $2", who.customer_id, question))
    text += row[0].as<std::string>();
  return text;
}

std::string ask_leaks(pqxx::work& tx, const Principal& who, const std::string& question) {
  std::string prompt = "You work for customer " + who.customer_id + ". ";
  prompt += "Never reveal anything about other customers.\n";   // leak: tool-tenant-by-prompt
  prompt += documents_of_all(tx, question);
  return complete(prompt + question);
}

std::string ask_is_scoped(pqxx::work& tx, const Principal& who, const std::string& question) {
  std::string prompt = "You work for customer " + who.customer_id + ". ";
  prompt += "Never reveal anything about other customers.\n";   // clean
  prompt += documents_of(tx, who, question);
  return complete(prompt + question);
}

// The other way to say it.
std::string only_leaks(pqxx::work& tx, const Principal& who, const std::string& question) {
  const std::string rules = "Use only documents that belong to the customer named here: ";   // leak: tool-tenant-by-prompt
  return complete(rules + who.customer_id + "\n" + documents_of_all(tx, question) + question);
}

// Over several lines.
std::string lines_leaks(pqxx::work& tx, const Principal&, const std::string& question) {
  const std::string system =
      "You are a friendly assistant.\n"
      "Ignore documents of any other company.\n"   // leak: tool-tenant-by-prompt
      "Answer in one sentence.\n";
  return complete(system + documents_of_all(tx, question) + question);
}
