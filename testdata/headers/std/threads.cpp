#include <atomic>
#include <barrier>
#include <condition_variable>
#include <future>
#include <latch>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <stop_token>
#include <thread>

// What a conversion converts to depends on what is held.
void conversions() {
  std::atomic<bool> atomic_flag{};
  bool flag = atomic_flag;
  std::atomic<char> atomic_letter{};
  char letter = atomic_letter;
  std::atomic<short> atomic_small{};
  short small = atomic_small;
  std::atomic<unsigned short> atomic_small_count{};
  unsigned short small_count = atomic_small_count;
  std::atomic<int> atomic_number{};
  int number = atomic_number;
  std::atomic<unsigned int> atomic_count{};
  unsigned int count = atomic_count;
  std::atomic<long> atomic_offset{};
  long offset = atomic_offset;
  std::atomic<unsigned long> atomic_size{};
  unsigned long size = atomic_size;
  std::atomic<long long> atomic_big{};
  long long big = atomic_big;
  std::atomic<unsigned long long> atomic_big_count{};
  unsigned long long big_count = atomic_big_count;
  std::atomic<float> atomic_score{};
  float score = atomic_score;
  std::atomic<double> atomic_exact{};
  double exact = atomic_exact;
}
