/// Jobs in processes that may die. A job that takes its process down costs that job and nothing else.
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <functional>
#include <string>

namespace partywall::pipeline {

struct WorkerOptions {
  unsigned workers = 0;                   ///< Processes at a time; 0: one per core.
  std::chrono::milliseconds patience{0};  ///< Longest time for one job; 0: without limit.
};

/// Makes the answer to job `index`; runs in a forked process, of which nothing but the answer comes back.
using Job = std::function<std::string(std::size_t index)>;

/// An answer, or why there is none: "was stopped by signal 11 (Segmentation fault)".
using Answer = std::expected<std::string, std::string>;

/// Runs jobs 0 … count - 1. `receive` gets every index exactly once, in this process, in order of completion.
/// Requirements: the process has one thread (workers are forked without exec).
void run_in_workers(std::size_t count, const Job& job, const WorkerOptions& options,
                    const std::function<void(std::size_t index, Answer answer)>& receive);

}  // namespace partywall::pipeline
