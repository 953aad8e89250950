import { type JiraStandIn, openJira } from '../../emulator/vendors/jira.ts';
import { systemClock } from '../../lib/clock.ts';
import { createHttp } from '../../lib/http.ts';
import { silentLog } from '../../lib/log.ts';
import type { Deps } from '../vendor.ts';
import { ticketsContract } from './contract.ts';
import { jira } from './jira.ts';

const envOf = ({ account, url }: JiraStandIn) => ({
  JIRA_URL: url,
  JIRA_EMAIL: account.email,
  JIRA_API_TOKEN: account.token,
  JIRA_PROJECT: 'SHOP',
});

function configured(env: Record<string, string>, deps: Deps) {
  const problems: string[] = [];
  const read = jira.read(env, problems);
  if (!read) {
    throw new Error(problems.join('\n'));
  }
  return { port: read.create(deps), check: read.check };
}

ticketsContract('Jira', async (deps) => {
  const standIn = await openJira();
  const keyOf = (id: string) => standIn.issues().find((issue) => issue.id === id)?.key ?? id;
  return {
    port: configured(envOf(standIn), deps).port,
    standIn,
    held: () =>
      standIn.issues().map(({ id, summary, description, assignee, due, status, links }) => ({
        id,
        title: summary,
        words: JSON.stringify(description),
        ...(assignee ? { assignee } : {}),
        ...(due ? { due } : {}),
        done: ['Done', "Won't do"].includes(status),
        links: links.map(({ url }) => url),
      })),
    close: (id) => standIn.set(keyOf(id), { status: 'Done' }),
    remove: (id) => standIn.remove(keyOf(id)),
    making: { path: '/rest/api/3/issue', method: 'POST' },
    reading: '/rest/api/3/issue/',
    lagBehind: standIn.lagBehind,
    catchUp: standIn.catchUp,
    people: { bo: 'acc-bo' },
    secrets: [
      standIn.account.token,
      Buffer.from(`${standIn.account.email}:${standIn.account.token}`).toString('base64'),
    ],
  };
});

describe('Jira alone', () => {
  let standIn: JiraStandIn;
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
    askedAt: 0,
    again: false,
  };

  beforeEach(async () => {
    standIn = await openJira();
  });

  afterEach(async () => {
    await standIn.close();
    expect(standIn.violations).toEqual([]);
  });

  const tickets = (env: Record<string, string> = {}) => configured({ ...envOf(standIn), ...env }, deps);

  test('a field that the project wants is said by its name, and with where to fill it', async () => {
    standIn.require('customfield_10010', 'Team');
    await expect(tickets().port.create(wish)).rejects.toThrow(
      /“Team” \(customfield_10010\): Team is required.*tickets\.fields of firescribe\.yml/,
    );
    expect(standIn.issues()).toEqual([]);
    await tickets().port.create({ ...wish, fields: { customfield_10010: { value: 'Core' } } });
    expect(standIn.issues()[0]?.fields).toEqual({ customfield_10010: { value: 'Core' } });
  });

  test('what the create screen lacks is left out, and that is said', async () => {
    standIn.hide('duedate');
    standIn.hide('labels');
    const { remark } = await tickets().port.create({ ...wish, due: '2026-11-30' });
    expect(remark).toBe('Jira did not take duedate, labels: the create screen of SHOP lacks it.');
    expect(standIn.issues()).toHaveLength(1);
  });

  test('an issue type that is not there is told with those that are; so is a project', async () => {
    await expect(tickets().port.create({ ...wish, type: 'Chore' })).rejects.toThrow(
      /no issue type “Chore”.*one of: Task, Bug\./,
    );
    await expect(tickets().port.create({ ...wish, project: 'NOPE' })).rejects.toThrow(
      /Jira has no project NOPE.*JIRA_PROJECT/,
    );
  });

  test('project and type of the service win over those of the settings', async () => {
    await tickets({ JIRA_PROJECT: 'NOPE' }).port.create({ ...wish, project: 'SHOP', type: 'Bug' });
    expect(standIn.issues()[0]).toMatchObject({ key: 'SHOP-1', type: 'Bug' });
  });

  test('the status counts by its category: a name says nothing', async () => {
    const { port } = tickets();
    const { id } = await port.create(wish);
    await standIn.set('SHOP-1', { status: 'In Review' });
    expect(await port.look([id])).toMatchObject([{ ticket: { state: 'doing', status: 'In Review' } }]);
    await standIn.set('SHOP-1', { status: "Won't do" });
    expect(await port.look([id])).toMatchObject([{ ticket: { state: 'done' } }]);
  });

  test.each([
    ['a status that is null', { status: null }],
    ['a category that nobody knows', { status: { name: 'Odd', statusCategory: { key: 'paused' } } }],
    ['fields that nobody knows', { status: { name: 'To Do' }, brandNew: { a: 1 }, assignee: null }],
  ])('%s does no harm', async (_what, fields) => {
    const { port } = tickets();
    const { id } = await port.create(wish);
    const change = (json: unknown) => ({ ...(json as object), fields });
    standIn.trouble({ kind: 'changed', change }, { path: `/rest/api/3/issue/${id}` });
    expect((await port.change(id, {})).state).toBe('open');
  });

  test('hundreds are looked at a hundred at a time', async () => {
    const { port } = tickets();
    const made: string[] = [];
    for (let count = 0; count < 120; count += 1) {
      made.push((await port.create({ ...wish, key: `k-${count}` })).id);
    }
    const before = standIn.asked.length;
    expect(await port.look(made)).toHaveLength(120);
    expect(standIn.asked.length - before).toBe(2);
  });

  test('the end that says the work was done is chosen; where none can be reached, that is said', async () => {
    const { port } = tickets();
    const { id } = await port.create(wish);
    expect((await port.move(id, 'done')).status).toBe('Done');
    standIn.only([['Done', "Won't do"]]);
    await expect(port.move(id, 'open')).rejects.toThrow(/SHOP-1 cannot be opened again from “Done”/);
  });

  test('two people with nearly one address are not mistaken for each other', async () => {
    standIn.people.push({ accountId: 'acc-2', name: 'Anabel', email: 'ana@example.com.au' });
    const { assignee } = await tickets().port.create({
      ...wish,
      owner: { name: 'Ana', email: 'ANA@example.com' },
    });
    expect(assignee?.id).toBe('acc-ana');
    const other = { name: 'Xana', email: 'a@example.com' };
    expect((await tickets().port.create({ ...wish, key: 'x', owner: other })).assignee).toBeUndefined();
  });

  test('doctor makes nothing, and says what a ticket would lack', async () => {
    const { port, check } = tickets();
    expect(await check(port)).toBeUndefined();
    standIn.require('customfield_10010', 'Team');
    standIn.hide('labels');
    expect(await check(port)).toMatch(/SHOP wants “Team” \(customfield_10010\) on each Task.*Put labels/);
    expect(standIn.issues()).toEqual([]);
    await expect(check(tickets({ JIRA_API_TOKEN: 'wrong' }).port)).rejects.toThrow('JIRA_API_TOKEN');
  });

  test('the address of people and that of the interface may differ', async () => {
    const { port } = tickets({ JIRA_URL: 'https://acme.atlassian.example', JIRA_API_URL: standIn.url });
    expect((await port.create(wish)).url).toBe('https://acme.atlassian.example/browse/SHOP-1');
  });
});
