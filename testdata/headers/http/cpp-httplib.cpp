// flags: -DCPPHTTPLIB_OPENSSL_SUPPORT
#include <httplib.h>
