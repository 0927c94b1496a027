// usage: node validate-test.mjs --tools FOLDER GOOD.sarif
//
// A validator that accepts everything would never be noticed: breaks a good file in several ways, and wants each
// noticed by the one who is there to notice it.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({ options: { tools: { type: "string" } }, allowPositionals: true });
const result = (log) => log.runs[0].results[0];

const breakages = [
  { name: "a level that does not exist", by: /schema/, apply: (log) => (result(log).level = "critical") },
  { name: "a rule without help", by: /GH\d+|SARIF\d+/, apply: (log) => delete log.runs[0].tool.driver.rules[0].help },
  { name: "a location without a region", by: /GH100[13]/, apply: (log) => {
    delete result(log).locations[0].physicalLocation.region;
  } },
  { name: "an absolute path", by: /GH1005|GH1006/, apply: (log) => {
    result(log).locations[0].physicalLocation.artifactLocation = { uri: "file:///home/someone/src/chat.cpp" };
  } },
  { name: "a rule without a name", by: /GHAzDO\d+/, apply: (log) => delete log.runs[0].tool.driver.rules[0].name },
];

const scratch = mkdtempSync(join(tmpdir(), "partywall-broken-"));
let failures = 0;
for (const { name, by, apply } of breakages) {
  const log = JSON.parse(readFileSync(positionals[0], "utf8"));
  apply(log);
  const file = join(scratch, "broken.sarif");
  writeFileSync(file, JSON.stringify(log, null, 2));
  const run = spawnSync(process.execPath, [join(here, "validate.mjs"), "--tools", values.tools, file], { encoding: "utf8" });
  if (run.status === 77) {
    console.log(run.stdout.trim());
    process.exit(77);
  }
  const noticed = run.status === 1 && by.test(run.stdout);
  failures += !noticed;
  console.log(`${noticed ? "noticed" : "MISSED"}: ${name}${noticed ? "" : `\n${run.stdout}`}`);
}
rmSync(scratch, { recursive: true });
process.exitCode = failures === 0 ? 0 : 1;
