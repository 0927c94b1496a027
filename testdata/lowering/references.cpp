// A reference is a pointer: binding takes an address, every use goes through it.
struct Text {
  Text(const Text& other);
  int size() const;
};

Text& pass(Text& text) { return text; }

int read(const Text& key, int& count, Text* pointer) {
  const Text& alias = key;
  int& slot = count;
  slot = alias.size();
  slot += pass(*pointer).size();
  Text* address = &pass(*pointer);
  const int& temporary = 3;
  return count + temporary + (address == pointer);
}

struct Holder {
  Text& text;
  int* number;
  explicit Holder(Text& given, int& value) : text(given), number(&value) {}
  int sum() const { return text.size() + *number; }
};

int through(Holder& holder, bool which, int& a, int& b) {
  holder.number = &a;
  (which ? a : b) = 4;
  return holder.text.size();
}
