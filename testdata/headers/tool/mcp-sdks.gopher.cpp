#include <gopher-mcp/mcp_server.h>
