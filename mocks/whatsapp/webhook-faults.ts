/** Misfortunes of webhooks on their way to the provider. */
export interface WebhookFaults {
  /** How many times more each webhook is posted; 0 at first. */
  duplicate: number;
  /** So many webhooks are collected, then posted in reverse, and this is 0 again. Set to 0, those collected so far are posted in reverse. */
  reorder: number;
  /** While true, status webhooks are kept back; set to false, they go out in their order. */
  hold: boolean;
  /** So many of the next webhooks are never posted, as when Meta has given up. Counts down. */
  drop: number;
}
