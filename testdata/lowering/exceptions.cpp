// Exception edges lead to handlers of the same function; what leaves the function has none.
struct Error { Error(int code); const char* what() const; };
struct Session { Session(int user); ~Session(); };
void risky(int n);
void safe(int n) noexcept;
[[noreturn]] void die();

int outer(int n) {
  try {
    safe(n);
    risky(n);
    Session session(n);
    if (n == 2) throw Error(n);
    n = 4;
  } catch (const Error& error) {
    return error.what() != nullptr;
  } catch (...) {
    n = 5;
    throw;
  }
  return n;
}

int nested(int n) {
  try {
    try {
      risky(n);
    } catch (int code) {
      n = code;
      risky(n);
    }
  } catch (long code) {
    die();
  }
  return n;
}

struct Guarded {
  int value;
  Guarded(int n) try : value((risky(n), n)) {} catch (...) { risky(0); }
};

int uncaught(int n) { return n > 0 ? n : throw Error(n); }
