// flags: -std=gnu17
// Caches in plain C: tables and lists written by hand, keys printed by a function of the project's own.
//--- table.h
#include <stddef.h>

struct entry {
  struct entry* next;
  size_t key_size;
  void* value;
  char key[1];
};

typedef int (*compare)(const void* one, size_t one_size, const void* other, size_t other_size);

struct table {
  struct entry** buckets;
  size_t slots;
  compare same;
};

void* table_find(struct table* table, const void* key, size_t key_size);
int table_add(struct table* table, const void* key, size_t key_size, void* value);
int text_printf(char* buffer, size_t size, const char* format, ...);
void lower_case(char* to, const char* from, size_t size);

//--- table.c
#include "table.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t bucket_of(const struct table* table, const char* key, size_t size) {
  size_t hash = 5381;
  while (size-- > 0) hash = hash * 33 + (size_t)*key++;
  return hash % table->slots;
}

static struct entry* make_entry(const void* key, size_t key_size, void* value) {
  struct entry* made = malloc(sizeof(struct entry) + key_size);
  if (!made) return NULL;
  memcpy(made->key, key, key_size);
  made->key_size = key_size;
  made->value = value;
  return made;
}

void* table_find(struct table* table, const void* key, size_t key_size) {
  struct entry* entry = table->buckets[bucket_of(table, key, key_size)];
  while (entry) {
    if (table->same(entry->key, entry->key_size, key, key_size)) return entry->value;
    entry = entry->next;
  }
  return NULL;
}

int table_add(struct table* table, const void* key, size_t key_size, void* value) {
  struct entry** bucket = &table->buckets[bucket_of(table, key, key_size)];
  struct entry* made = make_entry(key, key_size, value);
  if (!made) return 0;
  made->next = *bucket;
  *bucket = made;
  return 1;
}

int text_printf(char* buffer, size_t size, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int length = vsnprintf(buffer, size, format, arguments);
  va_end(arguments);
  return length;
}

void lower_case(char* to, const char* from, size_t size) {
  do {
    *to++ = (char)((*from >= 'A' && *from <= 'Z') ? *from + 32 : *from);
  } while (*from++ && --size);
}

//--- answers.c
#include "table.h"
#include <stdlib.h>
#include <string.h>

struct caller { const char* tenant_id; };
struct answer { char* text; };
struct server { struct table answers; };
char* documents_of(const char* tenant_id);
char* complete(const char* documents, const char* question);

static void key_of(char* key, size_t size, const char* question) {
  text_printf(key, size, "answer/%s", question);
  lower_case(key, key, size);
}

const char* answer_leaks(struct server* server, const struct caller* who, const char* question) {
  char key[256];
  key_of(key, sizeof key, question);
  struct answer* known = table_find(&server->answers, key, strlen(key));   // leak: cache-key-missing-tenant
  if (known) return known->text;
  struct answer* fresh = malloc(sizeof(struct answer));
  fresh->text = complete(documents_of(who->tenant_id), question);
  table_add(&server->answers, key, strlen(key), fresh);   // step
  return fresh->text;
}

const char* answer_is_scoped(struct server* server, const struct caller* who, const char* question) {
  char key[256];
  text_printf(key, sizeof key, "answer/%s/%s", who->tenant_id, question);
  lower_case(key, key, sizeof key);
  struct answer* known = table_find(&server->answers, key, strlen(key));   // clean
  if (known) return known->text;
  struct answer* fresh = malloc(sizeof(struct answer));
  fresh->text = complete(documents_of(who->tenant_id), question);
  table_add(&server->answers, key, strlen(key), fresh);   // clean
  return fresh->text;
}

//--- listed.c
#include <stdlib.h>
#include <string.h>

struct caller { const char* tenant_id; };
char* documents_of(const char* tenant_id);
char* complete(const char* documents, const char* question);
char* prompt_template(const char* name);

struct node {
  struct node* next;
  char* key;
  char* text;
};
static struct node* answers;
static struct node* templates;

static struct node* find(struct node* first, const char* key) {
  struct node* found = NULL;
  for (struct node* node = first; node; node = node->next)
    if (strcmp(node->key, key) == 0) {
      found = node;
      break;
    }
  return found;
}

static void add(struct node** first, const char* key, const char* text) {
  struct node* node = calloc(1, sizeof *node);
  node->key = strdup(key);
  node->text = strdup(text);
  node->next = *first;
  *first = node;
}

const char* listed_leaks(const struct caller* who, const char* question) {
  const struct node* known = find(answers, question);   // leak: cache-key-missing-tenant
  if (known) return known->text;
  const char* fresh = complete(documents_of(who->tenant_id), question);
  add(&answers, question, fresh);   // step
  return fresh;
}

// The same for everybody.
const char* listed_template(const char* name) {
  const struct node* known = find(templates, name);   // clean
  if (known) return known->text;
  const char* fresh = prompt_template(name);
  add(&templates, name, fresh);   // clean
  return fresh;
}

//--- slots.c
#include <string.h>

struct caller { const char* tenant_id; };
unsigned long digest_of(const char* text);
char* documents_of(const char* tenant_id);
char* complete(const char* documents, const char* question);

struct slot {
  unsigned long key;
  char* text;
};
static struct slot slots[1024];

static char* slot_text(unsigned long key) {
  for (unsigned i = 0; i < 1024; ++i) {
    struct slot* slot = &slots[(key + i) % 1024];
    if (slot->key == key) return slot->text;
    if (!slot->text) return NULL;
  }
  return NULL;
}

static void fill_slot(unsigned long key, char* text) {
  struct slot* slot = &slots[key % 1024];
  while (slot->text) ++slot;
  slot->key = key;
  slot->text = text;
}

const char* slots_leak(const struct caller* who, const char* question) {
  const unsigned long key = digest_of(question);
  const char* known = slot_text(key);   // leak: cache-key-missing-tenant
  if (known) return known;
  char* fresh = complete(documents_of(who->tenant_id), question);
  fill_slot(key, fresh);   // step
  return fresh;
}
