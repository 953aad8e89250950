// Bodies of every monitor with something wrong in them, read and routed: nothing throws, and no signal is set aside. For a long
// search: FUZZ_RUNS=20000 (bodies for each monitor); FUZZ_SEED is another chance.
import { type House, openHouse, origin } from '../engine/fixtures/house.ts';
import { setAsideIn } from '../engine/unrouted.ts';
import type { Inbound } from '../incident/inbound.ts';
import { fc, SEED } from '../lib/fixtures/chance.ts';
import { Routing } from '../policy/routing.ts';
import { checked } from '../webhooks/checked.ts';
import { everyVendor, type Known } from '../webhooks/fixtures/every-vendor.ts';
import { captured, deliveryOf, RECEIVED } from '../webhooks/fixtures/knock.ts';
import { alarm } from '../webhooks/fixtures/sns.ts';
import { spoilt } from '../webhooks/fixtures/strange.ts';
import { REACTIONS } from '../workflows/catalog.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 40);
/** An alarm is text within the message that SNS signs. */
const ALARMS = [alarm(), alarm({ NewStateValue: 'OK' })] as const;

/** So many bodies are told at once. */
const TOGETHER = 20;

let house: House;

/** Rules that look at whatever a monitor may have said. */
const ROUTING = Routing.parse({
  severity: { label: ['severity', 'constructor'], values: { P1: 'SEV-1' } },
  team: { label: 'team' },
  fields: { region: { label: '__proto__' } },
  rules: [
    {
      name: 'shadow',
      shadow: true,
      do: 'record',
      when: { expression: 'signal.labels["constructor"] == "1"' },
    },
    {
      name: 'grouped',
      do: 'declare',
      when: { expression: 'signal.title.size() % 2 == 0 || signal.priority.matches("^P[12]$")' },
      group: { by: 'expression', expression: 'signal.labels["__proto__"]', window: '5m' },
    },
  ],
});

beforeAll(() => {
  house = openHouse({ policy: { routing: ROUTING }, reactions: REACTIONS });
});

afterAll(async () => {
  await house.engine.stop();
  await house.close();
});

/** What decides how a body is read and does not stand in it. */
const ALSO: Record<string, readonly Record<string, string>[]> = {
  sentry: ['issue', 'event_alert', 'metric_alert', '__proto__'].map((resource) => ({
    'sentry-hook-resource': resource,
  })),
  github: ['deployment_status', 'release', 'constructor'].map((event) => ({ 'x-github-event': event })),
};

function readBy({ webhook, authentic }: Known, text: string): Inbound[] {
  return (ALSO[webhook.id] ?? [{}]).flatMap((also) => {
    const { headers } = authentic(text, RECEIVED);
    const parsed = checked(webhook.parse(JSON.parse(text), deliveryOf(text, { ...headers, ...also })));
    const said = parsed.ok ? (parsed.troubles ?? []) : [parsed.why];
    if (said.some((words) => words.includes('report this'))) {
      throw new Error(said.join(' '));
    }
    return parsed.ok ? parsed.inbound : [];
  });
}

/** In the error, what it takes to see it again. */
function at<T>(id: string, text: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`FUZZ_SEED=${SEED} ${id} ${text.slice(0, 2_000)}`, { cause: error });
  }
}

test.each(everyVendor().map((known) => [known.webhook.id, known] as const))(
  '%s: whatever is wrong in its bodies, they are read and what they tell is routed',
  async (id, known) => {
    const found = process.env.FUZZ_RUNS ? [...captured(id).values()].map(({ body }) => body) : [];
    const good = [...known.bodies, ...found, ...(id === 'sns' ? ALARMS : [])];
    const bodies = fc
      .sample(spoilt(good), { numRuns: RUNS, seed: SEED })
      .map((body) => JSON.stringify(body) ?? 'null')
      .flatMap((text) => (id === 'sns' ? [text, known.authentic(text, RECEIVED).body] : [text]));
    for (let from = 0; from < bodies.length; from += TOGETHER) {
      const told = bodies
        .slice(from, from + TOGETHER)
        .flatMap((text) => at(id, text, () => readBy(known, text)));
      await house.engine.receive(told, { ...origin(`${id}-${from}`), vendor: id });
      await house.engine.routed().catch((error: unknown) => {
        throw new Error(
          `FUZZ_SEED=${SEED} ${id}: routing failed on ${JSON.stringify(told).slice(0, 4_000)}`,
          {
            cause: error,
          },
        );
      });
      house.clock.moveBy(60_000);
    }
    expect(await setAsideIn(house.timeline)).toEqual([]);
  },
  RUNS * 100 + 180_000,
);
