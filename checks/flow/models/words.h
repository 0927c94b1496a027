/// Identifiers as words, and what words say: the only place where a name is taken for a meaning.
#pragma once

#include "checks/flow/models/model.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partywall::models {

/// The lower-case words of an identifier: split at `_`, `-`, `::` and everything else that is no letter or digit, at
/// case changes, around acronyms and around numbers. The prefixes m_, s_, g_, k_ and k, m before a capital are dropped.
///   "orgId" → org id · "TenantIDs" → tenant ids · "kOrgUUID" → org uuid · "m_tenant_" → tenant · "X-Org-Id" → x org id
[[nodiscard]] std::vector<std::string> words_of(std::string_view identifier);

/// What a value looks like, as far as names need it.
enum class NameShape : std::uint8_t {
  unknown, ///< No type, or one that can hold anything (a JSON value): judged by its name alone.
  text,    ///< char pointers and arrays too.
  integer, ///< Enumerations too.
  floating,
  boolean,
  pointer,
  record, ///< Strings given as records are recognised by `type_name`.
  other   ///< Functions, void, …
};

/// One component of an access path: a variable, a member, the key of a JSON object, the function a value came from.
/// Wrappers that are seen through elsewhere (optional, smart pointers, references, elements) are no components; the
/// type is that of the payload. All views may be empty.
struct PathName {
  std::string_view name;
  std::string_view type_name;  ///< Qualified name of the record or enumeration.
  std::string_view sugar_name; ///< The typedef it was written with, qualified.
  NameShape shape = NameShape::unknown;
  bool is_wrapper = false; ///< A record that holds exactly one text or integer.
};

/// Whether the value at the end of `path` (root first) is a tenant identity by its names and types: `account.id`,
/// `who.orgId`, `TenantId t`, `tenant` as text; never `tenant.plan`, `tenant_count`, `float* workspace`.
[[nodiscard]] bool is_identity_path(const Lexicon& lexicon, std::span<const PathName> path);

/// The same for globally unique ids that fix a tenant: `user.id`, `claims.sub`, `principal_id`.
[[nodiscard]] bool is_determining_path(const Lexicon& lexicon, std::span<const PathName> path);

/// Whether what a function returns is an identity by the function's name (`tenantOf`) or the result's type.
/// `result.name` is not read.
[[nodiscard]] bool is_identity_result(const Lexicon& lexicon, std::string_view function, const PathName& result);

// The following take the name of a variable, member, parameter, header or JSON key.
[[nodiscard]] bool is_credential_name(const Lexicon& lexicon, std::string_view name);
[[nodiscard]] bool is_model_name(const Lexicon& lexicon, std::string_view name);
/// What was said to a model or by one: not even a text or a list of this name is trusted.
[[nodiscard]] bool is_transcript_name(const Lexicon& lexicon, std::string_view name);
[[nodiscard]] bool is_caller_name(const Lexicon& lexicon, std::string_view name);
/// Ids of conversations and the like, which clients choose.
[[nodiscard]] bool is_session_name(const Lexicon& lexicon, std::string_view name);
/// Privileges over the whole platform, not roles inside a tenant. Takes functions too (`is_operator`).
[[nodiscard]] bool is_privilege_name(const Lexicon& lexicon, std::string_view name);

/// A condition on a search: `filter`, `tenant_filter`, `IDSelectorBatch`.
[[nodiscard]] bool is_filter_name(const Lexicon& lexicon, std::string_view name);

/// Whether a function takes a credential in a parameter of this name: `open(token)`, `accountOfApiKey(key)`, but not
/// `find(key)`. `function` is qualified.
[[nodiscard]] bool is_credential_parameter(const Lexicon& lexicon, std::string_view function, std::string_view name);

/// What is used and paid for: `total_tokens`, `cost_cents`.
[[nodiscard]] bool is_metered_name(const Lexicon& lexicon, std::string_view name);
/// What admits or refuses: a class, a member, part of a key.
[[nodiscard]] bool is_limiter_name(const Lexicon& lexicon, std::string_view name);
/// A count of failures.
[[nodiscard]] bool is_failure_name(const Lexicon& lexicon, std::string_view name);
/// Text that a model is told to follow.
[[nodiscard]] bool is_prompt_name(const Lexicon& lexicon, std::string_view name);

