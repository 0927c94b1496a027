#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct principal {
  char tenant_id[40];
  const char* name;
};
int authenticate(const char* token, struct principal* who);
int shelf_search(const char* prompt, const char* scope);

void printed(const char* token, const char* prompt) {
  struct principal who;
  if (authenticate(token, &who) != 0)
    return;
  char scope[80];
  snprintf(scope, sizeof scope, "docs:%s", who.tenant_id);
  shelf_search(prompt, scope); // -> scoped
  shelf_search(prompt, who.name); // -> leaking missing
}

void allocated(const char* token, const char* prompt) {
  struct principal* who = malloc(sizeof *who);
  if (!who)
    return;
  if (authenticate(token, who) != 0)
    goto done;
  shelf_search(prompt, who->tenant_id); // -> scoped
done:
  free(who);
}

static void make_scope(char* out, size_t size, const struct principal* who) {
  strncpy(out, who->tenant_id, size);
  out[size - 1] = 0;
}

void out_buffer(const char* token, const char* prompt) {
  struct principal who;
  authenticate(token, &who);
  char scope[64];
  make_scope(scope, sizeof scope, &who);
  shelf_search(prompt, scope); // -> scoped
}

struct handler {
  const char* name;
  int (*run)(const struct principal* who, const char* prompt);
};
static int search(const struct principal* who, const char* prompt) {
  return shelf_search(prompt, who->tenant_id); // -> scoped
}
static int browse(const struct principal* who, const char* prompt) {
  (void)who;
  return shelf_search(prompt, prompt); // -> leaking missing
}
static const struct handler handlers[] = {{.name = "search", .run = search}, {.name = "browse", .run = browse}};

int dispatch(const char* token, const char* name, const char* prompt) {
  struct principal who;
  if (authenticate(token, &who) != 0)
    return -1;
  for (size_t i = 0; i < sizeof handlers / sizeof handlers[0]; ++i)
    if (strcmp(handlers[i].name, name) == 0)
      return handlers[i].run(&who, prompt);
  return -1;
}
