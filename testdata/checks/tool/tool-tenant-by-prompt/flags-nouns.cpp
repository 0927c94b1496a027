// Prompts that call a tenant by a word of the trade: what stands before the tenant's name says which.
#include <string>
#include <vector>

struct Patron {
  std::string account;
};

struct Loan {
  std::string account;
  std::string title;
};

std::vector<Loan> loans_due();
std::vector<Loan> loans_of(const std::string& account);
std::string complete(const std::string& system, const std::string& question);

std::string due_leaks(const Patron& patron, const std::string& question) {
  std::string system = "You work for library " + patron.account + ". Only speak of loans of this library, never of those of other libraries.\n";   // leak: tool-tenant-by-prompt
  for (const Loan& loan : loans_due()) system += loan.account + ": " + loan.title + "\n";   // step
  return complete(system, question);
}

std::string due_is_scoped(const Patron& patron, const std::string& question) {
  std::string system = "You work for library " + patron.account + ". Only speak of loans of this library, never of those of other libraries.\n";   // clean
  for (const Loan& loan : loans_of(patron.account)) system += loan.title + "\n";
  return complete(system, question);
}

// Nothing is asked for but a manner.
std::string manner(const Patron& patron, const std::string& question) {
  std::string system = "You answer for library " + patron.account + ". Never use other words than the reader's.\n";   // clean
  for (const Loan& loan : loans_due()) system += loan.title + "\n";
  return complete(system, question);
}
