/// Roles by name: credentials, model context, sessions, privileges, and what functions do.
#include "checks/flow/models/word-match.h"
#include "checks/flow/models/words.h"

namespace partywall::models {

namespace {

/// Without numbers, and without what says only how a value is written: `token_str` → token.
Words without_forms(const WordList& words, const Lexicon& lexicon) {
  Words result = words;
  while (result.size() > 1) {
    const auto form = match_at_end(result, lexicon.identity_forms);
    const bool is_number = result.back()[0] >= '0' && result.back()[0] <= '9';
    if (form == 0 && !is_number)
      break;
    result = result.first(result.size() - std::min(std::max<std::size_t>(form, 1), result.size() - 1));
  }
  return result;
}

bool has_any(Words words, const WordList& list) {
  for (; !words.empty(); words = words.subspan(1))
    if (match_length(words, list) != 0)
      return true;
  return false;
}

bool is_quantified(Words words, const Lexicon& lexicon) {
  return std::ranges::any_of(words, [&](const auto& word) { return contains(lexicon.identity_quantifiers, word); });
}

bool ends_with(const Lexicon& lexicon, std::string_view name, const WordList& list) {
  const auto all = words_of(name);
  if (match_at_end(all, list) != 0)
    return true;
  const auto words = without_forms(all, lexicon);
  return match_at_end(words, list) != 0;
}

} // namespace

bool is_credential_name(const Lexicon& lexicon, std::string_view name) {
  const auto all = words_of(name);
  const auto words = without_forms(all, lexicon);
  if (match_length(words, lexicon.credential_whole_names) == words.size() && !words.empty())
    return true;
  const auto length = match_at_end(words, lexicon.credential_names);
  if (length == 0)
    return false;
  const auto before = words.first(words.size() - length);
  return !has_any(before, lexicon.credential_exclusions) && !is_quantified(before, lexicon);
}

bool is_credential_parameter(const Lexicon& lexicon, std::string_view function, std::string_view name) {
  if (is_credential_name(lexicon, name))
    return true;
  const auto words = words_of(name);
  if (words.empty() || match_length(words, lexicon.credential_vague_names) != words.size())
    return false;
  return is_credential_name(lexicon, last_segment(function)) || is_verifying_name(lexicon, function);
}

bool is_model_name(const Lexicon& lexicon, std::string_view name) {
  return ends_with(lexicon, name, lexicon.model_names);
}

bool is_transcript_name(const Lexicon& lexicon, std::string_view name) {
  return ends_with(lexicon, name, lexicon.transcript_names);
}

bool is_caller_name(const Lexicon& lexicon, std::string_view name) {
  return ends_with(lexicon, name, lexicon.caller_names);
}

bool is_session_name(const Lexicon& lexicon, std::string_view name) {
  const auto all = words_of(name);
  if (is_quantified(all, lexicon))
    return false;
  const auto words = without_forms(all, lexicon);
  for (std::size_t i = 0; i < words.size(); ++i)
    if (const auto length = match_length(words.subspan(i), lexicon.session_names))
      if (consists_of(words.subspan(i + length), {&lexicon.identity_leaves, &lexicon.session_names}))
        return true;
  return false;
}

bool is_privilege_name(const Lexicon& lexicon, std::string_view name) {
  const auto last = last_segment(name);
  const bool is_cpp_operator = last.starts_with("operator") && last.size() > 8 && words_of(last.substr(8)).empty();
  return !is_cpp_operator && ends_with(lexicon, last, lexicon.privilege_names);
}

bool is_filter_name(const Lexicon& lexicon, std::string_view name) {
  return mentions(name, lexicon.filter_names) && has_any(words_of(last_segment(name)), lexicon.filter_names);
}

bool is_sending_name(const Lexicon& lexicon, std::string_view function) {
  return has_any(words_of(last_two_segments(function)), lexicon.sending_verbs);
}

bool is_identity_provider_address(const Lexicon& lexicon, std::string_view text) {
  return std::ranges::any_of(lexicon.identity_provider_addresses,
                             [&](const std::string& mark) { return text.find(mark) != std::string_view::npos; });
}

bool is_identity_provider_name(const Lexicon& lexicon, std::string_view name) {
  return has_any(words_of(name), lexicon.identity_provider_names);
}

bool is_public_marker(const Lexicon& lexicon, std::string_view field, std::string_view value) {
  const auto words = words_of(field);
  if (value == "true" || value == "t" || value == "1")
    return match_at_end(words, lexicon.public_markers) != 0;
  const auto said = words_of(value);
  return has_any(words, lexicon.visibility_names) && !said.empty() &&
         match_length(said, lexicon.public_markers) == said.size();
}

bool is_metered_part(const Lexicon& lexicon, std::string_view whole, std::string_view part) {
  const auto words = words_of(part);
  return !words.empty() && match_length(words, lexicon.metered_parts) == words.size() && is_metered_name(lexicon, whole);
}

bool is_public_name(const Lexicon& lexicon, std::string_view name) {
  return has_any(words_of(name), lexicon.public_names);
}

bool is_verifying_name(const Lexicon& lexicon, std::string_view function) {
  const auto words = words_of(last_two_segments(function));
  return has_any(words, lexicon.verifying_verbs) && !has_any(words, lexicon.verifying_exclusions);
}

bool is_completing_name(const Lexicon& lexicon, std::string_view function) {
  const auto all = words_of(last_segment(function));
  Words words = all;
  // Verbs of several words (`call_model`) may begin with a helper.
  if (match_length(words, lexicon.completing_verbs) < 2)
    while (words.size() > 1 && match_length(words, lexicon.completing_helpers) != 0)
      words = words.subspan(1);
  const auto verb = match_length(words, lexicon.completing_verbs);
  if (verb == 0)
    return false;
  return match_at_end(words.subspan(verb), lexicon.completing_exclusions) == 0;
}

bool is_digesting_name(const Lexicon& lexicon, std::string_view function) {
  return has_any(words_of(last_segment(function)), lexicon.digesting_verbs);
}

bool is_encoding_name(const Lexicon& lexicon, std::string_view function) {
  return has_any(words_of(last_segment(function)), lexicon.encoding_verbs);
}

bool is_deferring_name(const Lexicon& lexicon, std::string_view function) {
  const auto words = words_of(last_segment(function));
  return !words.empty() && match_length(words, lexicon.deferring_verbs) == words.size();
}

bool is_awaiting_name(const Lexicon& lexicon, std::string_view function) {
  const auto words = words_of(last_segment(function));
  return match_length(words, lexicon.awaiting_verbs) != 0;
}

bool is_limiting_name(const Lexicon& lexicon, std::string_view function) {
  const auto words = words_of(last_segment(function));
  return has_any(words, lexicon.limiting_verbs) &&
         has_any(words_of(last_two_segments(function)), lexicon.limiting_names);
}

bool is_fetching_name(const Lexicon& lexicon, std::string_view function) {
  return has_any(words_of(last_segment(function)), lexicon.fetching_verbs);
}

bool is_metering_name(const Lexicon& lexicon, std::string_view function) {
  const auto words = words_of(last_segment(function));
  return match_length(words, lexicon.metering_verbs) != 0 &&
         has_any(words_of(last_two_segments(function)), lexicon.metering_names);
}

bool is_metered_name(const Lexicon& lexicon, std::string_view name) {
  return has_any(words_of(name), lexicon.metering_names);
}

bool is_limiter_name(const Lexicon& lexicon, std::string_view name) {
  return has_any(words_of(name), lexicon.limiting_names);
}

bool is_failure_name(const Lexicon& lexicon, std::string_view name) {
  return has_any(words_of(name), lexicon.failing_names);
}

bool is_prompt_name(const Lexicon& lexicon, std::string_view name) {
  return has_any(words_of(name), lexicon.prompt_names);
}

namespace {

/// "libraries" and "agency's" speak of a library and an agency.
bool is_form_of(std::string_view word, std::string_view noun) {
  if (word == noun || (word.starts_with(noun) && (word.substr(noun.size()) == "s" || word.substr(noun.size()) == "es")))
    return true;
  return noun.ends_with('y') && word.starts_with(noun.substr(0, noun.size() - 1)) && word.substr(noun.size() - 1) == "ies";
}

/// "this library", "your own agency".
bool is_pointing(std::string_view word) {
  static constexpr std::string_view pointers[] = {"this", "that", "its", "their", "your", "our", "own", "same"};
  return std::ranges::find(pointers, word) != std::end(pointers);
}

}  // namespace

std::string_view isolating_sentence(const Lexicon& lexicon, std::string_view prompt, const std::vector<std::string>& nouns) {
  while (!prompt.empty()) {
    const auto end = std::min(prompt.find_first_of(".!?;\n"), prompt.size());
    std::string_view sentence = prompt.substr(0, end);
    sentence.remove_prefix(std::min(sentence.find_first_not_of(" \t"), sentence.size()));
    prompt.remove_prefix(std::min(end + 1, prompt.size()));
    const auto all = words_of(sentence);
    const Words words = all;
    if (words.size() < 3 || !has_any(words, lexicon.restricting_words))
      continue;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const Words rest = words.subspan(i);
      const bool is_known = match_length(rest, lexicon.tenancy_words) != 0;
      const bool is_own = !is_known && std::ranges::any_of(nouns, [&](const std::string& noun) { return is_form_of(words[i], noun); });
      if (!is_known && !is_own)
        continue;
      // "never … other customers"; "only … this customer", whom a name may follow.
      const Words before = words.first(i);
      if (has_any(before.last(std::min<std::size_t>(3, i)), lexicon.foreign_words))
        return sentence;
      if (has_any(before, lexicon.confining_words) && (is_known || is_pointing(words[i - 1])))
        return sentence;
    }
  }
  return {};
}

