#pragma once

#include <string>

#include "agent/model_client.h"
#include "agent/tools.h"
#include "auth/principal.h"
#include "cache/redis_cache.h"
#include "search/retrieval.h"

namespace desk {

/// Answers questions from an organisation's own tickets, notes and articles.
class Assistant {
public:
  Assistant(ModelClient& model, RedisCache& cache, Retrieval& retrieval, Tools& tools, Repository& repository)
      : model_(model), cache_(cache), retrieval_(retrieval), tools_(tools), repository_(repository) {}

  std::string answer(const Principal& who, const std::string& question);
  std::string summary(const Principal& who, const std::string& conversation);

private:
  std::string grounded_prompt(const Principal& who, const std::string& question);
  std::string run(const Principal& who, std::string prompt);

  ModelClient& model_;
  RedisCache& cache_;
  Retrieval& retrieval_;
  Tools& tools_;
  Repository& repository_;
};

}  // namespace desk
