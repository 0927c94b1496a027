#include <annoy/annoylib.h>
#include <scann/scann.h>
