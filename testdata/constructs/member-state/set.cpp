#include "agent-state.h"

Retriever::Retriever(const app::Principal& who) : owner_(who.tenant_id), topic_("docs") {}

void constructed(const std::string& token, const std::string& prompt) {
  const Retriever retriever(app::authenticate(token));
  retriever.retrieve(prompt);
  retriever.retrieve_topic(prompt);
}

void set_later(const std::string& token, const std::string& prompt) {
  Worker worker;
  worker.set_owner(app::authenticate(token).tenant_id);
  worker.work(prompt);
}
