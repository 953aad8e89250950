// Whether this machine's clock agrees with Slack's: every time in the record, and which requests are believed, rests on it.
import type { Check } from '../slack/check.ts';

const SLACK_API = 'https://slack.com/api/';
const ANSWER_MS = 5_000;
/** The answer says it in whole seconds, and takes its time. */
const MOST_OFF_MS = 30_000;
const MINUTE = 60_000;

function difference(ms: number): string {
  const off = Math.abs(ms);
  const size = off < 2 * MINUTE ? `${Math.round(off / 1_000)} s` : `${Math.round(off / MINUTE)} min`;
  return `${size} ${ms > 0 ? 'ahead of' : 'behind'} Slack’s`;
}

/** Nothing where Slack does not answer: other checks say that. */
export async function checkClock(apiUrl = SLACK_API): Promise<Check[]> {
  const signal = AbortSignal.timeout(ANSWER_MS);
  const answer = await fetch(new URL('api.test', apiUrl), { method: 'POST', signal }).catch(() => undefined);
  const theirs = Date.parse(answer?.headers.get('date') ?? '');
  if (Number.isNaN(theirs)) {
    return [];
  }
  const off = Date.now() - theirs;
  const what = 'The clock of this machine is right';
  const fix = `It is ${difference(off)}, so times in the record are wrong, and over HTTP Slack’s requests are refused from five minutes on. Have it set by the network: \`timedatectl set-ntp true\`.`;
  return [Math.abs(off) > MOST_OFF_MS ? { what, ok: false, fix } : { what, ok: true }];
}
