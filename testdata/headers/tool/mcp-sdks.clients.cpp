#include <cpp-mcp/mcp_client.h>
