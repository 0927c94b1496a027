// Declarations of the C interface of Faiss after 1.7, compared with facebookresearch/faiss at commit 02dbb4e4.
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct FaissSearchParameters_H {};
struct FaissIndex_H {};
typedef int64_t faiss_idx_t;
typedef faiss_idx_t idx_t;
typedef struct FaissSearchParameters_H FaissSearchParameters;
typedef struct FaissIndex_H FaissIndex;
int faiss_Index_search_with_params(const FaissIndex*, idx_t, const float*, idx_t, const FaissSearchParameters*, float*,
                                   idx_t*);
