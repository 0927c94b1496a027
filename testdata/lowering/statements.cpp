// Statement expressions, built-ins that pass their argument on, offsets and other constants.
struct Pair { char a; int b; };
int compute(int n);

unsigned long rare(int n, const int* list) {
  int inner = ({ int t = compute(n); t + 1; });
  if (__builtin_expect(inner > 2, 0)) inner = 3;
  unsigned long offset = __builtin_offsetof(Pair, b) + alignof(Pair);
  const char* name = __func__;
  int unevaluated = sizeof(compute(n)) + noexcept(compute(n));
  (void)list[inner];
  return offset + *name + unevaluated;
}
