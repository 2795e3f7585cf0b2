/** The direction of imports. The order of this list is the architecture: a folder imports only from folders above it. */
const folders = [
  'math',
  'theory',
  'data',
  'diffusion',
  'network',
  'denoisers',
  'training',
  'metrics',
  'engine',
  'state',
  'draw',
  'ui',
  'panels',
  'article',
  'embed',
  'package',
];
/** The rooms that compute with TensorFlow.js, in the worker. */
const tensorRooms = ['diffusion', 'network', 'denoisers', 'training', 'metrics', 'engine'];
/** The rooms that a page loads. */
const pageRooms = folders.slice(folders.indexOf('state'));

const any = (names) => `(?:${names.join('|')})`;
const below = (name) => folders.slice(0, folders.indexOf(name));
const tests = '\\.test\\.tsx?$';
const door = '^src/tfjs[^/]*\\.ts$';
const tfjsPackages = 'node_modules/@tensorflow/';
/** What the page may take from a tensor room at run time: it holds no TensorFlow.js itself. */
const light =
  '(?:[cC]atalog|/engine/(?:client|theoryClient|protocol|measured|lifeLock)|/network/zoo|/diffusion/schedule)\\.ts$';
/** They run in threads of their own. */
const workers = '[wW]orker\\.ts$';
const typeOnly = ['type-only'];

/** Each rule names what must not happen and why. Tests may look anywhere, so `from` leaves them out. */
const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: tests, ...from },
  to,
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...folders
      .slice(0, -1)
      .map((folder, i) =>
        forbid(
          `${folder}-looks-up-only`,
          'A folder imports only from folders above it in the list.',
          { path: `^src/${folder}/` },
          { path: `^src/(?:${any(folders.slice(i + 1))}/|main\\.tsx$)` },
        ),
      ),
    forbid('only-main-is-main', 'Nothing imports the entry.', { path: '^src/' }, { path: '^src/main\\.tsx$' }),
    forbid(
      'folder-is-in-the-list',
      'A new folder in src/ gets its place in the list of .dependency-cruiser.cjs first.',
      {
        path: '^src/',
        pathNot: [tests, `^src/${any(folders)}/`, '^src/main\\.tsx$', door, '^src/startWorker\\.ts$', '\\.d\\.ts$'],
      },
      {},
    ),
    forbid(
      'page-takes-only-light-things',
      'From the tensor rooms only types, catalogs and a few light files cross to the page.',
      { path: `^src/(?:${any(pageRooms)}/|main\\.tsx$)` },
      { path: `^src/${any(tensorRooms)}/`, pathNot: light, dependencyTypesNot: typeOnly },
    ),
    forbid(
      'light-things-stay-light',
      'A catalog, engine/client and engine/protocol are loaded by the page, so what they import must be light too.',
      { path: `^src.*${light}` },
      { path: `^src/${any(tensorRooms)}/|${door}`, pathNot: [light, workers], dependencyTypesNot: typeOnly },
    ),
    forbid(
      'tfjs-in-tensor-rooms-only',
      'TensorFlow.js runs in the worker and in Node, never in the page.',
      { path: '^src/', pathNot: [tests, `^src/${any(tensorRooms)}/`, door] },
      { path: [door, tfjsPackages], dependencyTypesNot: typeOnly },
    ),
    forbid(
      'tfjs-through-the-door',
      'One file imports TensorFlow.js, so that ops, gradients and backends register on the same copy.',
      { path: '^src/', pathNot: [door, '^src/engine/backend[^/]*\\.ts$'] },
      { path: tfjsPackages, pathNot: '\\.wasm$', dependencyTypesNot: typeOnly },
    ),
    forbid(
      'tfjs-core-through-the-door',
      'Scripts and tests choose their backend, on the same core as src/.',
      { path: '^(?:scripts|tests)/', pathNot: [] },
      { path: `${tfjsPackages}tfjs-core/`, dependencyTypesNot: typeOnly },
    ),
    forbid(
      'react-from-ui-down',
      'What is above ui/ computes or draws without React (of zustand: zustand/vanilla).',
      { path: `^src/(?:${any(below('ui'))}/|tfjs)` },
      {
        path: [
          'node_modules/(?:@types/)?react(?:-dom)?/',
          'node_modules/zustand/(?:esm/)?(?:index|react|traditional)\\b',
        ],
      },
    ),
    forbid(
      'd3-in-drawing-only',
      'd3 belongs to draw/, ui/, panels/ and article/.',
      { path: '^src/', pathNot: [tests, '^src/(?:draw|ui|panels|article)/'] },
      { path: 'node_modules/(?:@types/)?d3' },
    ),
    forbid(
      'no-sibling-panel',
      'Panels know nothing of each other.',
      { path: '^src/panels/([^/]+)/' },
      { path: '^src/panels/[^/]+/', pathNot: '^src/panels/$1/' },
    ),
    forbid(
      'no-sibling-chapter',
      'Chapters know nothing of each other.',
      { path: '^src/article/chapters/([^/.]+)' },
      { path: '^src/article/chapters/', pathNot: '^src/article/chapters/$1(?:[/.]|$)' },
    ),
    forbid('no-circular', 'A circle has no first thing to read.', {}, { circular: true }),
    forbid(
      'src-stands-alone',
      'Scripts and tests may import src/, not the reverse.',
      { path: '^src/' },
      { path: '^(?:scripts|tests)/' },
    ),
    forbid('scripts-need-no-tests', 'Scripts work without the tests.', { path: '^scripts/' }, { path: '^tests/' }),
    forbid(
      'src-runs-in-a-browser',
      'The same code runs in the page, the worker and Node, so it takes no module of Node.',
      { path: '^src/' },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'stay-in-the-repository',
      'A clone holds everything it needs.',
      { pathNot: 'node_modules' },
      { path: '^\\.\\./' },
    ),
    forbid(
      'ship-declared-dependencies',
      'What the site ships is in dependencies, and what anything imports is in package.json.',
      { path: '^src/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: typeOnly },
    ),
    forbid(
      'resolvable',
      'Every import leads somewhere, in tests too.',
      { pathNot: 'node_modules' },
      { couldNotResolve: true, pathNot: '\\?url$' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^tests/pages/__screenshots__' },
    tsPreCompilationDeps: true, // type-only imports count too
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
