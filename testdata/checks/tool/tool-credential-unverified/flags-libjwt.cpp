// libjwt checks the signature if it is given a key, and says so by returning 0.
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
