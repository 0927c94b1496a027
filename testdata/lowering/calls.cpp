// Callees: static receiver class, dispatch, defaults, pointers, operators, conversions, literals.
struct Text { Text(const char*); };
struct Base {
  virtual int get(int n) const;
  static int count(int n);
};
struct Derived : Base {
  int get(int n) const override;
  int operator()(int n) const;
  int& operator[](const char* key);
  operator int() const;
  Derived* operator->();
  int field;
};
int operator+(const Derived& left, int right);
int operator""_id(unsigned long long number);
int print(const char* format, ...);
int scale(int n, int factor = 2, const Text& unit = "ms");

int call(Derived& derived, const Base* base, int (*function)(int), int (Base::*method)(int) const) {
  base->get(1);
  derived.get(2);
  derived.Base::get(3);
  Derived::count(4);
  derived.count(5);
  derived["key"] = derived(6);
  int converted = derived;
  derived->field = 7;
  function(8);
  (*function)(9);
  (base->*method)(10);
  (derived.*method)(11);
  function = &Base::count;
  method = &Base::get;
  print("%d %s", converted, "text");
  return scale(derived + 12) + 13_id;
}
