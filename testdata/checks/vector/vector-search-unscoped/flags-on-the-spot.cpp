// The product is written out where the entries are gone through.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
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

class Notes {
public:
  std::vector<std::string> nearest_leaks(const Principal& who, const std::vector<float>& query, std::size_t k) const {
    std::vector<std::pair<float, std::size_t>> scored;
    for (std::size_t n = 0; n < notes_.size(); ++n) {
      float score = 0;
      for (std::size_t i = 0; i < query.size(); ++i) score += query[i] * notes_[n].vector[i];   // leak: vector-search-unscoped
      scored.emplace_back(score, n);
    }
    std::partial_sort(scored.begin(), scored.begin() + static_cast<long>(k), scored.end(), std::greater<>());   // step
    std::vector<std::string> texts{"for " + who.tenant_id};
    for (std::size_t n = 0; n < k; ++n) texts.push_back(notes_[scored[n].second].text);
    return texts;
  }

  std::vector<std::string> nearest_is_scoped(const Principal& who, const std::vector<float>& query, std::size_t k) const {
    std::vector<std::pair<float, std::size_t>> scored;
    for (std::size_t n = 0; n < notes_.size(); ++n) {
      float score = 0;
      for (std::size_t i = 0; i < query.size(); ++i) score += query[i] * notes_[n].vector[i];   // clean
      if (notes_[n].tenant_id == who.tenant_id) scored.emplace_back(score, n);
    }
    std::partial_sort(scored.begin(), scored.begin() + static_cast<long>(k), scored.end(), std::greater<>());
    std::vector<std::string> texts;
    for (std::size_t n = 0; n < k; ++n) texts.push_back(notes_[scored[n].second].text);
    return texts;
  }

  // The nearest by squared distance.
  std::string closest_leaks(const Principal& who, const std::vector<float>& query) const {
    const Note* best = nullptr;
    float nearest = 1e30f;
    for (const Note& note : notes_) {
      float distance = 0;
      for (std::size_t i = 0; i < query.size(); ++i) {
        const float d = note.vector[i] - query[i];   // leak: vector-search-unscoped
        distance += d * d;
      }
      if (distance < nearest) {
        nearest = distance;
        best = &note;
      }
    }
    return who.tenant_id + ": " + (best ? best->text : "");
  }

private:
  std::vector<Note> notes_;
};

// Numbers of an account are multiplied, and nothing is near to anything.
struct Account {
  std::string account_id;
  std::vector<double> hours;
  std::vector<double> rates;
};

class Bills {
public:
  std::vector<std::pair<double, std::string>> highest(const Principal&) const {
    std::vector<std::pair<double, std::string>> bills;
    for (const Account& account : accounts_) {
      double sum = 0;
      for (std::size_t i = 0; i < account.hours.size(); ++i) sum += account.hours[i] * account.rates[i];   // clean
      bills.emplace_back(sum, account.account_id);
    }
    std::sort(bills.begin(), bills.end());
    return bills;
  }

  // Weights of our own rank the accounts.
  std::vector<std::pair<double, std::string>> riskiest(const Principal&) const {
    std::vector<std::pair<double, std::string>> risks;
    for (const Account& account : accounts_) {
      double sum = 0;
      for (std::size_t i = 0; i < weights_.size(); ++i) sum += account.hours[i] * weights_[i];   // clean
      risks.emplace_back(sum, account.account_id);
    }
    std::sort(risks.begin(), risks.end());
    return risks;
  }

private:
  std::vector<double> weights_;
  std::vector<Account> accounts_;
};
