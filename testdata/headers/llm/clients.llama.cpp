#include <llama/chat.h>
