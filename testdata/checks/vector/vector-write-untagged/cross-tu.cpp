//--- shelf.h
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include <hnswlib/hnswlib.h>

struct Note {
  std::string account_id;
  std::string text;
};

std::vector<float> embed(const std::string& text);

class Shelf {
public:
  std::size_t put(const std::string& text);
  void own(std::size_t label, const std::string& account_id);

private:
  hnswlib::L2Space space_{384};
  hnswlib::HierarchicalNSW<float> graph_{&space_, 100000};
  std::size_t next_ = 0;
  std::unordered_map<std::size_t, std::string> owners_;
};

//--- shelf.cpp
#include "shelf.h"

std::size_t Shelf::put(const std::string& text) {
  const std::size_t label = next_++;
  graph_.addPoint(embed(text).data(), label);   // step
  return label;
}

void Shelf::own(std::size_t label, const std::string& account_id) { owners_.emplace(label, account_id); }

//--- import.cpp
#include "shelf.h"

void import_leaks(Shelf& shelf, const Note& note) { shelf.put(note.text); }   // leak: vector-write-untagged

void import_is_tagged(Shelf& shelf, const Note& note) { shelf.own(shelf.put(note.text), note.account_id); }
