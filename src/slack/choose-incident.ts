// Asks which incident is meant, where a line was typed outside of one; choosing runs the line that was typed.
import type { InputBlock } from '@slack/types';
import { z } from 'zod';
import { Refusal } from '../incident/refusal.ts';
import type { Incident } from '../incident/state.ts';
import { viewerOf } from './asks.ts';
import { button, escaped, row, section, shorten } from './blocks.ts';
import type { Answer, Ask, DeedContext } from './deed.ts';
import { choiceField } from './forms.ts';
import { streamOf } from './ids.ts';

export const CHOOSE = 'incident:choose';

/** What a button brings back so that a line is run, or run again. */
const carriedLine = z.object({ line: z.string(), incident: z.string().optional() });
export type CarriedLine = z.output<typeof carriedLine>;

/** Buttons carry 2,000 characters (Slack's docs, "Reference: button element"). */
const MOST_CARRIED = 1_900;
const MOST_OFFERED = 10;
const PER_ROW = 5;

/** The value of a button that runs a line; undefined where the line is too long for a button to carry. */
export function carryLine(carried: CarriedLine): string | undefined {
  const value = JSON.stringify(carried);
  return value.length > MOST_CARRIED ? undefined : value;
}

export function readCarriedLine(value: string): CarriedLine | undefined {
  if (!value.startsWith('{')) {
    return undefined;
  }
  try {
    return carriedLine.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}

/** The open incidents that the person may see, as buttons. */
export async function askWhich(context: DeedContext, user: string, line: string): Promise<Answer> {
  const { command } = context.policy;
  const open = await context.engine.questions.list({ open: true, limit: 100 }, viewerOf(context, user));
  if (open.length === 0) {
    return {
      kind: 'private',
      text: `This is not an incident channel, and no incident is open. \`/${command} declare\` opens one; for a past one begin with its number: \`/${command} INC-42 …\`.`,
    };
  }
  const offered = [...open].sort((a, b) => b.activeAt - a.activeAt).slice(0, MOST_OFFERED);
  const buttons = offered.flatMap((incident, index) => offer(incident, index, line));
  if (buttons.length === 0) {
    return {
      kind: 'private',
      text: `This is not an incident channel. Begin the line with the incident’s number: \`/${command} INC-${offered[0]?.number} …\`.`,
    };
  }
  const text = 'This is not an incident channel. Which incident do you mean? Nothing has been done yet.';
  const more =
    open.length > offered.length
      ? `\n${open.length - offered.length} more are open: begin the line with the number, \`/${command} INC-42 …\`.`
      : '';
  const rows = Array.from({ length: Math.ceil(buttons.length / PER_ROW) }, (_, index) =>
    row(`choose:${index}`, buttons.slice(index * PER_ROW, (index + 1) * PER_ROW)),
  );
  return {
    kind: 'private',
    text,
    blocks: [section(`${text}\n\`${escaped(shorten(`/${command} ${line}`, 200))}\`${more}`), ...rows],
  };
}

/** A field of a form that asks which incident is meant. Refused where none is open. */
export async function whichIncident(ask: Ask, context: DeedContext): Promise<InputBlock> {
  const viewer = viewerOf(context, ask.asking.by.id);
  const open = await context.engine.questions.list({ open: true, limit: 100 }, viewer);
  if (open.length === 0) {
    throw new Refusal(
      `No incident is open. Declare one first, with \`/${context.policy.command} declare <title>\` or the shortcut on the message.`,
    );
  }
  const newest = [...open].sort((a, b) => b.activeAt - a.activeAt);
  const choices = newest.map((incident) => ({
    value: streamOf(incident),
    label: `INC-${incident.number} ${incident.title.text}`,
  }));
  return choiceField('incident', 'Which incident?', choices, {
    menu: true,
    ...(choices.length === 1 ? { chosen: choices[0]?.value } : {}),
  });
}

function offer(incident: Incident, index: number, line: string) {
  const value = carryLine({ line, incident: streamOf(incident) });
  const label = `INC-${incident.number} ${incident.title.text}`;
  return value === undefined ? [] : [button(shorten(label, 75), `${CHOOSE}:${index}`, value)];
}
