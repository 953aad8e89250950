// Checks a request against the vendor's own OpenAPI (3.x) or Swagger 2 file: for tests, where such a file is at hand.
import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import type { Asked } from './exchange.ts';
import { paramsOf, type RequestCheck } from './stand-in.ts';

type Fields = Record<string, unknown>;

type Parameter = { name: string; in: string; required: boolean; schema: Fields; pointer: string };

type Operation = {
  method: string;
  pattern: string;
  parameters: Parameter[];
  body?: { required: boolean; pointer: string };
};

export type SpecOptions = {
  /** What stands before the specification's paths in ours: `/wiki/api/v2`. */
  prefix?: string;
  /** Mends what the file has wrong; one comment for each line, with its evidence. */
  mend?: (document: Fields) => void;
  /** Requests that the file does not cover are let pass: paths that begin so. */
  except?: readonly string[];
};

/** Where the vendors' files lie, beside the repository; nothing needs them to be there. */
const SPECS = new URL('../../../../shared/data/specs/', import.meta.url);

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
/** What a client library sets by itself; files that demand them refuse correct traffic. */
const LEFT_OUT = new Set(['content-type', 'accept', 'authorization']);

/** The check for a file such as `confluence-v2.json`; undefined where it is not on this machine. */
export function specCheck(name: string, options: SpecOptions = {}): RequestCheck | undefined {
  const file = new URL(name, SPECS);
  return existsSync(file) ? checkOf(readFileSync(file, 'utf8'), options) : undefined;
}

/** The check for a file's text, JSON or YAML. */
export function checkOf(text: string, options: SpecOptions = {}): RequestCheck {
  const document = (text.trimStart().startsWith('{') ? JSON.parse(text) : parse(text)) as Fields;
  options.mend?.(document);
  const operations = operationsOf(document, options.prefix ?? '');
  const fits = fitting(document);
  return (asked) => {
    if (options.except?.some((start) => asked.path.startsWith(start))) {
      return undefined;
    }
    const operation = operations.find(
      ({ method, pattern }) => method === asked.method && paramsOf(pattern, asked.path) !== undefined,
    );
    return operation
      ? (wrongParameter(operation, asked, fits) ?? wrongBody(operation, asked, fits))
      : 'the specification has no such operation';
  };
}

/** Parameters are words and are read as what they should be; in bodies a number that should be a string is a mistake. */
function fitting(document: Fields): Fits {
  const judge = (coerceTypes: 'array' | false) => {
    const ajv = new Ajv({ strict: false, validateFormats: false, coerceTypes, logger: false });
    ajv.addSchema(document, 'spec', false, false);
    const compiled = new Map<string, ValidateFunction>();
    return (pointer: string, value: unknown) => {
      const validator = compiled.get(pointer) ?? ajv.compile({ $ref: `spec#${pointer}` });
      compiled.set(pointer, validator);
      return validator(structuredClone(value)) ? undefined : ajv.errorsText(validator.errors);
    };
  };
  const words = judge('array');
  const exact = judge(false);
  return (pointer, value, coerced) => (coerced ? words : exact)(pointer, value);
}

type Fits = (pointer: string, value: unknown, coerced: boolean) => string | undefined;

function wrongParameter(operation: Operation, asked: Asked, fits: Fits): string | undefined {
  const { parameters } = operation;
  for (const parameter of parameters) {
    const { name, in: place, required, pointer } = parameter;
    const given = givenFor(parameter, operation, asked);
    const wrong = given === undefined ? required && 'is missing' : fits(pointer, given, true);
    if (wrong) {
      return `${place} parameter ${name}: ${wrong}`;
    }
  }
  const known = new Set(parameters.filter((one) => one.in === 'query').map(({ name }) => name));
  const stranger = [...asked.query.keys()].find((name) => !known.has(name));
  return stranger === undefined ? undefined : `query parameter ${stranger} is not in the specification`;
}

