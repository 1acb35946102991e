import { createRequire } from "node:module";

type Deserialize = (message: object, proxySecrets: boolean) => object;

/** Under which its properties tell the message that they were handed over in. */
const MESSAGE = Symbol("message");
/** Under which @pulumi/policy's proxies, which throw where a value is unknown, tell what is behind them (proxy.ts). */
const TARGET = "__getSpecialProxyTarget";
const READS_LATE = Symbol("reads late");

/**
 * Has @pulumi/policy read the properties of a resource when a policy first looks at them. It does so beforehand, anew
 * for each policy, and for a stack policy those of all resources: in a pack of fifty that takes more time than all
 * their judgements. Each policy still gets a copy of its own, as it may change what it is given.
 *
 * Where this version of @pulumi/policy has no such function, nothing happens: it is slower, and all else is the same.
 */
export function readPropertiesLate(): void {
  const sdk = deserializer();
  const original = sdk?.deserializeProperties;
  if (!sdk || !original || original[READS_LATE]) return;
  const late: Deserialize = (message, proxySecrets) => {
    // With secrets it is a remediation, which looks at everything.
    if (proxySecrets) return original(message, proxySecrets);
    return new Proxy({}, new Late(message, original));
  };
  sdk.deserializeProperties = Object.assign(late, { [READS_LATE]: true as const });
}

/**
 * The protocol's message that properties were handed over in: one object, however many policies are asked about it,
 * and another one with every question.
 *
 * @returns `undefined` where it isn't told: they may be anything's
 */
export function messageOf(properties: object): object | undefined {
  const { [TARGET]: target = properties } = properties as { readonly [TARGET]?: unknown };
  if (typeof target !== "object" || target === null) return undefined;
  return (target as { readonly [MESSAGE]?: object })[MESSAGE];
}

interface Sdk {
  deserializeProperties?: Deserialize & { readonly [READS_LATE]?: true };
}

function deserializer(): Sdk | undefined {
  try {
    const sdk = createRequire(import.meta.url)("@pulumi/policy/deserialize.js") as Sdk;
    const { value, writable } = Object.getOwnPropertyDescriptor(sdk, "deserializeProperties") ?? {};
    return typeof value === "function" && writable ? sdk : undefined;
  } catch {
    return undefined;
  }
}

/** An object that becomes what is in a message when somebody first looks into it or changes it. */
class Late implements ProxyHandler<object> {
  readonly #message: object;
  #read: Deserialize | undefined;

  constructor(message: object, read: Deserialize) {
    this.#message = message;
    this.#read = read;
  }

  get(target: object, key: PropertyKey, receiver: unknown): unknown {
    if (key === MESSAGE) return this.#message;
    return Reflect.get(this.#loaded(target), key, receiver);
  }

  set(target: object, key: PropertyKey, value: unknown): boolean {
    return Reflect.set(this.#loaded(target), key, value);
  }

  has(target: object, key: PropertyKey): boolean {
    return Reflect.has(this.#loaded(target), key);
  }

  deleteProperty(target: object, key: PropertyKey): boolean {
    return Reflect.deleteProperty(this.#loaded(target), key);
  }

  ownKeys(target: object): (string | symbol)[] {
    return Reflect.ownKeys(this.#loaded(target));
  }

  getOwnPropertyDescriptor(target: object, key: PropertyKey): PropertyDescriptor | undefined {
    // Node.js looks for itself whether the proxy around this one may tell its target.
    const own = key === TARGET ? target : this.#loaded(target);
    return Reflect.getOwnPropertyDescriptor(own, key);
  }

  defineProperty(target: object, key: PropertyKey, descriptor: PropertyDescriptor): boolean {
    return Reflect.defineProperty(this.#loaded(target), key, descriptor);
  }

  preventExtensions(target: object): boolean {
    return Reflect.preventExtensions(this.#loaded(target));
  }

  #loaded(target: object): object {
    if (this.#read) {
      const properties = this.#read(this.#message, false);
      Object.setPrototypeOf(target, Object.getPrototypeOf(properties));
      Object.assign(target, properties);
      this.#read = undefined;
    }
    return target;
  }
}
