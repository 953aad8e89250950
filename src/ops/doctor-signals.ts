// What doctor sees of the inbox: whether signals wait to be routed, or could not be.
import { existsSync } from 'node:fs';
import { isLongAgo, lateness, type Unrouted, unroutedIn } from '../engine/unrouted.ts';
import type { Check } from '../slack/check.ts';
import { openReader } from '../timeline/sqlite.ts';
import { asideLine } from './inbox.ts';

const SHOWN = 3;

const what = 'Every signal of a monitor is routed';

/** `runs`: whether the app does, which routes them. */
export async function checkSignals(
  database: string,
  { runs, now }: { runs: boolean; now: number },
): Promise<Check> {
  if (!existsSync(database)) {
    return { what: 'No signal of a monitor waits', ok: true };
  }
  const reader = openReader({ file: database });
  try {
    return checkOf(await unroutedIn(reader), { runs, now });
  } finally {
    await reader.close();
  }
}

function checkOf(unrouted: Unrouted, { runs, now }: { runs: boolean; now: number }): Check {
  const late = lateness(unrouted, now);
  if (late !== undefined) {
    return runs
      ? { what, ok: false, fix: `Of those that wait ${late}. The app's log says why.` }
      : { what: `Signals of monitors wait (${late})`, ok: true, fix: 'They are routed once the app runs.' };
  }
  const aside = unrouted.aside.filter((row) => !isLongAgo(row, now)).sort((a, b) => b.at - a.at);
  return aside.length === 0 ? { what, ok: true } : { what, ok: false, fix: fixOf(aside) };
}

function fixOf(aside: Unrouted['aside']): string {
  const lines = aside.slice(0, SHOWN).map(asideLine);
  const more = aside.length > SHOWN ? ` And ${aside.length - SHOWN} more.` : '';
  return `${aside.length} could not be routed, so they opened and joined no incident. Look at them in the monitor. \`firescribe inbox retry\` tries them again now, and so does each start. ${lines.join('; ')}.${more} Please report this as a bug.`;
}
