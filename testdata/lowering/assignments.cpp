// Built-in values: operators are instructions, a narrowing conversion is seen, constants are folded casts.
using TenantId = long;

int arithmetic(int a, TenantId tenant) {
  int b = a + 2 * a - 1;
  b += a;
  b <<= 1;
  int before = b++;
  int after = --b;
  bool odd = (a % 2) == 1;
  odd = !odd;
  double share = a / 2.5;
  share *= a;
  auto low = static_cast<unsigned char>(tenant);
  b = (before = 3, after);
  return b + low + (odd ? 1 : -1) + static_cast<int>(sizeof(tenant));
}

char texts(bool first) {
  const char* text = first ? "one" : "two" " and a half";
  char buffer[4] = "abc";
  buffer[2] = 'x';
  const char* decayed = buffer;
  return decayed[1] + *text;
}

unsigned bits(unsigned mask) { return (mask & 0xf0u) | (~mask ^ 1u) >> 2; }
