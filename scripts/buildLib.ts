/**
 * `npm run build:lib`: the package, into dist-lib/: the numeric core as ES modules with types, a folder each, for Node and browsers without React or DOM; and
 * a React component for each panel; the pages of its API go to dist-lib/api/. `npm pack ./dist-lib` makes the file to install.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Application } from 'typedoc';
import ts from 'typescript';
import { panels } from '../src/panels/panels.ts';
import { root } from './tooling/run.ts';

/** Whose files the package offers, each by an index of its own. */
const rooms = ['math', 'theory', 'diffusion', 'network', 'denoisers', 'metrics', 'training'];
const folder = join(root, 'dist-lib');

const filesOf = (room: string) =>
  readdirSync(join(root, 'src', room))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort();

const entries = [
  ...rooms.flatMap((room) => filesOf(room).map((name) => join(root, 'src', room, name))),
  join(root, 'src/package/makeFigure.tsx'),
];

function compile(): void {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.convertCompilerOptionsFromJson((config as { compilerOptions: object }).compilerOptions, root);
  const program = ts.createProgram(entries, {
    ...options,
    noEmit: false,
    allowImportingTsExtensions: false,
    declaration: true,
    outDir: folder,
    rootDir: join(root, 'src'),
  });
  const faults = [...ts.getPreEmitDiagnostics(program), ...program.emit(undefined, writeModule).diagnostics];
  if (faults.length > 0)
    throw new Error(
      ts.formatDiagnostics(faults, {
        getCanonicalFileName: (name) => name,
        getCurrentDirectory: () => root,
        getNewLine: () => '\n',
      }),
    );
}

/** Node wants the extensions of the modules it is to read. */
function writeModule(path: string, text: string): void {
  const whole = text.replace(/(from |import\()(['"])(\.{1,2}\/[^'"]+?)(?:\.js)?\2/g, '$1$2$3.js$2');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, whole);
}

function writeIndexes(): void {
  for (const room of rooms) {
    const lines = filesOf(room).map((name) => `export * from './${name.replace('.ts', '.js')}';`);
    for (const kind of ['js', 'd.ts']) writeFileSync(join(folder, room, `index.${kind}`), `${lines.join('\n')}\n`);
  }
}

function writeFigures(): void {
  const names = Object.entries(panels).map(([id, { label }]) => ({
    id,
    label,
    name: id[0]!.toUpperCase() + id.slice(1),
  }));
  const code = names.map(({ id, name }) => `export const ${name} = makeFigure('${id}');`);
  const types = names.map(
    ({ label, name }) => `/** ${label}. */\nexport declare const ${name}: FunctionComponent<FigureProps>;`,
  );
  writeFileSync(
    join(folder, 'react.js'),
    ["import { makeFigure } from './package/makeFigure.js';", ...code, ''].join('\n'),
  );
  writeFileSync(
    join(folder, 'react.d.ts'),
    [
      "import type { FunctionComponent } from 'react';",
      "import type { FigureProps } from './package/makeFigure.js';",
      'export type { FigureProps };',
      ...types,
      '',
    ].join('\n'),
  );
}

function writeManifest(): void {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    description: string;
    license: string;
    dependencies: Record<string, string>;
  };
  const pick = (names: string[]) => Object.fromEntries(names.map((name) => [name, own.dependencies[name]!]));
  const manifest = {
    name: own.name,
    version: own.version,
    description: own.description,
    license: own.license,
    type: 'module',
    sideEffects: false,
    exports: {
      ...Object.fromEntries(
        rooms.map((room) => [`./${room}`, { types: `./${room}/index.d.ts`, default: `./${room}/index.js` }]),
      ),
      './react': { types: './react.d.ts', default: './react.js' },
    },
    files: ['*', '!api'],
    dependencies: pick(['@noble/hashes', '@tensorflow/tfjs-core']),
    peerDependencies: pick(['react']),
    peerDependenciesMeta: { react: { optional: true } },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The pages of the API, made from the docstrings. */
async function writeApi(): Promise<void> {
  const app = await Application.bootstrap({
    name: 'The Hidden Gaussian',
    entryPoints: entries,
    tsconfig: join(root, 'tsconfig.json'),
    skipErrorChecking: true, // the compiler has just checked them
    excludeReferences: true,
    disableSources: true,
    readme: 'none',
    logLevel: 'Error',
  });
  const project = await app.convert();
  if (!project) throw new Error('buildLib: no page of the API could be made');
  await app.generateDocs(project, join(folder, 'api'));
}

rmSync(folder, { recursive: true, force: true });
compile();
writeIndexes();
writeFigures();
writeManifest();
await writeApi();
for (const name of ['LICENSE', 'CITATION.cff']) writeFileSync(join(folder, name), readFileSync(join(root, name)));
console.log(`dist-lib/: ${rooms.join(', ')} and react`);
