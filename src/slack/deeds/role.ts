// Roles: who commands, who communicates, who leads the work; one line for one role, a form for all.
import { Refusal } from '../../incident/refusal.ts';
import type { Incident } from '../../incident/state.ts';
import type { Actor } from '../../incident/values.ts';
import { nameOf } from '../../incident/words.ts';
import { change, formOf, incidentOf, seenInChannel } from '../act.ts';
import { context as words } from '../blocks.ts';
import type { Answer, Ask, Deed, DeedContext, Press, Submission, SubmissionAnswer } from '../deed.ts';
import { oneOf } from '../form-values.ts';
import { form, personField, readMetadata } from '../forms.ts';
import { slackId } from '../ids.ts';
import { unpack } from '../press-values.ts';
import { personFirst, personLast, wordsOf } from '../typed-words.ts';

const NOBODY_LAST = /[\s,:]+(?:none|nobody|no one|free)$/i;
const ME_LAST = /[\s,:]+(?:me|myself)$/i;

/** `commander @bo`, `@bo commander`, `commander` (me), `commander none`. */
function readRole(ask: Ask, context: DeedContext): { role: string; to: Actor | null } {
  const me = ask.asking.by;
  const line = ask.rest.trim();
  if (NOBODY_LAST.test(line)) {
    return { role: wordsOf(line.replace(NOBODY_LAST, ''), context.people), to: null };
  }
  if (ME_LAST.test(line)) {
    return { role: wordsOf(line.replace(ME_LAST, ''), context.people), to: me };
  }
  const named = personLast(line, context.people, me) ?? personFirst(line, context.people, me);
  return { role: wordsOf(named?.rest ?? line, context.people).replace(/[:,]$/, ''), to: named?.who ?? me };
}

async function open(ask: Ask, context: DeedContext): Promise<Answer> {
  const incident = incidentOf(ask);
  return {
    kind: 'modal',
    offer: `Who does what in INC-${incident.number}?`,
    view: form({
      callbackId: 'roles:form',
      title: `Roles of INC-${incident.number}`,
      submit: 'Set',
      metadata: formOf(ask, holders(incident)),
      blocks: [
        ...context.policy.roles.map(({ id, label }) => {
          const who = incident.roles[id]?.who.id;
          return personField(id, label, { optional: true, ...(who ? { who } : {}) });
        }),
        words('Whoever is given a role is sent its instructions.'),
      ],
    }),
  };
}

/** Who held each role when the form was opened, so that a change made meanwhile is not taken back. */
function holders(incident: Incident): Record<string, string> {
  return Object.fromEntries(Object.entries(incident.roles).map(([id, { who }]) => [id, slackId(who.id)]));
}

/** Only what differs is asked for. Somebody emptied a field: the role is free. */
async function set(submission: Submission, context: DeedContext): Promise<SubmissionAnswer> {
  const before = readMetadata(submission.metadata).more ?? {};
  const wanted = context.policy.roles.map(({ id }) => ({ role: id, user: oneOf(submission.values, id) }));
  const bots = wanted.filter(({ user }) => user && context.people.find(user)?.bot);
  if (bots.length > 0) {
    return {
      kind: 'errors',
      errors: Object.fromEntries(bots.map(({ role }) => [role, 'A role is held by a person.'])),
    };
  }
  for (const { role, user } of wanted) {
    if (before[role] !== user) {
      await change(submission, context, 'assign-role', {
        role,
        to: user ? context.people.actor(user) : null,
      });
    }
  }
  return { kind: 'close' };
}

/** Whoever presses first has it; the next one is told who that is. A handover is of who holds it now, and to nobody else. */
async function take(press: Press, context: DeedContext): Promise<Answer> {
  const role = press.actionId.slice('role:take:'.length);
  const { from = null, to } = unpack(press.value);
  if (to !== undefined && to !== press.asking.by.id) {
    const name = nameOf(context.people.actor(slackId(to)));
    throw new Refusal(`It is offered to ${name}. To take it yourself, \`/${context.policy.command} role\`.`);
  }
  await change(press, context, 'assign-role', { role, to: press.asking.by, from });
  return seenInChannel(press, 'The role is yours.');
}

export const role: Deed = {
  name: 'role',
  command: {
    word: 'role',
    aliases: ['roles'],
    usage: 'role [commander, …] [@who or none]',
    says: 'Take a role, give it to somebody, or free it; alone, a form with all.',
    needsIncident: true,
    async run(ask, context) {
      if (ask.rest.trim() === '') {
        return open(ask, context);
      }
      const { role: word, to } = readRole(ask, context);
      if (word === '') {
        throw new Refusal(
          `Say which role: \`/${context.policy.command} role ${context.policy.roles[0]?.id ?? 'commander'} @somebody\`.`,
        );
      }
      await change(ask, context, 'assign-role', { role: word, to });
      return seenInChannel(ask, 'The role is set.');
    },
  },
  buttons: { 'roles:open': open, 'role:take:*': take },
  modals: { 'roles:form': set },
};
