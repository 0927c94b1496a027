// libjwt checks the signature if it is given a key, and says so by returning 0.
#include <cstdio>
#include <cstring>
#include <string>

#include <jwt.h>
#include <postgresql/libpq-fe.h>

static int rows_of(PGconn* database, const char* tenant) {
  const char* values[] = {tenant};
  PGresult* result = PQexecParams(database, "SELECT id FROM notes WHERE tenant_id = $1", 1, nullptr, values, nullptr, nullptr, 0);   // step
  const int count = PQntuples(result);
  PQclear(result);
  return count;
}

int without_key_leaks(PGconn* database, const char* token) {
  jwt_t* decoded = nullptr;
  if (jwt_decode(&decoded, token, nullptr, 0) != 0) return -1;   // leak: tool-credential-unverified
  const int count = rows_of(database, jwt_get_grant(decoded, "tenant"));
  jwt_free(decoded);
  return count;
}

int with_key_is_scoped(PGconn* database, const char* token, const unsigned char* key, int length) {
  jwt_t* decoded = nullptr;
  if (key == nullptr || jwt_decode(&decoded, token, key, length) != 0) return -1;   // clean
  const int count = rows_of(database, jwt_get_grant(decoded, "tenant"));
  jwt_free(decoded);
  return count;
}

int unseen_outcome_leaks(PGconn* database, const char* token, const unsigned char* key, int length) {
  jwt_t* decoded = nullptr;
  jwt_decode(&decoded, token, key, length);   // leak: tool-credential-unverified
  if (decoded == nullptr) return -1;
  const int count = rows_of(database, jwt_get_grant(decoded, "tenant"));
  jwt_free(decoded);
  return count;
}

// Looked at once to learn whose key to try, and decoded again to go by what it says.
struct Key {
  char issuer[128];
  const unsigned char* pem;
  int length;
};

struct Caller {
  char tenant[64];
  char user[64];
};

static int peek_issuer(const char* token, char* issuer, std::size_t size) {
  jwt_t* decoded = nullptr;
  if (jwt_decode(&decoded, token, nullptr, 0) != 0) return -1;   // clean
  const char* named = jwt_get_grant(decoded, "iss");
  const int length = named ? std::snprintf(issuer, size, "%s", named) : -1;
  jwt_free(decoded);
  return length >= 0 && static_cast<std::size_t>(length) < size ? 0 : -1;
}

static const Key* key_of(const Key* keys, std::size_t count, const char* issuer) {
  for (std::size_t i = 0; i < count; ++i)
    if (std::strcmp(keys[i].issuer, issuer) == 0) return &keys[i];
  return nullptr;
}

static int believed_caller(const char* token, const Key* keys, std::size_t count, Caller* caller) {
  char issuer[128];
  if (peek_issuer(token, issuer, sizeof issuer) != 0) return -1;
  const Key* key = key_of(keys, count, issuer);
  if (key == nullptr) return -1;
  jwt_t* decoded = nullptr;
  if (jwt_decode(&decoded, token, nullptr, 0) != 0) return -1;   // leak: tool-credential-unverified
  const char* tenant = jwt_get_grant(decoded, "tenant");
  const char* user = jwt_get_grant(decoded, "sub");
  int outcome = -1;
  if (tenant && user) {
    std::snprintf(caller->tenant, sizeof caller->tenant, "%s", tenant);
    std::snprintf(caller->user, sizeof caller->user, "%s", user);
    outcome = 0;
  }
  jwt_free(decoded);
  return outcome;
}

static int checked_caller(const char* token, const Key* keys, std::size_t count, Caller* caller) {
  char issuer[128];
  if (peek_issuer(token, issuer, sizeof issuer) != 0) return -1;
  const Key* key = key_of(keys, count, issuer);
  if (key == nullptr) return -1;
  jwt_t* decoded = nullptr;
  if (jwt_decode(&decoded, token, key->pem, key->length) != 0) return -1;   // clean
  const char* tenant = jwt_get_grant(decoded, "tenant");
  const char* user = jwt_get_grant(decoded, "sub");
  int outcome = -1;
  if (tenant && user) {
    std::snprintf(caller->tenant, sizeof caller->tenant, "%s", tenant);
    std::snprintf(caller->user, sizeof caller->user, "%s", user);
    outcome = 0;
  }
  jwt_free(decoded);
  return outcome;
}

int peeked_only_leaks(PGconn* database, const char* token, const Key* keys, std::size_t count) {
  Caller caller;
  if (believed_caller(token, keys, count, &caller) != 0) return -1;
  return rows_of(database, caller.tenant);
}

int peeked_then_checked_is_scoped(PGconn* database, const char* token, const Key* keys, std::size_t count) {
  Caller caller;
  if (checked_caller(token, keys, count, &caller) != 0) return -1;
  return rows_of(database, caller.tenant);
}