bool is_embedding_name(const Lexicon& lexicon, std::string_view function) {
  const auto words = words_of(last_segment(function));
  return has_any(words, lexicon.embedding_verbs) && match_at_end(words, lexicon.identity_exclusions) == 0 &&
         !is_quantified(words, lexicon);
}

bool is_similarity_name(const Lexicon& lexicon, std::string_view function) {
  return has_any(words_of(last_segment(function)), lexicon.similarity_verbs);
}

bool is_answer_name(const Lexicon& lexicon, std::string_view name) {
  return ends_with(lexicon, name, lexicon.answer_names);
}

bool is_returning_name(const Lexicon& lexicon, std::string_view function) {
  return has_any(words_of(last_segment(function)), lexicon.returning_verbs);
}

bool is_tenancy_name(const Lexicon& lexicon, std::string_view name, std::string_view holder) {
  const auto words = words_of(name);
  if (has_any(words, lexicon.tenancy_names))
    return true;
  return has_any(words, lexicon.tenancy_marks) &&
         (has_any(words, lexicon.tenancy_holders) || has_any(words_of(holder), lexicon.tenancy_holders));
}

bool is_single_tenancy_name(const Lexicon& lexicon, std::string_view name) {
  return has_any(words_of(name), lexicon.single_tenancy_names);
}

bool mentions_word(const std::vector<std::string>& list, std::string_view name) { return has_any(words_of(name), list); }

bool is_prefix_cache_switch(const Lexicon& lexicon, std::string_view name) {
  const auto words = words_of(name);
  return !words.empty() && match_length(words, lexicon.prefix_cache_switches) == words.size();
}

bool is_prefix_cache_salt(const Lexicon& lexicon, std::string_view name) {
  const auto words = words_of(name);
  return !words.empty() && match_length(words, lexicon.prefix_cache_salts) == words.size();
}

} // namespace partywall::models
