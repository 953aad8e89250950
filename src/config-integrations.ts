// What the environment says of vendors that are called and of automatic steps.
import { z } from 'zod';
import { INTEGRATIONS, type Integrations, readIntegrations } from './integrations/catalog.ts';
import { REACTIONS } from './workflows/catalog.ts';

const NAMES = REACTIONS.map(({ name }) => name);

/** Names of automatic steps, separated by commas. */
export const stepNames = z
  .string()
  .transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.enum(NAMES, `use names of automatic steps, separated by commas: ${NAMES.join(', ')}`)));

export const bridgeName = z.enum(INTEGRATIONS.bridges.map(({ id }) => id));

/** The vendors that are on, those that were chosen by name before the others. */
export function integrationsOf(
  env: Readonly<Record<string, string | undefined>>,
  chosen: { bridge?: string },
  problems: string[],
): Integrations {
  const on = readIntegrations(env, problems);
  return { ...on, bridges: chosenFirst(on.bridges, 'BRIDGE', chosen.bridge, problems) };
}

function chosenFirst<V extends { id: string }>(
  on: readonly V[],
  variable: string,
  chosen: string | undefined,
  problems: string[],
): V[] {
  const first = on.filter(({ id }) => id === chosen);
  if (chosen !== undefined && first.length === 0) {
    problems.push(
      `${variable}: ${chosen} is chosen, but its own variables are not set. .env.example lists them.`,
    );
  }
  return [...first, ...on.filter(({ id }) => id !== chosen)];
}
