import fc from "fast-check";
import { configRules } from "../../model/schema/detection.ts";

const REGIONS = ["eu-west-1", "us-east-1", "ap-southeast-2"];

/** Accounts of stack dev's organization, in every form. */
const accounts = fc.subarray([
  "management",
  "web-dev",
  "payments-prod",
  { ou: "Workloads/Production" },
  { tag: { env: "sandbox" } },
]);

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

/** The provider counts bytes. */
const text = (most: number) =>
  fc
    .string({ minLength: 1, maxLength: most, unit: "grapheme" })
    .filter((one) => Buffer.byteLength(one) <= most);

const contact = fc.record({
  name: text(64),
  title: text(50),
  email: fc.stringMatching(/^[\w+=.#|!&-]{1,12}@[\w.-]{1,12}\.\w{2,5}$/),
  phone: fc.stringMatching(/^\+\d[\d ()-]{0,20}$/),
});

/** Any section `access:detection` that is switched on and valid; a recorder is made where rules want one. */
export const detectionSections = fc.record(
  {
    enabled: fc.constant(true),
    trustedAccess: fc.boolean(),
    accessAnalyzer: fc.record(
      {
        external: fc.boolean(),
        regions: fc.subarray(REGIONS),
        unused: fc.oneof(
          fc.constant(false as const),
          fc.record({ days: fc.integer({ min: 1, max: 365 }) }, { requiredKeys: [] }),
        ),
      },
      { requiredKeys: [] },
    ),
    config: fc
      .record({
        enabled: fc.boolean(),
        organization: fc.boolean(),
        except: accounts,
        without: fc.subarray([...configRules], { maxLength: configRules.length - 1 }),
        hardwareMfa: optional(fc.boolean()),
        maximumKeyAge: optional(fc.integer({ min: 1, max: 36_500 })),
      })
      .map(({ except, ...config }) => ({
        ...config,
        recorder: "create",
        except: config.organization ? except : [],
      })),
    passwordPolicy: fc.record(
      {
        enabled: fc.boolean(),
        minimumLength: fc.integer({ min: 6, max: 128 }),
        reusePrevention: fc.integer({ min: 1, max: 24 }),
        maximumAge: fc.integer({ min: 1, max: 1095 }),
        symbols: fc.boolean(),
        numbers: fc.boolean(),
        upperCase: fc.boolean(),
        lowerCase: fc.boolean(),
      },
      { requiredKeys: ["enabled"] },
    ),
    contacts: fc.record(
      { security: contact, billing: contact, operations: contact, accounts },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ["enabled"] },
);
