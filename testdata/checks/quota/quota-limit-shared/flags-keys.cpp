// Buckets that are many and still shared: kept by plan, by model, by endpoint; counted in tables.
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>

#include <pqxx/pqxx>

struct Customer {
  std::string id;
  std::string plan;
};

Customer customer_of(const std::string& api_key);
std::string complete(const std::string& prompt);

class Limiter {
public:
  virtual ~Limiter() = default;
  virtual bool admit() = 0;
};

class FixedWindow : public Limiter {
public:
  explicit FixedWindow(long calls) : calls_(calls) {}
  bool admit() override {
    std::lock_guard hold(lock_);
    return used_++ < calls_;
  }

private:
  const long calls_;
  std::mutex lock_;
  long used_ = 0;
};

class Limits {
public:
  bool by_plan_leaks(const Customer& customer) {
    std::unique_ptr<Limiter>& limiter = of_plan_[customer.plan];
    if (!limiter) limiter = std::make_unique<FixedWindow>(customer.plan == "free" ? 20 : 400);
    return limiter->admit();   // leak: quota-limit-shared
  }
  bool by_customer_is_scoped(const Customer& customer) {
    std::unique_ptr<Limiter>& limiter = of_customer_[customer.id];
    if (!limiter) limiter = std::make_unique<FixedWindow>(customer.plan == "free" ? 20 : 400);
    return limiter->admit();   // clean
  }
  bool by_model_leaks(const std::string& model) {
    std::unique_ptr<Limiter>& limiter = of_model_[model];
    if (!limiter) limiter = std::make_unique<FixedWindow>(100);
    return limiter->admit();   // step
  }

private:
  std::map<std::string, std::unique_ptr<Limiter>> of_plan_;
  std::map<std::string, std::unique_ptr<Limiter>> of_customer_;
  std::map<std::string, std::unique_ptr<Limiter>> of_model_;
};

std::string plan_leaks(Limits& limits, const std::string& api_key, const std::string& prompt) {
  if (!limits.by_plan_leaks(customer_of(api_key))) throw std::runtime_error("too many");
  return complete(prompt);   // step
}

std::string customer_is_scoped(Limits& limits, const std::string& api_key, const std::string& prompt) {
  if (!limits.by_customer_is_scoped(customer_of(api_key))) throw std::runtime_error("too many");
  return complete(prompt);
}

std::string model_leaks(Limits& limits, const std::string& api_key, const std::string& model, const std::string& prompt) {
  const Customer customer = customer_of(api_key);
  if (!limits.by_model_leaks(model)) throw std::runtime_error("too many");   // leak: quota-limit-shared
  return complete(customer.id + prompt);   // step
}

// The model's own ceiling, behind each customer's.
std::string both(Limits& limits, const std::string& api_key, const std::string& model, const std::string& prompt) {
  if (!limits.by_customer_is_scoped(customer_of(api_key))) throw std::runtime_error("your share is used up");
  if (!limits.by_model_leaks(model)) throw std::runtime_error("the model is busy");   // clean
  return complete(prompt);
}

// A budget in a table.
std::string row_leaks(pqxx::work& transaction, const std::string& api_key, const std::string& prompt) {
  const Customer customer = customer_of(api_key);
  const auto left = transaction.exec_params1("UPDATE budgets SET spent = spent + 1 WHERE plan = $1 RETURNING quota - spent", customer.plan);   // leak: quota-limit-shared
  if (left[0].as<long>() < 0) throw std::runtime_error("used up");
  return complete(customer.id + prompt);   // step
}

std::string row_is_scoped(pqxx::work& transaction, const std::string& api_key, const std::string& prompt) {
  const Customer customer = customer_of(api_key);
  const auto left = transaction.exec_params1("UPDATE budgets SET spent = spent + 1 WHERE customer_id = $1 RETURNING quota - spent", customer.id);   // clean
  if (left[0].as<long>() < 0) throw std::runtime_error("used up");
  return complete(customer.id + prompt);
}
