// Destructors are calls, at the end of the scope or of the full expression, in reverse order.
struct Lock { Lock(int which); ~Lock(); bool held() const; };
struct Owner { Lock lock; int n; virtual ~Owner() {} };
struct Derived : Owner { Lock second; ~Derived() { n = 0; } };

int scopes(int n) {
  Lock outer(1);
  if (n > 2) {
    Lock inner(2);
    if (inner.held()) return n;
  }
  return Lock(3).held() + n;
}

const Lock& extended() { const Lock& kept = Lock(4); return kept; }

void heap(Derived* old) {
  auto* made = new Lock(5);
  delete made;
  delete old;
  Lock* many = new Lock[2]{6, 7};
  delete[] many;
  int* number = new int(3);
  delete number;
  alignas(Lock) char storage[sizeof(Lock)];
  reinterpret_cast<Lock*>(storage)->~Lock();
}

struct Session { int tenant; int user = tenant; ~Session(); };
Session load(int n);

/// Members of what dies are read before it does.
int early(int n) {
  Session session = load(n);
  if (load(n).tenant == n) return session.tenant;
  return load(2).user + Session{n}.user;
}
