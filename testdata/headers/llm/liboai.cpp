#include <liboai/liboai.h>