function givenFor({ name, in: place, schema }: Parameter, { pattern }: Operation, asked: Asked): unknown {
  const several = asked.query.getAll(name);
  switch (place) {
    case 'path':
      return paramsOf(pattern, asked.path)?.[plainName(name)];
    case 'header':
      return asked.headers[name.toLowerCase()];
    case 'query':
      return schema.type === 'array' && several.length > 0
        ? several.flatMap((one) => (several.length === 1 ? one.split(',') : [one]))
        : several[0];
    default:
      return undefined;
  }
}

function wrongBody({ body }: Operation, asked: Asked, fits: Fits): string | undefined {
  if (!body) {
    return undefined;
  }
  if (asked.raw === '') {
    return body.required ? 'the body is missing' : undefined;
  }
  const wrong = fits(body.pointer, asked.body, false);
  return wrong && `body: ${wrong}`;
}

const escaped = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
const pointerTo = (...parts: readonly (string | number)[]) =>
  parts.map((part) => `/${escaped(String(part))}`).join('');

/** Names in paths lose what a colon-pattern cannot hold. */
const plainName = (name: string) => name.replace(/\W/g, '_');

function operationsOf(document: Fields, prefix: string): Operation[] {
  const base = prefix || String(document.basePath ?? '').replace(/\/$/, '');
  const paths = document.paths as Record<string, Fields>;
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => {
      const operation = item[method] as Fields;
      const listed = [
        ...parametersAt(document, item.parameters, pointerTo('paths', path, 'parameters')),
        ...parametersAt(document, operation.parameters, pointerTo('paths', path, method, 'parameters')),
      ];
      const body = bodyAt(document, operation, pointerTo('paths', path, method), listed);
      return {
        method: method.toUpperCase(),
        pattern: base + path.replace(/\{([^}]+)\}/g, (_found, name: string) => `:${plainName(name)}`),
        parameters: listed.filter((one) => one.in !== 'body' && !LEFT_OUT.has(one.name.toLowerCase())),
        ...(body ? { body } : {}),
      };
    }),
  );
}

function parametersAt(document: Fields, list: unknown, pointer: string): Parameter[] {
  return (Array.isArray(list) ? list : []).map((one: Fields, index) => {
    const { value, at } = resolved(document, one, `${pointer}/${index}`);
    // Swagger 2 writes the schema into the parameter itself, where `required` means something else.
    const { type, enum: words, items, minimum, maximum } = value;
    value.schema ??= JSON.parse(JSON.stringify({ type, enum: words, items, minimum, maximum }));
    const { value: schema } = resolved(document, value.schema as Fields, `${at}/schema`);
    if (schema.oneOf) {
      // On the wire everything is words: a time that may be a number or a date is both at once.
      schema.anyOf = schema.oneOf;
      delete schema.oneOf;
    }
    return {
      name: String(value.name),
      in: String(value.in),
      required: value.required === true,
      schema,
      pointer: `${at}/schema`,
    };
  });
}

function bodyAt(document: Fields, operation: Fields, pointer: string, parameters: readonly Parameter[]) {
  const swagger = parameters.find((one) => one.in === 'body');
  if (swagger) {
    return { required: swagger.required, pointer: swagger.pointer };
  }
  if (!operation.requestBody) {
    return undefined;
  }
  const { value, at } = resolved(document, operation.requestBody as Fields, `${pointer}/requestBody`);
  const content = value.content as Record<string, Fields>;
  const type = Object.keys(content).find((name) => name.includes('json'));
  return type === undefined
    ? undefined
    : { required: value.required === true, pointer: `${at}/content/${escaped(type)}/schema` };
}

/** Follows references; `at` is the pointer of what they lead to. */
function resolved(document: Fields, value: Fields, at: string): { value: Fields; at: string } {
  if (typeof value.$ref !== 'string') {
    return { value, at };
  }
  const parts = value.$ref.slice(2).split('/');
  const target = parts.reduce<unknown>(
    (inner, part) => (inner as Fields)[part.replaceAll('~1', '/').replaceAll('~0', '~')],
    document,
  ) as Fields;
  return resolved(document, target, parts.map((part) => `/${encodeURIComponent(part)}`).join(''));
}
