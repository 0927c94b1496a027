#include <crow/crow.h>
