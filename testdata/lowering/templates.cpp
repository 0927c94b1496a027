// Templates appear by instantiation, under the name of their pattern.
namespace app {
template <class T> class Box {
public:
  explicit Box(T value) : value_(value) {}
  T take() const { return value_; }
  template <class U> bool holds(U other) const { return value_ == other; }
  static int made;
private:
  T value_;
};
template <class T> int Box<T>::made = 3;
template <class T> T zero = T();

template <class T, class... Rest> int count(T first, Rest... rest) {
  if constexpr (sizeof...(rest) == 0) {
    return 1;
  } else {
    return 1 + count(rest...);
  }
}

template <class T> struct Crtp {
  int run() { return static_cast<T*>(this)->step(); }
};
struct Worker : Crtp<Worker> {
  int step() { return 4; }
};

template <> class Box<bool> {
public:
  bool take() const { return true; }
};

int use(Worker& worker) {
  Box<int> box(5);
  Box<bool> truth;
  return box.take() + box.holds(2L) + truth.take() + count(1, 'c') + worker.run() + Box<int>::made + zero<int>;
}
}  // namespace app
