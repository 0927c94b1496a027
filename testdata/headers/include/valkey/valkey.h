// Declarations of libvalkey 0.3, compared with valkey-io/libvalkey at commit d3667305.
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct valkeyReadTask {};
struct valkeyAsyncContext {};
struct valkeyContext {};
struct sockaddr {};
struct dict {};
struct valkeyCallback {};
typedef struct valkeyReadTask valkeyReadTask;
typedef struct valkeyReplyObjectFunctions valkeyReplyObjectFunctions;
typedef struct valkeyReader valkeyReader;
typedef void valkeyPushFn(void*, void*);
typedef void valkeyAsyncPushFn(struct valkeyAsyncContext*, void*);
enum valkeyConnectionType { valkeyConnectionType_value };
typedef int valkeyFD;
typedef struct valkeyOptions valkeyOptions;
typedef struct valkeyContextFuncs valkeyContextFuncs;
typedef struct valkeyContext valkeyContext;
typedef void valkeyCallbackFn(struct valkeyAsyncContext*, void*, void*);
typedef struct valkeyCallback valkeyCallback;
typedef struct valkeyCallbackList valkeyCallbackList;
typedef void valkeyDisconnectCallback(const struct valkeyAsyncContext*, int);
typedef void valkeyConnectCallback(struct valkeyAsyncContext*, int);
typedef struct valkeyAsyncContext valkeyAsyncContext;
int valkeyFormatCommand(char**, const char*, ...);
long long valkeyFormatCommandArgv(char**, int, const char**, const size_t*);
valkeyContext* valkeyConnect(const char*, int);
valkeyContext* valkeyConnectWithTimeout(const char*, int, const struct timeval);
int valkeyReconnect(valkeyContext*);
void valkeyFree(valkeyContext*);
int valkeyGetReply(valkeyContext*, void**);
int valkeyGetReplyFromReader(valkeyContext*, void**);
int valkeyAppendFormattedCommand(valkeyContext*, const char*, size_t);
int valkeyvAppendCommand(valkeyContext*, const char*, va_list);
int valkeyAppendCommand(valkeyContext*, const char*, ...);
int valkeyAppendCommandArgv(valkeyContext*, int, const char**, const size_t*);
void* valkeyvCommand(valkeyContext*, const char*, va_list);
void* valkeyCommand(valkeyContext*, const char*, ...);
void* valkeyCommandArgv(valkeyContext*, int, const char**, const size_t*);
valkeyAsyncContext* valkeyAsyncConnect(const char*, int);
void valkeyAsyncFree(valkeyAsyncContext*);
int valkeyAsyncCommand(valkeyAsyncContext*, valkeyCallbackFn*, void*, const char*, ...);
int valkeyAsyncCommandArgv(valkeyAsyncContext*, valkeyCallbackFn*, void*, int, const char**, const size_t*);
int valkeyAsyncFormattedCommand(valkeyAsyncContext*, valkeyCallbackFn*, void*, const char*, size_t);
