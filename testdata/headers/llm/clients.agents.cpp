#include <agents-cpp/llm.h>
