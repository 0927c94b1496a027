// Scores that are no search over everybody's vectors.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>
#include <queue>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

struct Principal {
  std::string tenant_id;
};

struct Note {
  std::string tenant_id;
  std::string text;
  std::vector<float> vector;
};

using Scored = std::pair<float, const Note*>;

float cosine(const std::vector<float>& a, const std::vector<float>& b) {
  float sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

// A shelf of its own for each tenant.
class Shelves {
public:
  std::vector<Scored> nearest_is_scoped(const Principal& who, const std::vector<float>& query) const {
    std::vector<Scored> scored;
    for (const Note& note : shelves_.at(who.tenant_id)) scored.emplace_back(cosine(query, note.vector), &note);   // clean
    std::sort(scored.begin(), scored.end(), std::greater<>());
    return scored;
  }

private:
  std::unordered_map<std::string, std::vector<Note>> shelves_;
};

// Not a search by nearness: the accounts that spent most.
struct Account {
  std::string account_id;
  double spent = 0;
  std::vector<double> by_month;
};

class Board {
public:
  std::vector<const Account*> leaders(const Principal&, std::size_t k) const {
    std::vector<std::pair<double, const Account*>> ranked;
    for (const Account& account : accounts_)
      ranked.emplace_back(std::accumulate(account.by_month.begin(), account.by_month.end(), account.spent), &account);   // clean
    std::sort(ranked.begin(), ranked.end(), std::greater<>());
    std::vector<const Account*> top;
    for (std::size_t i = 0; i < k && i < ranked.size(); ++i) top.push_back(ranked[i].second);
    return top;
  }

private:
  std::vector<Account> accounts_;
};

// What a search of the tenant's own has found is scored once more.
std::vector<Note> reranked(std::vector<Note> found, const Principal&, const std::vector<float>& query) {
  std::sort(found.begin(), found.end(), [&](const Note& a, const Note& b) {
    return cosine(a.vector, query) > cosine(b.vector, query);   // clean
  });
  return found;
}
