#include "driver/pipeline/workers.h"

#include <csignal>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

namespace partywall::pipeline {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

std::map<std::size_t, Answer> run(std::size_t count, const Job& job, WorkerOptions options = {.workers = 2, .patience = 0ms}) {
  std::map<std::size_t, Answer> answers;
  run_in_workers(count, job, options, [&](std::size_t index, Answer answer) {
    EXPECT_TRUE(answers.emplace(index, std::move(answer)).second) << "job " << index << " came twice";
  });
  return answers;
}

/// Every job but `bad` must have its answer; the text why `bad` has none.
std::string failure_of(const std::map<std::size_t, Answer>& answers, std::size_t count, std::size_t bad) {
  EXPECT_EQ(answers.size(), count);
  for (const auto& [index, answer] : answers)
    if (index != bad)
      EXPECT_EQ(answer, Answer(fmt::format("answer {}", index)));
  return answers.at(bad) ? "it did not fail" : answers.at(bad).error();
}

std::string answer(std::size_t index) { return fmt::format("answer {}", index); }

TEST(Workers, answer_every_job_once) {
  for (const unsigned workers : {1U, 2U, 7U}) {
    const auto answers = run(20, answer, {.workers = workers, .patience = 0ms});
    ASSERT_EQ(answers.size(), 20U);
    for (const auto& [index, text] : answers)
      EXPECT_EQ(text, Answer(answer(index)));
  }
}

TEST(Workers, have_nothing_to_do_without_jobs) { EXPECT_TRUE(run(0, answer).empty()); }

TEST(Workers, pass_on_any_bytes_of_any_size) {
  const auto job = [](std::size_t index) { return std::string(index * 1'000'000, static_cast<char>(index)); };
  for (const auto& [index, text] : run(6, job))
    EXPECT_EQ(text, Answer(job(index)));
}

TEST(Workers, lose_only_the_job_that_aborts) {
  for (const unsigned workers : {1U, 2U}) {
    const auto job = [](std::size_t index) { return index == 3 ? (std::abort(), "") : answer(index); };
    const auto answers = run(8, job, {.workers = workers, .patience = 0ms});
    EXPECT_EQ(failure_of(answers, 8, 3), "was stopped by signal 6 (Aborted)");
  }
}

TEST(Workers, lose_only_the_job_that_is_killed) {
  const auto job = [](std::size_t index) {
    if (index == 0)
      raise(SIGKILL);
    return answer(index);
  };
  EXPECT_EQ(failure_of(run(3, job), 3, 0), "was stopped by signal 9 (Killed)");
}

TEST(Workers, lose_only_the_job_that_exits) {
  const auto job = [](std::size_t index) {
    if (index == 2)
      _exit(17);
    return answer(index);
  };
  EXPECT_EQ(failure_of(run(3, job), 3, 2), "ended with status 17");
}

TEST(Workers, lose_only_the_job_that_throws) {
  const auto job = [](std::size_t index) {
    if (index == 1)
      throw std::runtime_error("nobody catches this");
    return answer(index);
  };
  EXPECT_THAT(failure_of(run(3, job), 3, 1), HasSubstr("signal 6"));
}

TEST(Workers, lose_only_the_job_that_never_ends) {
  const auto job = [](std::size_t index) {
    while (index == 1)
      std::this_thread::sleep_for(1s);
    return answer(index);
  };
  const auto answers = run(4, job, {.workers = 2, .patience = 300ms});
  EXPECT_EQ(failure_of(answers, 4, 1), "gave no answer within 0.3 s");
}

TEST(Workers, survive_that_every_job_crashes) {
  const auto answers = run(12, [](std::size_t) -> std::string { std::abort(); });
  ASSERT_EQ(answers.size(), 12U);
  for (const auto& [index, text] : answers)
    EXPECT_FALSE(text.has_value());
}

TEST(Workers, keep_the_terminal_clean) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const auto answers = run(2, [](std::size_t index) {
    fmt::print("noise\n");
    fmt::print(stderr, "noise\n");
    std::fflush(nullptr);
    return answer(index);
  });
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(answers.size(), 2U);
}

}  // namespace
}  // namespace partywall::pipeline
