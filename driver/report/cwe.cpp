#include "driver/report/cwe.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace partywall::report {

namespace {

struct Weakness {
  int number;
  std::string_view title;
};

// Sorted by number. Those that checks name today, and their neighbours in access control and isolation.
constexpr auto weaknesses = std::to_array<Weakness>({
    {20, "Improper Input Validation"},
    {74, "Improper Neutralization of Special Elements in Output Used by a Downstream Component"},
    {77, "Improper Neutralization of Special Elements used in a Command"},
    {89, "Improper Neutralization of Special Elements used in an SQL Command"},
    {116, "Improper Encoding or Escaping of Output"},
    {138, "Improper Neutralization of Special Elements"},
    {140, "Improper Neutralization of Delimiters"},
    {200, "Exposure of Sensitive Information to an Unauthorized Actor"},
    {201, "Insertion of Sensitive Information Into Sent Data"},
    {203, "Observable Discrepancy"},
    {208, "Observable Timing Discrepancy"},
    {212, "Improper Removal of Sensitive Information Before Storage or Transfer"},
    {226, "Sensitive Information in Resource Not Removed Before Reuse"},
    {250, "Execution with Unnecessary Privileges"},
    {266, "Incorrect Privilege Assignment"},
    {269, "Improper Privilege Management"},
    {284, "Improper Access Control"},
    {285, "Improper Authorization"},
    {287, "Improper Authentication"},
    {290, "Authentication Bypass by Spoofing"},
    {302, "Authentication Bypass by Assumed-Immutable Data"},
    {304, "Missing Critical Step in Authentication"},
    {306, "Missing Authentication for Critical Function"},
    {327, "Use of a Broken or Risky Cryptographic Algorithm"},
    {328, "Use of Weak Hash"},
    {345, "Insufficient Verification of Data Authenticity"},
    {346, "Origin Validation Error"},
    {347, "Improper Verification of Cryptographic Signature"},
    {359, "Exposure of Private Personal Information to an Unauthorized Actor"},
    {362, "Concurrent Execution using Shared Resource with Improper Synchronization"},
    {384, "Session Fixation"},
    {385, "Covert Timing Channel"},
    {400, "Uncontrolled Resource Consumption"},
    {404, "Improper Resource Shutdown or Release"},
    {416, "Use After Free"},
    {441, "Unintended Proxy or Intermediary"},
    {459, "Incomplete Cleanup"},
    {471, "Modification of Assumed-Immutable Data"},
    {488, "Exposure of Data Element to Wrong Session"},
    {501, "Trust Boundary Violation"},
    {514, "Covert Channel"},
    {522, "Insufficiently Protected Credentials"},
    {524, "Use of Cache Containing Sensitive Information"},
    {525, "Use of Web Browser Cache Containing Sensitive Information"},
    {532, "Insertion of Sensitive Information into Log File"},
    {543, "Use of Singleton Pattern Without Synchronization in a Multithreaded Context"},
    {551, "Incorrect Behavior Order: Authorization Before Parsing and Canonicalization"},
    {565, "Reliance on Cookies without Validation and Integrity Checking"},
    {566, "Authorization Bypass Through User-Controlled SQL Primary Key"},
    {567, "Unsynchronized Access to Shared Data in a Multithreaded Context"},
    {602, "Client-Side Enforcement of Server-Side Security"},
    {610, "Externally Controlled Reference to a Resource in Another Sphere"},
    {613, "Insufficient Session Expiration"},
    {639, "Authorization Bypass Through User-Controlled Key"},
    {642, "External Control of Critical State Data"},
    {653, "Improper Isolation or Compartmentalization"},
    {664, "Improper Control of a Resource Through its Lifetime"},
    {668, "Exposure of Resource to Wrong Sphere"},
    {672, "Operation on a Resource after Expiration or Release"},
    {694, "Use of Multiple Resources with Duplicate Identifier"},
    {696, "Incorrect Behavior Order"},
    {697, "Incorrect Comparison"},
    {732, "Incorrect Permission Assignment for Critical Resource"},
    {754, "Improper Check for Unusual or Exceptional Conditions"},
    {755, "Improper Handling of Exceptional Conditions"},
    {770, "Allocation of Resources Without Limits or Throttling"},
    {778, "Insufficient Logging"},
    {799, "Improper Control of Interaction Frequency"},
    {807, "Reliance on Untrusted Inputs in a Security Decision"},
    {826, "Premature Release of Resource During Expected Lifetime"},
    {840, "Business Logic Errors"},
    {862, "Missing Authorization"},
    {863, "Incorrect Authorization"},
    {909, "Missing Initialization of Resource"},
    {915, "Improperly Controlled Modification of Dynamically-Determined Object Attributes"},
    {922, "Insecure Storage of Sensitive Information"},
    {923, "Improper Restriction of Communication Channel to Intended Endpoints"},
    {943, "Improper Neutralization of Special Elements in Data Query Logic"},
    {1023, "Incomplete Comparison with Missing Factors"},
    {1025, "Comparison Using Wrong Factors"},
    {1108, "Excessive Reliance on Global Variables"},
    {1188, "Initialization of a Resource with an Insecure Default"},
    {1189, "Improper Isolation of Shared Resources on System-on-a-Chip"},
    {1220, "Insufficient Granularity of Access Control"},
    {1230, "Exposure of Sensitive Information Through Metadata"},
    {1251, "Mirrored Regions with Different Values"},
    {1289, "Improper Validation of Unsafe Equivalence in Input"},
    {1390, "Weak Authentication"},
    {1426, "Improper Validation of Generative AI Output"},
    {1427, "Improper Neutralization of Input Used for LLM Prompting"},
});
static_assert(std::ranges::is_sorted(weaknesses, {}, &Weakness::number));

} // namespace

std::string cwe_id(int number) { return "CWE-" + std::to_string(number); }

std::string cwe_title(int number) {
  const auto* const found = std::ranges::lower_bound(weaknesses, number, {}, &Weakness::number);
  return found != weaknesses.end() && found->number == number ? std::string(found->title) : cwe_id(number);
}

} // namespace partywall::report
