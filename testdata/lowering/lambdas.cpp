// A lambda is a function with captures, and a closure where it is written.
struct Text { Text(const char*); Text(const Text&); ~Text(); int size() const; };

struct Server {
  int port;
  Text name;
  int run(int offset) {
    auto by_this = [this, offset](int n) { return port + offset + n; };
    auto by_copy = [*this] { return port + name.size(); };
    auto all = [&] { return port + offset; };
    return by_this(1) + by_copy() + all();
  }
};

int captures(const Text& key, int n) {
  int count = 0;
  auto mixed = [key, &count, n](int more) mutable {
    count += more;
    n++;
    return key.size() + n;
  };
  auto renamed = [text = Text("x"), &alias = count] { return text.size() + alias; };
  auto nested = [&] { return [&count, n] { return count + n; }(); };
  mixed(2);
  mixed(3);
  return renamed() + nested();
}

template <class F> int twice(F f) { return f() + f(); }

int generic(int n) {
  auto any = [n](auto x) { return n + static_cast<int>(x); };
  any(2);
  any('c');
  return twice([&] { return ++n; }) + twice([&] { return --n; });
}

int (*plain)(int) = [](int n) { return n; };

template <class... F> struct Overloaded : F... { using F::operator()...; };
template <class... F> Overloaded(F...) -> Overloaded<F...>;

int overloaded(int n) {
  Overloaded both{[&](int by) { return n + by; }, [](const char*) { return 0; }};
  return both(1) + both("text");
}
