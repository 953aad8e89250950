import { fc } from '../../lib/fixtures/chance.ts';
import { carried, carriedFigure } from './carried.ts';
import { depsOf, wantedFor } from './contract.ts';
import type { FiringAlert } from './port.ts';

const port = carried.read({}, [])!.create(depsOf());
const { to } = wantedFor('');

const alert = (more: Partial<FiringAlert>): FiringAlert => ({
  title: 'Errors',
  labels: { alertname: 'Errors' },
  links: [],
  at: to,
  ...more,
});

test.each([
  ['labels', alert({ labels: { value: '8.2', threshold: '5' } }), { value: 8.2, threshold: 5 }],
  [
    'the words of rule files',
    alert({ description: 'CPU is high\n  VALUE = 93.5\n  LABELS = map[a:b]' }),
    { value: 93.5 },
  ],
  [
    'words with a unit',
    alert({ description: 'Latency above 2s (current value: 3.4s)' }),
    { value: 3.4, unit: 's', threshold: 2 },
  ],
  ['Grafana’s valueString', alert({ description: "[ var='B' labels={a=b} value=17 ]" }), { value: 17 }],
  [
    'a per cent',
    alert({ description: 'value is 12,5 %, threshold 10 %' }),
    { value: 12.5, unit: '%', threshold: 10 },
  ],
])('a figure in %s is found', (_name, given, figure) => {
  expect(carriedFigure(given)).toEqual(figure);
});

test.each([
  '3 pods are down for 5 minutes',
  'value',
  'the value of 3 things',
  'VALUE = NaN',
  '',
  'value: 1.2.3.4',
])('no figure is guessed from “%s”', (description) => {
  expect(carriedFigure(alert({ description }))).toBeUndefined();
});

test('alerts of one name told again are a curve; others, and those outside of the window, are not in it', async () => {
  const alerts = [
    alert({ at: to - 1_000, labels: { alertname: 'Errors', value: '2' } }),
    alert({ at: to - 60_000, labels: { alertname: 'Errors', value: '1' } }),
    alert({ at: to - 30_000, labels: { alertname: 'Other', value: '9' } }),
    alert({ at: to + 1_000, labels: { alertname: 'Errors', value: '9' } }),
    alert({ at: to - 20_000 }),
  ];
  expect(port.behind(alerts[0]!)).toEqual({ query: 'Errors', title: 'Errors' });
  expect(port.behind(alerts[4]!)).toBeUndefined();
  expect(await port.query({ ...wantedFor('Errors'), alerts })).toEqual([
    {
      labels: { alertname: 'Errors' },
      points: [
        [to - 60_000, 1],
        [to - 1_000, 2],
      ],
    },
  ]);
});

test('whatever an alert says, a figure is a number or there is none', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.dictionary(fc.constantFrom('value', 'threshold'), fc.string()),
      (description, labels) => {
        const figure = carriedFigure(alert({ description, labels }));
        expect(figure === undefined || Number.isFinite(figure.value)).toBe(true);
        expect(figure?.threshold === undefined || Number.isFinite(figure.threshold)).toBe(true);
      },
    ),
  );
});
