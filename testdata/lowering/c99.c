/* C: structures by value, designated and compound initialisers, function pointers, case ranges. */
struct item {
  char name[8];
  int count;
  struct item* next;
};
static struct item table[3] = {{"a", 1}, [2] = {.name = "c"}};
enum { LIMIT = 4 };

struct item make(int n) {
  struct item made = {0};
  made.count = n;
  return made;
}

int run(struct item* list, int (*compare)(const void*, const void*), int n) {
  struct item one = make(n), two;
  two = one;
  *list = (struct item){"x", LIMIT, 0};
  for (struct item* at = list; at && at->count; at = at->next) {
    if (!compare(at, &two)) goto out;
  }
  switch (n) {
  case 0 ... 3: n = 2;
  case 5: break;
  }
  int doubled = ({ int t = n; t + t; });
  return n > 2 ? -1 : table[1].count + doubled;
out:
  return (n = 3, n);
}
