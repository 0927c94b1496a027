// Loops, jumps, and range-for through its hidden variables.
struct Item { int weight; };
struct Cursor {
  Item& operator*() const;
  Cursor& operator++();
  bool operator!=(const Cursor& other) const;
};
struct Bag {
  Cursor begin() const;
  Cursor end() const;
};

int classic(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    if (i == 3) continue;
    if (i > 7) break;
    sum += i;
  }
  while (true) {
    if (sum-- < 4) break;
  }
  do { ++n; } while (n < 0);
  if (n) goto end;
  sum = 1;
end:
  return sum;
}

int ranges(const Bag& bag, int n) {
  int numbers[3] = {1, 2, n};
  int sum = 0;
  for (const Item& item : bag) sum += item.weight;
  for (int number : numbers) sum += number;
  return sum;
}
