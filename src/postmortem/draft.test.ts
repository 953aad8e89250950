import type { CommandType, Wish } from '../incident/commands.ts';
import { alerted, minutes } from '../incident/fixtures/given.ts';
import { sha256 } from '../lib/ids.ts';
import { silentLog } from '../lib/log.ts';
import { defaultPolicy } from '../policy/defaults.ts';
import { composeInWorker } from './compose-in-worker.ts';
import { createDrafter, type DrafterDeps } from './draft.ts';
import { draftFiles } from './draft-files.ts';
import { NARRATED } from './narration/brief.ts';

const STREAM = 'incident/i1';
const effect = {
  kind: 'postmortem.draft',
  key: 'e1/draft',
  stream: STREAM,
  payload: {},
  attempt: 1,
} as const;

function events(count: number) {
  const module = new URL('./fixtures/events-module.ts', import.meta.url).href;
  return { module, name: 'manyMessages', settings: { count } };
}

/** An engine that keeps what it was told, and files in memory. */
function given(deps: Partial<DrafterDeps> = {}) {
  const world = alerted();
  const told: { type: CommandType; wish: unknown; key: string }[] = [];
  const kept = new Map<string, string>();
  const all: DrafterDeps = {
    engine: {
      questions: {
        incident: async (stream) => (stream === STREAM ? world.state() : undefined),
        event: async () => undefined,
        ofType: async () => [],
      },
      handle: async (request) => {
        told.push({ type: request.type, wish: request.wish, key: request.asking.source.key });
        return { incident: STREAM, state: world.state(), events: [], repeated: false };
      },
    },
    files: {
      put: async (bytes) => {
        const name = sha256(bytes);
        kept.set(name, new TextDecoder().decode(bytes));
        return { sha256: name };
      },
      read: async (name) => new TextEncoder().encode(kept.get(name)),
    },
    compose: async (_, options) => draftFiles(world.events, options),
    policy: () => defaultPolicy,
    clock: { now: () => minutes(60) },
    log: silentLog,
    options: { workspaceUrl: 'https://acme.example' },
    ...deps,
  };
  return { drafter: createDrafter(all), deps: all, told, kept };
}

test('a draft keeps four files and is recorded with them', async () => {
  const { drafter, told, kept } = given({ comparedUntil: async () => minutes(55) });
  await drafter(effect);
  expect(told).toHaveLength(1);
  const wish = told[0]?.wish as Wish<'record-draft'>;
  expect(wish).toMatchObject({ cycle: 1, comparedUntil: minutes(55), entries: { used: 2, notUsed: 0 } });
  expect(kept.get(wish.files.markdown)).toContain('# Postmortem: Checkout latency is high');
  expect(kept.get(wish.files.canvas)).toContain('compared with the record up to 14:55');
  expect(JSON.parse(kept.get(wish.files.json) ?? '')).toMatchObject({ schemaVersion: 1 });
  expect(kept.get(wish.files.log)).toContain('Channel log, 2 entries');
});

test('a second attempt ends in the same files and the same record', async () => {
  const { drafter, told, kept } = given();
  await drafter(effect);
  await drafter({ ...effect, attempt: 2 });
  expect(told[0]).toEqual(told[1]);
  expect(kept.size).toBe(5);
});

test('a draft of what is open again when it is made is not kept; one that somebody asked for is', async () => {
  const { drafter, told, kept } = given();
  await drafter({ ...effect, payload: { over: true } });
  expect([told, kept.size]).toEqual([[], 0]);
  await drafter(effect);
  expect(told).toHaveLength(1);
});

test.each(['entry-redacted', 'message-deleted'] as const)(
  'words that go while a draft is made (%s) are in none: it is made again before anything is kept',
  async (type) => {
    const gone: string[] = ['an earlier one'];
    const { deps, told, kept } = given();
    const ofType = async (_stream: string, asked: string) => (asked === type ? gone : []) as never[];
    const { drafter } = given({
      ...deps,
      engine: { ...deps.engine, questions: { ...deps.engine.questions, ofType } },
      async compose(stream, options) {
        const files = await deps.compose(stream, options);
        if (gone.length > 1) {
          return files;
        }
        gone.push('meanwhile');
        return { ...files, markdown: new TextEncoder().encode('the password is hunter2') };
      },
    });
    await drafter(effect);
    expect(told).toHaveLength(1);
    expect([...kept.values()].join()).not.toContain('hunter2');
  },
);

