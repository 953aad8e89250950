// How Jira is spoken to: the package jira.js knows the calls, our own HTTP layer carries them, and neither is loaded before the first.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Client } from 'jira.js/core';
import { z } from 'zod';
import type { Http } from '../../lib/http.ts';
import type { HttpRequest } from '../../lib/http-call.ts';

/**
 * The parts of the package that are used. Loaded as a whole it takes 64 MB and stops this thread for a second (measured with
 * 6.2.0); these five files take a few, and as many milliseconds as an eye blinks. See docs/decisions/0015-tickets.md.
 */
const PARTS = ['issues', 'issueSearch', 'issueRemoteLinks', 'userSearch', 'myself'] as const;

type Calls = Pick<
  typeof import('jira.js/cloud'),
  | 'createIssue'
  | 'getCreateIssueMetaIssueTypes'
  | 'getCreateIssueMetaIssueTypeId'
  | 'getIssue'
  | 'editIssue'
  | 'deleteIssue'
  | 'bulkFetchIssues'
  | 'getTransitions'
  | 'doTransition'
  | 'searchAndReconsileIssuesUsingJqlPost'
  | 'createOrUpdateRemoteIssueLink'
  | 'findAssignableUsers'
  | 'getCurrentUser'
>;

let loaded: Promise<Calls> | undefined;

async function load(): Promise<Calls> {
  const root = pathToFileURL(createRequire(import.meta.url).resolve('jira.js/package.json'));
  const parts: object[] = [];
  for (const part of PARTS) {
    parts.push(await import(new URL(`./dist/cloud/api/${part}.js`, root).href));
  }
  return Object.assign({}, ...parts) as Calls;
}

export type JiraCall = <T>(
  shape: z.ZodType<T>,
  call: (calls: Calls, client: Client) => Promise<unknown>,
  /** True where doing it twice is the same as once. */
  options?: { repeatable?: boolean },
) => Promise<T>;

export type Jira = {
  /** Makes a call of the package and reads what comes back through `shape`. @throws VendorError */
  ask: JiraCall;
  /** A call whose success is all that counts. @throws VendorError */
  tell(call: (calls: Calls, client: Client) => Promise<unknown>): Promise<void>;
};

/** The package asks; `http` adds credentials, time limits, retries, and errors that say what to do. */
export function jiraOver(http: Http): Jira {
  const calls = () => {
    loaded ??= load();
    return loaded;
  };
  return {
    async ask(shape, call, options = {}) {
      const client = clientOf((request) => http.json({ ...request, ...options }, shape));
      return (await call(await calls(), client)) as z.infer<typeof shape>;
    },
    async tell(call) {
      await call(
        await calls(),
        clientOf((request) => http.done(request)),
      );
    },
  };
}

const searched = z.union([z.string(), z.number(), z.boolean()]);

function clientOf(send: (request: HttpRequest) => Promise<unknown>): Client {
  return {
    sendRequest: ({ url, method = 'GET', body, searchParams = {} }) =>
      send({
        method: method as HttpRequest['method'],
        path: url,
        query: queryOf(searchParams),
        ...(body === undefined ? {} : { json: body }),
      }) as Promise<never>,
  };
}

/** Lists are words with commas between, as Jira reads them. */
function queryOf(params: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => {
      const words = Array.isArray(value) ? value.join(',') : searched.safeParse(value).data;
      return words === undefined ? [] : [[name, String(words)]];
    }),
  );
}
