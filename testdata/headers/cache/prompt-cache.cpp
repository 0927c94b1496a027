#include <llama/llama.h>
#include <tensorrt_llm/executor.h>
