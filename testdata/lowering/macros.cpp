// Code from a macro stands where the macro is used.
int get(const char* key);
void log(const char* text, int value);
#define LOG(value) log(#value, value)
#define CHECK(condition)        \
  do {                          \
    if (!(condition)) return 1; \
  } while (false)

int use(int n) {
  LOG(get("a") + n);
  CHECK(n > 2);
  return
      get("several"
          "lines");
}
