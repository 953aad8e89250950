// A port or an address that cannot be listened on: said with what to do, alike wherever somebody listens.

const SENTENCES: Readonly<Record<string, (port: number, remedy: string, host: string) => string>> = {
  EADDRINUSE: (port, remedy) => `Port ${port} is in use. ${remedy}`,
  EACCES: (port, remedy) =>
    `Port ${port} may not be listened on by the user who runs Firescribe: ports below 1024 are for root. ${remedy}`,
  EADDRNOTAVAIL: (_port, _remedy, host) => noSuchAddress(host),
  ENOTFOUND: (_port, _remedy, host) => noSuchAddress(host),
};

const noSuchAddress = (host: string) =>
  `HOST: ${host} is no address of this machine. Leave HOST empty to listen on all it has, or set it to one of them.`;

/** The error to throw where listening failed. `remedy`: `Set PORT to a free one.` Other errors are passed on as they are. */
export function portTrouble(error: unknown, port: number, remedy: string, host = ''): unknown {
  const sentence = SENTENCES[(error as NodeJS.ErrnoException).code ?? ''];
  return sentence ? new Error(sentence(port, remedy, host), { cause: error }) : error;
}
