// Reading the body of an answer, up to a bound.

/** No answer of a vendor's that we ask for comes near this. */
const MOST_BYTES = 10 * 1024 * 1024;

/** The bytes of the body; undefined where there are more than `most`, of which no more are read then. Rejects where it breaks off. */
export async function readBytes(response: Response, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > most) {
      return undefined;
    }
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** @throws Error where the body is larger than we take. */
export async function readBody(response: Response): Promise<string> {
  const bytes = await readBytes(response, MOST_BYTES);
  if (!bytes) {
    throw new Error(`the answer is larger than ${MOST_BYTES / 1024 / 1024} MB`);
  }
  return new TextDecoder().decode(bytes);
}
