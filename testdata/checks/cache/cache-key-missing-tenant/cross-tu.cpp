// The key is made in one file, the store is behind another, the value comes from a third.
//--- principal.h
#pragma once
#include <string>

struct Principal {
  std::string workspace_id;
  std::string language;
};

//--- keys.h
#pragma once
#include "principal.h"

std::string plain_key(const std::string& model, const std::string& question);
std::string workspace_key(const Principal& who, const std::string& question);

//--- keys.cpp
#include "keys.h"

std::string plain_key(const std::string& model, const std::string& question) { return model + ":" + question; }

std::string workspace_key(const Principal& who, const std::string& question) {
  std::string key = who.workspace_id;
  key += ':';
  return key.append(question);
}

//--- store.h
#pragma once
#include <functional>
#include <string>
#include <unordered_map>

class Store {
public:
  const std::string* find(const std::string& key) const;
  void keep(const std::string& key, const std::string& value);
  std::string remember(const std::string& key, const std::function<std::string()>& make);

private:
  std::unordered_map<std::string, std::string> values_;
};

//--- store.cpp
#include "store.h"

const std::string* Store::find(const std::string& key) const {
  const auto found = values_.find(key);   // step
  return found == values_.end() ? nullptr : &found->second;
}

void Store::keep(const std::string& key, const std::string& value) { values_[key] = value; }

std::string Store::remember(const std::string& key, const std::function<std::string()>& make) {
  if (const std::string* value = find(key)) return *value;
  const std::string made = make();
  keep(key, made);
  return made;
}

//--- answers.h
#pragma once
#include "principal.h"

std::string answer_from_documents(const Principal& who, const std::string& question);

//--- answers.cpp
#include "answers.h"

std::string complete(const std::string& prompt);
std::string documents_of(const std::string& workspace_id);

std::string answer_from_documents(const Principal& who, const std::string& question) {
  return complete(documents_of(who.workspace_id) + "\n" + question);
}

//--- agent.cpp
#include "answers.h"
#include "keys.h"
#include "store.h"

std::string answer_leaks(Store& store, const Principal& who, const std::string& question) {
  const std::string key = plain_key("large-v2", question);
  if (const std::string* cached = store.find(key)) return *cached;   // leak: cache-key-missing-tenant
  const std::string answer = answer_from_documents(who, question);
  store.keep(key, answer);   // step
  return answer;
}

std::string answer_is_scoped(Store& store, const Principal& who, const std::string& question) {
  const std::string key = workspace_key(who, question);
  if (const std::string* cached = store.find(key)) return *cached;   // clean
  const std::string answer = answer_from_documents(who, question);
  store.keep(key, answer);   // clean
  return answer;
}

//--- shared.cpp
// One shared helper, two callers: only the wrong one is told.
#include "answers.h"
#include "keys.h"
#include "store.h"

std::string shared_helper_leaks(Store& store, const Principal& who, const std::string& question) {
  return store.remember(plain_key("small", question), [&] { return answer_from_documents(who, question); });   // leak: cache-key-missing-tenant
}

std::string shared_helper_is_scoped(Store& store, const Principal& who, const std::string& question) {
  return store.remember(workspace_key(who, question), [&] { return answer_from_documents(who, question); });   // clean
}

//--- handle.h
#pragma once
#include "principal.h"
#include "store.h"

/// A member, set where the object is made and read where the key is: the tenant in one class, not in the other.
class WorkspaceHandle {
public:
  WorkspaceHandle(Store& store, const Principal& who);
  std::string overview_is_scoped() const;

private:
  Store& store_;
  Principal who_;
  std::string prefix_;
};

class LanguageHandle {
public:
  LanguageHandle(Store& store, const Principal& who);
  std::string overview_leaks() const;

private:
  Store& store_;
  Principal who_;
  std::string prefix_;
};

//--- handle.cpp
#include "handle.h"

WorkspaceHandle::WorkspaceHandle(Store& store, const Principal& who)
    : store_(store), who_(who), prefix_(who.workspace_id + "/") {}

LanguageHandle::LanguageHandle(Store& store, const Principal& who)
    : store_(store), who_(who), prefix_(who.language + "/") {}

//--- overview.cpp
#include "answers.h"
#include "handle.h"

std::string WorkspaceHandle::overview_is_scoped() const {
  if (const std::string* cached = store_.find(prefix_ + "overview")) return *cached;   // clean
  const std::string made = answer_from_documents(who_, "Give an overview.");
  store_.keep(prefix_ + "overview", made);   // clean
  return made;
}

std::string LanguageHandle::overview_leaks() const {
  if (const std::string* cached = store_.find(prefix_ + "overview")) return *cached;   // leak: cache-key-missing-tenant
  const std::string made = answer_from_documents(who_, "Give an overview.");
  store_.keep(prefix_ + "overview", made);   // step
  return made;
}

//--- routes.cpp
#include "handle.h"

std::string workspace_overview(Store& store, const Principal& who) {
  return WorkspaceHandle(store, who).overview_is_scoped();
}
std::string language_overview(Store& store, const Principal& who) {
  return LanguageHandle(store, who).overview_leaks();
}
