// libc++, where some members are declared by other classes than in libstdc++.
// flags: -stdlib=libc++
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
