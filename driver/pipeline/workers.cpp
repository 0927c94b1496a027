#include "driver/pipeline/workers.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace partywall::pipeline {
namespace {

using Clock = std::chrono::steady_clock;

// Clang recurses over deeply nested code; the kernel keeps at least 128 MiB of address space free below a stack.
constexpr rlim_t worker_stack_bytes = 64UL << 20;

// An answer travels as its length, then its bytes; a request is the index of the job.
using Header = std::uint64_t;

struct Worker {
  pid_t pid = -1;
  int socket = -1;
  std::optional<std::size_t> job;   ///< What it is on.
  Clock::time_point deadline = Clock::time_point::max();
  std::string received;             ///< Header and answer as far as they have come.
};

bool write_all(int socket, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t sent = send(socket, data, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR)
      continue;
    if (sent <= 0)
      return false;
    data += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool read_all(int socket, char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t got = recv(socket, data, size, 0);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return false;
    data += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

/// What a worker may not inherit: our terminal, our signal handlers, core files, a small stack.
void become_worker() {
  const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (nowhere >= 0)
      dup2(nowhere, stream);
  for (const int signal_number : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTERM, SIGPIPE})
    std::signal(signal_number, SIG_DFL);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  rlimit stack{};
  if (getrlimit(RLIMIT_STACK, &stack) == 0 && stack.rlim_cur < worker_stack_bytes) {
    stack.rlim_cur = std::min(worker_stack_bytes, stack.rlim_max);
    setrlimit(RLIMIT_STACK, &stack);
  }
}

/// An exception ends the worker as a crash does; it must not unwind into the copy of the parent around us.
[[noreturn]] void serve(int socket, const Job& job) noexcept {
  become_worker();
  std::uint64_t index = 0;
  while (read_all(socket, reinterpret_cast<char*>(&index), sizeof index)) {
    const std::string answer = job(index);
    const Header size = answer.size();
    if (!write_all(socket, reinterpret_cast<const char*>(&size), sizeof size) ||
        !write_all(socket, answer.data(), answer.size()))
      break;
  }
  _exit(0);   // destructors and buffers belong to the parent
}

std::string how_it_ended(int status) {
  if (WIFSIGNALED(status))
    return fmt::format("was stopped by signal {} ({})", WTERMSIG(status), strsignal(WTERMSIG(status)));
  return fmt::format("ended with status {}", WEXITSTATUS(status));
}

class Pool {
public:
  Pool(std::size_t count, const Job& job, const WorkerOptions& options,
       const std::function<void(std::size_t, Answer)>& receive)
      : count_(count), job_(job), options_(options), receive_(receive) {
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const unsigned wanted = options.workers == 0 ? cores : options.workers;
    workers_.resize(std::min<std::size_t>(wanted, count));
  }

  void run() {
    for (Worker& worker : workers_)
      give_work(worker);
    while (std::ranges::any_of(workers_, [](const Worker& worker) { return worker.job.has_value(); }))
      wait();
    for (Worker& worker : workers_)
      dismiss(worker);
  }

private:
  void give_work(Worker& worker) {
    while (next_ < count_) {
      if (worker.pid < 0 && !start(worker)) {
        receive_(next_++, std::unexpected(fmt::format("no worker process could be started: {}", std::strerror(errno))));
        continue;
      }
      const std::uint64_t index = next_;
      if (!write_all(worker.socket, reinterpret_cast<const char*>(&index), sizeof index)) {
        dismiss(worker);   // it died between two jobs, so the job goes to its successor
        continue;
      }
      worker.job = next_++;
      worker.received.clear();
      worker.deadline = options_.patience.count() == 0 ? Clock::time_point::max() : Clock::now() + options_.patience;
      return;
    }
  }

  bool start(Worker& worker) {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
      return false;
    std::fflush(nullptr);
    const pid_t pid = fork();
    if (pid < 0) {
      close(ends[0]);
      close(ends[1]);
      return false;
    }
    if (pid == 0) {
      close(ends[0]);
      for (const Worker& other : workers_)
        if (other.socket >= 0)
          close(other.socket);   // or its owner would never see the end of file
      serve(ends[1], job_);
    }
    close(ends[1]);
    worker.pid = pid;
    worker.socket = ends[0];
    return true;
  }

  /// Closes, reaps, and says how it ended.
  std::string dismiss(Worker& worker) {
    if (worker.pid < 0)
      return {};
    close(worker.socket);
    int status = 0;
    while (waitpid(worker.pid, &status, 0) < 0 && errno == EINTR) {
    }
    worker = Worker{};
    return how_it_ended(status);
  }

  void wait() {
    std::vector<pollfd> sockets;
    std::vector<Worker*> owners;
    auto deadline = Clock::time_point::max();
    for (Worker& worker : workers_) {
      if (!worker.job)
        continue;
      sockets.push_back({worker.socket, POLLIN, 0});
      owners.push_back(&worker);
      deadline = std::min(deadline, worker.deadline);
    }
    poll(sockets.data(), sockets.size(), milliseconds_until(deadline));
    for (std::size_t i = 0; i < sockets.size(); ++i) {
      if (sockets[i].revents != 0)
        receive_from(*owners[i]);
      else if (Clock::now() >= owners[i]->deadline)
        give_up_on(*owners[i]);
    }
  }

  static int milliseconds_until(Clock::time_point deadline) {
    if (deadline == Clock::time_point::max())
      return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, INT_MAX));
  }

  void receive_from(Worker& worker) {
    std::array<char, 1 << 16> buffer{};
    const ssize_t got = recv(worker.socket, buffer.data(), buffer.size(), 0);
    if (got < 0 && errno == EINTR)
      return;
    if (got <= 0)
      return lose(worker, dismiss_keeping_job(worker));
    worker.received.append(buffer.data(), static_cast<std::size_t>(got));
    Header size = 0;
    if (worker.received.size() < sizeof size)
      return;
    std::memcpy(&size, worker.received.data(), sizeof size);
    if (worker.received.size() - sizeof size < size)
      return;
    worker.received.erase(0, sizeof size);
    const std::size_t index = *std::exchange(worker.job, std::nullopt);
    std::string answer = std::move(worker.received);
    give_work(worker);   // it works while we digest
    receive_(index, std::move(answer));
  }

  void give_up_on(Worker& worker) {
    kill(worker.pid, SIGKILL);
    dismiss_keeping_job(worker);
    lose(worker, fmt::format("gave no answer within {} s",
                             std::chrono::duration<double>(options_.patience).count()));
  }

  std::string dismiss_keeping_job(Worker& worker) {
    const std::optional<std::size_t> job = worker.job;
    std::string reason = dismiss(worker);
    worker.job = job;
    return reason;
  }

  void lose(Worker& worker, std::string reason) {
    const std::size_t index = *std::exchange(worker.job, std::nullopt);
    give_work(worker);
    receive_(index, std::unexpected(std::move(reason)));
  }

  std::size_t count_;
  std::size_t next_ = 0;
  const Job& job_;
  const WorkerOptions& options_;
  const std::function<void(std::size_t, Answer)>& receive_;
  std::vector<Worker> workers_;
};

}  // namespace

void run_in_workers(std::size_t count, const Job& job, const WorkerOptions& options,
                    const std::function<void(std::size_t index, Answer answer)>& receive) {
  Pool(count, job, options, receive).run();
}

}  // namespace partywall::pipeline
