/** Types of the records that AWS Config has of an account in a Region, one of each. */
export const RECORDER = "configuration recorder";
export const CHANNEL = "delivery channel";
export const RUNNING = "running configuration recorder";
