// Builds the pages into dist, which is committed and embedded in the server. Builds are reproducible.
// Files under dist/assets have a hash of their content in their name; every file has a .br and a .gz beside it.
import * as esbuild from "esbuild";
import { gzipSync } from "fflate";
import { stripIgnoredCharacters } from "graphql";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const brotli = createRequire(import.meta.url)("brotli-wasm"); // import would load the build for browsers

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, "dist");

/** The pages by name, with their scripts: dist/NAME.html comes from src/NAME/NAME.html. */
const pages = { index: "index/index.ts", playground: "playground/playground.tsx" };

/** The largest allowed size of the explorer's script after gzip, in bytes. */
const maxScriptSize = 60_000;

/** Removes the fonts of GraphiQL's style sheet, 370 kB of data: URLs; the pages use system fonts. */
const systemFonts = {
  name: "system-fonts",
  setup(build) {
    build.onLoad({ filter: /[\\/]graphiql[\\/]dist[\\/]style\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/@font-face\s*\{[^}]*\}/g, ""),
      loader: "css",
    }));
  },
};

/** Substitutes our own module for one that writes <style> elements, which the Content-Security-Policy forbids. */
const noStyleElements = {
  name: "no-style-elements",
  setup(build) {
    build.onResolve({ filter: /^react-style-singleton$/ }, () => ({ path: join(root, "src/style-singleton.ts") }));
  },
};

/**
 * Leaves out the spaces of the explorer's documents, but for that of the picture, which the playground shows, and those of
 * the playground itself.
 */
const shortDocuments = {
  name: "short-documents",
  setup(build) {
    build.onLoad({ filter: /[\\/]index[\\/]queries[\\/][a-z]+\.graphql$/ }, ({ path }) => basename(path) === "network.graphql" ? undefined : {
      contents: stripIgnoredCharacters(readFileSync(path, "utf8")),
      loader: "text",
    });
  },
};

/** Resolves graphql to its ES module even when it is required, so that unused parts are dropped. */
const graphqlModule = {
  name: "graphql-module",
  setup(build) {
    build.onResolve({ filter: /^graphql$/ }, () => ({ path: join(root, "node_modules/graphql/index.mjs") }));
  },
};

/** Bundles scripts and style sheets; returns esbuild's metafile. */
async function bundle() {
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [...Object.values(pages).map((script) => `src/${script}`), "src/icon.svg"],
    outdir: "dist/assets",
    entryNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome111", "firefox121", "safari16.4"],
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".graphql": "text", ".svg": "copy" },
    legalComments: "none",
    plugins: [shortDocuments, systemFonts, noStyleElements, graphqlModule],
    metafile: true,
    logLevel: "warning",
  });
  return metafile;
}

/** Writes the pages, replacing {{NAME.EXT}} by the names of the built files. */
function writePages(metafile) {
  const built = Object.fromEntries(
    Object.keys(metafile.outputs).map((path) => {
      const name = basename(path);
      return [name.replace(/-[A-Z0-9]{8}(?=\.)/, ""), `assets/${name}`];
    }),
  );
  for (const page of Object.keys(pages)) {
    const html = readFileSync(join(root, "src", page, `${page}.html`), "utf8");
    const filled = html.replace(/\{\{(.+?)\}\}/g, (_, name) => {
      if (!built[name]) throw new Error(`${page}.html asks for ${name}, which was not built`);
      return built[name];
    });
    writeFileSync(join(dist, `${page}.html`), filled);
  }
}

/** Fails the build if the explorer's script is too large. */
function checkSize(metafile) {
  const script = Object.keys(metafile.outputs).find((path) => /index-[^/]*\.js$/.test(path));
  const size = gzipSync(readFileSync(join(root, script)), { level: 9, mtime: 0 }).length;
  if (size > maxScriptSize) throw new Error(`${script} has ${size} bytes after gzip, more than ${maxScriptSize}`);
}

/** Writes the licences of the bundled packages, as most of them require. */
function writeLicenses(metafile) {
  const used = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const found = input.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/);
    if (found) used.add(found[0]);
  }
  const texts = [...used].sort().map((folder) => {
    const about = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const file = readdirSync(join(root, folder)).sort().find((name) => /^licen[cs]e/i.test(name));
    const text = file ? readFileSync(join(root, folder, file), "utf8") : "";
    return `${about.name} ${about.version} (${about.license})\n\n${text.replace(/\r\n/g, "\n").trim()}\n`;
  });
  writeFileSync(join(dist, "licenses.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
}

/** Writes FILE.br and FILE.gz beside each file; not with node:zlib, whose output depends on its version and the processor. */
function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      compress(path);
      continue;
    }
    const content = readFileSync(path);
    writeFileSync(`${path}.br`, brotli.compress(content, { quality: 11 }));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9, mtime: 0 }));
  }
}

if (existsSync(dist)) rmSync(dist, { recursive: true });
mkdirSync(dist);
const metafile = await bundle();
checkSize(metafile);
writePages(metafile);
writeLicenses(metafile);
compress(dist);
