#include <mcp-cpp-sdk/server.hpp>