test('an incident that is not there is a permanent failure', async () => {
  const { drafter } = given();
  await expect(drafter({ ...effect, stream: 'incident/none' })).rejects.toMatchObject({ permanent: true });
});

describe('with a narrator', () => {
  /** A narrator that answers one sentence, and what it was asked. */
  function withNarrator(isPrivate: boolean, privateIncidents: boolean) {
    const asked: string[] = [];
    const brief = { zone: 'UTC', sections: NARRATED, entries: [], facts: [], entryOf: {}, citable: 0 };
    const narrator: DrafterDeps['narrator'] = {
      label: 'A narrator',
      brief: async () => brief,
      port: {
        limits: { seconds: 1, tokens: 10_000, privateIncidents },
        prompt: 'the prompt',
        model: 'm-1',
        async narrate({ section }) {
          asked.push(section.id);
          return { sentences: [], model: 'm-1', tokens: { read: 0, written: 0 }, cut: false };
        },
      },
    };
    const options: unknown[] = [];
    const world = alerted();
    const plain = given();
    const drafter = createDrafter({
      ...plain.deps,
      engine: {
        ...plain.deps.engine,
        questions: {
          incident: async () => ({ ...world.state(), private: isPrivate }),
          event: async (id) => world.events.find((event) => event.id === id),
          ofType: async () => [],
        },
        handle: async (request) => {
          // What a draft records is what the next one finds.
          world.when('record-draft', request.wish as Wish<'record-draft'>);
          return plain.deps.engine.handle(request);
        },
      },
      compose: async (_, given) => {
        options.push(given);
        return draftFiles(world.events, given);
      },
      narrator,
    });
    return { drafter, asked, options };
  }

  test('every section is asked for, and what came goes into the draft', async () => {
    const { drafter, asked, options } = withNarrator(false, false);
    await drafter(effect);
    expect(asked).toEqual(NARRATED.map(({ id }) => id));
    expect(options).toMatchObject([
      { narration: { vendor: 'A narrator', prompt: 'the prompt', failed: [] } },
    ]);
  });

  test('the next draft takes up what was answered to the same, and says since when', async () => {
    const { drafter, asked, options } = withNarrator(false, false);
    await drafter(effect);
    await drafter({ ...effect, key: 'e2/draft' });
    expect(asked).toHaveLength(5);
    expect(options[1]).toMatchObject({
      narration: { told: NARRATED.map(({ id }) => ({ section: id, unchangedSince: minutes(60) })) },
    });
  });

  test('a private incident is not sent, and the draft says so, unless the configuration allows it', async () => {
    const kept = withNarrator(true, false);
    await kept.drafter(effect);
    expect(kept.asked).toEqual([]);
    expect(kept.options).toMatchObject([
      { narration: { failed: [{ why: expect.stringContaining('private') }] } },
    ]);
    const allowed = withNarrator(true, true);
    await allowed.drafter(effect);
    expect(allowed.asked).toHaveLength(5);
  });
});

describe('in a thread of its own', () => {
  test('10,000 messages are drafted while this thread goes on', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 5);
    const before = { here: process.threadCpuUsage(), all: process.cpuUsage() };
    const files = await composeInWorker(events(10_000))(STREAM, {});
    const [here, all] = [process.threadCpuUsage(before.here), process.cpuUsage(before.all)];
    clearInterval(timer);
    expect(new TextDecoder().decode(files.log)).toContain('Channel log, 10001 entries');
    expect(files.used).toBeLessThanOrEqual(40);
    // How long it was held up is the bench's to say; here, that the work is done elsewhere.
    expect(turns).toBeGreaterThan(10);
    expect((here.user + here.system) / (all.user + all.system)).toBeLessThan(0.5);
  });

  test('what goes wrong there is said here', async () => {
    await expect(composeInWorker(events(0))(STREAM, {})).rejects.toThrow('incident/i1 cannot be read.');
  });
});
