// Declarations of TensorRT-LLM's executor, compared with NVIDIA/TensorRT-LLM at commit 879039f6.
#pragma once

#include <cstdint>
#include <vector>

namespace tensorrt_llm::executor {

using IdType = std::uint64_t;
using CacheSaltIDType = std::uint64_t;

struct Request {
  CacheSaltIDType getCacheSaltID() const;
  void setCacheSaltID(CacheSaltIDType);
  void setClientId(IdType);
};

struct Executor {
  IdType enqueueRequest(const Request&);
  std::vector<IdType> enqueueRequests(const std::vector<Request>&);
};

} // namespace tensorrt_llm::executor
