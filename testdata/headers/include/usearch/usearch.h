// Declarations of the C interface of USearch 2.21.0, compared with unum-cloud/usearch at commit fd6279af.
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

typedef void* usearch_index_t;
typedef uint64_t usearch_key_t;
typedef float usearch_distance_t;
typedef const char* usearch_error_t;
typedef enum usearch_scalar_kind_t usearch_scalar_kind_t;
void usearch_add(usearch_index_t, usearch_key_t, const void*, usearch_scalar_kind_t, usearch_error_t*);
size_t usearch_search(usearch_index_t, const void*, usearch_scalar_kind_t, size_t, usearch_key_t*, usearch_distance_t*,
                      usearch_error_t*);
size_t usearch_filtered_search(usearch_index_t, const void*, usearch_scalar_kind_t, size_t,
                               int (*)(usearch_key_t, void*), void*, usearch_key_t*, usearch_distance_t*,
                               usearch_error_t*);
size_t usearch_get(usearch_index_t, usearch_key_t, size_t, void*, usearch_scalar_kind_t, usearch_error_t*);
size_t usearch_remove(usearch_index_t, usearch_key_t, usearch_error_t*);
