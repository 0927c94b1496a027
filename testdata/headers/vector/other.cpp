#include <annoy/annoylib.h>
