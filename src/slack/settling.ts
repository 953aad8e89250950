// What is said when the alerts of an incident are over, or keep coming and going.
import type { IncidentEvent } from '../incident/events.ts';
import { isOpen } from '../incident/lifecycle.ts';
import type { Incident } from '../incident/state.ts';
import { bold, button, escaped, type Post, row, section, shorten } from './blocks.ts';
import { streamOf } from './ids.ts';
import { span } from './sentences.ts';

const spoken = (text: string): Post => ({ text, blocks: [section(text)] });

const isHarmful = ({ status }: Incident) => isOpen(status) && status !== 'mitigated';

/** A proposal; nothing where no rule makes one any more. */
export function alertsOver(incident: Incident): Post | undefined {
  const { onAlertsOver } = incident;
  if (!onAlertsOver) {
    return undefined;
  }
  const { rule, afterMs } = onAlertsOver;
  const text = `No alert of this incident has fired for ${span(afterMs)}.${isHarmful(incident) ? ' Is the harm over?' : ''} Rule: ${escaped(rule.name)}. To switch it off: ${escaped(rule.off)}.`;
  return {
    text,
    blocks: [
      section(text),
      ...(isHarmful(incident)
        ? [row('mitigate', [button('Set to mitigated', 'mitigate:press', streamOf(incident))])]
        : []),
    ],
  };
}

/** Once; from then on it is only counted. */
export function flapping(event: IncidentEvent): Post | undefined {
  if (event.type !== 'signal-attached' || event.data.flapping === undefined) {
    return undefined;
  }
  const title = bold(shorten(event.content?.title ?? '[redacted]', 200));
  return spoken(
    `${title} keeps coming and going: it began ${event.data.flapping} times lately. From now on it is only counted, on the card.`,
  );
}
