// flags: -D_GNU_SOURCE
#include <arpa/inet.h>
#include <assert.h>
#include <bsd/string.h>
#include <ctype.h>
#include <err.h>
#include <openssl/crypto.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/time.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>
