/** The rules a person would otherwise repeat in reviews. Formatting is prettier's, import direction dependency-cruiser's. */
import js from "@eslint/js"
import prettier from "eslint-config-prettier"
import svelte from "eslint-plugin-svelte"
import globals from "globals"
import ts from "typescript-eslint"

const root = new URL("..", import.meta.url).pathname
/** Engine files that may touch the outside world, by their names (see CONTRIBUTING). */
const IO = ["**/*-{store,io,job,service}.ts", "**/entry-*.ts", "src-main/engine/platform/**"]
const PURE = ["src-main/engine/**/*.ts", "src-main/shared/**/*.ts"]

const clock = "Take the time as an input (platform.clock)."
const chance = "Take a seeded random as an input."
const exact = "Engines differ in their last bits: take it from exact-math or fast-decibels."
/** Functions that IEEE 754 or the language define to the bit, and constants. */
const EXACT_MATH =
  "[property.name=/^(abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc|PI|E|LN2|LN10|SQRT2|SQRT1_2)$/]"

export default ts.config(
  {
    ignores: [
      "node_modules/",
      "out/",
      "dist/",
      "resources/",
      "src-main/engine/kernels/assembly/",
      "**/*.d.ts",
    ],
  },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: root,
        extraFileExtensions: [".svelte"],
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-console": "error",
      "max-lines": ["error", { max: 300 }],
      // The habit is 40; the rule allows for factories, whose closures are counted with them.
      "max-lines-per-function": ["error", { max: 65, skipBlankLines: true, skipComments: true }],
      // An index into a typed array is in range by the loop around it, which the compiler cannot see.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Stores and jobs derive their types from what they return: saying it twice would be one time too many.
      "@typescript-eslint/explicit-module-boundary-types": "off",
      // Numeric loops over several arrays at once need their index.
      "@typescript-eslint/prefer-for-of": "off",
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
      // Our interfaces are objects of closures, whose functions may be taken out of them.
      "@typescript-eslint/unbound-method": "off",
      // An interface may ask for a promise where one implementation has nothing to wait for.
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: PURE,
    ignores: IO,
    rules: {
      "no-restricted-globals": ["error", "process", "performance", "fetch"],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: clock },
        { object: "Math", property: "random", message: chance },
      ],
    },
  },
  {
    // Sound is the same in the window, the engine and the command line: only what IEEE 754 fixes to the bit may touch it.
    files: ["src-main/shared/{dsp,timecode}/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: `MemberExpression[object.name="Math"]:not(${EXACT_MATH})`, message: exact },
        { selector: `VariableDeclarator[init.name="Math"]`, message: exact },
        { selector: `:matches(BinaryExpression[operator="**"], [operator="**="])`, message: exact },
      ],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser },
    },
    rules: {
      "max-lines": ["error", { max: 200, skipBlankLines: true }],
      // $props and $bindable are reassigned by the compiler.
      "prefer-const": "off",
      // Plain maps are used on purpose where nothing on screen follows them.
      "svelte/prefer-svelte-reactivity": "off",
      "no-undef": "off",
      "max-lines-per-function": "off",
      // Svelte's own types of markup are not known to the linter; svelte-check knows them.
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  {
    files: ["scripts/**", "src-main/cli/**", "tests/bench/**", ".config/**"],
    rules: { "no-console": "off" },
  },
  {
    // Statements of SQL, one beside the other.
    files: ["**/*-store.ts", "**/migrations/*.ts"],
    rules: { "max-lines-per-function": "off" },
  },
  {
    files: ["tests/**"],
    rules: { "max-lines-per-function": "off" },
  },
  {
    files: ["**/*.{js,mjs}"],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
    rules: { "@typescript-eslint/explicit-module-boundary-types": "off" },
  },
)
