// Runbook: puts the steps of one into the channel, or says which there are. Its boxes are ticked here, too.
import type { AttachedRunbook, Incident } from '../../incident/state.ts';
import { change, incidentOf, restOf, seenInChannel } from '../act.ts';
import { button, escaped, link, row, section } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Press } from '../deed.ts';
import { pack, unpack } from '../press-values.ts';
import { readStepAction } from '../runbook-message.ts';

const named = ({ title, url }: AttachedRunbook) => (url ? link(url, title.text) : escaped(title.text));

function stepsOf({ steps, done, place }: AttachedRunbook): string {
  if (steps === 0) {
    return 'no steps could be made out; open it by its link';
  }
  return place ? `${done} of ${steps} steps done` : `${steps} steps`;
}

function none({ missing, service }: Incident, { policy }: DeedContext): Answer {
  const away = missing?.runbook ? ` ${escaped(missing.runbook.vendor)} did not do its part so far.` : '';
  const how = service
    ? `Name one under \`services: ${escaped(service)}: runbooks:\` in firescribe.yml, or connect Confluence.`
    : `Say which service is affected: \`/${policy.command} service\` and its name.`;
  return { kind: 'private', text: `No runbook is attached to this incident.${away} ${how}` };
}

/** All of them, a button for each whose steps can be posted. */
function list(incident: Incident, runbooks: readonly AttachedRunbook[]): Answer {
  const text = runbooks.map((one) => `• ${named(one)}: ${stepsOf(one)}`).join('\n');
  const post = runbooks
    .filter(({ steps, place }) => steps > 0 && !place)
    .map(({ id, title }) =>
      button(`Post ${title.text}`, `runbook:post:${id}`, pack(incident, { runbook: id })),
    );
  return {
    kind: 'private',
    text,
    blocks: [section(text), ...(post.length > 0 ? [row('runbooks', post.slice(0, 5))] : [])],
  };
}

async function post(ask: Ask, context: DeedContext, runbook: AttachedRunbook): Promise<Answer> {
  const { channel } = incidentOf(ask);
  if (runbook.place && runbook.place.channel === channel?.id) {
    const address = context.permalink(runbook.place);
    return { kind: 'private', text: `Its steps ${link(address, 'stand here')}: ${stepsOf(runbook)}.` };
  }
  await change(ask, context, 'request-runbook', { runbook: runbook.id });
  return seenInChannel(ask, 'The steps are posted.');
}

async function run(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  const wanted = restOf(ask, context).toLowerCase();
  const runbooks = incident.runbooks ?? [];
  const fitting = runbooks.filter(
    ({ id, title }) => id === wanted || title.text.toLowerCase().includes(wanted),
  );
  if (runbooks.length === 0) {
    return none(incident, context);
  }
  const [only, another] = fitting.length === 0 ? runbooks : fitting;
  const clear = fitting.length > 0 && only && !another && only.steps > 0;
  return clear ? post(ask, context, only) : list(incident, fitting.length === 0 ? runbooks : fitting);
}

async function posted(press: Press, context: DeedContext): Promise<Answer> {
  const { runbook: id } = unpack(press.value);
  const runbook = incidentOf(press).runbooks?.find((one) => one.id === id);
  return runbook ? post(press, context, runbook) : run(press, context);
}

/** Slack says what is ticked now; an empty value means that it was unticked. */
async function tick(press: Press, context: DeedContext): Promise<Answer> {
  const box = readStepAction(press.actionId);
  if (box) {
    await change(press, context, 'tick-step', { ...box, done: press.value !== '' });
  }
  return { kind: 'nothing' };
}

export const runbook: Deed = {
  name: 'runbook',
  command: {
    word: 'runbook',
    aliases: ['runbooks', 'playbook'],
    usage: 'runbook [name]',
    says: 'Post the steps of a runbook, to be ticked off.',
    needsIncident: true,
    run,
  },
  buttons: { 'runbook:post:*': posted, 'runbook:step:*': tick },
};
