/** Which part may import which: the architecture as a failing build. */

/** Engine folders that are no domains: every domain stands on them. */
const FOUNDATION = "platform|rpc|kernels|jobs"
const IO_FILE = "-(store|io|job|service)\\.ts$"
const ENTRY = "^src-main/engine/(engine|tasks|entry-[^/]+)\\.ts$"

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      comment: "An import that leads nowhere. Kernels are built.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(virtual:|electron$)|resources/kernels/" },
    },
    {
      name: "shared-is-neutral",
      comment: "shared runs anywhere: it imports itself, zod and libraries that do, too.",
      severity: "error",
      from: { path: "^src-main/shared/" },
      to: { pathNot: "^(src-main/shared/|node_modules/(zod|spessasynth_core|musicxml-io)/)" },
    },
    {
      name: "shared-layers",
      comment: "music and dsp know nothing of projects and contracts.",
      severity: "error",
      from: { path: "^src-main/shared/(music|dsp)/" },
      to: { path: "^src-main/shared/(project|contract)/" },
    },
    {
      name: "engine-is-electron-free",
      severity: "error",
      from: { path: "^src-main/(engine|cli|midi)/" },
      to: { path: "(^electron$|node_modules/electron/)" },
    },
    {
      name: "engine-knows-no-shell",
      severity: "error",
      from: { path: "^src-main/(engine|cli|midi)/" },
      to: { path: "^(src-main/shell/|src-preload/|src-renderer/)" },
    },
    {
      name: "domains-meet-at-index",
      comment: "One engine domain enters another through its index.ts.",
      severity: "error",
      from: { path: "^src-main/engine/([^/]+)/" },
      to: {
        path: "^src-main/engine/[^/]+/.+",
        pathNot: ["^src-main/engine/$1/", "/index\\.ts$", "^src-main/engine/platform/node/"],
      },
    },
    {
      name: "use-the-front-door",
      comment:
        "Shell and command line enter the engine through engine.ts, an entry or an index.ts.",
      severity: "error",
      from: { path: "^src-main/(shell|cli|index)" },
      to: { path: "^src-main/engine/", pathNot: ["/index\\.ts$", ENTRY] },
    },
    {
      name: "pure-core",
      comment: "In a domain only -store, -io, -job and -service files touch Node or a package.",
      severity: "error",
      from: {
        path: `^src-main/engine/(?!(${FOUNDATION})/)[^/]+/`,
        pathNot: [IO_FILE, "/index\\.ts$", "/migrations/", "-worker\\.ts$"],
      },
      to: { dependencyTypes: ["core", "npm"], dependencyTypesNot: ["type-only"], pathNot: "zod" },
    },
    {
      name: "pure-never-imports-io",
      severity: "error",
      from: {
        path: `^src-main/engine/(?!(${FOUNDATION})/)[^/]+/`,
        pathNot: [IO_FILE, "/index\\.ts$", "-worker\\.ts$", "-task\\.ts$"],
      },
      to: {
        path: `^src-main/engine/.*${IO_FILE}`,
        pathNot: "/kernels/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "renderer-talks-by-contract",
      severity: "error",
      from: { path: "^src-renderer/" },
      to: { path: "^(src-main/(?!shared/)|src-preload/|node_modules/(electron|better-sqlite3)/)" },
    },
    {
      name: "preload-knows-no-procedure",
      severity: "error",
      from: { path: "^src-preload/" },
      to: { path: "^(src-main|src-renderer)/" },
    },
    {
      name: "features-are-islands",
      severity: "error",
      from: { path: "^src-renderer/features/([^/]+)/" },
      to: { path: "^src-renderer/(features/(?!$1/)|app/)" },
    },
    {
      name: "ui-is-leaf",
      severity: "error",
      from: { path: "^src-renderer/(ui|graphics)/" },
      to: { path: "^src-renderer/(features|session|audio|app|engine)/" },
    },
    {
      name: "no-test-imports",
      severity: "error",
      from: { path: "^src-" },
      to: { path: "^(tests|scripts)/" },
    },
    {
      name: "no-development-packages",
      comment:
        "What ships may only use what ships. The window is bundled, so its packages need not be installed.",
      severity: "error",
      from: { path: "^src-main/(shared|engine|shell|cli|midi|index)", pathNot: "/assembly/" },
      to: {
        dependencyTypes: ["npm-dev", "npm-no-pkg"],
        dependencyTypesNot: ["type-only"],
        pathNot: "node_modules/electron/",
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(out|dist|resources|src-main/engine/kernels/assembly)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    extraExtensionsToScan: [".svelte"],
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".mjs", ".svelte"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "svelte", "default"],
    },
  },
}
