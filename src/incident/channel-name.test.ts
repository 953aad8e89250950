import {
  channelNameFor,
  neutralChannelName,
  numberedChannelName,
  privateChannelName,
} from './channel-name.ts';

const about = (title: string) => ({
  number: 42,
  title,
  service: 'checkout-api',
  kind: 'real' as const,
  at: Date.UTC(2026, 10, 22, 23, 30),
  zone: 'UTC',
});
const template = 'inc-{date}-{title}';

test.each([
  ['Checkout API latency', 'inc-20261122-checkout-api-latency'],
  ['Café: 50 % “slow”!', 'inc-20261122-cafe-50-slow'],
  ['決済が遅い', 'inc-20261122-42'],
  ['決済 API が遅い', 'inc-20261122-api-42'],
  ['Оплата не проходит', 'inc-20261122-42'],
  ['🔥🔥🔥', 'inc-20261122-42'],
  ['  --  ', 'inc-20261122-42'],
  ['{number} costs $& more', 'inc-20261122-number-costs-more'],
])('%s gives %s', (title, name) => {
  expect(channelNameFor(template, about(title))).toBe(name);
});

test('the date is that of the team’s zone', () => {
  const berlin = { ...about('Slow'), zone: 'Europe/Berlin' };
  expect(channelNameFor(template, berlin)).toBe('inc-20261123-slow');
});

test('the template decides what is in the name', () => {
  expect(channelNameFor('{service}-{number}', about('Slow'))).toBe('checkout-api-42');
  expect(channelNameFor('{title}', about('決済'))).toBe('inc-42');
});

test.each(['a'.repeat(200), 'word '.repeat(60), '決a'.repeat(120)])(
  'a long name has at most 80 characters',
  (title) => {
    const name = channelNameFor(template, about(title));
    expect(name).toMatch(/^[a-z0-9_][a-z0-9_-]{0,78}[a-z0-9_]$/);
  },
);

test('a name that is taken gets the number, and still fits', () => {
  expect(numberedChannelName('inc-20261122-slow', 42)).toBe('inc-20261122-slow-42');
  expect(numberedChannelName('a'.repeat(80), 42)).toHaveLength(80);
});

test.each([
  ['inc-{date}-{title}', 'inc-20261122-drill-slow', 'inc-20261122-drill-private-42', 'inc-20261122-drill-42'],
  ['{service}-{number}', 'drill-checkout-api-42', 'drill-42', 'drill-checkout-api-42'],
])(
  'with %s a drill says that it is one, private and redacted as well',
  (configured, open, hidden, redacted) => {
    const drill = { ...about('Slow'), kind: 'drill' as const };
    expect(channelNameFor(configured, drill)).toBe(open);
    expect(privateChannelName(configured, drill)).toBe(hidden);
    expect(neutralChannelName(configured, drill)).toBe(redacted);
  },
);
