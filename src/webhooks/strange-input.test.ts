// Whatever is sent: no parser throws, and what it makes of it can be kept, shown and compared.
import type { Inbound } from '../incident/inbound.ts';
import { fc } from '../lib/fixtures/chance.ts';
import { everyVendor, untried } from './fixtures/every-vendor.ts';
import { deliveryOf, RECEIVED } from './fixtures/knock.ts';
import { spoilt } from './fixtures/strange.ts';

test('no vendor is left out: its bodies stand in fixtures/every-vendor.ts', () => {
  expect(untried()).toEqual([]);
});

const all = everyVendor().map((known) => [known.webhook.id, known] as const);

const isTime = (at: number | undefined) =>
  at === undefined || at === RECEIVED || (at >= Date.UTC(2000, 0, 1) && at < Date.UTC(2100, 0, 1));
const isText = (text: unknown, longest: number) =>
  text === undefined || (typeof text === 'string' && text.trim() !== '' && text.length <= longest);

function requireSound(one: Inbound): void {
  if (one.kind === 'signal') {
    const { title, description, dedupeKey, labels, links, startsAt, endsAt, service, team } = one.signal;
    expect([one.signal.severity, one.signal.priority].every((word) => isText(word, 10_000))).toBe(true);
    expect([title, dedupeKey].every((text) => isText(text, 10_000) && text !== undefined)).toBe(true);
    expect([isText(description, 10_000), isText(service, 100), isText(team, 100)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(dedupeKey.length).toBeLessThan(400);
    expect([startsAt, endsAt].every(isTime)).toBe(true);
    expect(
      Object.values(links).every((link) => link === undefined || /^https?:\/\/\S{1,2000}$/i.test(link)),
    ).toBe(true);
    expect(Object.values(labels).every((label) => typeof label === 'string' && label.length <= 10_000)).toBe(
      true,
    );
    expect(Object.keys(labels).length).toBeLessThanOrEqual(100);
  }
  if (one.kind === 'deployment') {
    const { key, title, service, finishedAt } = one.deployment;
    // Without words of its own it is named by its service and version.
    const titled = title === '' || isText(title, 300);
    expect([isText(key, 400), titled, isText(service, 100), isTime(finishedAt)]).toEqual(Array(4).fill(true));
  }
  if (one.kind === 'alert-ack') {
    expect(isTime(one.ack.at) && isText(one.ack.key, 400) && isText(one.ack.by?.name, 100)).toBe(true);
  }
}

test.each(all)('%s: a good body with something strange in it', (_id, { webhook, bodies, authentic }) => {
  fc.assert(
    fc.property(spoilt(bodies), (body) => {
      const parsed = webhook.parse(body, deliveryOf(body, authentic('{}', RECEIVED).headers));
      if (parsed.ok) {
        parsed.inbound.forEach(requireSound);
        expect([...parsed.notes, ...(parsed.troubles ?? [])].every((note) => note.length <= 500)).toBe(true);
      } else {
        expect(isText(parsed.why, 500)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test.each(all)('%s: anything that is JSON, and what is none', (_id, { webhook, authentic }) => {
  const { headers } = authentic('{}', RECEIVED);
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.constant(undefined)), (body) => {
      const parsed = webhook.parse(body, deliveryOf('', headers));
      expect(parsed.ok ? parsed.inbound : []).toEqual([]);
    }),
  );
});

test.each(all)('%s: what is good is read as it is', (_id, { webhook, bodies, authentic }) => {
  for (const body of bodies) {
    expect(webhook.parse(body, deliveryOf(body, authentic('{}', RECEIVED).headers)).ok).toBe(true);
  }
});
