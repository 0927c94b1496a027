// Names are structural: no inline or unnamed namespaces, no arguments; internal symbols carry the file.
namespace outer {
inline namespace v1 {
int visible() { return 1; }
}
namespace {
struct Hidden { int get() { return 2; } };
int internal() { return Hidden().get(); }
}
static int also_internal() { return internal(); }

using Alias = struct { int number; };
enum class Color { red, green };
enum { plain = 5 };

int local(Alias alias) {
  struct Inner {
    int twice() { return 2 * n; }
    int n;
  };
  Inner inner{alias.number};
  return inner.twice() + also_internal() + static_cast<int>(Color::green) + plain;
}
extern "C" int c_function(Color color) { return color == Color::red; }
template <class T> struct Convert {
  operator T() const;
  operator const char*() const;
};
const char* convert(Convert<int> source) { return source; }
}  // namespace outer
