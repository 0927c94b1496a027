// What looks like the leak and is none.
#include <array>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

struct Principal {
  std::string tenant_id;
  std::string user_id;
  std::string locale;
};

std::vector<float> embed(const std::string& model, const std::string& text);
std::string sha256_hex(const std::string& text);
std::string complete(const std::string& prompt);
std::string documents_of(const std::string& tenant_id);
std::string read_file(const std::string& path);
std::string fetch(const std::string& url);

std::string grounded_answer(const Principal& who, const std::string& question) {
  return complete(documents_of(who.tenant_id) + question);
}

// A pure function of its key: whoever asks, the vector is the same.
class Embeddings {
public:
  std::vector<float> embedding_is_neutral(const std::string& model, const std::string& text) {
    const std::string key = sha256_hex(model + "\n" + text);
    const auto found = vectors_.find(key);   // clean
    if (found != vectors_.end()) return found->second;
    std::vector<float> vector = embed(model, text);
    vectors_.emplace(key, vector);   // clean
    return vector;
  }

private:
  std::unordered_map<std::string, std::vector<float>> vectors_;
};

// Files of the program itself and keys of the identity provider belong to nobody.
class Shared {
public:
  const std::string& prompt_template_is_neutral(const Principal& who) {
    std::string& text = templates_[who.locale];   // clean
    if (text.empty()) text = read_file("prompts/" + who.locale + ".txt");
    return text;
  }

  const std::string& jwks_is_neutral(const std::string& issuer) {
    const auto found = keys_.find(issuer);   // clean
    if (found != keys_.end()) return found->second;
    return keys_.emplace(issuer, fetch(issuer + "/.well-known/jwks.json")).first->second;   // clean
  }

private:
  std::map<std::string, std::string> templates_;
  std::map<std::string, std::string> keys_;
};

// The tenant chooses the cache; the key inside it needs none.
class PerTenant {
public:
  std::string instance_is_scoped(const Principal& who, const std::string& question) {
    auto& answers = by_tenant_[who.tenant_id];
    const auto found = answers.find(question);   // clean
    if (found != answers.end()) return found->second;
    return answers[question] = grounded_answer(who, question);   // clean
  }

private:
  std::unordered_map<std::string, std::unordered_map<std::string, std::string>> by_tenant_;
};

// A handle that was made for one tenant puts it before every key.
class TenantCache {
public:
  TenantCache(std::unordered_map<std::string, std::string>& shared, const Principal& who)
      : shared_(shared), prefix_("t:" + who.tenant_id + ":") {}

  std::string* get(const std::string& key) {
    const auto found = shared_.find(prefix_ + key);   // clean
    return found == shared_.end() ? nullptr : &found->second;
  }
  void put(const std::string& key, std::string value) { shared_[prefix_ + key] = std::move(value); }   // clean

private:
  std::unordered_map<std::string, std::string>& shared_;
  std::string prefix_;
};

std::string handle_is_scoped(std::unordered_map<std::string, std::string>& shared, const Principal& who) {
  TenantCache cache(shared, who);
  if (const std::string* cached = cache.get("profile")) return *cached;
  std::string profile = grounded_answer(who, "Describe this company.");
  cache.put("profile", profile);
  return profile;
}

// Keys made by a helper, by a formatter, by a tuple: the tenant is in all of them.
std::string key_of(const Principal& who, const std::string& question) {
  return fmt::format("{}|{}|{}", who.tenant_id, who.locale, sha256_hex(question));
}

class Composed {
public:
  std::string helper_is_scoped(const Principal& who, const std::string& question) {
    const auto found = answers_.find(key_of(who, question));   // clean
    if (found != answers_.end()) return found->second;
    return answers_[key_of(who, question)] = grounded_answer(who, question);   // clean
  }

  std::string tuple_is_scoped(const Principal& who, const std::string& question) {
    const std::tuple key(who.tenant_id, who.locale, question);
    const auto found = by_tuple_.find(key);   // clean
    if (found != by_tuple_.end()) return found->second;
    return by_tuple_[key] = grounded_answer(who, question);   // clean
  }

  // The shard is chosen by a lossy hash, the key inside the shard is exact.
  std::string sharded_is_scoped(const Principal& who, const std::string& question) {
    auto& shard = shards_[std::hash<std::string>{}(who.tenant_id) % shards_.size()];
    const std::string key = who.tenant_id + ":" + question;
    const auto found = shard.find(key);   // clean
    if (found != shard.end()) return found->second;
    return shard[key] = grounded_answer(who, question);   // clean
  }

private:
  std::map<std::string, std::string> answers_;
  std::map<std::tuple<std::string, std::string, std::string>, std::string> by_tuple_;
  std::array<std::unordered_map<std::string, std::string>, 16> shards_;
};

// A user of ours belongs to one tenant: whoever names the user has named the tenant.
class Profiles {
public:
  std::string user_is_scoped(const Principal& who) {
    const auto found = profiles_.find(who.user_id);   // clean
    if (found != profiles_.end()) return found->second;
    return profiles_[who.user_id] = grounded_answer(who, "Who am I?");   // clean
  }

private:
  std::map<std::string, std::string> profiles_;
};

// Tables from an id to its record are no caches: nothing is computed when an entry is missing.
struct Job {
  std::string tenant_id;
  std::string result;
};

class Jobs {
public:
  void finish_is_no_cache(const std::string& job, const Principal& who, const std::string& question) {
    jobs_[job] = Job{who.tenant_id, grounded_answer(who, question)};   // clean
  }

  std::string collect_is_no_cache(const std::string& job, const Principal& who) const {
    const auto found = jobs_.find(job);   // clean
    if (found == jobs_.end() || found->second.tenant_id != who.tenant_id) return "no such job";
    return found->second.result;
  }

private:
  std::unordered_map<std::string, Job> jobs_;
};

// A table that lives no longer than the request.
std::string memo_of_one_request_is_no_cache(const Principal& who, const std::vector<std::string>& questions) {
  std::map<std::string, std::string> seen;
  std::string out;
  for (const std::string& question : questions) {
    if (!seen.contains(question)) seen[question] = grounded_answer(who, question);   // clean
    out += seen[question];                                                           // clean
  }
  return out;
}

// What is kept under an id comes from the record with that id: it is the record's, whoever asks.
class Sheets {
public:
  std::string sheet_of_a_record(const std::string& job) {
    const auto kept = sheets_.find(job);   // clean
    if (kept != sheets_.end()) return kept->second;
    return sheets_[job] = sha256_hex(records_[job].result);   // clean
  }

private:
  std::unordered_map<std::string, Job> records_;
  std::unordered_map<std::string, std::string> sheets_;
};
