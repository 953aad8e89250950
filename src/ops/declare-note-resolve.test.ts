import { entriesOf } from '../incident/entries.ts';
import { idMaker } from '../lib/ids.ts';
import { type Desk, declareIncident, noteFact, resolveIncident } from './declare-note-resolve.ts';
import { exportText } from './export.ts';
import { minutes, openRecord, placeAt, type Record, tell } from './fixtures/record.ts';

let record: Record;
let desk: Desk;
beforeEach(() => {
  record = openRecord();
  desk = { ...record.core, newId: idMaker(record.clock.now) };
});
afterEach(() => record.core.close());

const entries = async () => {
  const [incident] = await record.core.engine.questions.list({}, { kind: 'operator' });
  return entriesOf(await record.core.engine.questions.events(`incident/${incident?.id}`));
};
const waiting = async () =>
  (await record.core.timeline.listEffects({ status: ['waiting'], limit: 50 })).map(({ kind }) => kind);

test('an incident is declared, noted and resolved with no Slack anywhere; what follows waits', async () => {
  const incident = await declareIncident(desk, {
    title: 'Checkout is slow',
    severity: '2',
    service: 'checkout',
    by: 'Ana',
  });
  expect(incident).toMatchObject({
    number: 1,
    severity: { id: 'sev-2' },
    service: 'checkout',
    status: 'acknowledged',
  });
  expect(await waiting()).toContain('channel.open');
  await noteFact(desk, { incident: 'inc-1', text: 'rolled back', by: 'Bo' });
  const resolved = await resolveIncident(desk, { incident: '1', text: 'rolled it back' });
  expect(resolved.status).toBe('resolved');
  expect((await entries()).map(({ kind, author }) => [kind, author.kind, author.name])).toEqual([
    ['declared', 'operator', 'Ana'],
    ['note', 'operator', 'Bo'],
    ['status', 'operator', expect.any(String)],
  ]);
});

test('without a severity it is the default one, and not chosen', async () => {
  expect(await declareIncident(desk, { title: 'Something is off' })).toMatchObject({
    severity: { id: 'sev-3' },
    severityChosen: false,
  });
});

test('a private one is private from its first fact on', async () => {
  expect(await declareIncident(desk, { title: 'Payroll leaks', private: true })).toMatchObject({
    private: true,
    channelName: 'inc-20261122-private-1',
  });
  expect(await record.core.engine.questions.list({}, { kind: 'person', id: 'T1/UDEV' })).toEqual([]);
});

test('a note stands at the time it is about, echoed with date and zone', async () => {
  await declareIncident(desk, { title: 'Checkout is slow' });
  const { at } = await noteFact(desk, { incident: '1', text: 'rolled back', at: '15:55' });
  expect(at).toBe('Sun 22 Nov 2026, 15:55 (UTC)');
  const note = (await entries()).find(({ kind }) => kind === 'note');
  expect(note?.at).toBe(minutes(115));
});

test('a note may begin with its time, as it does in Slack', async () => {
  await declareIncident(desk, { title: 'Checkout is slow' });
  const { at } = await noteFact(desk, { incident: '1', text: 'at 15:55 rolled back' });
  expect(at).toBe('Sun 22 Nov 2026, 15:55 (UTC)');
  const note = (await entries()).find(({ kind }) => kind === 'note');
  expect(note).toMatchObject({ at: minutes(115), text: 'rolled back' });
});

test('a time that is none, or that is still to come, is refused with one that works', async () => {
  await declareIncident(desk, { title: 'Checkout is slow' });
  await expect(noteFact(desk, { incident: '1', text: 'x', at: 'soonish' })).rejects.toThrow('--at 14:05');
  const tomorrow = '2026-11-23 10:00';
  await expect(noteFact(desk, { incident: '1', text: 'x', at: tomorrow })).rejects.toThrow('still to come');
});

test('an incident that is not there is answered with those that are', async () => {
  await expect(resolveIncident(desk, { incident: '1' })).rejects.toThrow('no incident on record yet');
  await declareIncident(desk, { title: 'Checkout is slow' });
  await expect(resolveIncident(desk, { incident: 'INC-7' })).rejects.toThrow(
    'There is no INC-7. The newest: INC-1 (Checkout is slow).',
  );
  await expect(noteFact(desk, { incident: 'checkout', text: 'x' })).rejects.toThrow('names no incident');
});

test('resolving twice says who was first', async () => {
  await declareIncident(desk, { title: 'Checkout is slow' });
  await resolveIncident(desk, { incident: '1', by: 'Ana' });
  await expect(resolveIncident(desk, { incident: '1', by: 'Bo' })).rejects.toThrow(
    'already resolved: by Ana',
  );
});

describe('export', () => {
  const database = () => record.places.database;

  test('an incident is written as a review, as JSON and as a table, while the record is open elsewhere', async () => {
    await declareIncident(desk, { title: 'Checkout is slow', by: 'Ana' });
    await noteFact(desk, { incident: '1', text: '=HYPERLINK("x")' });
    const read = (format: 'md' | 'json' | 'csv' | 'timeline') =>
      exportText({ database: database(), incident: 'INC-1', format });
    expect(await read('md')).toContain('# Postmortem: Checkout is slow');
    expect(JSON.parse(await read('json'))).toMatchObject({ schemaVersion: 1, incident: { number: 1 } });
    expect(JSON.parse(await read('timeline')).entries).toHaveLength(2);
    const csv = await read('csv');
    expect(csv).toContain('declared,Ana,Incident started: Checkout is slow');
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
  });

  test('links lead to the workspace that Slack named in the record', async () => {
    const incident = await record.declare('Checkout is slow');
    const place = placeAt(3);
    await record.tell(
      incident,
      tell(
        'record-message',
        {
          ...{
            place,
            author: { kind: 'person', id: 'T1/U1', name: 'Ana' },
            text: 'decision: we roll back v42',
          },
          ...{ files: [], permalink: 'https://acme.slack.com/archives/C1/p1' },
        },
        3,
      ),
    );
    await record.tell(
      incident,
      tell(
        'record-message',
        {
          ...{ place: placeAt(4), author: { kind: 'person', id: 'T1/U1', name: 'Ana' }, text: 'rolled back' },
          files: [],
        },
        4,
      ),
    );
    const csv = await exportText({ database: database(), incident: '1', format: 'csv' });
    expect(csv).toContain(`https://acme.slack.com/archives/C1/p${placeAt(4).ts.replace('.', '')}`);
  });

  test('an incident that is not there, and a record that is not there, say so', async () => {
    await expect(exportText({ database: database(), incident: '4', format: 'md' })).rejects.toThrow(
      'no INC-4',
    );
    const nowhere = '/nowhere/firescribe.db';
    await expect(exportText({ database: nowhere, incident: '1', format: 'md' })).rejects.toThrow('not there');
  });
});
