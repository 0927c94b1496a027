// usage: node validate.mjs --tools FOLDER [--writer TEST_PROGRAM] [--into FOLDER] FILE|FOLDER…
//
// Runs the SARIF schema and Microsoft's multitool over the files (of folders: the *.sarif in them) and fails on
// any error or warning. --writer runs a program that writes such files into --into first. Where the validators
// cannot be had: says why and ends with status 77, which CTest takes for "skipped".

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { Unavailable, install, multitool, schema } from "./install.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const skipped = 77;

function sarifFiles(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).filter((name) => name.endsWith(".sarif")).sort().map((name) => join(path, name));
}

function write(program, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options = { encoding: "utf8", env: { ...process.env, PARTYWALL_SARIF_DIR: folder } };
  const run = spawnSync(program, ["--gtest_filter=SarifFiles.*"], options);
  if (run.status !== 0) throw new Error(`${program} did not write its files:\n${run.error ?? run.stdout + run.stderr}`);
}

/// A function from a parsed log to a list of complaints.
function schemaCheck(tools) {
  const require = createRequire(join(resolve(tools), "package.json"));
  const Ajv = require("ajv/dist/2020").default;
  const ajv = new Ajv({ strict: false, allErrors: true });
  require("ajv-formats").default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(schema(tools), "utf8")));
  return (log) => (validate(log) ? [] : validate.errors.map((e) => `schema: ${e.instancePath || "/"} ${e.message}`));
}

/// Azure's upload task adds this to every file, and its rules ask for it.
function asUploadedToAzure(log) {
  const prefix = "azuredevops/pipeline/build";
  const phaseId = "3d0b3c0a-3d53-4b2f-9a6b-0d0c8a8f4e12";
  const properties = { buildDefinitionId: "1", buildDefinitionName: "audit", phaseId, phaseName: "audit" };
  for (const run of log.runs) {
    run.automationDetails ??= {
      id: `${prefix}/audit/`,
      properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [`${prefix}/${key}`, value])),
    };
  }
  return log;
}

function multitoolComplaints(tools, file, kinds, scratch) {
  const output = join(scratch, "verdict.sarif");
  const options = ["--rule-kind", kinds, "--level", "Error;Warning", "-c", join(here, "strict.xml"), "-o", output];
  const run = spawnSync(multitool(tools), ["validate", file, ...options, "--log", "ForceOverwrite"], {
    encoding: "utf8",
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
  });
  if (run.error) throw new Unavailable(`the multitool cannot be run (${run.error.code})`);
  if (run.status !== 0) throw new Error(`multitool ended with ${run.status}:\n${run.stdout}${run.stderr}`);
  // Its status says nothing of what it found; its own log does.
  const [verdict] = JSON.parse(readFileSync(output, "utf8")).runs;
  for (const { executionSuccessful } of verdict.invocations ?? []) {
    if (executionSuccessful === false) throw new Error(`multitool broke off:\n${run.stdout}${run.stderr}`);
  }
  return verdict.results.filter(({ level }) => level === undefined || level === "error" || level === "warning")
    .map(({ ruleId, message, locations }) => {
      const line = locations?.[0]?.physicalLocation?.region?.startLine ?? "?";
      return `${ruleId}: line ${line}: ${message.text ?? [message.id, ...(message.arguments ?? [])].join(" ")}`;
    });
}

function complaints(file, tools, checkSchema, scratch) {
  const log = JSON.parse(readFileSync(file, "utf8"));
  const found = [...checkSchema(log), ...multitoolComplaints(tools, file, "Sarif;Ghas", scratch)];
  const uploaded = join(scratch, basename(file));
  writeFileSync(uploaded, JSON.stringify(asUploadedToAzure(log)));
  return [...found, ...multitoolComplaints(tools, uploaded, "GHAzDO", scratch)];
}

function main() {
  const options = { tools: { type: "string" }, writer: { type: "string" }, into: { type: "string" } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (!values.tools || (values.writer && !values.into)) throw new Error("usage: see the head of validate.mjs");
  install(values.tools);
  if (values.writer) write(values.writer, values.into);
  const files = [...positionals, ...(values.into ? [values.into] : [])].flatMap(sarifFiles);
  if (files.length === 0) throw new Error("no SARIF file to validate");
  const checkSchema = schemaCheck(values.tools);
  const scratch = mkdtempSync(join(tmpdir(), "partywall-sarif-"));
  let bad = 0;
  try {
    for (const file of files) {
      const found = complaints(file, values.tools, checkSchema, scratch);
      bad += found.length > 0;
      console.log(`${file}: ${found.length === 0 ? "ok" : `${found.length} complaint(s)`}`);
      for (const complaint of found) console.log(`  ${complaint}`);
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
  console.log(`${files.length} files, ${bad} bad`);
  return bad === 0 ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  const unavailable = error instanceof Unavailable;
  console.log(unavailable ? `SKIPPED: ${error.message}` : error.stack);
  process.exitCode = unavailable ? skipped : 2;
}
