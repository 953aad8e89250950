// What a deployment is called in a sentence: what was deployed, where to, and how far it came.
import type { Deployment } from './values.ts';

/** A commit's hash is read by its beginning. */
const HASH = /^[0-9a-f]{16,64}$/i;
const SHORT_HASH = 10;

function versionWords(version: string): string {
  return HASH.test(version) ? version.slice(0, SHORT_HASH) : version;
}

type Named = Pick<Deployment, 'service' | 'version' | 'environment'>;

/** `checkout-api 1.4.2 to production`; `something` where neither service nor version is known. */
export function deploymentName({ service, version, environment }: Named): string {
  const what = [service, version === undefined ? undefined : versionWords(version)].filter(Boolean).join(' ');
  return `${what || 'something'}${environment ? ` to ${environment}` : ''}`;
}

/** `Deployed checkout-api 1.4.2 to production`. It names no person: the record has whoever set it off beside it. */
export function deploymentSentence(deployment: Named & Pick<Deployment, 'status' | 'release'>): string {
  const name = deploymentName(deployment);
  if (deployment.release) {
    return `Released ${name}`;
  }
  switch (deployment.status) {
    case 'succeeded':
      return `Deployed ${name}`;
    case 'rolled-back':
      return `Deployment of ${name} rolled back`;
    default:
      return `Deployment of ${name} ${deployment.status}`;
  }
}
