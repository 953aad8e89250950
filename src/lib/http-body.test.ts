import { readBody, readBytes } from './http-body.ts';

/** A body that comes in parts; `end` is what follows the last of them. */
function coming(parts: readonly string[], end: (sink: ReadableStreamDefaultController<Uint8Array>) => void) {
  let next = 0;
  let read = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(sink) {
        const part = parts[next];
        next += 1;
        read = next;
        return part === undefined ? end(sink) : sink.enqueue(new TextEncoder().encode(part));
      },
    },
    { highWaterMark: 0 },
  );
  return { response: new Response(stream), read: () => read };
}

test('a body is read whole', async () => {
  const { response } = coming(['chec', 'kout'], (sink) => sink.close());
  expect(await readBody(response)).toBe('checkout');
});

test('of one that is too large no more is read than shows it', async () => {
  const { response, read } = coming(['12345', '67890', 'never', 'read'], (sink) => sink.close());
  expect(await readBytes(response, 8)).toBeUndefined();
  expect(read()).toBe(2);
});

test('one that breaks off in the middle is no body', async () => {
  const { response } = coming(['half of it'], (sink) => sink.error(new Error('reset')));
  await expect(readBytes(response, 100)).rejects.toThrow('reset');
});
