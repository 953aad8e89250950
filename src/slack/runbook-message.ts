// The steps of a runbook in the incident's channel: one message, with a box for each step.
import type { Checkboxes, KnownBlock, SectionBlock } from '@slack/types';
import type { Performer } from '../engine/performer.ts';
import type { StepRow } from '../incident/keys.ts';
import type { AttachedRunbook, Incident } from '../incident/state.ts';
import { REDACTED } from '../incident/texts.ts';
import type { MessagePlace } from '../incident/values.ts';
import { context, dateWords, escaped, link, type Post, plain, section, shorten } from './blocks.ts';
import { slackId } from './ids.ts';
import { tellTruly, update } from './posting.ts';
import { type Attempt, eventOf, incidentOf, ownAsking, type Stage } from './stage.ts';

type Page = { runbook: AttachedRunbook; steps: readonly string[]; more: number };

/** Slack's docs, "Checkboxes": 75 characters for an option and for what stands below it. */
const OPTION_LENGTH = 75;

/** The action of a step's box; its value says which one, and whether it was ticked. */
export const stepAction = (runbook: string, step: number) => `runbook:step:${runbook}:${step}`;

/** What the box of a step was for; undefined for other actions. */
export function readStepAction(actionId: string): { runbook: string; step: number } | undefined {
  const [, runbook, step] = /^runbook:step:(r\d+):(\d+)$/.exec(actionId) ?? [];
  return runbook && step ? { runbook, step: Number(step) } : undefined;
}

function box(page: Page, step: number, row: StepRow | undefined, zone: string): Checkboxes {
  const who = row?.done ? `${row.name ?? slackId(row.by)}, ${dateWords(row.at, zone)}` : undefined;
  const option = {
    text: plain(row?.done ? 'Done' : 'Tick when done', OPTION_LENGTH),
    ...(who ? { description: plain(who, OPTION_LENGTH) } : {}),
    value: String(step),
  };
  return {
    type: 'checkboxes',
    action_id: stepAction(page.runbook.id, step),
    options: [option],
    ...(row?.done ? { initial_options: [option] } : {}),
  };
}

/** Plain text, so that commands can be copied as they are, and nothing in a page can ping. */
function stepBlock(page: Page, index: number, row: StepRow | undefined, zone: string): SectionBlock {
  const step = index + 1;
  return {
    type: 'section',
    // Slack keeps what a person ticked for a block of the same name, whatever the message says later.
    block_id: `step:${page.runbook.id}:${step}:${row ? `${row.done ? 'done' : 'open'}:${row.at}` : 'new'}`,
    text: plain(`${step}. ${page.steps[index] ?? ''}`),
    accessory: box(page, step, row, zone),
  };
}

/** The message as it should look now. */
export function renderRunbook(page: Page, rows: ReadonlyMap<number, StepRow>, zone: string): Post {
  const { runbook, steps, more } = page;
  const title = shorten(runbook.title.text, 200);
  const name = runbook.url ? link(runbook.url, title) : escaped(title);
  const blocks: KnownBlock[] = steps.map((_step, index) => stepBlock(page, index, rows.get(index + 1), zone));
  const rest = [
    more > 0 ? `${more} more steps stand in the runbook itself.` : '',
    `From ${escaped(runbook.vendor.label)}. Ticks go into the timeline.`,
  ];
  return {
    text: `Runbook: ${escaped(title)}, ${runbook.done} of ${runbook.steps} steps done`,
    blocks: [
      section(`*Runbook:* ${name} (${runbook.done} of ${runbook.steps} steps done)`),
      ...blocks,
      context(rest.filter(Boolean).join(' ')),
    ],
  };
}

async function pageOf(stage: Stage, incident: Incident, id: string): Promise<Page | undefined> {
  const runbook = incident.runbooks?.find((one) => one.id === id);
  if (!runbook) {
    return undefined;
  }
  const { data, content } = await eventOf(stage, runbook.title.event, 'runbook-attached');
  return { runbook, steps: content?.steps ?? [REDACTED], more: data.more };
}

async function wordsFor(stage: Stage, effect: Attempt, incident: Incident, id: string) {
  const page = await pageOf(stage, incident, id);
  const rows = await stage.engine.questions.runbookSteps(effect.stream, id);
  return page && { page, words: renderRunbook(page, rows, incident.zone) };
}

export function runbookPerformer(stage: Stage): Performer<'runbook.post'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const { channel } = incident;
    const { runbook } = effect.payload;
    const made = await wordsFor(stage, effect, incident, runbook);
    if (!made || !channel || incident.channelLost || made.page.runbook.place?.channel === channel.id) {
      return;
    }
    const words = async () =>
      (await wordsFor(stage, effect, await incidentOf(stage, effect.stream), runbook))?.words;
    const record = (place: MessagePlace) =>
      stage.engine.handle({
        type: 'record-runbook-posted',
        incident: effect.stream,
        wish: { runbook, place },
        asking: ownAsking(stage, effect, 'runbook'),
      });
    await tellTruly(stage, effect, { target: { channel: channel.id }, mark: { runbook }, words, record });
  };
}

export function runbookRefreshPerformer(stage: Stage): Performer<'runbook.refresh'> {
  return async (effect) => {
    const incident = await incidentOf(stage, effect.stream);
    const made = await wordsFor(stage, effect, incident, effect.payload.runbook);
    const place = made?.page.runbook.place;
    if (made && place && !incident.channelLost) {
      await update(
        stage,
        place,
        made.words,
        { effect: effect.key, runbook: made.page.runbook.id },
        'refresh',
      );
    }
  };
}
