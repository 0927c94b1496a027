#pragma once

#include <functional>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "auth/principal.h"
#include "store/repository.h"

namespace desk {

/// What the model may call, by name. `arguments` is what the model wrote.
class Tools {
public:
  explicit Tools(Repository& repository);

  [[nodiscard]] nlohmann::json call(const Principal& who, const std::string& name,
                                    const nlohmann::json& arguments) const;

private:
  using Handler = std::function<nlohmann::json(const Principal& who, const nlohmann::json& arguments)>;

  [[nodiscard]] nlohmann::json open_tickets(const nlohmann::json& arguments) const;
  [[nodiscard]] nlohmann::json invoices(const Principal& who, const nlohmann::json& arguments) const;
  [[nodiscard]] nlohmann::json transcript(const Principal& who, const nlohmann::json& arguments) const;

  Repository& repository_;
  std::map<std::string, Handler> handlers_;
};

}  // namespace desk
