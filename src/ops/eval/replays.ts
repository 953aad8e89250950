// The development cases that may lie beside this checkout, measured by their own keys.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { IncidentEvent } from '../../incident/events.ts';
import type { Actor } from '../../incident/values.ts';
import { composeReview } from '../../postmortem/compose-review.ts';
import { type Judged, judgeCase } from './adversary.ts';
import { type Share, saidOf, share } from './measure.ts';

const ROOT = new URL('../../../../shared/data/replay/', import.meta.url);

export const replaysAreHere = () => existsSync(ROOT);

const key = z.object({
  zone: z.string(),
  lane: z.string(),
  facts: z.array(
    z.object({
      id: z.string(),
      star: z.boolean(),
      kind: z.string(),
      where: z.array(z.string()),
      lane_a: z.enum(['recall', 'gap']).optional(),
      evidence: z.array(z.string()).optional(),
      rows: z.array(z.number()).optional(),
    }),
  ),
});
type Key = z.infer<typeof key>;

const rows = z.array(z.object({ at: z.string(), actor: z.string(), kind: z.string(), text: z.string() }));
const users = z.array(z.object({ id: z.string(), real_name: z.string(), is_bot: z.boolean() }));
const messages = z.array(z.object({ user: z.string(), text: z.string(), ts: z.string() }));

function read<T>(path: string, shape: z.ZodType<T>): T {
  return shape.parse(JSON.parse(readFileSync(new URL(path, ROOT), 'utf8')));
}

type Made = Pick<IncidentEvent, 'type' | 'data' | 'content' | 'actor' | 'occurredAt'>;

function recorded(made: readonly Made[]): IncidentEvent[] {
  return made.map(
    (fact, index) =>
      ({
        ...fact,
        id: `ev-${String(index).padStart(6, '0')}`,
        stream: 'incident/replay',
        version: index + 1,
        v: 1,
        recordedAt: fact.occurredAt,
        source: { kind: 'import', key: `k${index}` },
        erased: false,
      }) as IncidentEvent,
  );
}

function declared(kind: 'real' | 'imported', title: string, at: number, zone: string): Made {
  const severity = { id: 'sev-3', label: 'SEV-3', rank: 3 };
  return {
    type: 'incident-declared',
    data: {
      number: 7,
      kind,
      private: false,
      status: 'acknowledged',
      severity,
      severityChosen: kind === 'real',
      zone,
      channelName: 'inc-7',
      invite: [],
    },
    content: { title },
    actor: { kind: 'operator', id: 'operator' },
    occurredAt: at,
  } as Made;
}

function posted(at: number, author: Actor, text: string, ts: string): Made {
  return {
    type: 'message-posted',
    data: { place: { team: 'T1', channel: 'C1', ts }, author, files: [] },
    content: { text },
    actor: author,
    occurredAt: at,
  } as Made;
}

/** Lane A: the chat alone. Each event by the ts of its message. */
function chatOf(folder: string, { zone }: Key): { events: IncidentEvent[]; entryOf: Map<string, string> } {
  const channel = readdirSync(new URL(`${folder}/`, ROOT), { withFileTypes: true }).find((one) =>
    one.isDirectory(),
  )?.name;
  const all = readdirSync(new URL(`${folder}/${channel}/`, ROOT))
    .sort()
    .flatMap((file) => read(`${folder}/${channel}/${file}`, messages));
  const known = new Map(read(`${folder}/users.json`, users).map((user) => [user.id, user]));
  const made = all.map(({ user, text, ts }) => {
    const kind = known.get(user)?.is_bot ? 'bot' : 'person';
    const author: Actor = { kind, id: `T1/${user}`, name: known.get(user)?.real_name ?? user };
    return posted(Math.round(Number(ts) * 1000), author, text, ts);
  });
  const events = recorded([declared('imported', folder, made[0]?.occurredAt ?? 0, zone), ...made]);
  return { events, entryOf: new Map(all.map(({ ts }, index) => [ts, events[index + 1]!.id])) };
}

function rowFact({ at, actor, kind, text }: z.infer<typeof rows>[number], index: number): Made {
  const occurredAt = Date.parse(at);
  const by: Actor = { kind: kind === 'alert' ? 'monitor' : 'person', id: `T1/${actor}`, name: actor };
  if (kind === 'alert') {
    const signal = {
      vendor: 'alertmanager',
      dedupeKey: `a${index}`,
      state: 'firing',
      labels: {},
      links: {},
      startsAt: occurredAt,
    };
    return {
      type: 'signal-attached',
      data: { signal, because: 'replay' },
      content: { title: text },
      actor: by,
      occurredAt,
    } as Made;
  }
  if (kind === 'status') {
    const to = /resolved|back|work again/i.test(text) ? 'resolved' : 'identified';
    return {
      type: 'status-changed',
      data: { from: 'acknowledged', to },
      content: { text },
      actor: by,
      occurredAt,
    } as Made;
  }
  return posted(occurredAt, by, text, `${Math.floor(occurredAt / 1000)}.${String(index).padStart(6, '0')}`);
}

/** Lane B: the published timeline. Each event by its row. */
function timelineOf(
  folder: string,
  { zone }: Key,
): { events: IncidentEvent[]; entryOf: Map<string, string> } {
  const all = read(`${folder}/timeline.json`, rows);
  const first = Math.min(...all.map(({ at }) => Date.parse(at)));
  const events = recorded([declared('real', folder, first, zone), ...all.map(rowFact)]);
  return { events, entryOf: new Map(all.map((_, index) => [String(index), events[index + 1]!.id])) };
}

export type Replayed = { name: string; recall: Share; starred: Share; judged: Judged };

const statements = z.record(z.string(), z.array(z.object({ say: z.string(), cites: z.array(z.number()) })));
const STATEMENTS = new URL('./replay-statements.yml', import.meta.url);

function measureReplay(folder: string): Replayed {
  const answers = read(`${folder}/answer-key.json`, key);
  const lane = answers.lane === 'A' ? chatOf(folder, answers) : timelineOf(folder, answers);
  const doc = composeReview(lane.events, { workspaceUrl: 'https://x.example' });
  const holders = ({ evidence = [], rows: held = [] }: Key['facts'][number]) =>
    [...evidence, ...held.map(String)].flatMap((one) => lane.entryOf.get(one) ?? []);
  const wanted = answers.facts.filter(
    (fact) =>
      (answers.lane === 'A' ? fact.lane_a === 'recall' : fact.where.includes('T')) &&
      holders(fact).length > 0,
  );
  const carried = (fact: Key['facts'][number]) => {
    const shown = holders(fact).map((id) => saidOf(doc, id).length > 0);
    return fact.star && answers.lane !== 'A' ? shown.every(Boolean) : shown.some(Boolean);
  };
  const said = statements.parse(parse(readFileSync(STATEMENTS, 'utf8')))[folder] ?? [];
  const idOfLine = new Map(lane.events.slice(1).map(({ id }, index) => [index + 1, id]));
  return {
    judged: judgeCase({
      record: { events: lane.events, idOfLine },
      statements: said.map((one) => ({ ...one, soft: false })),
      false: [],
    }),
    name: folder,
    recall: share(wanted, carried, ({ id }) => id),
    starred: share(
      wanted.filter(({ star }) => star),
      carried,
      ({ id }) => id,
    ),
  };
}

/** Every case of the folder; none where the folder is not there. */
export function measureReplays(): Replayed[] {
  return replaysAreHere()
    ? readdirSync(ROOT, { withFileTypes: true })
        .filter((one) => one.isDirectory())
        .map(({ name }) => measureReplay(name))
    : [];
}
