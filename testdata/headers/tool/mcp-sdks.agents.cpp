#include <agents-cpp/agents.h>
