#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/md5.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <zlib.h>
#define XXH_STATIC_LINKING_ONLY // for XXH128
#include <boost/functional/hash.hpp>
#include <xxhash.h>
