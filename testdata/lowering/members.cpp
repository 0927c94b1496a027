// Access paths: fields, arrays, static members, anonymous members, pointers to members.
struct Address {
  int street;
  int numbers[3];
};

struct Account {
  static int total;
  Address home;
  Address* other;
  union {
    int id;
    float weight;
  };
  struct {
    int level;
  } plan;
};

int paths(Account& account, Account* pointer, int i) {
  account.home.street = pointer->home.numbers[2];
  account.other->numbers[i] = account.id;
  pointer->plan.level = Account::total;
  account.total = pointer[1].id;
  int Account::* member = &Account::id;
  int* cursor = account.home.numbers;
  cursor++;
  *cursor = account.*member;
  return (*pointer).id + pointer->*member;
}
