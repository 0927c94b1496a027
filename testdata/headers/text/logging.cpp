#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
