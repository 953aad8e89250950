import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { coverage, coverageTable } from './coverage.ts';
import { DOCS, withTable } from './docs-page.ts';
import { methods } from './methods/catalog.ts';
import type { Method } from './methods/method.ts';
import { probedWords, readProbed } from './probed.ts';

test('every method has a row, and every row a method', () => {
  expect(methods.map((each) => each.name).sort()).toEqual(Object.keys(coverage).sort());
});

test('docs/emulator.md shows the table as it is (node src/emulator/write-docs.ts writes it)', () => {
  const page = readFileSync(DOCS, 'utf8');
  expect(withTable(page, coverageTable(methods, readProbed()))).toBe(page);
});

test('rows say when they were compared with a real workspace, and what came of it', () => {
  const at = '2026-11-22';
  expect([undefined, { at, differences: 0 }, { at, differences: 3 }].map(probedWords)).toEqual([
    'never',
    '2026-11-22',
    '2026-11-22, 3 differences',
  ]);
  expect(Object.keys(coverage)).toEqual(expect.arrayContaining(Object.keys(readProbed())));
});

/** Slack's published specifications, beside the repository where they are kept at all. */
const SPECS = new URL('../../../shared/data/slack-methods/', import.meta.url);

/** Where we differ from the specification on purpose, and why. */
const OWN_ERROR = 'absent or wrong, the method answers with an error of its own, so the gate lets it through';
const ALTERNATIVE = 'the specification calls it optional, yet without it there is nothing to act on';
const DEVIATIONS: Record<string, { what: string; why: string }> = {
  'apps.connections.open': {
    what: 'scopes',
    why: 'the specification names none; Slack’s Socket Mode guide asks for connections:write',
  },
  'apps.manifest.validate': { what: 'not required: manifest', why: OWN_ERROR },
  'bookmarks.add': { what: 'required: channel_id', why: ALTERNATIVE },
  'bookmarks.edit': { what: 'required: channel_id, bookmark_id', why: ALTERNATIVE },
  'bookmarks.list': { what: 'required: channel_id', why: ALTERNATIVE },
  'bookmarks.remove': { what: 'required: channel_id, bookmark_id', why: ALTERNATIVE },
  'canvases.edit': { what: 'not required: changes', why: OWN_ERROR },
  'canvases.sections.lookup': { what: 'not required: criteria', why: OWN_ERROR },
  'conversations.create': { what: 'not required: name', why: OWN_ERROR },
  'conversations.invite': { what: 'not required: users', why: OWN_ERROR },
  'conversations.kick': { what: 'required: user', why: ALTERNATIVE },
  'conversations.rename': { what: 'not required: name', why: OWN_ERROR },
  'pins.add': { what: 'not required: channel', why: OWN_ERROR },
  'pins.remove': { what: 'not required: channel', why: OWN_ERROR },
  'reactions.add': { what: 'not required: timestamp, channel', why: OWN_ERROR },
  'views.open': { what: 'not required: view', why: OWN_ERROR },
  'views.publish': { what: 'not required: view', why: OWN_ERROR },
  'views.push': { what: 'not required: view', why: OWN_ERROR },
  'views.update': { what: 'not required: view', why: OWN_ERROR },
};

type Spec = {
  scope: { bot?: string[] };
  rate_limits?: string;
  json_input_supported?: boolean;
  args: { required?: string[]; properties: Record<string, unknown> };
};

const specified = existsSync(SPECS) ? readdirSync(SPECS) : [];
if (specified.length === 0) {
  console.info(
    'Slack’s method specifications are not beside the repository: arguments, scopes and tiers go unchecked.',
  );
}

const withSpec = methods.filter((each) => specified.includes(`${each.name}.json`));

if (withSpec.length > 0) {
  test.each(withSpec.map((each) => [each.name, each] as const))(
    '%s is as Slack specifies it',
    (name, method) => {
      const spec = JSON.parse(readFileSync(new URL(`${name}.json`, SPECS), 'utf8')) as Spec;
      expect(deviations(method, spec)).toBe(DEVIATIONS[name]?.what ?? '');
      expect(unread(method, spec)).toEqual([...(coverage[name]?.ignored ?? [])].sort());
    },
  );
}

function deviations(method: Method, spec: Spec): string {
  const known = Object.keys(spec.args.properties);
  const needed = (spec.args.required ?? []).filter((name) => name !== 'token');
  const ours = Object.keys(method.args.shape);
  const required = ours.filter((name) => !method.args.shape[name]?.safeParse(undefined).success);
  const tier = { 1: 't1', 2: 't2', 3: 't3', 4: 't4', special: 't5', none: undefined }[method.tier];
  return [
    listed(
      'unknown',
      ours.filter((name) => !known.includes(name)),
    ),
    listed(
      'required',
      required.filter((name) => !needed.includes(name)),
    ),
    listed(
      'not required',
      needed.filter((name) => !required.includes(name)),
    ),
    sorted(spec.scope.bot) === sorted(method.scopes) ? '' : 'scopes',
    tier === spec.rate_limits ? '' : 'tier',
    (spec.json_input_supported ?? false) === method.json ? '' : 'json',
  ]
    .filter((each) => each !== '')
    .join('; ');
}

function unread(method: Method, spec: Spec): string[] {
  const known = Object.keys(spec.args.properties).filter((name) => name !== 'token');
  return known.filter((name) => !(name in method.args.shape)).sort();
}

const listed = (what: string, names: string[]) => (names.length > 0 ? `${what}: ${names.join(', ')}` : '');
const sorted = (names: string[] = []) => [...names].sort().join();