/// The sentence of `prompt` that asks to keep to one tenant; empty if none does.
[[nodiscard]] std::string_view isolating_sentence(const Lexicon& lexicon, std::string_view prompt, const std::vector<std::string>& nouns = {});
/// A table or a folder that holds nobody's data: some word of the name says so.
/// `visibility` is `public`, or `is_public` is true: a written marker of rows that are for all.
[[nodiscard]] bool is_public_marker(const Lexicon& lexicon, std::string_view field, std::string_view value);
/// A part of a usage that counts tokens: `usage.completion`.
[[nodiscard]] bool is_metered_part(const Lexicon& lexicon, std::string_view whole, std::string_view part);
[[nodiscard]] bool is_public_name(const Lexicon& lexicon, std::string_view name);

/// Where tokens are kept and checked: the text of an address, and the name of a client or setting.
[[nodiscard]] bool is_identity_provider_address(const Lexicon& lexicon, std::string_view text);
[[nodiscard]] bool is_identity_provider_name(const Lexicon& lexicon, std::string_view name);

// The following take a qualified function name.
/// Checks a credential: `verify_token`, `JwtVerifier::check`.
[[nodiscard]] bool is_verifying_name(const Lexicon& lexicon, std::string_view function);
/// Asks a model for text.
[[nodiscard]] bool is_completing_name(const Lexicon& lexicon, std::string_view function);
/// Lets what it is given out of the process: `log_line`, `rerank`, `publish`.
[[nodiscard]] bool is_sending_name(const Lexicon& lexicon, std::string_view function);
/// A cryptographic digest: `sha256_hex`, `hmac`.
[[nodiscard]] bool is_digesting_name(const Lexicon& lexicon, std::string_view function);
/// Another spelling of the same text: `escape`, `url_encode`, `to_hex`; not `decode`.
[[nodiscard]] bool is_encoding_name(const Lexicon& lexicon, std::string_view function);
/// Runs a callable after it has returned: `post`, `ThreadPool::enqueue`.
[[nodiscard]] bool is_deferring_name(const Lexicon& lexicon, std::string_view function);
/// Returns when what was started before is done: `join`, `future::get`.
[[nodiscard]] bool is_awaiting_name(const Lexicon& lexicon, std::string_view function);
/// Admits or refuses: `RateLimiter::allow`, `try_acquire_quota`; not `Cache::take`.
[[nodiscard]] bool is_limiting_name(const Lexicon& lexicon, std::string_view function);
/// Gets data from somewhere: `searchNotes`, `latest_tickets`.
[[nodiscard]] bool is_fetching_name(const Lexicon& lexicon, std::string_view function);
/// Writes down what was used: `record_usage`, `Ledger::add_cost`.
[[nodiscard]] bool is_metering_name(const Lexicon& lexicon, std::string_view function);
/// Maps text to a vector, purely.
[[nodiscard]] bool is_embedding_name(const Lexicon& lexicon, std::string_view function);

/// How near two vectors are: `cosine_similarity`, `dot`.
[[nodiscard]] bool is_similarity_name(const Lexicon& lexicon, std::string_view function);
/// What a field that keeps a model's words is called.
[[nodiscard]] bool is_answer_name(const Lexicon& lexicon, std::string_view name);
/// Gives something back to a pool: `give_back`, `pool_put`; not `discard`.
[[nodiscard]] bool is_returning_name(const Lexicon& lexicon, std::string_view function);
/// A switch that says that several tenants are served: `multi_tenant`, `hosted`; `shared` if `holder`, what has the
/// switch, is a deployment.
[[nodiscard]] bool is_tenancy_name(const Lexicon& lexicon, std::string_view name, std::string_view holder);
/// One that says that there is one: `single_tenant`, `on_prem`.
[[nodiscard]] bool is_single_tenancy_name(const Lexicon& lexicon, std::string_view name);
/// Some words of `name`, in a row, are an entry of `list`.
[[nodiscard]] bool mentions_word(const std::vector<std::string>& list, std::string_view name);
// The following take the name of a field of a request to a model.
[[nodiscard]] bool is_prefix_cache_switch(const Lexicon& lexicon, std::string_view name);
[[nodiscard]] bool is_prefix_cache_salt(const Lexicon& lexicon, std::string_view name);

} // namespace partywall::models
