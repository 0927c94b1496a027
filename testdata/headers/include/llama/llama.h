// Declarations of llama.cpp, compared with ggml-org/llama.cpp at commit 0011438e.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct llama_context;
typedef struct llama_memory_i* llama_memory_t;
typedef int32_t llama_pos;
typedef int32_t llama_seq_id;
typedef int32_t llama_token;

void llama_memory_clear(llama_memory_t, bool);
bool llama_memory_seq_rm(llama_memory_t, llama_seq_id, llama_pos, llama_pos);
void llama_memory_seq_cp(llama_memory_t, llama_seq_id, llama_seq_id, llama_pos, llama_pos);
void llama_memory_seq_keep(llama_memory_t, llama_seq_id);

bool llama_state_load_file(struct llama_context*, const char*, llama_token*, size_t, size_t*);
bool llama_load_session_file(struct llama_context*, const char*, llama_token*, size_t, size_t*);
bool llama_state_save_file(struct llama_context*, const char*, const llama_token*, size_t);
bool llama_save_session_file(struct llama_context*, const char*, const llama_token*, size_t);
size_t llama_state_seq_get_data(struct llama_context*, uint8_t*, size_t, llama_seq_id);
size_t llama_state_seq_set_data(struct llama_context*, const uint8_t*, size_t, llama_seq_id);
size_t llama_state_seq_save_file(struct llama_context*, const char*, llama_seq_id, const llama_token*, size_t);
size_t llama_state_seq_load_file(struct llama_context*, const char*, llama_seq_id, llama_token*, size_t, size_t*);

#ifdef __cplusplus
}
#endif
