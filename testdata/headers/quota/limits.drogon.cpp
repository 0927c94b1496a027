#include <drogon/drogon.h>
