// @ts-check
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** @param {string} packages a regular expression */
const door = (packages) => ({
  regex: packages,
  allowTypeImports: true,
  message:
    'Import TensorFlow.js from src/tfjs.ts, the one door: ops, gradients and backends must register on the same copy.',
});
const tests = ['**/*.test.{ts,tsx}', 'tests/**'];

export default defineConfig(
  globalIgnores([
    'dist/',
    'dist-lib/',
    'dist-engine/',
    'public/',
    'coverage/',
    'test-results/',
    'playwright-report/',
    '.cache/',
    '.training/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, reactHooks.configs.flat['recommended-latest']],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true }, // `default: return reply satisfies never` is our way
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }], // most messages hold a number
      '@typescript-eslint/no-non-null-assertion': 'off', // noUncheckedIndexedAccess makes each read of a typed array need it
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ], // while (true) in generators
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }], // onClick={() => step(1)}
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }], // async event handlers in JSX
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }], // an AbortSignal's reason is passed on
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }], // the same
      eqeqeq: 'error',
      '@typescript-eslint/unbound-method': 'off', // our objects are records of closures in method syntax: none reads `this`
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/tfjs*.ts', 'src/engine/backend*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [door('^@tensorflow/(?!.*[.]wasm[?]url$)')] }],
    },
  },
  {
    files: ['{scripts,tests}/**/*.ts'], // these choose their backend, on the same core
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [door('^@tensorflow/tfjs-core')] }] },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: [...tests, 'src/engine/**', 'src/ui/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'Draw from makeRng of src/math/rng.ts: every sample carries its seed.',
        },
        { object: 'Date', property: 'now', message: 'Time may be read in src/engine and src/ui only.' },
        { object: 'performance', property: 'now', message: 'Time may be read in src/engine and src/ui only.' },
      ],
    },
  },
  {
    files: ['src/{math,theory,data,diffusion,network,denoisers,training,metrics,engine,state}/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['document', 'window', 'localStorage'].map((name) => ({ name, message: 'The DOM begins at src/draw.' })),
      ],
    },
  },
  {
    files: tests,
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off', // expect.any(...) and friends are any
      'react-hooks/rules-of-hooks': 'off', // Playwright's fixtures call use(), which is no hook
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.recommended],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
