#include "index.h"

namespace agent {

std::vector<Note> find_notes(const Index& index, const std::string& question, const Claims& claims) {
	std::vector<Note> kept;
	/* größte Näherung 🔎 zuerst */ for (const auto& note : index.search(embed(question), 20)) {
		if (note.tenant == claims.tenant) {
			kept.push_back(note);
		}
	}
	return kept;
}

}  // namespace agent
