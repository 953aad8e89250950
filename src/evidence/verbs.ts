// What people do to systems during an incident. Regular verbs, and verbs with a particle.
import { verbForms } from './phrases.ts';

const PLAIN = `
  restart reboot redeploy deploy scale bump increase raise lower reduce remove delete drain cordon disable enable toggle flush
  purge clear pause resume suspend stop kill rerun retry patch apply push revert merge rotate renew reissue replace block unblock
  throttle redirect reroute silence page escalate contact provision resize extend enlarge expand restore rebuild reindex requeue
  replay promote demote detach attach update configure invoke terminate evict isolate recreate switch swap add open file mail call
  install uninstall upgrade downgrade migrate publish fix move shift flip rollback failover truncate vacuum launch start fetch
  proxy bypass cancel archive repoint point pin unpin tune cap limit issue create generate regenerate convert copy import export
  allow drop force sync resync clean wipe mount unmount trigger hotfix whitelist unstick free bounce warm test ship upload
  download unplug replug repair recover reconnect disconnect rename split join resubmit resend rehash rebalance relocate
  double halve triple shrink trim tweak adjust correct override hardcode grant activate deactivate reactivate reconfigure reset
  relaunch reinstate exclude stabilise whitelist allowlist resubscribe rewrite reimage
  route relink rewire quarantine ban mute
  compact defragment disarm rearm void reprint refund reload undeploy reassign
`;

const WITH_PARTICLE = `
  roll back, fail over, cut over, turn off, turn on, roll forward, re-run, re-update, re-apply, re-deploy, re-enable, re-create,
  re-issue, re-index, re-queue, back out, log in, spin up, bring up, take down, scale up, scale down, scale out, cherry-pick,
  clean up, shut down, reach out
`;

export const ALL = [
  ...PLAIN.trim().split(/\s+/),
  ...WITH_PARTICLE.trim()
    .split(',')
    .map((verb) => verb.trim().replace(/\s+/g, ' ')),
];

/** `restarted`, `restarting`, `rolled back`, `rolling back`, … */
export const DOING: readonly string[] = verbForms(ALL);

/** `gonna restart`, `let me roll back`: about to be done. */
export const ABOUT_TO_DO = `(gonna|going to|about to|lemme|let me|imma|i'll|we'll|i will|we will) (just |now |try to )*(${ALL.join('|')})`;
