#pragma once

#include <string>
#include <string_view>

namespace desk {

/// Lower-case hexadecimal SHA-256.
std::string sha256_hex(std::string_view text);

}  // namespace desk
