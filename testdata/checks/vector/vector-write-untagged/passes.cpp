// Vectors whose owner is known by other means, or who have none.
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <hnswlib/hnswlib.h>
#include <pqxx/pqxx>

struct Principal {
  std::string org_id;
};

std::vector<float> embed(const std::string& text);
std::string to_pgvector(const std::vector<float>& vector);

using Graph = hnswlib::HierarchicalNSW<float>;

void own_index(const std::map<std::string, std::unique_ptr<Graph>>& graphs, const Principal& who, const std::string& text,
               std::size_t label) {
  graphs.at(who.org_id)->addPoint(embed(text).data(), label);   // clean
}

// The row that gives the label has the owner.
void label_of_row(Graph& shared, pqxx::work& tx, const Principal& who, const std::string& text) {
  const auto row = tx.exec_params1("INSERT INTO chunks(org_id, body) VALUES ($1, $2) RETURNING label", who.org_id, text);
  shared.addPoint(embed(text).data(), row[0].as<std::size_t>());   // clean
}

// The document has the owner, its chunks have the document.
void chunk_of_document(pqxx::work& tx, const Principal& who, const std::string& title, const std::string& text) {
  const auto document =
      tx.exec_params1("INSERT INTO documents(org_id, title) VALUES ($1, $2) RETURNING id", who.org_id, title)[0].as<long>();
  tx.exec_params("INSERT INTO chunks(document_id, body, embedding) VALUES ($1, $2, $3::vector)",   // clean
                 document, text, to_pgvector(embed(text)));
}

// Our own manual: nobody's data.
class Manual {
public:
  explicit Manual(const std::vector<std::string>& pages) {
    for (const std::string& page : pages) {
      graph_.addPoint(embed(page).data(), pages_.size());   // clean
      pages_.push_back(page);
    }
  }

private:
  hnswlib::L2Space space_{384};
  Graph graph_{&space_, 1000};
  std::vector<std::string> pages_;
};
