// Declarations of TensorRT-LLM's executor, compared with NVIDIA/TensorRT-LLM at commit 879039f6.
#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <vector>

namespace tensorrt_llm::executor {

using IdType = std::uint64_t;
using SizeType32 = std::int32_t;
using PriorityType = float;
using CacheSaltIDType = std::uint64_t;
using VecTokens = std::vector<std::int32_t>;

struct SamplingConfig {};
struct OutputConfig {};
struct KvCacheRetentionConfig {};

class Request {
public:
  // The library's has more parameters after these, all with defaults.
  Request(VecTokens inputTokenIds, SizeType32 maxTokens, bool streaming = false,
          const SamplingConfig& samplingConfig = SamplingConfig(), const OutputConfig& outputConfig = OutputConfig());
  Request(const Request&);
  Request(Request&&) noexcept;
  Request& operator=(const Request&);
  Request& operator=(Request&&) noexcept;
  ~Request();

  VecTokens getInputTokenIds() const;
  std::optional<CacheSaltIDType> getCacheSaltID() const;
  void setStreaming(bool);
  void setSamplingConfig(const SamplingConfig&);
  void setOutputConfig(const OutputConfig&);
  void setEndId(SizeType32);
  void setPadId(SizeType32);
  void setBadWords(const std::list<VecTokens>&);
  void setStopWords(const std::list<VecTokens>&);
  void setKvCacheRetentionConfig(const KvCacheRetentionConfig&);
  void setPriority(PriorityType);
  void setReturnAllGeneratedTokens(bool);
  void setClientId(IdType);
  void setCacheSaltID(CacheSaltIDType);
};

struct Executor {
  IdType enqueueRequest(const Request&);
  std::vector<IdType> enqueueRequests(const std::vector<Request>&);
};

} // namespace tensorrt_llm::executor
