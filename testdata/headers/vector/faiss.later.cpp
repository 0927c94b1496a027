#include <faiss-later/faiss.h>
