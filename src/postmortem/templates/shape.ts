// The names that a template may use, as its check knows them. facts.ts fills the same with what is on record.
import { KEY_TIMES } from '../../incident/values.ts';
import type { Policy } from '../../policy/policy.ts';
import { SECTION_IDS, type SectionId } from '../document.ts';
import { ROWS } from './listed-facts.ts';

/** `prints`: it may stand in a text. `of`: it is a list of these. `what`: how a problem calls it. */
export type Shape = {
  what: string;
  prints: boolean;
  fields: Readonly<Record<string, Shape>>;
  of?: Shape;
};

type Fields = Readonly<Record<string, Shape>>;

const fact = (fields: Fields = {}): Shape => ({ what: 'a fact', prints: true, fields });
const record = (fields: Fields): Shape => ({ what: 'a group of facts', prints: false, fields });
const list = (of: Shape): Shape => ({ what: 'a list', prints: false, fields: {}, of });
/** For conditions alone. */
const mark: Shape = { what: 'for conditions', prints: false, fields: {} };

const named = (names: readonly string[], shape = fact()): Fields =>
  Object.fromEntries(names.map((name) => [name, shape]));

const INSTANT = { time: fact(), date: fact() };
const STATEMENT = fact(named(['by', 'at', 'label', 'kind']));

export const aFact = fact();
export const forloop = record({ first: mark, last: mark });

/** Sections that a template may show. How the draft was made always stands at the end, by itself. */
export const SHOWABLE: readonly SectionId[] = SECTION_IDS.filter((id) => id !== 'how-made');

/** Names that the configuration gives. */
export type ConfiguredNames = { roles: readonly string[]; fields: readonly string[] };

export const namesFor = ({ roles, routing }: Pick<Policy, 'roles' | 'routing'>): ConfiguredNames => ({
  roles: roles.map(({ id }) => id),
  fields: Object.keys(routing.fields),
});

export function rootShape({ roles, fields }: ConfiguredNames): Shape {
  const rows = (names: readonly string[]) => list(fact(named(names)));
  return record({
    incident: record({
      ...named(['number', 'title', 'kind', 'status', 'service', 'team', 'zone', 'impact', 'reopens']),
      severity: fact({ rank: fact() }),
      declared: fact(INSTANT),
      resolved: fact(INSTANT),
    }),
    times: record(named(KEY_TIMES, fact({ ...INSTANT, source: fact() }))),
    metrics: list(fact({ ...named(['id', 'label', 'definition']), headline: mark })),
    roles: record(named(roles)),
    fields: record(named(fields)),
    links: record(named(['runbook', 'dashboard', 'source'])),
    items: rows(ROWS['action-items']),
    alerts: rows(ROWS['supporting-data']),
    responders: rows(ROWS.people),
    timeline: rows(ROWS.timeline),
    questions: rows(ROWS['open-questions']),
    deployments: list(fact({ at: fact(INSTANT), ...named(['by', 'link']) })),
    sections: record(named(SHOWABLE, record({ statements: list(STATEMENT) }))),
    review: record({ word: fact() }),
  });
}
