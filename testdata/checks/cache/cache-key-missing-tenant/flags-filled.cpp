// A list that is filled only where it was not there yet is an answer, kept for whoever asks next.
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

std::vector<std::string> load_notes(const std::string& tenant_id, const std::string& topic);
std::string load_note(const std::string& tenant_id, const std::string& topic);
using Notes = std::shared_ptr<std::vector<std::string>>;

class Shelf {
public:
  Notes filled_on_a_miss_leaks(const std::string& tenant_id, const std::string& topic) {
    const auto known = shelf_.find(topic);   // leak: cache-key-missing-tenant
    if (known != shelf_.end()) return known->second;
    auto notes = std::make_shared<std::vector<std::string>>();
    shelf_[topic] = notes;
    for (const std::string& note : load_notes(tenant_id, topic)) notes->push_back(note);
    return notes;
  }

  Notes filled_on_a_miss_is_scoped(const std::string& tenant_id, const std::string& topic) {
    const std::string key = tenant_id + "/" + topic;
    const auto known = scoped_.find(key);   // clean
    if (known != scoped_.end()) return known->second;
    auto notes = std::make_shared<std::vector<std::string>>();
    scoped_[key] = notes;
    for (const std::string& note : load_notes(tenant_id, topic)) notes->push_back(note);
    return notes;
  }

  Notes in_place_leaks(const std::string& tenant_id, const std::string& topic) {
    auto& notes = in_place_[topic];   // leak: cache-key-missing-tenant
    if (!notes) {
      notes = std::make_shared<std::vector<std::string>>();
      notes->push_back(load_note(tenant_id, topic));
    }
    return notes;
  }

private:
  std::unordered_map<std::string, Notes> shelf_, scoped_;
  std::map<std::string, Notes> in_place_;
};

// What all requests share says of nobody whose the value is.
std::set<std::string> account_ids_in_use;
std::string notes_from(const std::string& tenant_id, const std::string& topic, bool is_busy);
std::unordered_map<std::string, std::string> kept_notes;

std::string shared_set_leaks(const std::string& tenant_id, const std::string& topic) {
  const auto known = kept_notes.find(topic);   // leak: cache-key-missing-tenant
  if (known != kept_notes.end()) return known->second;
  return kept_notes[topic] = notes_from(tenant_id, topic, account_ids_in_use.contains(topic));
}
