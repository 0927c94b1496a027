// The wrapper is asked with the right index or with everybody's.
//--- index.h
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <hnswlib/hnswlib.h>

struct Principal {
  std::string workspace_id;
};

struct Note {
  std::string workspace_id;
  std::string text;
};

class NoteIndex {
public:
  explicit NoteIndex(std::size_t dimension);
  void add(const std::vector<float>& vector, const Note& note);
  std::vector<std::string> texts(const std::vector<float>& query) const;

private:
  hnswlib::L2Space space_;
  hnswlib::HierarchicalNSW<float> graph_;
  std::vector<Note> notes_;
};

class Library {
public:
  NoteIndex& shared() { return shared_; }
  NoteIndex& of(const Principal& who);

private:
  NoteIndex shared_{384};
  std::map<std::string, std::unique_ptr<NoteIndex>> by_workspace_;
};

//--- index.cpp
#include "index.h"

NoteIndex::NoteIndex(std::size_t dimension) : space_(dimension), graph_(&space_, 10000) {}

void NoteIndex::add(const std::vector<float>& vector, const Note& note) {
  graph_.addPoint(vector.data(), notes_.size());
  notes_.push_back(note);
}

std::vector<std::string> NoteIndex::texts(const std::vector<float>& query) const {
  std::vector<std::string> out;
  for (auto nearest = graph_.searchKnn(query.data(), 6); !nearest.empty(); nearest.pop())   // step
    out.push_back(notes_.at(nearest.top().second).text);
  return out;
}

NoteIndex& Library::of(const Principal& who) {
  auto& index = by_workspace_[who.workspace_id];
  if (!index) index = std::make_unique<NoteIndex>(384);
  return *index;
}

//--- agent.cpp
#include "index.h"

void note(Library& library, const Principal& who, const std::vector<float>& vector, const std::string& text) {
  library.shared().add(vector, {who.workspace_id, text});
  library.of(who).add(vector, {who.workspace_id, text});
}

std::vector<std::string> recall_leaks(Library& library, const Principal&, const std::vector<float>& query) {
  return library.shared().texts(query);   // leak: vector-search-unscoped
}

std::vector<std::string> recall_is_scoped(Library& library, const Principal& who, const std::vector<float>& query) {
  return library.of(who).texts(query);   // clean
}

//--- ask.cpp
#include "index.h"

std::string complete(const std::string& prompt);

std::string ask_leaks(Library& library, const std::vector<float>& query, const std::string& question) {
  NoteIndex& index = library.shared();
  std::string prompt = question;
  for (const std::string& text : index.texts(query)) prompt += "\n" + text;   // leak: vector-search-unscoped
  return complete(prompt);
}

std::string ask_is_scoped(Library& library, const Principal& who, const std::vector<float>& query,
                          const std::string& question) {
  NoteIndex& index = library.of(who);
  std::string prompt = question;
  for (const std::string& text : index.texts(query)) prompt += "\n" + text;   // clean
  return complete(prompt);
}
