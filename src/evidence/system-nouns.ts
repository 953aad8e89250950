// The things that incidents are about.

/** Things that fail and recover. A plain statement about two of them, or about one with a figure, is taken for a finding. */
export const SYSTEM_NOUN = new RegExp(
  `\\b(?:${[
    'pods?|nodes?|clusters?|hosts?|servers?|replicas?|primary|databases?|db|connections?|pools?|cache|caches|queues?',
    'consumers?|producers?|workers?|backlog|latency|p9[59]|handshakes?|tls|ssl|certificates?|certs?|dns|lookups?',
    'load balancers?|traffic|endpoints?|apis?|apps?|services?|jobs?|cron(?:jobs?)?|configs?|configuration|deploys?',
    'deployments?|versions?|releases?|builds?|pipelines?|logs?|metrics?|dashboards?|alerts?|disks?|partitions?|memory',
    'cpu|network|firewalls?|regions?|buckets?|tokens?|quotas?|rate limits?|threads?|process(?:es)?|kernel|namespaces?',
    'containers?|images?|volumes?|index(?:es)?|tables?|quer(?:y|ies)|migrations?|schemas?|requests?|responses?|locks?',
    'transactions?|rows?|messages?|topics?|brokers?|proxy|proxies|gateways?|routers?|switch(?:es)?|vpn|cdn',
    'websites?|site|login|logins|checkout|payments?|provider|storage|backups?|snapshots?|leader|quorum|shards?',
  ].join('|')})\\b`,
  'giu',
);
