// Whether a sentence speaks of a place where nobody is served: what was tried on staging mends and breaks nothing.
import { phrases } from './phrases.ts';

const NOT_PRODUCTION = phrases(
  '(staging|stg|pre-?prod|pre-?production|sandbox|uat)([-.][\\p{L}\\p{N}.-]+)?',
  '(test|qa|dev|demo|beta|development|integration) (env|envs|environments?|clusters?|systems?|brokers?|servers?|instances?|stacks?|tenants?|channel|accounts?|projects?|namespaces?)',
  '(on|in|to|at|with|from) (the |our |a |my )?(test|lab|qa|dev|demo|beta) (?!(results?|reports?|data|suites?|runs?|plans?|cases?|of|and|or)\\b)\\p{L}+',
  '(in|on|to|from) (test|lab|qa|dev|stage|demo|uat)(?= ?[.,;:)]|$)',
  '(locally|on my (laptop|machine|notebook|box)|(in|on) a local \\p{L}+)',
);
const PRODUCTION = phrases('(prod|production|live|everywhere|everybody|everyone|(to|for|in|on) all)');

/** `deployed to staging`; not where production is named beside it. */
export function isElsewhere(text: string): boolean {
  return NOT_PRODUCTION.test(text) && !PRODUCTION.test(text);
}
