// Generated from openapi/console.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The page for people
         * @description The page for whoever sets the provider up, tries it, or looks for a message. It is open to everybody and holds nothing: what it shows it asks of this
         *     contract's operations, outside the sandbox with the CONSOLE_TOKEN that its visitor types in. For programs there is getAddresses.
         */
        get: operations["getIndex"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assets/{group}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file that the page loads
         * @description Modules, style sheets and pictures, from a fixed list: the page's own, and the few files of packages it uses. Compressed when the caller takes it.
         */
        get: operations["getAsset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where everything is
         * @description Names the mode the provider runs in and the addresses that matter. Outside the sandbox it wants CONSOLE_TOKEN as bearer token.
         */
        get: operations["getAddresses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive
         * @description Answers 200 as long as the event loop turns. It looks at nothing else, so that a slow vendor never restarts a healthy process.
         */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can the process take traffic
         * @description 200 when a write to the store succeeds and the process is not draining; 503 otherwise. A held channel or an unreachable CRM is
         *     reported as `attention` and does not take the process out of service: messages are still accepted and kept.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prometheus metrics
         * @description Counters, gauges and histograms in Prometheus' text exposition format. Outside the sandbox it wants CONSOLE_TOKEN as bearer token.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/manifest.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The manifest to upload in Pipedrive's Developer Hub
         * @description Built from the operations of pipedrive-provider.yaml, so that it never promises a route that does not exist.
         */
        get: operations["getManifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media/{channelId}/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file of an attachment
         * @description Answers GET, HEAD and single ranges under a link that this provider signed; no cookie and no credentials are asked for. After
         *     `expires`, or with any other signature, the answer is 404: Pipedrive then asks getMessageById for a fresh link.
         *     What a browser only shows or plays (images, audio, video, PDF) comes inline with its type; everything else, web pages and drawings
         *     above all, is a download that no browser runs.
         */
        get: operations["getMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/pipedrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Install the app in a Pipedrive company
         * @description Opened in a browser by the user who installs, from a link of the operator or from the Marketplace page. Sends the browser on to Pipedrive's
         *     authorise page, with a signed state that holds for ten minutes, for this browser alone, and works once.
         */
        get: operations["startInstallation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/pipedrive/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where Pipedrive sends the browser back to
         * @description Exchanges the code for tokens, asks Pipedrive whose they are, and keeps the installation under company and user. Installing again brings a paused
         *     or uninstalled one back. Without a state (an installation that was begun in the Marketplace) nothing is exchanged: the browser is sent to Pipedrive once more, with a
         *     state of ours, so that nobody can slip somebody else's installation in.
         *     All answers are pages for a person: without scripts, without content from elsewhere.
         */
        get: operations["completeInstallation"];
        put?: never;
        /**
         * Pipedrive tells that a user shared the app with the company, or ended that
         * @description Kept with the installation and shown by listInstallations. Nothing else follows: whoever sees a shared channel still writes through the installation that owns it, and every
         *     further user who installs has an installation of their own. A notice that comes before its installation is answered and not kept.
         */
        post: operations["shareInstallation"];
        /**
         * Pipedrive tells that a user took the app away
         * @description Removes the tokens at once. The channels of that installation stay with what they hold, and nothing more of them is told to Pipedrive; after UNINSTALL_GRACE_DAYS everything of it is to be erased. The channels
         *     of another user of the same company are not touched. Installing again before brings everything back. A repeat changes nothing, and a notice that is older than the newest consent is set aside.
         */
        delete: operations["uninstall"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/installations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who installed the app, and whether it still works
         * @description In the order of the first installation, uninstalled ones included until they are erased. No token is ever shown.
         */
        get: operations["listInstallations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/installations/{installationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take the app away from our side
         * @description Revokes the tokens at Pipedrive, which uninstalls the app there, and then ends the installation here as an uninstall does. When Pipedrive does not confirm, nothing changes and the
         *     answer says so. One that has ended already stays as it is.
         */
        delete: operations["revokeInstallation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was set aside, the newest first
         * @description What a delivery told and nobody could take in: why, when, for which number, what it was. The content is personal and stands in getQuarantinedItem alone.
         *     openapi/rendering.md says what each reason means and what can be done.
         */
        get: operations["listQuarantine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/quarantine-replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take items in again, a batch of the oldest
         * @description Tries up to 100 items of one reason or phone number (or of all), the oldest first, each as replayQuarantinedItem does, in one transaction.
         *     Those that stay are counted in `quarantined`. `remaining` says how many were not tried yet: go on with `after` until it is 0.
         */
        post: operations["replayQuarantine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/quarantine/{itemId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One item with its content
         * @description The item as WhatsApp sent it, apart from its neighbours in the same delivery. It is personal: nothing else shows it.
         */
        get: operations["getQuarantinedItem"];
        put?: never;
        post?: never;
        /**
         * Let an item go
         * @description It leaves the quarantine for good. The raw delivery it came in stays.
         */
        delete: operations["dismissQuarantinedItem"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/quarantine/{itemId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an item in again
         * @description Reads the item's raw delivery once more and takes the item in as if it came now, under the time it really came: in one transaction with its leaving the
         *     quarantine. Useful after a channel for its number was made, or after an update of this provider. What is there already is not stored again.
         *     A message stands at the end of its conversation, where the inbox then shows it by its own time. What came before the number went from one company to another stays.
         */
        post: operations["replayQuarantinedItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deliveries that were given up, the newest first
         * @description Messages and status changes that a destination refused for good, or did not take within seven days. The message itself is in its conversation all the time.
         */
        get: operations["listDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/dead-letters/{deadLetterId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Let a dead letter go
         * @description The delivery is not tried any more. The message stays in its conversation.
         */
        delete: operations["dismissDeadLetter"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/dead-letters/{deadLetterId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a dead letter again
         * @description Puts it back into its lane with all its attempts before it. A lane goes by the places of its messages, so that it stands before every later one that still waits and
         *     behind none. Where the message waits already because it changed, the two become one. Towards Pipedrive a repetition changes nothing. Towards WhatsApp only parts
         *     that were never taken are sent; one that WhatsApp never answered may have reached the customer and needs `confirm`.
         */
        post: operations["replayDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/channels/{channelId}/dead-letters/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a channel's dead letters again, a batch of the oldest
         * @description Puts back up to 200, the oldest first, as replayDeadLetter does. Sends that may have reached the customer stay, unless `confirm` says otherwise, and are counted in
         *     `undecided`. `remaining` says how many were not looked at yet: go on with `after` until it is 0.
         */
        post: operations["replayDeadLettersOfChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/channels/{channelId}/senders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who writes under a phone number or user id
         * @description Leads from what a person says of themselves to the sender that eraseSender takes. Exactly one of `phone` and `userId` is given.
         */
        get: operations["findSender"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/channels/{channelId}/senders/{senderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase one person
         * @description Takes the person out at once: nobody finds sender, conversation, messages or files any more, nothing waits to be delivered, and a new message from there begins a new
         *     conversation. Everything kept of them is then erased in the background, in small steps, also after a restart: messages, files on the disk (unless somebody else sent the same
         *     bytes), sends, statuses, dead letters, quarantined items, and what raw deliveries tell of them. getErasure says when it is done. What remains holds nothing personal: the
         *     record of the erasure, and hashes by which late repetitions are recognised and dropped. What Pipedrive and WhatsApp keep is theirs to erase.
         */
        delete: operations["eraseSender"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/erasures/{erasureId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an erasure is
         * @description Stays for good as the record that it was done: ids of this provider, counts and times.
         */
        get: operations["getErasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/installations/{installationId}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase a company now
         * @description Ends the grace of an installation that was uninstalled: its channels with everything in them, its tokens, and raw deliveries for its phone numbers. The company's id is repeated
         *     in the body, so that a mistyped address erases nobody. It goes on in the background as with eraseSender. Installing again meanwhile begins anew and loses nothing.
         */
        post: operations["eraseInstallation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All channels
         * @description Every channel that was not deleted, the oldest first, with what Pipedrive knows of it and what it waits for. No access token is shown.
         */
        get: operations["listChannels"];
        put?: never;
        /**
         * Put a phone number into an inbox
         * @description Stores the channel and, when an installation is named, registers it with Pipedrive, which reads its conversations at once. What came of that stands
         *     in `registration`: a refusal (only an administrator may register) or a Pipedrive that is away does not undo the channel.
         */
        post: operations["createChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/channels/{channelId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a channel
         * @description Deletes the channel in Pipedrive, with all its conversations there, and then here: its id answers nothing more and its phone number is free. When Pipedrive
         *     refuses or is away, nothing is deleted; `onlyHere` leaves Pipedrive out of it.
         */
        delete: operations["removeChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/channels/{channelId}/registration": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a channel with Pipedrive
         * @description Registers the channel under the installation that is named, or again under the one it has. A channel stays with its company: the other installations of that
         *     company are open to it. What came of it stands in `registration`; what is `pending` is tried again by itself.
         */
        post: operations["connectChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/channels/{channelId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a channel
         * @description Pipedrive's calls about the channel are answered with 403, and nothing is pushed into its inbox. What customers write is stored as ever, and what was accepted from a
         *     salesperson before still goes out. Pausing a paused channel changes nothing.
         */
        post: operations["pauseChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/channels/{channelId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a channel
         * @description Ends a pause: what waited for the inbox goes there, in its order. Resuming an active channel changes nothing.
         */
        post: operations["resumeChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/channels/{channelId}/conversations/{conversationId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description The conversation
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a conversation from the inbox
         * @description Removes the conversation in Pipedrive only. It stays here, and comes back to the inbox, whole, with the next message in it.
         */
        delete: operations["removeConversation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What calls on Pipedrive cost
         * @description By company: what this provider spent of the daily token budget, which the company shares among all its apps, on each day (UTC) by operation; until when
         *     Pipedrive said that budget is used up; and whether it offers its Channels API.
         */
        get: operations["getBudgets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/avatars/{avatarId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The generated picture of a participant
         * @description WhatsApp hands out no pictures of its users, so that each participant has one of ours, drawn from an unguessable number. The address comes with the
         *     conversation and with getSenderById; it lasts, says nothing about the person, answers GET and HEAD without credentials, and may be cached for ever.
         */
        get: operations["getAvatar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Examine the set-up
         * @description Plays Meta's and Pipedrive's part against this provider's public address, and asks both whether they agree with the configuration. Nothing is
         *     sent to anybody; the signature check leaves one raw delivery without content. It takes a few seconds, and up to a minute when somebody does not answer.
         */
        post: operations["runDoctor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens, as it happens
         * @description Server-sent events without end. The data of each is one JSON object, a ConsoleEvent; its name is one of these:
         *
         *     - `ready`: the first one, of a reader who comes for the first time. Follow first, read afterwards: then nothing is missed in between.
         *     - `resync`: the first one, of a reader whose last event this process no longer knows or never knew. Everything is to be read anew.
         *     - `exchange`: a request and its answer, in or out, without bodies (listExchanges has them).
         *     - `message`: a message was stored, or shows something else now.
         *     - `status`: how far a message got.
         *     - `job`: an attempt to bring a message somewhere, and how it ended.
         *     - `hold`: a channel is stopped towards one destination, or goes on.
         *     - `phone`, `inbox`: of the sandbox, something on a simulated phone or in the simulated inbox is new or different; without a message, any of them.
         *     - `clock`, `reset`: the sandbox's time was moved; the sandbox was cleared.
         *
         *     Whoever was cut off comes back with the id of the last event, in `Last-Event-ID` or in `since`, and gets what came meanwhile. A comment every 15 seconds keeps
         *     the connection open. A reader who does not read is cut off. Events tell what this process did; another one on the same store has its own.
         *     Outside the sandbox it wants CONSOLE_TOKEN as bearer token.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/exchanges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Requests and answers, the newest first
         * @description What was asked of this provider and what it asked of WhatsApp and Pipedrive, of about the last thousand exchanges of this process. In the sandbox bodies are shown
         *     but for secrets; outside of it everything the contracts mark as secret or personal is masked. Left out is what only looks on: reading operations of the console, health and metrics.
         */
        get: operations["listExchanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/messages/{messageId}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where is this message
         * @description Every hop of one message and every attempt at it, in plain words: when it came, where it waits and why, who took it at which attempt, how far it got, and what
         *     happens next. Outside the sandbox no word of the message and no number is in it.
         */
        get: operations["traceMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/traces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where is the message with some id
         * @description As traceMessage, by whatever id somebody has: ours, the one WhatsApp gave the message, or that of a conversation, whose newest message it is.
         */
        get: operations["findTrace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where all messages are
         * @description received = delivered + waiting + refused + unknown + missing, for each direction, of all channels and of each, from the store in one consistent read. What was received is counted by the messages
         *     and what waits by the jobs that stand for them, so that `missing` is 0 or something was lost. It costs the same with a million messages as with one.
         */
        get: operations["getBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Webhook deliveries, the newest first
         * @description What WhatsApp delivered, without the bytes, which stand in getDelivery alone. Deliveries go after RETENTION_DAYS, but for those with something in quarantine.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One delivery as it came
         * @description The bytes that WhatsApp sent. They are personal: of the deliveries nothing else shows them.
         */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a delivery in again
         * @description Reads its bytes once more and takes every item in as if it came now, but for its time, in one transaction. What is there already is not stored again, and what is set aside is
         *     tried anew. What somebody dismissed stays away, and a change of somebody's number is not made a second time: the number may be somebody else's by now.
         */
        post: operations["replayDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/console/set-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the set-up is
         * @description The steps from a Pipedrive app to the first answer, each with what is known of it: from the settings, the store, and who called since the process began.
         *     Nobody is asked for it; `runDoctor` asks, and `checks` and `faults` say which of its findings belong to which step. Of a secret only whether it is set is told;
         *     the sandbox's own verify token may be copied.
         */
        get: operations["getSetUp"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contracts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The contracts
         * @description The OpenAPI documents that everything here is made from, and how much of them the tests exercised when somebody made the coverage map on this machine.
         */
        get: operations["listContracts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contracts/{fileName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One contract
         * @description The document as it stands in the repository.
         */
        get: operations["getContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What time it is in the sandbox */
        get: operations["getPlaygroundClock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/clock/advance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let time pass
         * @description Everything that was to happen on the way happens, each at its time, before the answer comes. Time never goes back.
         */
        post: operations["advancePlaygroundClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What can go wrong, and what does */
        get: operations["listPlaygroundFaults"];
        put?: never;
        post?: never;
        /**
         * Let nothing go wrong any more
         * @description Also what the control API of the simulators set. What happened at once stays so.
         */
        delete: operations["clearPlaygroundFaults"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/faults/{faultName}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the fault in the list
                 * @example pipedrive-down
                 */
                faultName: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Let something go wrong */
        put: operations["setPlaygroundFault"];
        post?: never;
        /** Let one thing go right again */
        delete: operations["clearPlaygroundFault"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A clean slate
         * @description Removes every message, person and file and all channels but those of the first start from the provider, and puts the simulated WhatsApp and Pipedrive back to their start.
         *     Time stays where it is. Nothing of it can be brought back, so that the body has to say so.
         */
        post: operations["resetPlayground"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the simulated WhatsApp deliver a webhook
         * @description Takes a webhook body as Meta would send it, signs the bytes with the sandbox's app secret, posts them to this provider's webhook, and
         *     shows the customer's messages on the simulated phone.
         */
        post: operations["sendPlaygroundDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the salesperson answer in the simulated inbox
         * @description The simulated Pipedrive sends text and files through postMessage, as multipart/form-data with Basic credentials, exactly as Pipedrive does.
         *     A template goes as its text, filled in: getPlaygroundTemplates lists them, and nothing else tells postMessage that it is one.
         *     What is wrong with the message itself, such as neither text nor files, is postMessage's to say.
         */
        post: operations["sendPlaygroundReply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The template menu of the simulated inbox
         * @description The simulated Pipedrive asks getTemplates, with Basic credentials, as it does for its menu. Whoever chooses one fills its variables and sends the text as a
         *     reply.
         */
        get: operations["getPlaygroundTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/conversations/{phone}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One conversation as the inbox and as the phone see it
         * @description Reads both simulators, so that a message that is missing or doubled on one side shows.
         */
        get: operations["getPlaygroundConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The customers, and the chats on their phones
         * @description Everybody who has WhatsApp in the sandbox, who was in a conversation last first, with one chat for each of the business's phone numbers. `after` leads to the next page.
         */
        get: operations["listPlaygroundPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/people/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make a customer, or change one
         * @description Whoever is not known yet is made. What is left out stays as it is.
         */
        put: operations["putPlaygroundPerson"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/chats/{address}/{phoneNumberId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The customer's phone number, digits only, or user id
                 * @example 15551230001
                 */
                address: components["parameters"]["PlaygroundAddress"];
                /**
                 * @description WhatsApp's id of the business's phone number
                 * @example 106540352242922
                 */
                phoneNumberId: components["parameters"]["PlaygroundNumber"];
            };
            cookie?: never;
        };
        /**
         * A chat as it stands on the customer's phone
         * @description A page of messages, oldest first: the newest ones, those before a message, or those from a message on. What failed was never shown to the customer and is not here.
         *     `typingUntil` is WhatsApp's typing indicator, which lasts 25 seconds. This provider never sends one: Pipedrive does not say that somebody types. A customer's typing
         *     is not part of WhatsApp's API at all.
         */
        get: operations["getPlaygroundChat"];
        put?: never;
        /**
         * Let the customer write
         * @description One of text, location, contact, reaction and sample. The message stands on the phone, and WhatsApp's signed webhook is posted to this provider. Whoever is not known yet is made.
         */
        post: operations["writePlaygroundMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/chats/{address}/{phoneNumberId}/files": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The customer's phone number, digits only, or user id
                 * @example 15551230001
                 */
                address: components["parameters"]["PlaygroundAddress"];
                /**
                 * @description WhatsApp's id of the business's phone number
                 * @example 106540352242922
                 */
                phoneNumberId: components["parameters"]["PlaygroundNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the customer send files
         * @description Each file is a message of its own, as on a phone: a picture, a film, a sound, otherwise a document. The caption goes with the first one.
         */
        post: operations["sendPlaygroundFiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/chats/{address}/{phoneNumberId}/read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The customer's phone number, digits only, or user id
                 * @example 15551230001
                 */
                address: components["parameters"]["PlaygroundAddress"];
                /**
                 * @description WhatsApp's id of the business's phone number
                 * @example 106540352242922
                 */
                phoneNumberId: components["parameters"]["PlaygroundNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the customer open the chat
         * @description Everything that was delivered in it is read. WhatsApp tells the business, unless the customer's read receipts are off.
         */
        post: operations["readPlaygroundChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/files/{fileId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file on a customer's phone
         * @description Served as message files are, so that nothing in it runs. WhatsApp keeps files of customers for 7 days and those of the business for 30, and so does the sandbox.
         */
        get: operations["getPlaygroundFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The conversations of the simulated inbox
         * @description What Pipedrive shows, the newest first: it knows only what this provider told it or answered it. `phone` is the exception: the number stands with the provider, and is
         *     here so that the page can lay the customer's phone beside the conversation.
         */
        get: operations["listPlaygroundConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/inbox/{channelId}/{conversationId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description The conversation
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: components["parameters"]["PlaygroundConversationId"];
            };
            cookie?: never;
        };
        /**
         * A conversation as the simulated inbox shows it
         * @description A page of messages, oldest first: the newest ones, those before a message, or those from a message on. Who asks for more than the inbox has makes it do what Pipedrive does:
         *     it asks getConversationById for older ones.
         */
        get: operations["getPlaygroundThread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/inbox/{channelId}/{conversationId}/read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description The conversation
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: components["parameters"]["PlaygroundConversationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the salesperson open the conversation
         * @description Nothing in it is unread any more. That is the inbox's own affair: Pipedrive tells no provider of it, so that the customer's ticks turn blue with the answer at the earliest.
         */
        post: operations["readPlaygroundThread"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/playground/inbox/{channelId}/{conversationId}/messages/{messageId}/files/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Let the salesperson open a file
         * @description The simulated inbox reads the file as Pipedrive does: HEAD on the link it has, getMessageById for a fresh one where that has expired, then GET. The bytes are passed on under
         *     headers that let nothing in them run.
         */
        get: operations["openPlaygroundAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        SetUp: {
            /**
             * @description Whether simulators stand in for the two vendors
             * @enum {string}
             */
            mode: "sandbox" | "live";
            steps: components["schemas"]["SetUpStep"][];
            draft: components["schemas"]["ChannelDraft"];
            /** @description Who installed the app and did not leave it. */
            installations: components["schemas"]["SetUpInstallation"][];
        };
        SetUpStep: {
            /** @enum {string} */
            id: "address" | "pipedrive-app" | "credentials" | "connect" | "channel" | "whatsapp" | "first-message" | "first-answer";
            title: string;
            /**
             * @description unknown: nothing tells yet, the doctor does.
             * @enum {string}
             */
            state: "done" | "todo" | "wrong" | "unknown";
            /** @description What was seen. */
            found: string;
            /**
             * Format: date-time
             * @description When; null when it is no event.
             */
            at: string | null;
            /** @description What to do; null where nothing is to be done. */
            remedy: string | null;
            values: components["schemas"]["SetUpValue"][];
            /** @description The doctor's checks that look at this step. */
            checks: string[];
            /** @description The doctor's faults that are put right in this step. */
            faults: string[];
        };
        SetUpValue: {
            /** @description What it is called where it is to be entered. */
            label: string;
            /** @description To be copied; null for a secret. */
            value: string | null;
            isSet: boolean;
        };
        /** @description What the form for a channel begins with. */
        ChannelDraft: {
            name: string;
            /** @description Empty when no number is known that has no channel. */
            phoneNumberId: string;
            businessAccountId: string;
            installationId: string | null;
        };
        SetUpInstallation: {
            id: string;
            companyName: string;
            userName: string;
            /** @description Whether the user may register channels. */
            isAdmin: boolean;
            /** @enum {string} */
            state: "active" | "paused";
        };
        ContractList: {
            contracts: components["schemas"]["ContractSummary"][];
            coverage?: components["schemas"]["ContractCoverage"];
        };
        ContractSummary: {
            fileName: string;
            title: string;
            version: string;
            operations: number;
            /** @description Whether this provider answers them; it calls the others, or the simulators answer them. */
            servedHere: boolean;
        };
        /** @description How many documented statuses and kinds of message were exercised, by tests, Dredd and verify together. Left out until `npm run coverage:map` was run here. */
        ContractCoverage: {
            /** Format: date-time */
            at: string;
            covered: number;
            total: number;
            documents: {
                name: string;
                operations: number;
                total: number;
                missing: number;
            }[];
        };
        PlaygroundClock: {
            /** Format: date-time */
            now: string;
            /** @description Whether time passes by itself. */
            running: boolean;
        };
        PlaygroundSpan: {
            /** @description An ISO 8601 duration of weeks, days, hours, minutes and seconds; 366 days at most. */
            by: string;
        };
        PlaygroundFaults: {
            faults: components["schemas"]["PlaygroundFault"][];
            /** @description What somebody set through the simulators' control API. */
            others: {
                id: string;
                /** @enum {string} */
                side: "whatsapp" | "pipedrive";
                description: string;
            }[];
        };
        PlaygroundFault: {
            name: string;
            /** @enum {string} */
            side: "whatsapp" | "pipedrive";
            title: string;
            description: string;
            /**
             * @description once: the next one meets it. at-once: it happens when it is set, and cannot be taken back.
             * @enum {string}
             */
            lasts: "until-cleared" | "once" | "at-once";
            /** @description Whether it waits for something to meet it. */
            isSet: boolean;
        };
        PlaygroundReset: {
            /** @enum {string} */
            confirm: "clean slate";
        };
        /** @description What the doctor cannot see by itself. */
        DoctorRequest: {
            /** @description The manifest that was uploaded in Pipedrive's Developer Hub. */
            manifest?: {
                [key: string]: unknown;
            };
        };
        /** @description What was found. */
        DoctorReport: {
            /**
             * @description The worst of the findings.
             * @enum {string}
             */
            verdict: "ok" | "warning" | "failed";
            findings: components["schemas"]["DoctorFinding"][];
        };
        /** @description What one look at one thing showed. */
        DoctorFinding: {
            /** @enum {string} */
            check: "public-url" | "head" | "webhook" | "clock" | "whatsapp" | "pipedrive" | "manifest";
            /**
             * @description skipped: it could not be looked at.
             * @enum {string}
             */
            status: "ok" | "warning" | "failed" | "skipped";
            /** @description The channel or company it is about; null for the whole. */
            subject: string | null;
            /** @description What was seen. */
            found: string;
            /** @description The fault's name in the set-up guide; null where nothing is wrong. */
            fault: string | null;
            /** @description What to do about it. */
            remedy: string | null;
        };
        /** @description The data of an event of streamEvents. Which properties it has depends on the event's name; `at` is in all of them. */
        ConsoleEvent: {
            /**
             * Format: date-time
             * @description When it happened; an exchange, when it ended
             */
            at: string;
            /** @description exchange: its number in listExchanges */
            id?: number;
            /**
             * @description exchange: who is at the other end
             * @enum {string}
             */
            side?: "whatsapp" | "pipedrive" | "operator";
            /**
             * @description exchange
             * @enum {string}
             */
            direction?: "in" | "out";
            /** @description exchange */
            method?: string;
            /** @description exchange */
            operationId?: string | null;
            /** @description exchange */
            requestId?: string | null;
            /** @description exchange */
            address?: string;
            /** @description exchange, job */
            durationMs?: number;
            /** @description message, status, job, hold, inbox */
            channelId?: string;
            /** @description message, status, job, inbox */
            conversationId?: string;
            /** @description message, status, job, inbox; phone: WhatsApp's id */
            messageId?: string;
            /**
             * @description message
             * @enum {string}
             */
            change?: "stored" | "changed";
            /** @description exchange: the HTTP status, 0 when no answer came. status: how far the message got */
            status?: number | ("sent" | "delivered" | "read" | "failed");
            /**
             * @description job, hold
             * @enum {string}
             */
            destination?: "crm" | "whatsapp";
            /** @description job: what the attempt came to */
            verdict?: string;
            /**
             * @description job: what it left behind
             * @enum {string}
             */
            end?: "waiting" | "done" | "given-up" | "buried" | "lost";
            /** @description job, hold: the vendor's code */
            code?: number | null;
            /**
             * Format: date-time
             * @description hold: until when, null when the channel goes on
             */
            until?: string | null;
            /**
             * Format: date-time
             * @description clock: the sandbox's time
             */
            now?: string;
        };
        ExchangePage: {
            exchanges: components["schemas"]["Exchange"][];
            /** @description Where the next page begins; absent on the last one */
            after?: string;
        };
        Exchange: {
            id: number;
            /**
             * Format: date-time
             * @description When it ended
             */
            at: string;
            /**
             * @description Who is at the other end
             * @enum {string}
             */
            side: "whatsapp" | "pipedrive" | "operator";
            /**
             * @description in: asked of this provider. out: asked by it
             * @enum {string}
             */
            direction: "in" | "out";
            method: string;
            /** @description Null for the download of a file */
            operationId: string | null;
            /** @description in: finds the request in the log */
            requestId: string | null;
            /** @description 0 when no answer came */
            status: number;
            /** @description in: path and query. out: the whole address. Masked as the bodies are */
            address: string;
            durationMs: number;
            /**
             * @description Whether both sides kept the contract
             * @enum {string}
             */
            verdict: "kept" | "broken-by-request" | "broken-by-answer" | "unchecked";
            /** @description How the contract was broken */
            violation: string | null;
            request: components["schemas"]["ExchangeBody"];
            response: components["schemas"]["ExchangeBody"];
        };
        ExchangeBody: {
            /** @description In bytes; null when nobody counted */
            size: number | null;
            /** @description JSON or a text; null when there is none or it is not shown */
            content: unknown;
            /** @description Why it is not shown, or not in full */
            note: string | null;
        };
        Trace: {
            messageId: string;
            channelId: string;
            conversationId: string;
            /**
             * @description inbound: from WhatsApp to Pipedrive. outbound: from Pipedrive to WhatsApp
             * @enum {string}
             */
            direction: "inbound" | "outbound";
            /**
             * @description Where it stands, in the words of getBalance
             * @enum {string}
             */
            course: "kept" | "waiting" | "delivered" | "refused" | "unknown";
            /** @description In the order of time; the last one says what happens next */
            hops: components["schemas"]["Hop"][];
        };
        Hop: {
            /** @enum {string} */
            kind: "written" | "received" | "stored" | "file" | "attempt" | "status" | "waiting" | "dead-letter" | "next";
            /**
             * Format: date-time
             * @description Null where nobody recorded when
             */
            at: string | null;
            /** @description What happened, in plain words without the time */
            text: string;
            /** @description The same for programs */
            details: {
                [key: string]: string | number | boolean;
            };
        };
        Balance: {
            /**
             * Format: date-time
             * @description When it was read
             */
            at: string;
            /** @description Items of deliveries that are set aside, and no messages yet */
            quarantined: number;
            inbound: components["schemas"]["Sheet"];
            outbound: components["schemas"]["Sheet"];
            channels: components["schemas"]["ChannelBalance"][];
        };
        ChannelBalance: {
            id: string;
            name: string;
            inbound: components["schemas"]["Sheet"];
            outbound: components["schemas"]["Sheet"];
        };
        /** @description inbound: from WhatsApp to Pipedrive. outbound: from Pipedrive to WhatsApp */
        Sheet: {
            received: number;
            /** @description The other side took it */
            delivered: number;
            /** @description Somebody works on it, or a hold keeps it back */
            waiting: number;
            /** @description Given up, refused, or failed later */
            refused: number;
            /** @description Sent, and never answered */
            unknown: number;
            /** @description Nobody works on it: always 0, or something is broken */
            missing: number;
            /** @description Not part of the sheet: nobody is to bring it anywhere */
            kept: number;
        };
        DeliveryPage: {
            deliveries: components["schemas"]["DeliveryHead"][];
            /** @description Where the next page begins; absent on the last one */
            after?: string;
        };
        DeliveryHead: {
            id: number;
            /** Format: date-time */
            receivedAt: string;
            /** @description In bytes */
            size: number;
            /** @description Items of it that are set aside */
            quarantined: number;
        };
        Delivery: {
            id: number;
            /** Format: date-time */
            receivedAt: string;
            /** @description In bytes */
            size: number;
            /** @description The bytes read as UTF-8; empty when they were erased */
            body: string;
        };
        ReplayedDelivery: {
            /** @description Stored now */
            stored: number;
            /** @description There already */
            duplicate: number;
            /** @description News that change nothing */
            ignored: number;
            /** @description Set aside */
            quarantined: number;
            /** @description Why items are set aside, each reason once */
            reasons: string[];
        };
        Addresses: {
            /** @description The project */
            name: string;
            /** @description Its version */
            version: string;
            /**
             * @description Whether simulators stand in for the two vendors
             * @enum {string}
             */
            mode: "sandbox" | "live";
            /** @description Addresses by purpose */
            links: {
                [key: string]: string;
            };
        };
        Liveness: {
            /** @enum {string} */
            status: "alive";
        };
        Readiness: {
            /** @enum {string} */
            status: "ready" | "not-ready";
            checks: components["schemas"]["ReadinessCheck"][];
        };
        ReadinessCheck: {
            /** @description What was looked at */
            name: string;
            /** @enum {string} */
            status: "ok" | "attention" | "failed";
            /** @description What was found and what to do */
            detail: string;
        };
        Manifest: {
            /**
             * @description The schema version Developer Hub checks
             * @enum {string}
             */
            version: "v202101";
            /** @description One absolute URL per provider operation, with colon variables */
            endpoints: {
                [key: string]: string;
            };
        };
        /** @description A self-contained HTML page */
        Page: string;
        /** @description A number; taken as text too */
        VendorId: number | string;
        /** @description Unknown fields are allowed, as Pipedrive may add some */
        UninstallNotice: {
            /** @description The app, which must be ours */
            client_id: string;
            company_id: components["schemas"]["VendorId"];
            user_id: components["schemas"]["VendorId"];
            /** @description When it happened, as text or in seconds or milliseconds since 1970; what cannot be read is ignored */
            timestamp?: string | number;
        } & {
            [key: string]: unknown;
        };
        /** @description Unknown fields are allowed, as Pipedrive may add some */
        SharingNotice: {
            company_id: components["schemas"]["VendorId"];
            user_id: components["schemas"]["VendorId"];
            isShared: boolean;
        } & {
            [key: string]: unknown;
        };
        Noted: {
            /** @enum {boolean} */
            success: true;
        };
        InstallationList: {
            installations: components["schemas"]["Installation"][];
        };
        /** @description One Pipedrive user who installed the app */
        Installation: {
            id: string;
            /**
             * @description paused: Pipedrive refuses the tokens, and the user has to allow the app again at /auth/pipedrive
             * @enum {string}
             */
            state: "active" | "paused" | "uninstalled";
            /** @description Why it is not active */
            note: string | null;
            company: {
                id: number;
                name: string;
            };
            user: {
                id: number;
                name: string;
                /** @description Only administrators may register channels */
                admin: boolean;
            };
            scopes: string[];
            /** @description Where the company's API is */
            apiDomain: string;
            /** @description Whether the user shared the app with the company; null when Pipedrive never said */
            shared: boolean | null;
            /** @description The channels that belong to it, deleted ones left out */
            channels: string[];
            /** Format: date-time */
            installedAt: string;
            /**
             * Format: date-time
             * @description When the user last allowed the app
             */
            allowedAt: string;
            /**
             * Format: date-time
             * @description When the tokens were last renewed
             */
            refreshedAt: string;
            /**
             * Format: date-time
             * @description Until when the access token holds; it is renewed before
             */
            accessExpiresAt: string;
            /** Format: date-time */
            uninstalledAt: string | null;
            /**
             * Format: date-time
             * @description When everything of it is to be erased
             */
            eraseAt: string | null;
        };
        QuarantineEntry: {
            /** @description Names the item */
            id: number;
            /** @description Why it was set aside; openapi/rendering.md has them all */
            reason: string;
            /**
             * @description What it is or was meant to be
             * @enum {string}
             */
            kind: "message" | "status" | "identity" | "change" | "entry" | "delivery";
            /**
             * Format: date-time
             * @description When its delivery came
             */
            at: string;
            /** @description Which number it was for; null when it did not say */
            phoneNumberId: string | null;
        };
        QuarantinedItem: {
            /** @description Names the item */
            id: number;
            /** @description Why it was set aside; openapi/rendering.md has them all */
            reason: string;
            /**
             * @description What it is or was meant to be
             * @enum {string}
             */
            kind: "message" | "status" | "identity" | "change" | "entry" | "delivery";
            /**
             * Format: date-time
             * @description When its delivery came
             */
            at: string;
            /** @description Which number it was for; null when it did not say */
            phoneNumberId: string | null;
            /** @description As WhatsApp sent it, any JSON */
            item: unknown;
        };
        QuarantinePage: {
            items: components["schemas"]["QuarantineEntry"][];
            /** @description Where the next page begins; absent on the last one */
            after?: string;
        };
        Replay: {
            /**
             * @description Stored now, there already, news that change nothing, or still in the quarantine
             * @enum {string}
             */
            result: "stored" | "duplicate" | "ignored" | "quarantined";
            /** @description Why it is still in the quarantine */
            reason: string | null;
        };
        ReplayedBatch: {
            stored: number;
            duplicate: number;
            ignored: number;
            /** @description Tried in vain */
            quarantined: number;
            /** @description Not tried yet */
            remaining: number;
            /** @description Where to go on; absent when nothing remains */
            after?: string;
        };
        DeadLetter: {
            /** @description Names the dead letter */
            id: number;
            channelId: string;
            /** @enum {string} */
            destination: "crm" | "whatsapp";
            conversationId: string;
            /** @description The message that was to be delivered */
            messageId: string;
            /**
             * Format: date-time
             * @description When it was given up
             */
            at: string;
            attempts: number;
            /** @description The code of the last answer, 0 for none */
            code: number;
            /** @description Why it was given up */
            reason: string;
        };
        DeadLetterPage: {
            deadLetters: components["schemas"]["DeadLetter"][];
            /** @description Where the next page begins; absent on the last one */
            after?: string;
        };
        Replayed: {
            /** @enum {integer} */
            replayed: 1;
        };
        ReplayedLetters: {
            replayed: number;
            /** @description Sends that may have reached the customer */
            undecided: number;
            /** @description Not looked at yet */
            remaining: number;
            /** @description Where to go on; absent when nothing remains */
            after?: string;
        };
        Sender: {
            senderId: string;
            conversationId: string;
            /** @description What the inbox calls the customer */
            name: string;
        };
        Erasure: {
            id: string;
            /** @enum {string} */
            kind: "person" | "company";
            /** @enum {string} */
            state: "running" | "done";
            /** @description Where the person was a sender; null for a company */
            channelId: string | null;
            /** @description The company; null for a person */
            companyId: number | null;
            /** Format: date-time */
            requestedAt: string;
            /** Format: date-time */
            finishedAt: string | null;
            /** @description What is gone so far */
            erased: {
                messages: number;
                /** @description Files on the disk */
                files: number;
                /** @description Raw deliveries that told something of them */
                deliveries: number;
                quarantined: number;
            };
        };
        CompanyToErase: {
            /** @description The id of the company whose installation it is */
            companyId: number;
        };
        NewChannel: {
            /** @description What Pipedrive calls the channel */
            name: string;
            /** @description The id Pipedrive is to call the channel by. It has to be random, because it is all that keeps one company from another; left out, one is made. */
            providerChannelId?: string;
            /**
             * @description The icon Pipedrive shows
             * @default whatsapp
             * @enum {string}
             */
            providerType: "whatsapp" | "facebook" | "other";
            /**
             * Format: uri
             * @description A square picture of 48 pixels, png or jpg, that is readable without credentials
             */
            avatarUrl?: string;
            /**
             * @description Whether Pipedrive offers the approved templates
             * @default true
             */
            templateSupport: boolean;
            /** @description WhatsApp's id of the phone number, not the number */
            phoneNumberId: string;
            /** @description The WhatsApp Business Account */
            businessAccountId: string;
            /** @description A system user's access token; left out, the one of the settings. Never shown again. */
            accessToken?: string;
            /** @description Whose inbox it goes into; without one it is connected later */
            installationId?: string;
        };
        ChannelConnection: {
            /** @description The installation to register under; the channel's own unless told */
            installationId?: string;
        };
        ChannelList: {
            channels: components["schemas"]["Channel"][];
        };
        Channel: {
            /** @description The provider channel id in Pipedrive */
            id: string;
            name: string;
            /**
             * @description suspended: WhatsApp blocked the account
             * @enum {string}
             */
            state: "active" | "paused" | "suspended" | "deleted";
            /** @enum {string} */
            providerType: "whatsapp" | "facebook" | "other";
            avatarUrl: string | null;
            templateSupport: boolean;
            /** @description WhatsApp's id of the phone number, not the number */
            phoneNumberId: string;
            businessAccountId: string;
            /** @description Whose inbox it belongs to; null while nobody connected one */
            installationId: string | null;
            /** @description That installation's company */
            companyId: number | null;
            registration: {
                /**
                 * @description pending: tried again by itself; refused: a person has to act
                 * @enum {string}
                 */
                state: "none" | "pending" | "registered" | "refused";
                /** @description Why it is not registered */
                note: string | null;
                /** Format: date-time */
                at: string | null;
            };
            /** @description What the channel waits for */
            holds: components["schemas"]["ChannelHold"][];
            /** Format: date-time */
            createdAt: string;
        };
        ChannelHold: {
            /** @enum {string} */
            destination: "crm" | "whatsapp";
            /**
             * Format: date-time
             * @description The next try; null while it is paused
             */
            until: string | null;
            /** @description The vendor's code; 0 when the reason is ours */
            code: number;
            /** @description Why, and what to do */
            reason: string;
        };
        BudgetList: {
            companies: components["schemas"]["CompanyBudget"][];
        };
        CompanyBudget: {
            companyId: number;
            /** @description Empty once nothing of the company is installed */
            companyName: string;
            /** @description Whether Pipedrive offers its Channels API to the company */
            channelsApi: {
                /** @enum {string} */
                state: "unknown" | "offered" | "gone";
                /** @description The status that said it is gone */
                code: number | null;
                /**
                 * Format: date-time
                 * @description When that was last learnt
                 */
                at: string | null;
            };
            /**
             * Format: date-time
             * @description Until when Pipedrive refuses; null when it does not
             */
            usedUpUntil: string | null;
            /** @description The newest day first */
            spent: {
                /** Format: date */
                day: string;
                /** @description An operation of pipedrive-api.yaml */
                operation: string;
                calls: number;
                /** @description What they took of the day's budget */
                tokens: number;
                /** @description Calls that a limit refused */
                refused: number;
            }[];
        };
        /** @description The provider's own answer, passed on as it was */
        PlaygroundAnswer: {
            /** @description 0 when no answer came */
            status: number;
            /** @description The body as text; without an answer, why */
            body: string;
        };
        /** @description To the conversation of a phone, or to one by its ids */
        PlaygroundReplyForm: {
            /** @description The customer, digits only; with the channel of the settings */
            phone?: string;
            channelId?: string;
            conversationId?: string;
            /** @description May be empty or absent when there are files */
            text?: string;
            /** @description The files, one part each, with a file name and a content type */
            files?: string[];
        };
        PlaygroundConversation: {
            phone: string;
            /** @description What the inbox calls the customer */
            name: string;
            /**
             * Format: date-time
             * @description The sandbox's time
             */
            now: string;
            /**
             * Format: date-time
             * @description Until when the inbox lets the customer be answered freely; null when no message says so
             */
            replyBy: string | null;
            /** @description What the simulated Pipedrive shows, oldest first */
            inbox: components["schemas"]["PlaygroundMessage"][];
            /** @description What the simulated phone shows, oldest first */
            handset: components["schemas"]["PlaygroundMessage"][];
        };
        PlaygroundMessage: {
            id: string;
            /** @enum {string} */
            from: "customer" | "business";
            /** @description Of the phone, WhatsApp's type; everything in the inbox is a message */
            kind: string;
            text: string;
            /** @description sent, delivered, read, failed */
            status: string;
            /** Format: date-time */
            at: string;
            files: components["schemas"]["PlaygroundFile"][];
            /** @description Of the phone, the message that this one quotes or reacts to; the inbox says it in the text */
            about: string | null;
            /** @description Of the phone, name and language of the template it was sent as; the inbox shows its text only */
            template: string | null;
            /** @description Of a reaction on the phone; null when it was taken back */
            emoji: string | null;
            /** @description Of the phone: recorded in the chat */
            voice: boolean;
            /** @description Of the phone */
            location: {
                latitude: number;
                longitude: number;
                name: string | null;
                address: string | null;
            } | null;
            /** @description Of the phone */
            contacts: {
                name: string;
                phones: string[];
            }[];
        };
        PlaygroundFile: {
            name: string | null;
            /** @description The content type; null where it is not known, as of a file that went as a link */
            type: string | null;
            /** @description In bytes; null where it is not known, as of a file that WhatsApp has deleted */
            size: number | null;
            /** @description Where the inbox reads it, for a while; null on the phone */
            url: string | null;
            /** @description Where a page reads it, on this provider; null where it cannot, as a file that went as a link */
            path: string | null;
        };
        PlaygroundPeople: {
            /**
             * Format: date-time
             * @description The sandbox's time
             */
            now: string;
            /** @description The business's phone numbers that this provider serves */
            channels: {
                id: string;
                name: string;
                phoneNumberId: string;
                /** @description As WhatsApp shows it, digits only; null for a number that the simulated WhatsApp does not have */
                phone: string | null;
            }[];
            people: components["schemas"]["PlaygroundPerson"][];
            /** @description Leads to the next page; null on the last one */
            after: string | null;
        };
        PlaygroundPerson: {
            /** @description The phone number, or the user id of somebody who shares none */
            address: string;
            phone: string | null;
            /** @description The profile name; empty until somebody told it */
            name: string;
            username: string | null;
            /** @description Without them, the business never learns what was read */
            readReceipts: boolean;
            /** @description Reads everything shortly after it was delivered; otherwise only when the chat is opened */
            readsByItself: boolean;
            /** @description Whoever is not has messages fail with 131026 */
            reachable: boolean;
            /** @description By phone number of the business; none where neither has written */
            chats: {
                phoneNumberId: string;
                /** @description Messages of the business that the customer has not read */
                unread: number;
                /**
                 * Format: date-time
                 * @description Until when the business may answer freely; null when the customer has not written
                 */
                windowUntil: string | null;
                /**
                 * Format: date-time
                 * @description Until when the phone shows the business typing
                 */
                typingUntil: string | null;
                last: components["schemas"]["PlaygroundLast"];
            }[];
        };
        /** @description The newest message in short; null when there is none */
        PlaygroundLast: {
            /** @enum {string} */
            from: "customer" | "business";
            /** @description The beginning; of a search, the newest message that contains it */
            text: string;
            /** @description sent, delivered, read, failed */
            status: string;
            /** Format: date-time */
            at: string;
        } | null;
        PlaygroundPersonChange: {
            name?: string;
            readReceipts?: boolean;
            readsByItself?: boolean;
            reachable?: boolean;
        };
        /** @description Exactly one of text, location, contact, reaction and sample */
        PlaygroundCustomerMessage: {
            text?: string;
            location?: {
                latitude: number;
                longitude: number;
                name?: string;
                address?: string;
            };
            contact?: {
                name: string;
                phone: string;
            };
            reaction?: {
                messageId: string;
                /** @description null takes the reaction back */
                emoji: string | null;
            };
            /**
             * @description A small file that the sandbox brings along
             * @enum {string}
             */
            sample?: "image" | "document" | "voice";
            /** @description The message that is quoted */
            replyTo?: string;
        };
        PlaygroundWritten: {
            /** @description WhatsApp's id (wamid) */
            messageId: string;
            webhook: components["schemas"]["PlaygroundAnswer"];
        };
        PlaygroundFilesForm: {
            /** @description Of the first file */
            caption?: string;
            /** @description The message that is quoted */
            replyTo?: string;
            /**
             * @description A sound was recorded in the chat
             * @enum {string}
             */
            voice?: "true" | "false";
            /** @description The files, one part each, with a file name and a content type */
            files?: string[];
        };
        PlaygroundChatPage: {
            /**
             * Format: date-time
             * @description The sandbox's time
             */
            now: string;
            /**
             * Format: date-time
             * @description Until when the business may answer freely
             */
            windowUntil: string | null;
            /**
             * Format: date-time
             * @description Until when the phone shows the business typing
             */
            typingUntil: string | null;
            /** @description Whether older messages stand before these; with `from`, whether newer ones stand behind */
            more: boolean;
            messages: components["schemas"]["PlaygroundMessage"][];
        };
        PlaygroundInbox: {
            /**
             * Format: date-time
             * @description The sandbox's time
             */
            now: string;
            conversations: {
                channelId: string;
                id: string;
                /** @description What the inbox calls the customer; empty until the provider told it */
                name: string;
                /** @description Where the picture is, on this provider; null where there is none */
                avatar: string | null;
                /** @description The customer's number or user id, from the provider's store */
                phone: string | null;
                /** @description Messages of the customer since the conversation was opened last */
                unread: number;
                /**
                 * Format: date-time
                 * @description Until when the inbox lets the customer be answered freely
                 */
                replyBy: string | null;
                last: components["schemas"]["PlaygroundLast"];
            }[];
            /** @description In how many conversations something is unread, on every page */
            unread: number;
            /** @description Leads to the next page; null on the last one */
            after: string | null;
        };
        PlaygroundThreadPage: {
            /**
             * Format: date-time
             * @description The sandbox's time
             */
            now: string;
            /**
             * Format: date-time
             * @description Until when the inbox lets the customer be answered freely
             */
            replyBy: string | null;
            /** @description Whether older messages stand before these; with `from`, whether newer ones stand behind */
            more: boolean;
            messages: components["schemas"]["PlaygroundMessage"][];
        };
        /** @description RFC 9457 problem details, with a stable code */
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description What happened and what to do */
            detail: string;
            /** @description Stable code for programs */
            code: string;
            instance?: string;
            /** @description Finds the request in the log */
            requestId?: string;
        };
    };
    responses: {
        /** @description The caller has it already */
        NotModified: {
            headers: {
                ETag: components["headers"]["ETag"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The bearer token is missing or wrong */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such channel, or no such conversation in it */
        NoChannel: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What is there already, or what Pipedrive refuses, stands against it */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Pipedrive cannot be asked at the moment, or the message store is out of reach; nothing was changed, and repeating is safe */
        PipedriveUnavailable: {
            headers: {
                /**
                 * @description Seconds to wait before repeating the request
                 * @example 10
                 */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The way of the message */
        Trace: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Trace"];
            };
        };
        /** @description Nothing here has this id */
        NothingToTrace: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such delivery, or it is past its time */
        NoDelivery: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request does not fit the contract */
        InvalidRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The notice does not fit the contract, is no JSON, or is about another app */
        InvalidNotice: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The app's credentials are missing or wrong */
        NotPipedrive: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Our fault; the log holds the cause under the request id that the page names */
        InternalErrorPage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": components["schemas"]["Page"];
            };
        };
        /** @description The bearer token is missing or wrong */
        NoConsoleToken: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no sandbox here, or it knows no such conversation */
        NoPlayground: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such fault, or no sandbox */
        NoPlaygroundFault: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What can go wrong, and what does */
        PlaygroundFaults: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["PlaygroundFaults"];
            };
        };
        /** @description The body arrived too slowly */
        TooSlow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body has another type than the operation takes */
        WrongMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The message store is out of reach; repeating is safe */
        Unavailable: {
            headers: {
                /**
                 * @description Seconds to wait before repeating the request
                 * @example 1
                 */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Our fault; the log holds the cause under the request id */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description The delivery, as the list names it
         * @example 1
         */
        DeliveryId: number;
        /**
         * @description The channel
         * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
         */
        ChannelId: string;
        /**
         * @description The customer's phone number, digits only, or user id
         * @example 15551230001
         */
        PlaygroundAddress: string;
        /**
         * @description WhatsApp's id of the business's phone number
         * @example 106540352242922
         */
        PlaygroundNumber: string;
        /**
         * @description The conversation
         * @example cv_8JwQm2Lk0aZrT5uY
         */
        PlaygroundConversationId: string;
        /** @description Only those whose name, number or messages contain this, in capitals or not */
        PlaygroundSearch: string;
        /** @description Where the page begins, as the page before said */
        PlaygroundAfter: string;
        /** @description Only messages that stand before this one */
        PlaygroundBefore: string;
        /** @description This message and what stands behind it; not together with `before` */
        PlaygroundFrom: string;
        /**
         * @description How many at most
         * @example 50
         */
        PlaygroundLimit: number;
        /** @description The ETag of what the caller has already */
        IfNoneMatch: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Nothing from elsewhere, no script or style inside the page, no markup from text
         * @example default-src 'none'; script-src 'self'; style-src 'self'
         */
        PagePolicy: string;
        /** @description May be kept, and is asked for each time whether it still holds */
        Revalidated: "no-cache";
        /**
         * @description Ties the installation to the browser that began it; taken away once it ended
         * @example __Host-pipedrive-install=Zm9vYmFyYmF6cXV4; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure
         */
        InstallCookie: string;
        /**
         * @description No script, no frame, nothing from elsewhere
         * @example default-src 'none'; style-src 'sha256-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
         */
        PageSecurityPolicy: string;
        /**
         * @description inline for what a browser only shows or plays, attachment for everything else
         * @example attachment; filename*=UTF-8''offer.docx
         */
        ContentDisposition: string;
        /**
         * @description Lets nothing in the file run; absent on PDF, which browsers would not show under it
         * @example sandbox; default-src 'none'
         */
        ContentSecurityPolicy: string;
        /**
         * @description Ranges are understood
         * @example bytes
         */
        AcceptRanges: "bytes";
        /**
         * @description Names the content
         * @example "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"
         */
        ETag: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getIndex: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the caller has already */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page */
            200: {
                headers: {
                    "Content-Security-Policy": components["headers"]["PagePolicy"];
                    "Cache-Control": components["headers"]["Revalidated"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            304: components["responses"]["NotModified"];
            500: components["responses"]["InternalError"];
        };
    };
    getAsset: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the caller has already */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description Which part of the page it belongs to
                 * @example shell
                 */
                group: string;
                /**
                 * @description The file
                 * @example main.ts
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. Its real type, text/javascript, text/css or image/svg+xml, is in the Content-Type header. */
            200: {
                headers: {
                    "Content-Security-Policy": components["headers"]["PagePolicy"];
                    "Cache-Control": components["headers"]["Revalidated"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/javascript": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["InvalidRequest"];
            /** @description Not on the list */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    getAddresses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The addresses of this provider */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Addresses"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalError"];
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process is alive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready for traffic */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            500: components["responses"]["InternalError"];
            /** @description Not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getManifest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The manifest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Manifest"];
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    getMedia: {
        parameters: {
            query: {
                /**
                 * @description Until when the link holds, in seconds since 1970 (UTC)
                 * @example 1795219200
                 */
                expires: number;
                /**
                 * @description Proof that this provider made the link
                 * @example Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4
                 */
                signature: string;
            };
            header?: {
                /** @description One range of bytes. Several ranges, other units and what cannot be read are ignored, as HTTP allows. */
                Range?: string;
                /** @description The ETag of the file the range is meant for; with another one the whole file is answered */
                "If-Range"?: string;
            };
            path: {
                /**
                 * @description The channel that holds the message
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: string;
                /**
                 * @description The attachment
                 * @example at_3Rf6TgY8UhJ1KmLp
                 */
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. Their real type is in the Content-Type header. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["ContentDisposition"];
                    "Content-Security-Policy": components["headers"]["ContentSecurityPolicy"];
                    "Accept-Ranges": components["headers"]["AcceptRanges"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The part that was asked for. Its real type is in the Content-Type header. */
            206: {
                headers: {
                    /**
                     * @description Which bytes, and of how many
                     * @example bytes 0-8/21
                     */
                    "Content-Range"?: string;
                    "Content-Disposition": components["headers"]["ContentDisposition"];
                    "Content-Security-Policy": components["headers"]["ContentSecurityPolicy"];
                    "Accept-Ranges": components["headers"]["AcceptRanges"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description No such file, the link has expired, or its signature is not ours */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The range begins behind the end of the file */
            416: {
                headers: {
                    /**
                     * @description How many bytes the file has
                     * @example bytes *\/21
                     */
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    startInstallation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On to Pipedrive, where the user allows the app or not */
            302: {
                headers: {
                    /**
                     * @description The authorise page, with client_id, redirect_uri and state
                     * @example https://oauth.pipedrive.com/oauth/authorize?client_id=3f9c1d7ab52e8046&redirect_uri=https%3A%2F%2Fprovider.example.com%2Fauth%2Fpipedrive%2Fcallback&state=mgq3f0.Zm9v.YmFy
                     */
                    Location?: string;
                    "Set-Cookie": components["headers"]["InstallCookie"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["InternalErrorPage"];
        };
    };
    completeInstallation: {
        parameters: {
            query?: {
                /**
                 * @description The grant, good for five minutes and once
                 * @example 7b1fd0c2a94e5f3388d6c0b1e27a4f95d03c6e18
                 */
                code?: string;
                /**
                 * @description As startInstallation gave it
                 * @example mgq3f0.Zm9v.YmFy
                 */
                state?: string;
                /** @description Why there is no code, user_denied above all */
                error?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The app is installed, or the user did not allow it; the page says which, and what to do next */
            200: {
                headers: {
                    "Content-Security-Policy": components["headers"]["PageSecurityPolicy"];
                    "Set-Cookie": components["headers"]["InstallCookie"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": components["schemas"]["Page"];
                };
            };
            /** @description Begun in the Marketplace; on to Pipedrive once more, with a state of ours */
            302: {
                headers: {
                    /**
                     * @description The authorise page, with client_id, redirect_uri and state
                     * @example https://oauth.pipedrive.com/oauth/authorize?client_id=3f9c1d7ab52e8046&redirect_uri=https%3A%2F%2Fprovider.example.com%2Fauth%2Fpipedrive%2Fcallback&state=mgq3f0.Zm9v.YmFy
                     */
                    Location?: string;
                    "Set-Cookie": components["headers"]["InstallCookie"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The state is not ours, too old, used already, or was made for another browser; the page says how to begin again */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": components["schemas"]["Page"];
                };
            };
            500: components["responses"]["InternalErrorPage"];
            /** @description Pipedrive did not exchange the code, or did not say whose it is; the page says what to do */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": components["schemas"]["Page"];
                };
            };
            /** @description The store is out of reach, and nothing was kept */
            503: {
                headers: {
                    /**
                     * @description Seconds to wait before beginning again
                     * @example 1
                     */
                    "Retry-After"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": components["schemas"]["Page"];
                };
            };
        };
    };
    shareInstallation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SharingNotice"];
            };
        };
        responses: {
            /** @description Noted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Noted"];
                };
            };
            400: components["responses"]["InvalidNotice"];
            401: components["responses"]["NotPipedrive"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    uninstall: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UninstallNotice"];
            };
        };
        responses: {
            /** @description Noted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Noted"];
                };
            };
            400: components["responses"]["InvalidNotice"];
            401: components["responses"]["NotPipedrive"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listInstallations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All installations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InstallationList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeInstallation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The installation
                 * @example in_9f2KpQ7sVb1XcD4e
                 */
                installationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The installation as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Installation"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            /** @description There is no such installation */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
            /** @description Pipedrive did not confirm, and nothing was ended */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    listQuarantine: {
        parameters: {
            query?: {
                /** @description Only items that were set aside for this reason */
                reason?: string;
                /** @description Only items for this phone number, by WhatsApp's id of it */
                phoneNumberId?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Where to go on: `after` of the answer before, with the same filter */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantinePage"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replayQuarantine: {
        parameters: {
            query?: {
                /** @description Only items that were set aside for this reason */
                reason?: string;
                /** @description Only items for this phone number, by WhatsApp's id of it */
                phoneNumberId?: string;
                /** @description Where to go on: `after` of the answer before, with the same filter */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayedBatch"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getQuarantinedItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The item, as the list names it
                 * @example 7
                 */
                itemId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantinedItem"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            /** @description No such item in the quarantine */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    dismissQuarantinedItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The item, as the list names it
                 * @example 7
                 */
                itemId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            /** @description No such item in the quarantine */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replayQuarantinedItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The item, as the list names it
                 * @example 7
                 */
                itemId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            /** @description No such item in the quarantine */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDeadLetters: {
        parameters: {
            query?: {
                /** @description Only those of this channel */
                channelId?: string;
                /** @description Only those towards Pipedrive (crm) or WhatsApp */
                destination?: "crm" | "whatsapp";
                /** @description How many at most */
                limit?: number;
                /** @description Where to go on: `after` of the answer before, with the same filter */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetterPage"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    dismissDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The dead letter, as the list names it
                 * @example 3
                 */
                deadLetterId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            /** @description No such dead letter */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replayDeadLetter: {
        parameters: {
            query?: {
                /** @description Sends towards WhatsApp that may have reached the customer are put back all the same */
                confirm?: "may-be-sent-twice";
            };
            header?: never;
            path: {
                /**
                 * @description The dead letter, as the list names it
                 * @example 3
                 */
                deadLetterId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It waits for its next attempt */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            /** @description No such dead letter */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The customer may have it, and nobody said that it may go out twice; or its channel was deleted, so that nothing of it is delivered any more */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replayDeadLettersOfChannel: {
        parameters: {
            query?: {
                /** @description Only those towards Pipedrive (crm) or WhatsApp */
                destination?: "crm" | "whatsapp";
                /** @description Sends towards WhatsApp that may have reached the customer are put back all the same */
                confirm?: "may-be-sent-twice";
                /** @description Where to go on: `after` of the answer before, with the same filter */
                after?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was put back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayedLetters"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            /** @description No such channel */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    findSender: {
        parameters: {
            query?: {
                /**
                 * @description The phone number; everything but its digits is ignored
                 * @example +15551230001
                 */
                phone?: string;
                /** @description WhatsApp's business-scoped user id */
                userId?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sender */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sender"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            /** @description No such channel, or nobody like that has written there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    eraseSender: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: string;
                /**
                 * @description The sender, as findSender names it
                 * @example pt_Hq3vR7sLk2MnB8xW
                 */
                senderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person is out; the rest is being erased */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            /** @description No such channel, or nobody like that has written there */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getErasure: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The erasure, as it was answered when it was begun
                 * @example er_Zm9vYmFyYmF6cXV4
                 */
                erasureId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The erasure */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            /** @description No such erasure */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    eraseInstallation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The installation
                 * @example in_Zm9vYmFyYmF6cXV4
                 */
                installationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyToErase"];
            };
        };
        responses: {
            /** @description It is being erased */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            /** @description No such installation */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["TooSlow"];
            /** @description The app is still installed there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channels */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createChannel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChannel"];
            };
        };
        responses: {
            /** @description The channel is stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeChannel: {
        parameters: {
            query?: {
                /**
                 * @description Deletes the channel here without asking Pipedrive
                 * @example true
                 */
                onlyHere?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel is deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NoChannel"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["PipedriveUnavailable"];
        };
    };
    connectChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelConnection"];
            };
        };
        responses: {
            /** @description The channel, as it is after the attempt */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NoChannel"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    pauseChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NoChannel"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    resumeChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Channel"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NoChannel"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description The conversation
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Pipedrive's inbox no longer has it */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NoChannel"];
            409: components["responses"]["Conflict"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["PipedriveUnavailable"];
        };
    };
    getBudgets: {
        parameters: {
            query?: {
                /**
                 * @description How many days, today included
                 * @example 7
                 */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The budgets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BudgetList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getAvatar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description What the picture is drawn from, and the proof that this provider made the address
                 * @example 3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAA.png
                 */
                avatarId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture, 96 by 96 pixels */
            200: {
                headers: {
                    /**
                     * @description For ever, by anybody
                     * @example public, max-age=31536000, immutable
                     */
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description This provider made no such address */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    runDoctor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoctorRequest"];
            };
        };
        responses: {
            /** @description What was found, whether good or not */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoctorReport"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /**
                 * @description The same, for whoever cannot set headers
                 * @example 9f86d081884c-41
                 */
                since?: string;
            };
            header?: {
                /** @description The id of the last event that was seen; goes before `since` */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["ConsoleEvent"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            500: components["responses"]["InternalError"];
        };
    };
    listExchanges: {
        parameters: {
            query?: {
                /** @description Only exchanges with this far end */
                side?: "whatsapp" | "pipedrive" | "operator";
                /** @description in: asked of this provider. out: asked by it */
                direction?: "in" | "out";
                /** @description Only exchanges of this operation */
                operationId?: string;
                /** @description Only exchanges whose status is of this class; none for those that were not answered */
                status?: "2xx" | "3xx" | "4xx" | "5xx" | "none";
                /**
                 * @description Only exchanges that say something of this conversation
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Where to go on: `after` of the answer before, with the same filter */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangePage"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    traceMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The message, by the id Pipedrive sees
                 * @example ms_8JwQm2Lk0aZrT5uY_1
                 */
                messageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Trace"];
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            404: components["responses"]["NothingToTrace"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    findTrace: {
        parameters: {
            query: {
                /**
                 * @description Of a message or a conversation
                 * @example ms_8JwQm2Lk0aZrT5uY_1
                 */
                id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Trace"];
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            404: components["responses"]["NothingToTrace"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getBalance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sheets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balance"];
                };
            };
            401: components["responses"]["NoConsoleToken"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description Where to go on: `after` of the answer before */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The delivery, as the list names it
                 * @example 1
                 */
                deliveryId: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            404: components["responses"]["NoDelivery"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replayDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The delivery, as the list names it
                 * @example 1
                 */
                deliveryId: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of its items */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayedDelivery"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NoConsoleToken"];
            404: components["responses"]["NoDelivery"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSetUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The steps, in the order in which they are taken */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetUp"];
                };
            };
            401: components["responses"]["Unauthorized"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listContracts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The documents */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractList"];
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    getContract: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The document's file name
                 * @example console.yaml
                 */
                fileName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An OpenAPI document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description There is no such document */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
        };
    };
    getPlaygroundClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The time of the provider and of both far ends */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaygroundClock"];
                };
            };
            404: components["responses"]["NoPlayground"];
            500: components["responses"]["InternalError"];
        };
    };
    advancePlaygroundClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaygroundSpan"];
            };
        };
        responses: {
            /** @description What time it is then */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaygroundClock"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    listPlaygroundFaults: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["PlaygroundFaults"];
            404: components["responses"]["NoPlayground"];
            500: components["responses"]["InternalError"];
        };
    };
    clearPlaygroundFaults: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["PlaygroundFaults"];
            404: components["responses"]["NoPlayground"];
            500: components["responses"]["InternalError"];
        };
    };
    setPlaygroundFault: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the fault in the list
                 * @example pipedrive-down
                 */
                faultName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["PlaygroundFaults"];
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlaygroundFault"];
            500: components["responses"]["InternalError"];
        };
    };
    clearPlaygroundFault: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the fault in the list
                 * @example pipedrive-down
                 */
                faultName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["PlaygroundFaults"];
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlaygroundFault"];
            500: components["responses"]["InternalError"];
        };
    };
    resetPlayground: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaygroundReset"];
            };
        };
        responses: {
            /** @description Everything is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    sendPlaygroundDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description What the webhook answered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaygroundAnswer"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    sendPlaygroundReply: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["PlaygroundReplyForm"];
            };
        };
        responses: {
            /** @description What postMessage answered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaygroundAnswer"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPlaygroundTemplates: {
        parameters: {
            query?: {
                /** @description The channel; the first one of the inbox unless told */
                channelId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What getTemplates answered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaygroundAnswer"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            500: components["responses"]["InternalError"];
        };
    };
    getPlaygroundConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The customer's phone number, digits only
                 * @example 15551230001
                 */
                phone: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Both sides */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaygroundConversation"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPlaygroundPeople: {
        parameters: {
            query?: {
                /** @description Only those whose name, number or messages contain this, in capitals or not */
                search?: components["parameters"]["PlaygroundSearch"];
                /** @description Where the page begins, as the page before said */
                after?: components["parameters"]["PlaygroundAfter"];
                /**
                 * @description How many at most
                 * @example 50
                 */
                limit?: components["parameters"]["PlaygroundLimit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of customers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaygroundPeople"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    putPlaygroundPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The customer's phone number, digits only, or user id
                 * @example 15551230001
                 */
                address: components["parameters"]["PlaygroundAddress"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaygroundPersonChange"];
            };
        };
        responses: {
            /** @description The customer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaygroundPerson"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    getPlaygroundChat: {
        parameters: {
            query?: {
                /** @description Only messages that stand before this one */
                before?: components["parameters"]["PlaygroundBefore"];
                /** @description This message and what stands behind it; not together with `before` */
                from?: components["parameters"]["PlaygroundFrom"];
                /**
                 * @description How many at most
                 * @example 50
                 */
                limit?: components["parameters"]["PlaygroundLimit"];
            };
            header?: never;
            path: {
                /**
                 * @description The customer's phone number, digits only, or user id
                 * @example 15551230001
                 */
                address: components["parameters"]["PlaygroundAddress"];
                /**
                 * @description WhatsApp's id of the business's phone number
                 * @example 106540352242922
                 */
                phoneNumberId: components["parameters"]["PlaygroundNumber"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the chat */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaygroundChatPage"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            500: components["responses"]["InternalError"];
        };
    };
    writePlaygroundMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The customer's phone number, digits only, or user id
                 * @example 15551230001
                 */
                address: components["parameters"]["PlaygroundAddress"];
                /**
                 * @description WhatsApp's id of the business's phone number
                 * @example 106540352242922
                 */
                phoneNumberId: components["parameters"]["PlaygroundNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaygroundCustomerMessage"];
            };
        };
        responses: {
            /** @description The message is on the phone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaygroundWritten"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    sendPlaygroundFiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The customer's phone number, digits only, or user id
                 * @example 15551230001
                 */
                address: components["parameters"]["PlaygroundAddress"];
                /**
                 * @description WhatsApp's id of the business's phone number
                 * @example 106540352242922
                 */
                phoneNumberId: components["parameters"]["PlaygroundNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["PlaygroundFilesForm"];
            };
        };
        responses: {
            /** @description The files are on the phone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        messages: components["schemas"]["PlaygroundWritten"][];
                    };
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    readPlaygroundChat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The customer's phone number, digits only, or user id
                 * @example 15551230001
                 */
                address: components["parameters"]["PlaygroundAddress"];
                /**
                 * @description WhatsApp's id of the business's phone number
                 * @example 106540352242922
                 */
                phoneNumberId: components["parameters"]["PlaygroundNumber"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the business is told of */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        messageIds: string[];
                    };
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            500: components["responses"]["InternalError"];
        };
    };
    getPlaygroundFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description WhatsApp's id of the file
                 * @example 2914523482062113
                 */
                fileId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. Their real type is in the Content-Type header. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["ContentDisposition"];
                    "Content-Security-Policy": components["headers"]["ContentSecurityPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            500: components["responses"]["InternalError"];
        };
    };
    listPlaygroundConversations: {
        parameters: {
            query?: {
                /** @description Only this channel's */
                channelId?: string;
                /** @description Only those whose name, number or messages contain this, in capitals or not */
                search?: components["parameters"]["PlaygroundSearch"];
                /** @description Where the page begins, as the page before said */
                after?: components["parameters"]["PlaygroundAfter"];
                /**
                 * @description How many at most
                 * @example 50
                 */
                limit?: components["parameters"]["PlaygroundLimit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of conversations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaygroundInbox"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getPlaygroundThread: {
        parameters: {
            query?: {
                /** @description Only messages that stand before this one */
                before?: components["parameters"]["PlaygroundBefore"];
                /** @description This message and what stands behind it; not together with `before` */
                from?: components["parameters"]["PlaygroundFrom"];
                /**
                 * @description How many at most
                 * @example 50
                 */
                limit?: components["parameters"]["PlaygroundLimit"];
            };
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description The conversation
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: components["parameters"]["PlaygroundConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the conversation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaygroundThreadPage"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            500: components["responses"]["InternalError"];
        };
    };
    readPlaygroundThread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description The conversation
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: components["parameters"]["PlaygroundConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing in it is unread */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            500: components["responses"]["InternalError"];
        };
    };
    openPlaygroundAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description The conversation
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: components["parameters"]["PlaygroundConversationId"];
                /**
                 * @description The message
                 * @example ms_8JwQm2Lk0aZrT5uY_2
                 */
                messageId: string;
                /**
                 * @description The file
                 * @example at_3Rf6TgY8UhJ1KmLp
                 */
                attachmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. Their real type is in the Content-Type header. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["ContentDisposition"];
                    "Content-Security-Policy": components["headers"]["ContentSecurityPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoPlayground"];
            500: components["responses"]["InternalError"];
        };
    };
}
