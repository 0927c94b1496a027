// Static and thread storage: one initialiser function a variable; a static local is initialised in place, once.
struct Text { Text(const char*); ~Text(); };
int compute(int n);

namespace app {
const Text prefix = "resp:";
constexpr int limit = 12;
static int calls = compute(limit);
thread_local Text current = "none";
extern int elsewhere;
int later;
namespace { int hidden = 2; }

struct Config {
  static const int size = 4;
  static inline Text name = "config";
  static int other;
};
int Config::other = Config::size;
int& alias = later;

int count(int n) {
  static int seen = compute(n);
  static const Text label = "label";
  static Text* last = nullptr;
  ++seen;
  return seen + hidden + calls + elsewhere + alias + (n > 2 ? 1 : limit);
}
}  // namespace app
