#include <cpp-mcp-sdk/server.hpp>
