// The import table of docs/architecture.md, written so that it reads like the table. CI obeys it; types count.

/** What each room may import, besides itself. `packages` absent: any; a list: only those. */
const ROOMS = {
  policy: { rooms: [], packages: ['zod'] },
  incident: { rooms: ['policy'], packages: [] },
  lib: { rooms: [] },
  emulator: { rooms: ['lib'] },
  timeline: { rooms: ['lib'], packages: ['drizzle-orm', 'better-sqlite3'], node: true },
  integrations: { rooms: ['lib'] },
  webhooks: { rooms: ['incident', 'lib'], packages: ['zod', 'jsonpath-rfc9535'], node: true },
  workflows: { rooms: ['incident', 'policy'], packages: ['@marcbachmann/cel-js', 're2js'] },
  evidence: { rooms: ['incident'] },
  engine: {
    rooms: ['incident', 'policy', 'workflows', 'lib'],
    files: ['^src/timeline/port[.]ts$', '^src/integrations/[^/]+/port[.]ts$'],
    packages: [],
    node: true,
  },
  charts: { rooms: ['lib'] },
  postmortem: {
    rooms: ['incident', 'policy', 'evidence', 'engine', 'lib'],
    files: ['^src/integrations/[^/]+/port[.]ts$'],
  },
  slack: { rooms: ['incident', 'policy', 'evidence', 'workflows', 'engine', 'lib'] },
  web: { rooms: ['webhooks', 'engine', 'lib'] },
  ops: {
    rooms: [
      'policy',
      'incident',
      'lib',
      'timeline',
      'integrations',
      'webhooks',
      'workflows',
      'evidence',
      'engine',
      'charts',
      'postmortem',
      'slack',
      'web',
    ],
    files: ['^src/(?:app|core|config(?:-settings|-slack)?)[.]ts$'],
  },
};

const TEST = '(?:[.]test[.]ts|/contract[.]ts|/fixtures/.*)$';

/** Where something begins: programs, what is loaded by its address (threads, the page, what tests start), and tests. */
const ENTRANCES = [
  '/(?:main[.]tsx?|demo[.]ts|firescribe[.]js|cli[^/]*[.]ts|write-[^/]+[.]ts)$',
  '-(?:worker|thread)[.]ts$|/(?:loop-probe|events-module|one-alert)[.]ts$',
  '[.]test[.]ts$',
];

/** A room imports itself, the rooms its row names, and the single files its row names; nothing else of src. */
function roomRule([room, row]) {
  const allowed = [`^src/(?:${[room, ...row.rooms].join('|')})/`, ...(row.files ?? [])];
  return {
    name: `room-${room}`,
    comment: `${room} may import ${row.rooms.join(', ') || 'no other room'}. See docs/architecture.md.`,
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: [TEST, ...(room === 'ops' ? ['^src/ops/bench/'] : [])] },
    to: { path: '^src/', pathNot: allowed },
  };
}

/** A room with a list of packages imports no other package, and no Node module unless its row says so. */
function packageRule([room, row]) {
  const allowed = row.packages.map((name) => `node_modules/(?:@types/)?${name}/`);
  return {
    name: `packages-${room}`,
    comment: `${room} may use ${row.packages.join(', ') || 'no package'}.`,
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: TEST },
    to: {
      dependencyTypes: [
        'npm',
        'npm-dev',
        'npm-optional',
        'npm-peer',
        'npm-no-pkg',
        'npm-unknown',
        ...(row.node ? [] : ['core']),
      ],
      ...(allowed.length > 0 ? { pathNot: allowed } : {}),
    },
  };
}

const limited = Object.entries(ROOMS).filter(([, row]) => row.packages !== undefined);

module.exports = {
  forbidden: [
    ...Object.entries(ROOMS).map(roomRule),
    ...limited.map(packageRule),
    {
      name: 'no-circles',
      comment: 'A type-only circle is still a circle in the reader’s head.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'only-app-plugs-in',
      comment:
        'Only app.ts, vendors.ts and the core they build on may import a vendor, a database or a catalog; config.ts and the files it is made of may import the schemas of settings.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          TEST,
          '^src/(?:app|vendors|core|config|config-integrations|config-names|config-file|read-events)[.]ts$',
          '^src/(?:timeline|integrations|webhooks|workflows|ops)/',
        ],
      },
      to: {
        path: [
          '^src/timeline/(?!port[.]ts)',
          '^src/integrations/(?![^/]+/port[.]ts)',
          '^src/(?:webhooks|integrations|workflows)/catalog[.]ts$',
        ],
      },
    },
    {
      name: 'only-the-demo-knows-the-emulator',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [TEST, '^src/demo[.]ts$', '^src/(?:emulator|stories)/', '^src/ops/bench/'],
      },
      to: { path: '^src/emulator/' },
    },
    {
      name: 'no-back-door-into-tests',
      comment: 'Production code does not import tests or contracts.',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, '^src/stories/'] },
      to: { path: '[.]test[.]ts$|/contract[.]ts$' },
    },
    {
      name: 'chance-has-a-seed',
      comment: 'What tests leave to chance comes from lib/fixtures/chance.ts: the same in every run.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/lib/fixtures/chance[.]ts$' },
      to: { path: 'node_modules/fast-check/' },
    },
    {
      name: 'no-dead-files',
      comment:
        'Nothing leads to it: no program, no thread, no test. Take it out; what is loaded by its address is an entrance.',
      severity: 'error',
      from: { path: ENTRANCES },
      to: { path: '^src/', pathNot: ENTRANCES, reachable: false },
    },
    {
      name: 'no-unresolvable',
      comment: 'Packages that hold types alone (mdast, estree) have no module to find.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(?:mdast|unist|hast)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
