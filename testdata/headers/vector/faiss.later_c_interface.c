#include <faiss-later/Index_c.h>
