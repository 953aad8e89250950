// Signals: what monitors said, attached once per occurrence, whichever of firing and resolving is told first.
import type { Decision, Lookups } from './commands.ts';
import { type Decide, decided, fact, NOTHING, together } from './decision.ts';
import { type SignalRow, signalKey, takenKey } from './keys.ts';
import { isOpen } from './lifecycle.ts';
import { Refusal } from './refusal.ts';
import { takenBack } from './settle-alerts.ts';
import type { Incident } from './state.ts';
import { oneLine } from './texts.ts';
import type { Actor, Instant, Signal } from './values.ts';

type Into = {
  number: number;
  lookups: Lookups;
  receivedAt?: Instant;
  flapping?: number;
  /** Number of the merged incident that it comes along from, which keeps the alert's own row. */
  from?: number;
};

/** Where an incident keeps what it knows of an alert. */
const keyIn = ({ number, from }: Pick<Into, 'number' | 'from'>, signal: Signal) =>
  from === undefined ? signalKey(signal) : takenKey(number, signal);

const rowOf = (into: Into, signal: Signal) =>
  into.lookups.keys.get(keyIn(into, signal)) as SignalRow | undefined;

const keep = (into: Into, signal: Signal, row: SignalRow): Decision['keys'] => [
  { op: 'set', key: keyIn(into, signal), value: row },
];

/** The facts and keys of a signal that becomes part of an incident. One whose end was told before comes in resolved. */
export function attached(
  signal: Signal,
  because: string,
  into: Into,
  told: { occurredAt?: Instant; actor?: Actor } = {},
): Decision {
  const row = rowOf(into, signal);
  const resolved = signal.state === 'resolved' || row?.resolved === true;
  const { title, description, labels, links, ...rest } = signal;
  const line = oneLine(title);
  const made = fact(
    into.lookups,
    'signal-attached',
    {
      signal: { ...rest, state: resolved ? 'resolved' : 'firing' },
      because,
      ...(into.receivedAt === undefined ? {} : { receivedAt: into.receivedAt }),
      ...(into.flapping === undefined ? {} : { flapping: into.flapping }),
      ...(into.from === undefined ? {} : { from: into.from }),
    },
    { title: line, ...(description ? { description } : {}), labels, links },
    told,
  );
  const text = [line, description].filter(Boolean).join('\n');
  return decided([made], {
    keys: keep(into, signal, { number: into.number, attached: true, resolved }),
    search: text ? [{ op: 'upsert', id: made.id, text }] : [],
  });
}

/** Whether alerts may join by themselves: open, real, public, and not mitigated unless it is watched for them to fire again. */
export function takesAlerts({ status, kind, private: hidden, soak }: Incident, now: Instant): boolean {
  return isOpen(status) && kind === 'real' && !hidden && (status !== 'mitigated' || (soak?.until ?? 0) > now);
}

/**
 * The same occurrence told again changes nothing; one that is part of another incident stays there. One that was on its way when the
 * incident came to its end does not join it: whoever sent it looks anew. People may attach what they like.
 */
export const attachSignal: Decide<'attach-signal'> = (command, scene) => {
  const { wish } = command;
  const { state, lookups } = scene;
  const { receivedAt, flapping } = wish;
  const into: Into = { number: state.number, lookups, receivedAt, flapping };
  const row = rowOf(into, wish.signal);
  if (row && row.number !== state.number) {
    throw new Refusal(`This alert is already part of INC-${row.number}.`);
  }
  if (row?.attached || (command.asking.by.kind === 'monitor' && !takesAlerts(state, lookups.now))) {
    return NOTHING;
  }
  const joined = attached(wish.signal, wish.because, into);
  const firing = wish.signal.state === 'firing' && row?.resolved !== true;
  return firing ? together([joined, takenBack(command, scene)]) : joined;
};

/** What an incident that was merged into this one holds: told here, too, each once. */
export const takeSignals: Decide<'take-signals'> = ({ wish: { from, signals } }, { state, lookups }) => {
  const because = `INC-${from} was merged into this incident`;
  return together(
    signals.map(({ signal, at, by, receivedAt }) => {
      const into: Into = { number: state.number, lookups, receivedAt, from };
      const there = rowOf({ ...into, from: undefined }, signal);
      const now = there?.resolved ? { ...signal, state: 'resolved' as const } : signal;
      // Two that were parted, and merged the other way round, take nothing back.
      return rowOf(into, signal)?.attached || there?.number === state.number
        ? NOTHING
        : attached(now, because, into, { occurredAt: at, actor: by });
    }),
  );
};

export const resolveSignal: Decide<'resolve-signal'> = ({ wish: { signal, from } }, { state, lookups }) => {
  const into: Into = { number: state.number, lookups, from };
  const row = rowOf(into, signal);
  const there = from === undefined ? undefined : rowOf({ ...into, from: undefined }, signal);
  // What was not taken along came over there after the two were parted, and is nothing of this one.
  if (from !== undefined && (there?.number === state.number || !row?.attached)) {
    return NOTHING;
  }
  if (row?.resolved || (row && row.number !== state.number)) {
    return NOTHING;
  }
  const { vendor, dedupeKey, endsAt } = signal;
  const data = {
    vendor,
    dedupeKey,
    ...(endsAt === undefined ? {} : { endsAt }),
    ...(row?.attached ? {} : { unseen: true }),
    ...(from === undefined ? {} : { from }),
  };
  return decided([fact(lookups, 'signal-resolved', data, { title: oneLine(signal.title) })], {
    keys: keep(into, signal, {
      ...row,
      number: state.number,
      attached: row?.attached ?? false,
      resolved: true,
    }),
  });
};
