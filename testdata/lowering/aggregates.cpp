// Braces: each field is assigned in its place, default member initialisers and zeros included.
namespace std {
using size_t = decltype(sizeof(0));
template <class T> class initializer_list {
  const T* first_;
  size_t size_;
};
}  // namespace std

struct Text { Text(const char* text); ~Text(); };
struct Point { int x = 1; int y; };
struct Base { int kind; };
struct Key : Base {
  Text tenant;
  Point at;
  const char* note;
  Text& alias;
  int copy = at.x;
};
struct Bag {
  Bag(std::initializer_list<int> numbers);
  Bag(std::initializer_list<Text> texts);
};
union Either { int number; float share; };

Key make(Text& text) { return Key{{3}, "acme", {.y = 2}, nullptr, text}; }

void lists(int n) {
  Point points[2] = {{1, 2}, {n, n}};
  Point parenthesised(4, n);
  int scalar{n};
  int empty{};
  Bag numbers{1, n};
  Bag texts = {"a", "b"};
  Either either{.share = 2.0f};
  int grid[2][2] = {{1}, {2, 3}};
}
