/* Roles of values, for partywall to read. Copy this file into your project, or include it from where partywall is
   installed. It depends on nothing, is C and C++, and means nothing to compilers other than Clang. docs/roles.md
   shows each macro at work.

     struct Caller { std::string realm PARTYWALL_IDENTITY; };
     PARTYWALL_VERIFIED Caller caller_of(const Envelope& envelope);
     void run_tool(PARTYWALL_MODEL_CONTROLLED const std::string& realm);
     extern PARTYWALL_TENANT_NEUTRAL Catalogue catalogue;
     class PARTYWALL_TENANT_SCOPED OwnShelf { … };                                                                 */
#ifndef PARTYWALL_H
#define PARTYWALL_H

#if defined(__clang__)
#define PARTYWALL_ROLE(role) __attribute__((annotate("partywall::" role)))
#else
#define PARTYWALL_ROLE(role)
#endif

/* Says whose data it is: a tenant, an organisation, a realm. For fields, parameters, variables, functions (their
   result) and classes. */
#define PARTYWALL_IDENTITY PARTYWALL_ROLE("identity")

/* Comes from a checked credential. Of a class or a whole object: so do its parts. */
#define PARTYWALL_VERIFIED PARTYWALL_ROLE("verified")

/* Written by the model: tool arguments, answers, retrieved text. */
#define PARTYWALL_MODEL_CONTROLLED PARTYWALL_ROLE("model-controlled")

/* The same for all tenants, whatever it was made from: a price list, a tokenizer's tables. */
#define PARTYWALL_TENANT_NEUTRAL PARTYWALL_ROLE("tenant-neutral")

/* An object that belongs to one tenant: a connection to the tenant's own database, a session's store. */
#define PARTYWALL_TENANT_SCOPED PARTYWALL_ROLE("tenant-scoped")

#endif
