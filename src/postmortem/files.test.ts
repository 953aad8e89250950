import { readFileSync } from 'node:fs';
import { alerted, ana, says } from '../incident/fixtures/given.ts';
import { composeReview } from './compose-review.ts';
import { exportIncident } from './export.ts';
import { renderJson } from './render-json.ts';
import { postmortemFile, postmortemSchema } from './schema.ts';

function world() {
  const made = alerted();
  says(made, 3, '=cmd|calc, "quoted" and\nsecond line', ana);
  says(made, 4, 'rotated the key AKIAQWERTYUIOPASDFGH', ana);
  return made;
}

test('the published schema is the one that the code writes', () => {
  const published = JSON.parse(
    readFileSync(new URL('../../docs/postmortem.schema.json', import.meta.url), 'utf8'),
  );
  expect(published).toEqual(postmortemSchema());
});

test('postmortem.json is what its schema says', () => {
  const parsed = postmortemFile.parse(JSON.parse(renderJson(composeReview(world().events))));
  expect(parsed).toMatchObject({
    schemaVersion: 1,
    incident: { number: 42, title: 'Checkout latency is high' },
  });
});

test('the timeline as CSV: one row an entry, quoted, nothing that a spreadsheet would run', () => {
  const csv = exportIncident(world().events, 'csv');
  expect(csv.split('\r\n')[0]).toBe('at,kind,author,text,edited,deleted,pinned_at,thread,link,id');
  expect(csv).toContain(
    `2026-11-22T14:03:00.000Z,message,Ana,"'=cmd|calc, ""quoted"" and\nsecond line",false,false,`,
  );
  expect(csv).toContain('rotated the key [secret]');
});

test('whoever is mentioned is called by name in both, where the record knows it', () => {
  const told = alerted();
  says(told, 3, '<@U1> and <@U0WHO> look', ana);
  for (const format of ['csv', 'timeline'] as const) {
    expect(exportIncident(told.events, format)).toContain('@Ana and @U0WHO look');
  }
});

test('the timeline as JSON holds every entry', () => {
  const { entries } = JSON.parse(exportIncident(world().events, 'timeline'));
  expect(entries.map(({ kind }: { kind: string }) => kind)).toEqual([
    'declared',
    'alert',
    'message',
    'message',
  ]);
});

test('the review as Markdown and as JSON', () => {
  expect(exportIncident(world().events, 'md')).toMatch(/^# Postmortem: Checkout latency is high\n/);
  expect(exportIncident(world().events, 'md', { word: 'retrospective' })).toMatch(/^# Retrospective: /);
  expect(JSON.parse(exportIncident(world().events, 'json')).word).toBe('Postmortem');
});
