// What two runs of the same stories, in two workspaces, show of them: the differences in shape.
import type { Shape } from './shape.ts';

/** What one workspace showed: by `story: step` the method and the shape of its answer; by event the shape of all of its kind. */
export type Findings = {
  answers: Record<string, { method: string; shape: Shape }>;
  /** Undefined where no events were listened to. */
  events: Record<string, Shape> | undefined;
};

export type Difference = {
  /** The method, or `event pin_added`. */
  what: string;
  /** `story: step`; empty for events. */
  step: string;
  /** The field; empty where the whole is missing. */
  path: string;
  /** Kinds of value, or `–` for nothing. */
  real: string;
  emulator: string;
};

const NOTHING = '–';

export function differences(real: Findings, emulator: Findings): Difference[] {
  return [...inAnswers(real, emulator), ...inEvents(real, emulator)];
}

function inAnswers(real: Findings, emulator: Findings): Difference[] {
  return union(real.answers, emulator.answers).flatMap((step) => {
    const [there, here] = [real.answers[step], emulator.answers[step]];
    const what = there?.method ?? here?.method ?? '';
    return inShapes(there?.shape, here?.shape).map((each) => ({ what, step, ...each }));
  });
}

function inEvents(real: Findings, emulator: Findings): Difference[] {
  const [there, here] = [real.events, emulator.events];
  if (!there || !here) {
    return [];
  }
  return union(there, here).flatMap((event) =>
    inShapes(there[event], here[event]).map((each) => ({ what: `event ${event}`, step: '', ...each })),
  );
}

type Fields = Pick<Difference, 'path' | 'real' | 'emulator'>;

function inShapes(real: Shape | undefined, emulator: Shape | undefined): Fields[] {
  if (!real || !emulator) {
    return [{ path: '', real: real ? 'there' : NOTHING, emulator: emulator ? 'there' : NOTHING }];
  }
  return union(real, emulator)
    .map((path) => ({ path, real: shown(real[path]), emulator: shown(emulator[path]) }))
    .filter((each) => each.real !== each.emulator)
    .filter((each, _, all) => !all.some((other) => isUnder(each, other)));
}

/** Where a whole object is missing, its fields need no lines of their own. */
function isUnder(inner: Fields, outer: Fields): boolean {
  const below = inner.path.startsWith(`${outer.path}.`) || inner.path.startsWith(`${outer.path}[]`);
  return below && (outer.real === NOTHING || outer.emulator === NOTHING);
}

const shown = (kinds: string[] | undefined) => kinds?.join(' or ') ?? NOTHING;

function union(one: object, other: object): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
}

/** As lines to read, by method. */
export function differenceLines(found: readonly Difference[]): string[] {
  const byWhat = Map.groupBy(found, (each) => each.what);
  return [...byWhat].flatMap(([what, all]) => [
    what,
    ...all.map(({ step, path, real, emulator }) => {
      const where = [step, path].filter((each) => each !== '').join(', ');
      return `  ${where === '' ? 'as a whole' : where}: Slack ${real}, emulator ${emulator}`;
    }),
  ]);
}
