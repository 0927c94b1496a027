// Declarations of libjwt 3, compared with benmcollins/libjwt at commit 94e3cdf8.
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct jwt {};
struct jwk_item {};
struct jwt_checker {};
typedef struct jwt jwt_t;
typedef enum jwt_alg_t jwt_alg_t;
typedef struct jwk_item jwk_item_t;
typedef struct jwt_config_t jwt_config_t;
typedef int (*jwt_callback_t)(jwt_t*, jwt_config_t*);
typedef struct jwt_checker jwt_checker_t;
jwt_alg_t jwt_get_alg(const jwt_t*);
jwt_checker_t* jwt_checker_new();
void jwt_checker_free(jwt_checker_t*);
int jwt_checker_setkey(jwt_checker_t*, const jwt_alg_t, const jwk_item_t*);
int jwt_checker_setcb(jwt_checker_t*, jwt_callback_t, void*);
int jwt_checker_verify(jwt_checker_t*, const char*);
const char* jwt_alg_str(jwt_alg_t);
jwt_alg_t jwt_str_alg(const char*);
