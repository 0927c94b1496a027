// What is worked out once, for whoever comes first.
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

struct Caller { std::string customer_id; std::string user; };
std::string load_glossary(const std::string& customer_id);
std::string ask(const std::string& prompt);

struct Crm {
  explicit Crm(std::string key) : key(std::move(key)) {}
  std::string key;
};
std::string secret_of(const std::string& customer_id);

std::string glossary_leaks(const Caller& who, const std::string& text) {
  static const std::string glossary = load_glossary(who.customer_id);   // leak: cache-static-memo
  return ask(glossary + text);
}

std::string glossary_is_kept_by_customer(const Caller& who, const std::string& text) {
  static std::map<std::string, std::string> glossaries;
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  const auto [place, is_new] = glossaries.try_emplace(who.customer_id);
  if (is_new) place->second = load_glossary(who.customer_id);   // clean
  return ask(place->second + text);
}

Crm& crm_leaks(const Caller& who) {
  static Crm crm(secret_of(who.customer_id));   // leak: cache-static-memo
  return crm;
}

Crm crm_of_this_request(const Caller& who) {
  Crm crm(secret_of(who.customer_id));   // clean
  return crm;
}

Crm& crm_behind_a_pointer_leaks(const Caller& who) {
  static auto crm = std::make_unique<Crm>(secret_of(who.customer_id));   // leak: cache-static-memo
  return *crm;
}

std::string worked_out_in_a_lambda_leaks(const Caller& who) {
  static const std::string glossary = [&] { return "Use: " + load_glossary(who.customer_id); }();   // leak: cache-static-memo
  return glossary;
}

std::string filled_when_empty_leaks(const Caller& who) {
  static std::string glossary;
  if (glossary.empty()) glossary = load_glossary(who.customer_id);   // leak: cache-static-memo
  return glossary;
}

std::once_flag glossary_once;
std::string glossary_of_all;

std::string call_once_leaks(const Caller& who) {
  std::call_once(glossary_once, [&] { glossary_of_all = load_glossary(who.customer_id); });   // leak: cache-static-memo
  return glossary_of_all;
}

class Agent {
public:
  std::string summary_leaks(const Caller& who) {
    if (!summary_) summary_ = ask(load_glossary(who.customer_id));   // leak: cache-static-memo
    return *summary_;
  }

  std::string last_answer_leaks(const Caller& who, const std::string& question) {
    if (question == last_question_) return last_answer_;
    last_question_ = question;
    last_answer_ = ask(load_glossary(who.customer_id) + question);   // leak: cache-static-memo
    return last_answer_;
  }

  std::string last_answer_is_his_own(const Caller& who, const std::string& question) {
    if (question == asked_ && who.customer_id == asked_by_) return answered_;
    asked_ = question;
    asked_by_ = who.customer_id;
    answered_ = ask(load_glossary(who.customer_id) + question);   // clean
    return answered_;
  }

  std::string loaded_flag_leaks(const Caller& who) {
    if (!is_loaded_) {
      glossary_ = load_glossary(who.customer_id);   // leak: cache-static-memo
      is_loaded_ = true;
    }
    return glossary_;
  }

private:
  std::optional<std::string> summary_;
  std::string last_question_, last_answer_;
  std::string asked_, asked_by_, answered_;
  std::string glossary_;
  bool is_loaded_ = false;
};

// Kept for a while, then worked out for whoever comes first.
struct Tariff { std::string name; };
Tariff tariff_of(const std::string& customer_id);
double price_of_today();

class Portal {
public:
  Tariff tariff_leaks(const Caller& who) {
    const auto now = std::chrono::steady_clock::now();
    if (!tariff_ || now - read_ > std::chrono::minutes(15)) {
      tariff_ = tariff_of(who.customer_id);   // leak: cache-static-memo
      read_ = now;
    }
    return *tariff_;
  }

  // The way there leads past a lookup of the caller's own.
  std::string page(const Caller& who) {
    if (const auto known = pages_.find(who.customer_id); known != pages_.end()) return known->second;
    const std::string text = ask(tariff_leaks(who).name);
    pages_[who.customer_id] = text;
    return text;
  }

  double price() {
    const auto now = std::chrono::steady_clock::now();
    if (!price_ || now - priced_ > std::chrono::minutes(15)) {
      price_ = price_of_today();   // clean
      priced_ = now;
    }
    return *price_;
  }

  Tariff tariff_of_the_last(const Caller& who) {
    const auto now = std::chrono::steady_clock::now();
    if (last_ != who.customer_id || now - last_read_ > std::chrono::minutes(15)) {
      last_tariff_ = tariff_of(who.customer_id);   // clean
      last_ = who.customer_id;
      last_read_ = now;
    }
    return last_tariff_;
  }

private:
  std::map<std::string, std::string> pages_;
  std::optional<Tariff> tariff_;
  std::chrono::steady_clock::time_point read_;
  std::optional<double> price_;
  std::chrono::steady_clock::time_point priced_;
  std::string last_;
  Tariff last_tariff_;
  std::chrono::steady_clock::time_point last_read_;
};
