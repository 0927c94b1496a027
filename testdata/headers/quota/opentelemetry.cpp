#include <opentelemetry/metrics.h>
