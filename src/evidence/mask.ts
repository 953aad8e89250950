// Masking what must not leave the machine: keys, tokens, passwords. The kept scanners (secretlint) are made for repositories: they
// answer asynchronously, per file, with findings; here every line that is printed passes through one synchronous replacement.

/** What stands where a secret stood. */
export const MASK = '[secret]';

/** Shapes that vendors document for their own keys and tokens. The whole match goes. */
const SHAPES: readonly RegExp[] = [
  // PEM blocks, also where only their beginning was pasted.
  /-----BEGIN (?:[A-Z0-9 ]{1,40} )?PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END (?:[A-Z0-9 ]{1,40} )?PRIVATE KEY(?: BLOCK)?-----|$)/g,
  // JSON web tokens: two base64url objects and a signature.
  /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g,
  // Slack: tokens and webhooks.
  /\bxox[a-z](?:\.[a-z]+)?-[\w-]{8,}/g,
  /\bxapp-\d-[\w-]{8,}/g,
  /https:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/[\w/-]+/g,
  // Amazon: access key ids. Google: API keys and OAuth tokens.
  /\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /\bya29\.[\w-]{20,}/g,
  // GitHub, GitLab, npm, PyPI, Docker Hub.
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_\w{20,}/g,
  /\bgl(?:pat|ptt|dt|rt|cbt|soat|ft)-[\w-]{16,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bpypi-[\w-]{30,}/g,
  /\bdckr_(?:pat|oat)_[\w-]{20,}/g,
  // Stripe, SendGrid, Twilio, OpenAI, Anthropic, Hugging Face, DigitalOcean, Shopify, Grafana, Sentry, New Relic, Vault, Terraform, Atlassian.
  /\b[srp]k_(?:live|test)_\w{10,}/g,
  /\bwhsec_\w{16,}/g,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/g,
  /\b(?:SK|AC)[0-9a-f]{32}\b/g,
  /\bsk-(?:ant-|proj-|svcacct-)?[\w-]{20,}/g,
  /\bhf_[A-Za-z0-9]{20,}/g,
  /\bdo[opr]_v1_[0-9a-f]{32,}/g,
  /\bshp(?:at|ca|pa|ss)_[0-9a-f]{32}\b/g,
  /\bgl(?:c|sa)_[\w+/=-]{20,}/g,
  /\bsntr(?:ys|yu)_[\w+/=-]{20,}/g,
  /\bNRAK-[A-Z0-9]{20,}/g,
  /\bhv[sbr]\.[\w-]{20,}/g,
  /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,}/g,
  /\bATATT3[\w=-]{20,}/g,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/g,
];

/**
 * A name that says "secret", and what is assigned to it. The name stays, so that a reader knows what was there; what stands
 * before the telling word in it stays, too, and is not looked at: each place of a text begins one short search.
 */
const NAMED =
  /(?<name>(?:(?:pass(?:word|wd|phrase)?|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?key|credential|client[_-]?secret|conn(?:ection)?[_-]?str(?:ing)?)[\w.-]{0,100})["'`]?\s{0,100}(?:=|:=|:|=>|\bis\b)\s{0,100})(?<quote>["'`]?)(?<value>[^\s"'`,;<>()[\]{}]{4,})/gi;
const HEADER = /(?<name>\b(?:bearer|basic|token|apikey|authorization:)\s+)(?<value>[\w.~+/=-]{16,})/gi;
/** `scheme://user:password@host`, and signatures in query strings. */
const IN_URL = /(?<name>\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:@/]{0,200}:)(?<value>[^\s@/]+)(?=@)/gi;
const IN_QUERY =
  /(?<name>[?&](?:[\w-]{0,100}(?:token|secret|signature|password|passwd|api_?key|access_?key|credential)|sig|X-Amz-Signature)=)(?<value>[^\s&#]{6,})/gi;

/** Bits per character. Random base64 has about 5 and more, words under 4. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) {
    bits -= (count / text.length) * Math.log2(count / text.length);
  }
  return bits;
}

/** Plain words and references (`expired`, `${TOKEN}`, `vault:path`) are not secrets, whatever the name before them says. */
function isSecretValue(value: string, quoted: boolean, name: string): boolean {
  if (
    /^(?:\$|%|\*+$|<|\[|vault:|env:|null$|true$|false$|none$|undefined$|expired|invalid|missing|rotat)/i.test(
      value,
    )
  ) {
    return false;
  }
  const assigned = /=|["'`]\s*:|pass\w*\s*:/i.test(name);
  const mixed = /\d/.test(value) && /[A-Za-z]/.test(value);
  const odd = /[^\w.-]/.test(value);
  return (
    (assigned && /=|pass/i.test(name)) ||
    (assigned && !/^[a-z]+(?:-[a-z]+)*$/.test(value)) ||
    quoted ||
    mixed ||
    odd ||
    (value.length >= 20 && entropy(value) > 3.5)
  );
}

/** A run of letters and digits that only a generator writes. Hashes of 40 or 64 hex digits name commits and images: they stay. */
const LONG_RUN = /(?<![\w/.:@-])[A-Za-z0-9+/_-]{32,}={0,2}(?![\w/.-])/g;

function isRandom(run: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(run)).length;
  return kinds === 3 && !/^[0-9a-f-]+$/i.test(run) && entropy(run) > 4.2;
}

/** The text without secrets. Pure and quick; a text without any comes back as it is. */
export function maskSecrets(text: string): string {
  let masked = text;
  for (const shape of SHAPES) {
    masked = masked.replace(shape, MASK);
  }
  const keepName = (...found: unknown[]) => `${(found.at(-1) as { name: string }).name}${MASK}`;
  return masked
    .replace(IN_URL, keepName)
    .replace(IN_QUERY, keepName)
    .replace(HEADER, keepName)
    .replace(NAMED, (whole: string, ...found: unknown[]) => {
      const { name, quote, value } = found.at(-1) as { name: string; quote: string; value: string };
      return value.includes(MASK.slice(1, -1)) || !isSecretValue(value, quote !== '', name)
        ? whole
        : `${name}${quote}${MASK}`;
    })
    .replace(LONG_RUN, (run) => (isRandom(run) ? MASK : run));
}
