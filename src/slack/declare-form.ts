// The form that declares an incident: what is open already first, then what is new.
import type { KnownBlock, ModalView } from '@slack/types';
import type { Wish } from '../incident/commands.ts';
import type { Incident } from '../incident/state.ts';
import { TITLE_MAX } from '../incident/texts.ts';
import type { Policy } from '../policy/policy.ts';
import { serviceName, teamName } from '../policy/services.ts';
import { defaultSeverity, severityByWord } from '../policy/severities.ts';
import { divider, escaped, section, context as small } from './blocks.ts';
import { choiceField, type FormMetadata, form, textField, tickField } from './forms.ts';
import { listLine } from './incident-lines.ts';

const MOST_SHOWN = 5;

type Filled = Partial<Pick<Wish<'declare'>, 'title' | 'severity' | 'service' | 'team' | 'private'>>;

export function declareForm(options: {
  policy: Policy;
  open: readonly Incident[];
  given: Filled;
  metadata: FormMetadata;
  below: readonly KnownBlock[];
  /** Whether the box that makes it private is offered. */
  mayBePrivate: boolean;
}): ModalView {
  const { policy, given } = options;
  return form({
    callbackId: 'declare:form',
    title: 'Declare an incident',
    submit: 'Declare',
    metadata: options.metadata,
    blocks: [
      ...openOnes(options.open),
      textField('title', 'What is wrong', {
        max: TITLE_MAX,
        focus: true,
        placeholder: 'What users notice: Checkout is slow',
        ...(given.title ? { value: given.title } : {}),
      }),
      ...severityBlocks(policy, given.severity),
      named('service', 'Service', policy.services, given.service && serviceName(policy, given.service)),
      named('team', 'Team', policy.teams, given.team && teamName(policy, given.team)),
      textField('impact', 'Who is affected, and how', { optional: true, long: true, max: 1000 }),
      ...(options.mayBePrivate
        ? [tickField('private', 'Who may know', PRIVATE, given.private === true)]
        : []),
      ...options.below,
    ],
  });
}

const PRIVATE = {
  value: 'private',
  label: 'Private: only who is in its channel',
  description: 'Announced nowhere; neither listed nor found for anybody else.',
};

function openOnes(open: readonly Incident[]): KnownBlock[] {
  if (open.length === 0) {
    return [];
  }
  const newest = [...open].sort((a, b) => b.activeAt - a.activeAt);
  const left = open.length - MOST_SHOWN;
  return [
    section('*Open already.* If it is one of these, join its channel instead.'),
    ...newest.slice(0, MOST_SHOWN).map((incident) => section(listLine(incident))),
    ...(left > 0 ? [small(`… and ${left} more.`)] : []),
    divider,
  ];
}

/** Nobody has to choose: what is left empty gets the default, and a chooser in the channel. */
function severityBlocks(policy: Policy, word: string | undefined): KnownBlock[] {
  const chosen = word === undefined ? undefined : severityByWord(policy, word)?.id;
  const choices = policy.severities.map(({ id, label }) => ({ value: id, label }));
  const guidance = policy.severities.map(
    ({ label, guidance: says }) => `*${escaped(label)}* ${escaped(says)}`,
  );
  return [
    choiceField('severity', 'Severity', choices, {
      optional: true,
      menu: true,
      hint: `When unsure, the higher one. Left empty it is ${defaultSeverity(policy).label} until somebody chooses.`,
      ...(chosen ? { chosen } : {}),
    }),
    small(guidance.join('\n')),
  ];
}

/** A menu where something is configured, else a line to type. */
function named(
  name: string,
  label: string,
  known: readonly { id: string; label: string }[],
  given: string | undefined,
): KnownBlock {
  if (known.length === 0) {
    return textField(name, label, { optional: true, max: 100, ...(given ? { value: given } : {}) });
  }
  const choices = known.map(({ id, label: text }) => ({ value: id, label: text }));
  return choiceField(name, label, choices, {
    optional: true,
    menu: true,
    ...(given ? { chosen: given } : {}),
  });
}
