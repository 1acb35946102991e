import { shown } from "../../model/problems/shown.ts";
import type { Deployed } from "../../model/transition/deployed.ts";

/** Whom alarms don't reach yet, in lines: AWS sends nothing to an address whose owner hasn't followed the link in its message. */
export function unconfirmedLines(stack: string, { protection }: Pick<Deployed, "protection">) {
  return [...(protection.unconfirmed ?? [])]
    .filter((address) => address.includes("@"))
    .map((address) =>
      shown(
        `${address} hasn't followed the link of "AWS Notification - Subscription Confirmation" in each Region, as far as the state knows: alarms don't reach it there (docs/alarms.md); npm run up -- --stack ${stack} --refresh looks again`,
      ),
    );
}
