// Declarations of qdrant-cpp-client, compared with BYVoid/qdrant-cpp-client at commit 4659e91e.
#pragma once

#include <string_view>
#include <vector>

#include <qdrant.pb.h>

namespace qdrant {

struct UpsertTiming {};
struct QdrantSearchTiming {};

struct QdrantClient {
  UpsertTiming UpsertPoints(std::string_view, const std::vector<PointStruct>&, bool);
  std::vector<ScoredPoint> Search(const SearchPoints&, QdrantSearchTiming* = nullptr);
};

} // namespace qdrant
