// The way out where a machine reaches the world through a proxy only: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, as other programs read them.
import { type Dispatcher, EnvHttpProxyAgent, setGlobalDispatcher } from 'undici';

/** What runs on this machine is never behind the proxy: the app asks itself, doctor asks the app. */
const HERE = ['localhost', '127.0.0.1', '[::1]'];

type Environment = Readonly<Record<string, string | undefined>>;

/** `proxy.example.com:3128` is spoken to by HTTP. */
const addressOf = (given = '') => (given === '' || given.includes('://') ? given : `http://${given}`);

let inUse: Dispatcher | undefined;

/** From now on `fetch` goes through the proxy of the environment. @throws Error naming the variables, where it is no address */
export function goThroughProxy(env: Environment): void {
  const own = (env.no_proxy ?? env.NO_PROXY ?? '').trim();
  // The asterisk means every host where it stands alone.
  const noProxy = own === '*' ? own : [own, ...HERE].join(',');
  try {
    inUse = new EnvHttpProxyAgent({
      httpProxy: addressOf(env.http_proxy || env.HTTP_PROXY),
      httpsProxy: addressOf(env.https_proxy || env.HTTPS_PROXY),
      noProxy,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `HTTPS_PROXY, HTTP_PROXY: this is no proxy’s address (${why}). Write it as http://proxy.example.com:3128.`,
      { cause: error },
    );
  }
  setGlobalDispatcher(inUse);
}

/** What those need who do not ask `fetch`: Slack's sockets. Undefined without a proxy. */
export const proxyInUse = (): Dispatcher | undefined => inUse;
