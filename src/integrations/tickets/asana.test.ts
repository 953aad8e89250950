import { type AsanaStandIn, openAsana } from '../../emulator/vendors/asana.ts';
import { systemClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import type { Deps } from '../vendor.ts';
import { asana } from './asana.ts';
import { ticketsContract } from './contract.ts';

const envOf = ({ account, apiUrl }: AsanaStandIn) => ({
  ASANA_TOKEN: account.token,
  ASANA_PROJECT: account.project,
  ASANA_URL: apiUrl,
});

function configured(env: Record<string, string>, deps: Deps) {
  const problems: string[] = [];
  const read = asana.read(env, problems);
  if (!read) {
    throw new Error(problems.join('\n'));
  }
  return { port: read.create(deps), check: read.check };
}

ticketsContract('Asana', async (deps) => {
  const standIn = await openAsana();
  return {
    port: configured(envOf(standIn), deps).port,
    standIn,
    held: () =>
      standIn.tasks().map(({ gid, name, notes, assignee, due, completed }) => ({
        id: gid,
        title: name,
        words: notes,
        ...(assignee ? { assignee } : {}),
        ...(due ? { due } : {}),
        done: completed,
        links: [...notes.matchAll(/https:\S+/g)].map(([url]) => url),
      })),
    close: (gid) => standIn.set(gid, { completed: true }),
    remove: standIn.remove,
    making: { path: '/api/1.0/tasks', method: 'POST' },
    reading: '/api/1.0/tasks/',
    people: { bo: '2002' },
    secrets: [standIn.account.token],
  };
});

describe('Asana alone', () => {
  let standIn: AsanaStandIn;
  const deps = {
    http: createHttp({ clock: systemClock, log: silentLog, waitsMs: [1, 1] }),
    clock: systemClock,
    log: silentLog,
  };
  const wish = {
    key: 'firescribe-1-1',
    title: 'Raise the pool size',
    description: ['why'],
    from: { name: 'INC-1' },
    askedAt: Date.now(),
    again: false,
  };

  beforeEach(async () => {
    standIn = await openAsana();
  });

  afterEach(async () => {
    await standIn.close();
    expect(standIn.violations).toEqual([]);
  });

  test('a lost task is found among hundreds', async () => {
    const { port } = configured(envOf(standIn), deps);
    for (let count = 0; count < 130; count += 1) {
      await port.create({ ...wish, key: `other-${count}` });
    }
    const { id } = await port.create({ ...wish, key: 'the-one' });
    expect((await port.create({ ...wish, key: 'the-one', again: true })).id).toBe(id);
    expect(standIn.tasks()).toHaveLength(131);
  });

  test('the column of its board is its status', async () => {
    const { port } = configured(envOf(standIn), deps);
    const { id, status } = await port.create(wish);
    expect(status).toBe('To do');
    await standIn.set(id, { section: 'Doing' });
    expect(await port.look([id])).toMatchObject([{ ticket: { state: 'open', status: 'Doing' } }]);
  });

  test('without memberships, with an assignee that is null, and with fields that nobody knows it is read', async () => {
    const { port } = configured(envOf(standIn), deps);
    const { id } = await port.create(wish);
    const change = (json: unknown) => {
      const { data } = json as { data: object };
      return { data: { ...data, memberships: null, assignee: null, permalink_url: null, brandNew: [] } };
    };
    standIn.trouble({ kind: 'changed', change }, { path: '/api/1.0/tasks/' });
    expect(await port.look([id])).toMatchObject([{ ticket: { status: 'Incomplete' } }]);
  });

  test('doctor makes nothing; a project that is not there is said', async () => {
    const { port, check } = configured(envOf(standIn), deps);
    expect(await check(port)).toBeUndefined();
    expect(standIn.tasks()).toEqual([]);
    const other = configured({ ...envOf(standIn), ASANA_PROJECT: '12' }, deps);
    await expect(other.check(other.port)).rejects.toThrow(/Asana answered GET projects\/12 with 404/);
  });

  test('a project is a number', () => {
    const problems: string[] = [];
    expect(asana.read({ ASANA_TOKEN: 'x', ASANA_PROJECT: 'Reliability' }, problems)).toBeUndefined();
    expect(problems).toEqual([expect.stringContaining('ASANA_PROJECT: copy the number')]);
  });
});
