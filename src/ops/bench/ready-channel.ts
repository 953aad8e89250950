// From a declaration to a channel that is ready: how long, and how many calls to Slack had to follow one another.
import type { ApiCall } from '../../emulator/server/calls.ts';
import type { Figure } from './figure.ts';
import { type Office, openOffice } from './office.ts';
import { figures, median, milliseconds } from './statistics.ts';

/** Clocks tick in whole milliseconds and timers fire a little early: so much of a call may overlap the one before. */
const TOLERANCE = 0.1;

const DEEPEST = 5;
const GOAL_MS = 900;

/** The channel exists with its card pinned, the responders are in it, and it is announced. */
function isReady({ slack, company }: Office, known: ReadonlySet<string>, announced: number): boolean {
  const channel = slack.see.channels().find(({ id }) => !known.has(id));
  const members = channel ? slack.see.members(channel.id) : [];
  const { ana, bo } = company.people;
  return (
    channel !== undefined &&
    slack.see.pins(channel.id).length > 0 &&
    [ana, bo].every((person) => members.includes(person)) &&
    slack.see.messages('incidents').length > announced
  );
}

/**
 * The longest chain of calls each of which began after the one before had ended. Calls that follow one another by chance
 * count, too, so that the true chain is never longer.
 */
export function longestChain(calls: readonly Pick<ApiCall, 'at' | 'method'>[], callMs: number): string[] {
  const chains: { end: number; methods: string[] }[] = [];
  for (const { at: end, method } of [...calls].sort((a, b) => a.at - b.at)) {
    const before = chains
      .filter((chain) => chain.end <= end - callMs * (1 - TOLERANCE))
      .map(({ methods }) => methods);
    const longest = before.reduce((best, methods) => (methods.length > best.length ? methods : best), []);
    chains.push({ end, methods: [...longest, method] });
  }
  return chains.reduce<string[]>((best, { methods }) => (methods.length > best.length ? methods : best), []);
}

/** `more`: what is waited for besides, while every call is still slow; `slowUntil` is what it tells. */
export async function declareOnce(
  office: Office,
  slackMs: number,
  title: string,
  more: () => Promise<number> = async () => 0,
): Promise<{ ms: number; chain: string[]; slowUntil: number }> {
  const { slack } = office;
  const known = new Set(slack.see.channels().map(({ id }) => id));
  const announced = slack.see.messages('incidents').length;
  slack.clearCalls();
  const slow = slack.faults.api('*', { kind: 'latency', ms: slackMs });
  const began = performance.now();
  const command = slack.as('ana').slash('incidents', `/incident declare ${title} --sev 2`);
  await slack.until(() => isReady(office, known, announced), {
    what: 'a channel that is ready',
    timeoutMs: 20_000,
  });
  const ms = performance.now() - began;
  // The last call has had its effect and is about to be answered.
  const readyAt = slack.clock.now() + slackMs * TOLERANCE;
  await command;
  const slowUntil = await more();
  slow();
  await slack.idle();
  const calls = slack.calls.filter(({ at }) => at <= readyAt);
  return { ms, chain: longestChain(calls, slackMs), slowUntil };
}

export const readyChannel: Figure = {
  name: 'declare',
  async run({ declare: { times, slackMs } }, tell) {
    const office = await openOffice();
    try {
      await office.start();
      await office.declare();
      await office.slack.idle();
      const taken: { ms: number; chain: string[] }[] = [];
      for (let time = 0; time < times; time += 1) {
        const once = await declareOnce(office, slackMs, `Checkout is slow in region ${time + 1}`);
        tell(`declare: ${milliseconds(once.ms)}, ${once.chain.join(' → ')}`);
        taken.push(once);
      }
      const ms = median(taken.map((once) => once.ms));
      const depth = Math.max(...taken.map(({ chain }) => chain.length));
      const figure = `declare to a ready channel, ${slackMs} ms a call`;
      return [
        { figure, measured: milliseconds(ms), goal: `< ${figures(GOAL_MS)} ms`, ok: ms < GOAL_MS },
        {
          figure: `${figure}: longest chain`,
          measured: `${depth} calls`,
          goal: `≤ ${DEEPEST}`,
          ok: depth <= DEEPEST,
        },
      ];
    } finally {
      await office.close();
    }
  },
};
