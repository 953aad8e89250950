// The newest deployments of the service, as the card shows them: what, where to, how far, when, by whom.
import { deploymentName } from '../incident/deployment-words.ts';
import type { Recorded } from '../incident/events.ts';
import type { Incident } from '../incident/state.ts';
import type { DeploymentStatus } from '../incident/values.ts';
import { dateToken, escaped, link, shorten } from './blocks.ts';
import { sentence } from './sentence.ts';
import type { Stage } from './stage.ts';

export type NotedDeployments = readonly Recorded<'deployment-noted'>[];

const STATUS: Readonly<Record<DeploymentStatus, string>> = {
  started: 'started',
  succeeded: 'deployed',
  failed: '*failed*',
  'rolled-back': '*rolled back*',
};

const LONGEST_NAME = 100;
/** Three lines have to fit into the 3,000 characters of a block whole: a link that is cut is none. */
const LONGEST_LINE = 900;

function line({ data, content }: NotedDeployments[number], zone: string): string {
  const { url, status, finishedAt: at, by, release } = data.deployment;
  const name = shorten(deploymentName(data.deployment), LONGEST_NAME);
  const told = `${release ? 'released' : STATUS[status]} ${dateToken(at, zone)}`;
  const who = by ? `, by ${escaped(shorten(by, LONGEST_NAME))}` : '';
  const title = content?.title ? `: ${escaped(shorten(content.title, LONGEST_NAME))}` : '';
  const whole = `• ${url ? link(url, name) : escaped(name)} ${told}${who}${title}`;
  return whole.length <= LONGEST_LINE ? whole : `• ${escaped(name)} ${told}`;
}

/** mrkdwn; empty where none is noted. The rule that noted them says last how to switch it off. */
export function deploymentWords(incident: Incident, noted: NotedDeployments): string {
  const [newest] = noted;
  if (!newest) {
    return '';
  }
  const more = (incident.deployments?.count ?? 0) - noted.length;
  const rest = more > 0 ? `, and ${more} more on the timeline` : '';
  return [
    `Recent deployments, newest first${rest}:`,
    ...noted.map((one) => line(one, incident.zone)),
    `To switch this off, ${sentence(newest.data.rule.off)}.`,
  ].join('\n');
}

/** The events that the incident names as its newest. */
export async function newestDeployments(
  { engine }: Pick<Stage, 'engine'>,
  incident: Incident,
): Promise<NotedDeployments> {
  const events = await Promise.all(
    (incident.deployments?.newest ?? []).map(({ event }) => engine.questions.event(event)),
  );
  return events.filter(
    (event): event is NotedDeployments[number] => event?.type === 'deployment-noted' && !event.erased,
  );
}
