// Constructors are calls on the place they fill; copies written by the compiler are `copy`.
struct Text {
  Text();
  Text(const char* text);
  Text(const Text& other);
  Text(Text&& other);
  Text& operator=(const Text& other);
};

struct Plain { int a; Plain* next; };
struct Wrapper { Text text; int n = 7; };

class Base {
public:
  explicit Base(Text name) : name_(static_cast<Text&&>(name)) {}
private:
  Text name_;
};

class Store : public Base {
public:
  Store(const char* name, int size) : Base(name), size_{size} { size_ += 1; }
  explicit Store(int size) : Store("unnamed", size) {}
  using Base::Base;
private:
  int size_;
  int limit_ = 10;
  Text label_ = "label";
};

Text make(bool first) { return first ? Text("first") : Text(); }
Text named() { Text result = "named"; return result; }

void build(Plain plain, Wrapper wrapper) {
  Plain copied = plain;
  copied = *plain.next;
  Wrapper other = wrapper;
  other = static_cast<Wrapper&&>(wrapper);
  Text text = make(true);
  Text again(text);
  again = text;
  Store store("name", 3), small(2);
  Wrapper fresh;
  Plain zeroed{};
  Plain untouched;
  Text several[2];
  Text(named());
}
