// What Faiss's headers need of OpenMP, which is where each compiler has it.
#pragma once

typedef struct omp_lock_t {
  void* lock;
} omp_lock_t;
