#pragma once

#include <string>

namespace desk {

/// Key of a finished answer. Case and spacing of the question do not matter.
std::string answer_key(const std::string& model, const std::string& question);

/// Key of the running summary of one conversation.
std::string summary_key(const std::string& org_id, const std::string& conversation);

}  // namespace desk
