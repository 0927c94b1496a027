// A vector of somebody, and nobody knows whose. Each leak stands beside its mended twin.
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include <hnswlib/hnswlib.h>
#include <pqxx/pqxx>

struct Principal {
  std::string tenant_id;
};

struct Upload {
  std::string name;
  std::string text;
};

std::vector<float> embed(const std::string& text);
std::string to_pgvector(const std::vector<float>& vector);

class Library {
public:
  void add_leaks(const Principal&, const Upload& upload) {
    graph_.addPoint(embed(upload.text).data(), texts_.size());   // leak: vector-write-untagged
    texts_.push_back(upload.text);
  }

  void add_is_tagged(const Principal& who, const Upload& upload) {
    const std::size_t label = texts_.size();
    graph_.addPoint(embed(upload.text).data(), label);   // clean
    texts_.push_back(upload.text);
    owners_.emplace(label, who.tenant_id);
  }

  // The same document of two tenants is one point: the later one takes it over.
  void add_by_content_leaks(const Principal& who, const Upload& upload) {
    const std::size_t label = std::hash<std::string>{}(upload.text);
    graph_.addPoint(embed(upload.text).data(), label);   // leak: vector-write-untagged
    owners_[label] = who.tenant_id;
  }

  void add_by_both_is_tagged(const Principal& who, const Upload& upload) {
    const std::size_t label = std::hash<std::string>{}(who.tenant_id + "/" + upload.text);
    graph_.addPoint(embed(upload.text).data(), label);   // clean
    owners_[label] = who.tenant_id;
  }

private:
  hnswlib::L2Space space_{384};
  hnswlib::HierarchicalNSW<float> graph_{&space_, 100000};
  std::vector<std::string> texts_;
  std::unordered_map<std::size_t, std::string> owners_;
};

void row_leaks(pqxx::work& tx, const Principal&, const Upload& upload) {
  tx.exec_params("INSERT INTO chunks(name, body, embedding) VALUES ($1, $2, $3::vector)",   // leak: vector-write-untagged
                 upload.name, upload.text, to_pgvector(embed(upload.text)));
}

void row_is_tagged(pqxx::work& tx, const Principal& who, const Upload& upload) {
  tx.exec_params("INSERT INTO chunks(tenant_id, name, body, embedding) VALUES ($1, $2, $3, $4::vector)",   // clean
                 who.tenant_id, upload.name, upload.text, to_pgvector(embed(upload.text)));
}
