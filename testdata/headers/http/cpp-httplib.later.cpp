#include <httplib-0.18/httplib.h>
