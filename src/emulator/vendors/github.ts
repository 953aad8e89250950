// GitHub's stand-in: pull requests of one repository, refused as GitHub refuses them (its docs, "REST API endpoints for pull requests").
import type { Asked, Reply } from './exchange.ts';
import { openStandIn, type Route, type StandIn } from './stand-in.ts';

export type GitHubPull = {
  number: number;
  title: string;
  head: string;
  base: string;
  body: string;
  state: 'open' | 'closed';
};

export type GitHubStandIn = StandIn & {
  token: string;
  pulls(): GitHubPull[];
};

/** How two branches of the repository stand to each other; undefined where one of them is not there. */
export type Compare = (base: string, head: string) => 'same' | 'ahead' | undefined;

const TOKEN = 'github_pat_0123456789abcdefghijkl';
const OWNER = 'acme';
const NAME = 'reviews';

const no = (status: number, message: string, more: object = {}): Reply => ({
  status,
  json: { message, documentation_url: 'https://docs.github.com/rest', status: String(status), ...more },
});
const invalid = (error: object) =>
  no(422, 'Validation Failed', { errors: [{ resource: 'PullRequest', ...error }] });
const missing = no(404, 'Not Found');

const shown = ({ number, title, head, base, body, state }: GitHubPull, url: string) => ({
  ...{ number, title, body, state, html_url: `${url}/${OWNER}/${NAME}/pull/${number}` },
  head: { ref: head, label: `${OWNER}:${head}` },
  base: { ref: base },
});

function guarded(answer: (asked: Asked) => Reply): Route['answer'] {
  return (asked) => {
    if (asked.headers.authorization !== `Bearer ${TOKEN}`) {
      return no(401, 'Bad credentials');
    }
    return asked.params.owner === OWNER && asked.params.name === NAME ? answer(asked) : missing;
  };
}

function listed(pulls: readonly GitHubPull[], { query }: Asked): GitHubPull[] {
  const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')];
  return pulls
    .filter((pull) => state === 'all' || pull.state === state)
    .filter((pull) => !head || `${OWNER}:${pull.head}` === head)
    .filter((pull) => !base || pull.base === base)
    .slice(0, Number(query.get('per_page') ?? 30));
}

/** The refusal of a wish for a pull request, if there is one. */
function refused(
  pulls: readonly GitHubPull[],
  wish: Partial<GitHubPull>,
  compare: Compare,
): Reply | undefined {
  const { title, head = '', base = '' } = wish;
  if (!title || title.length > 256) {
    return invalid({ code: title ? 'invalid' : 'missing_field', field: 'title' });
  }
  const stand = compare(base, head);
  if (stand === undefined) {
    return invalid({ code: 'invalid', field: 'head' });
  }
  if (stand === 'same') {
    return invalid({ code: 'custom', message: `No commits between ${base} and ${head}` });
  }
  return pulls.some((pull) => pull.state === 'open' && pull.head === head && pull.base === base)
    ? invalid({ code: 'custom', message: `A pull request already exists for ${OWNER}:${head}.` })
    : undefined;
}

export async function openGitHub(compare: Compare, options: { port?: number } = {}): Promise<GitHubStandIn> {
  const pulls: GitHubPull[] = [];
  let url = '';
  const repository = {
    id: 1,
    full_name: `${OWNER}/${NAME}`,
    archived: false,
    permissions: { pull: true, push: true },
  };
  const make = ({ body }: Asked): Reply => {
    const wish = (body ?? {}) as Partial<GitHubPull>;
    const refusal = refused(pulls, wish, compare);
    if (refusal) {
      return refusal;
    }
    const { title = '', head = '', base = '', body: words = '' } = wish;
    const pull: GitHubPull = { number: pulls.length + 1, title, head, base, body: words, state: 'open' };
    pulls.push(pull);
    return { status: 201, json: shown(pull, url) };
  };
  const change = ({ params, body }: Asked): Reply => {
    const pull = pulls.find(({ number }) => String(number) === params.number);
    const { title } = (body ?? {}) as { title?: string };
    Object.assign(pull ?? {}, title === undefined ? {} : { title });
    return pull ? { status: 200, json: shown(pull, url) } : missing;
  };
  const list = (asked: Asked): Reply => ({
    status: 200,
    json: listed(pulls, asked).map((pull) => shown(pull, url)),
  });
  const routes: [method: string, path: string, answer: (asked: Asked) => Reply][] = [
    ['GET', '', () => ({ status: 200, json: repository })],
    ['GET', '/pulls', list],
    ['POST', '/pulls', make],
    ['PATCH', '/pulls/:number', change],
  ];
  const standIn = await openStandIn({
    name: 'github',
    routes: routes.map(([method, path, answer]) => ({
      method,
      path: `/repos/:owner/:name${path}`,
      answer: guarded(answer),
    })),
    ...options,
  });
  url = standIn.url;
  return { ...standIn, token: TOKEN, pulls: () => pulls };
}
