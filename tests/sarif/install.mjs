// Puts the validators into a folder, once for each version of the lock file.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const manifest = ["package.json", "package-lock.json", ".npmrc"];

// npm's words for "there is no registry to ask". Everything else is a mistake of ours and fails.
const unreachable = /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ENOTCACHED|E40[1347]|E50\d|CERT|network/;

/// The reason why the validators cannot be had on this machine; thrown, and told as "skipped".
export class Unavailable extends Error {}

function manifestHash() {
  const hash = createHash("sha256");
  for (const name of manifest) hash.update(readFileSync(join(here, name)));
  return hash.digest("hex");
}

function npmInstall(folder) {
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--fetch-retries=1"], { cwd: folder, encoding: "utf8" });
  if (npm.error) throw new Unavailable(`npm cannot be run (${npm.error.code})`);
  if (npm.status === 0) return;
  const output = (npm.stderr + npm.stdout).trim();
  const reason = output.split("\n").find((line) => unreachable.test(line));
  if (reason) throw new Unavailable(`npm reaches no registry: ${reason}`);
  throw new Error(`npm ci failed:\n${output}`);
}

export function install(folder) {
  const stamp = join(folder, "installed");
  const wanted = manifestHash();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  mkdirSync(folder, { recursive: true });
  for (const name of manifest) copyFileSync(join(here, name), join(folder, name));
  npmInstall(folder);
  const binary = multitool(folder);
  if (!existsSync(binary)) throw new Unavailable("the multitool has no binary for this platform");
  chmodSync(binary, 0o755);
  writeFileSync(stamp, wanted);
}

const package_folder = (folder) => join(folder, "node_modules/@microsoft/sarif-multitool-linux");
export const multitool = (folder) => join(package_folder(folder), "Sarif.Multitool");
export const schema = (folder) => join(package_folder(folder), "sarif-2.1.0.json");
