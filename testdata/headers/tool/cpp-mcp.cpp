#include <cpp-mcp/mcp_server.h>
