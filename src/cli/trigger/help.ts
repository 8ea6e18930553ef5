/** The customer who is meant when nobody is named. */
export const USUAL_PHONE = '15551230001';

export const HELP = `Plays both far ends of a running sandbox: the customer on WhatsApp, the salesperson in Pipedrive.

The customer
  npm run trigger -- text --body "hello"                  writes
  npm run trigger -- image --file photo.jpg               sends a file (without --file a sample)
  npm run trigger -- reaction --body "👍"                 any webhook of the list goes this way
  npm run trigger -- list                                 every webhook there is, and what it is
  npm run trigger -- send FILE                            a body of your own, signed

The salesperson
  npm run trigger -- reply --body "hi" --file offer.pdf   answers; --file may be given several times
  npm run trigger -- reply --template NAME --value "…"    sends a template, a --value per variable
  npm run trigger -- templates                            the templates there are

Both
  npm run trigger -- show                                 both sides of the conversation
  npm run trigger -- wait P1D                             lets a day pass (PT1H: an hour)
  npm run trigger -- fault NAME                           makes something fail (no NAME: the list)

Options
  --from, --to, --phone  the customer, digits only (${USUAL_PHONE})
  --body                 the text, caption, title or emoji
  --file                 a file on this machine
  --template, --language, --value
                         a template's name, its language where it has several, its values in order
  --name                 the customer's name
  --message              the earlier message that is meant (usually the newest one of the business,
                         or the customer's for edit and revoke)
  --links                with show: the address of every file
  --url, --control       the provider's address and the control API's (usually those in
                         DATA_DIR/sandbox/sandbox.json)
  --webhook, --secret    sign with this app secret and post straight there; no sandbox needed
  --number               the phone number id that the webhook is for (usually the sandbox's)
  --help                 this text

A body of your own may hold the placeholders of mocks/webhooks; one that is no JSON is sent as it
is, with --webhook.`;
