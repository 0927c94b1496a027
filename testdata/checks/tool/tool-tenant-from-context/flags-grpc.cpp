// What a gRPC client writes into its metadata, and what the handshake says of it.
#include <stdexcept>
#include <string>

#include <grpcpp/grpcpp.h>
#include <pqxx/pqxx>

std::size_t notes_of(pqxx::work& transaction, const std::string& tenant) {
  return transaction.exec_params("SELECT body FROM notes WHERE tenant_id = $1", tenant).size();   // step
}

std::size_t metadata_leaks(const grpc::ServerContext& context, pqxx::work& transaction) {
  const auto entry = context.client_metadata().find("x-tenant-id");
  if (entry == context.client_metadata().end()) throw std::runtime_error("which tenant?");
  const std::string tenant(entry->second.data(), entry->second.size());   // leak: tool-tenant-from-context
  return notes_of(transaction, tenant);
}

std::size_t peer_is_scoped(const grpc::ServerContext& context, pqxx::work& transaction) {
  const auto names = context.auth_context()->GetPeerIdentity();   // clean
  if (names.empty()) throw std::runtime_error("who are you?");
  const std::string tenant(names.front().data(), names.front().size());
  return notes_of(transaction, tenant);
}

std::size_t compared_is_scoped(const grpc::ServerContext& context, pqxx::work& transaction) {
  const auto names = context.auth_context()->GetPeerIdentity();
  const auto entry = context.client_metadata().find("x-tenant-id");   // clean
  if (names.empty() || entry == context.client_metadata().end()) throw std::runtime_error("who are you?");
  const std::string tenant(entry->second.data(), entry->second.size());
  if (tenant != std::string(names.front().data(), names.front().size())) throw std::runtime_error("not yours");
  return notes_of(transaction, tenant);
}
