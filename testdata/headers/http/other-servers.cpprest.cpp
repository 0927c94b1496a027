#include <cpprest/http_listener.h>
