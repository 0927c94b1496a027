// Conditions are edges. What decides a branch is an instruction or a call defining its condition.
struct Text {
  bool empty() const;
  explicit operator bool() const;
};
bool operator==(const Text& left, const Text& right);
[[noreturn]] void fail(const char* why);
bool allowed(const Text& who);

int guard(const Text& tenant, const Text& claimed, const Text* maybe, int n) {
  if (!(tenant == claimed)) return 1;
  if (tenant.empty() || n > 3 && !allowed(claimed)) return 2;
  if (!maybe) fail("no text");
  if (tenant) n = 2;
  return 0;
}

/// A negated conjunction and a named one go where their parts say, not through a value.
bool joined(const Text& tenant, const Text* other) {
  if (!(other && *other == tenant)) fail("not yours");
  const bool fine = tenant.empty() || allowed(tenant);
  if (!fine) return false;
  return other && allowed(*other);
}

int choose(int kind, const Text& text) {
  switch (kind) {
  case 1:
  case 2: return text.empty() ? 5 : kind;
  case 7: kind = 3; break;
  default: kind = -kind;
  }
  if (int copy = kind; copy > 2) return copy;
  if constexpr (sizeof(int) == 4) return 4;
  return kind ?: 9;
}
