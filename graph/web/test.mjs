// Runs the tests that need no browser: src/**/*.test.ts, bundled, by node --test.
import * as esbuild from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const source = join(root, "src");
const tests = readdirSync(source, { recursive: true }).filter((name) => name.endsWith(".test.ts")).sort();

const outdir = mkdtempSync(join(tmpdir(), "entente-web-"));
try {
  await esbuild.build({
    entryPoints: tests.map((name) => join(source, name)),
    outdir, outbase: source, outExtension: { ".js": ".mjs" },
    bundle: true, platform: "node", format: "esm", target: "node20", sourcemap: "inline", loader: { ".graphql": "text" }, logLevel: "warning",
  });
  const built = tests.map((name) => join(outdir, name.replace(/ts$/, "mjs")));
  const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=dot", ...built], { stdio: "inherit" });
  process.exitCode = status ?? 1;
} finally {
  rmSync(outdir, { recursive: true });
}
