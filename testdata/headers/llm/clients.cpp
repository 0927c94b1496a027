#include <ollama/ollama.hpp>
#include <openai/openai.hpp>
