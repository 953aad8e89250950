import type { Incident } from '../incident/state.ts';
import { headLinks } from './head-links.ts';

const actor = { kind: 'firescribe', id: 'firescribe' } as const;
const incident = (more: Partial<Incident>) =>
  ({
    channel: { team: 'T1', id: 'T1/C1', name: 'inc-1' },
    links: { source: 'https://prom.example/alert', dashboard: 'https://grafana.example/d/1' },
    ...more,
  }) as Incident;

const runbook = (text: string, url?: string) => ({
  ...{ id: 'r1', vendor: { id: 'wiki', label: 'Wiki' }, key: '1', steps: 0, done: 0 },
  ...{ title: { text, event: 'e1', by: actor, at: 0 } },
  ...(url ? { url } : {}),
});

test('the top of a canvas leads to the channel, the bridge, the runbook, the dashboard and the alert', () => {
  const bridge = {
    ...{ vendor: { id: 'zoom', label: 'Zoom' }, meeting: '1', joinUrl: 'https://zoom.example/j/1?pwd=x' },
    ...{ dialIn: [], asked: false },
  };
  const runbooks = [runbook('Checkout is slow', 'https://wiki.example/1'), runbook('A file')];
  expect(headLinks(incident({ bridge, runbooks }), 'https://acme.slack.com/')).toEqual([
    { label: 'Channel', url: 'https://acme.slack.com/archives/C1' },
    { label: 'Bridge', url: 'https://zoom.example/j/1?pwd=x' },
    { label: 'Runbook: Checkout is slow', url: 'https://wiki.example/1' },
    { label: 'Dashboard', url: 'https://grafana.example/d/1' },
    { label: 'Alert', url: 'https://prom.example/alert' },
  ]);
});

test('what is redacted, secret or no address is left out', () => {
  const links = { runbook: 'https://wiki.example/2', source: 'javascript:alert(1)' };
  const secret = `https://grafana.example/d/1?token=glsa_${'a'.repeat(32)}_12345678`;
  const runbooks = [
    runbook('[redacted]', 'https://wiki.example/1'),
    runbook('Runbook', 'https://wiki.example/3'),
  ];
  expect(headLinks(incident({ links: { ...links, dashboard: secret }, runbooks }))).toEqual([
    { label: 'Runbook', url: 'https://wiki.example/1' },
    { label: 'Runbook', url: 'https://wiki.example/3' },
  ]);
  expect(headLinks(incident({ links })).map(({ url }) => url)).toEqual(['https://wiki.example/2']);
});
