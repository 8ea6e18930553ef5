// Generated from openapi/simulators.yaml by src/cli/generate. Do not edit: change the document, then `npm run generate`.
export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where everything is
         * @description The addresses of both simulators, the time, the settings, and the addresses that matter here.
         */
        get: operations["getControlIndex"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every call in both directions
         * @description What the provider asked of either simulator, and the webhooks and calls that went to the provider, oldest first, with their answers.
         *     Credentials and signatures are left out. The newest 10,000 are kept.
         */
        get: operations["getTranscript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transcript.txt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The transcript for reading
         * @description The same as text, one call on each line; what broke a contract stands below its call.
         */
        get: operations["readTranscript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/breaches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the provider did wrong
         * @description Requests that broke whatsapp-cloud.yaml or pipedrive-api.yaml, and everything that no real inbox could have shown rightly. Empty lists are
         *     what a test wants to see at its end.
         */
        get: operations["listBreaches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everybody with a phone
         * @description Who was put here, and everybody who wrote or was written to.
         */
        get: operations["listPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/people/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A phone number in digits, or a business-scoped user id
                 * @example 15551230001
                 */
                address: components["parameters"]["Address"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Create or change somebody
         * @description What is left out stays as it is, or gets its usual value. An address of digits is a phone number; anything else a business-scoped user id of
         *     somebody who shares no number.
         */
        put: operations["putPerson"];
        post?: never;
        /**
         * Take somebody away
         * @description Takes away the person with everything on the phone. Who writes again begins anew.
         */
        delete: operations["deletePerson"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/phones/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A phone number in digits, or a business-scoped user id
                 * @example 15551230001
                 */
                address: components["parameters"]["Address"];
            };
            cookie?: never;
        };
        /**
         * What stands on a phone
         * @description The customer's own messages and those of the business, oldest first, each with the status it has reached.
         */
        get: operations["getPhone"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Type as a customer
         * @description The message stands on the customer's phone, opens the 24-hour window, and goes to the webhook as Meta sends it: signed over its bytes, and
         *     repeated until the answer is 200. `text` is the short form of a text message; every other kind is told by `message`. People nobody has heard
         *     of are created. A file is given by its bytes, or by the id that POST /media answered; without either a small sample is taken.
         */
        post: operations["writeAsCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/reads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open the chat as a customer
         * @description What was delivered counts as read, and the webhook hears of it. Needed for people with `readsByItself: false`, and to read at a moment of your
         *     choice. Nobody hears of a person who gives no read receipts.
         */
        post: operations["readAsCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a customer's file into WhatsApp's storage
         * @description Takes one file and answers its media id, for `mediaId` of a message or for a delivery of your own. It can be downloaded for 7 days, as
         *     files of customers can.
         */
        post: operations["storeCustomerFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a webhook of your own
         * @description Signs exactly the bytes of the body with the app secret and posts them to the webhook, whatever they are. Where they are a delivery of
         *     messages, these stand on the phones as well. Anything but 200 is repeated, as Meta does.
         */
        post: operations["postDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Play the webhook's handshake
         * @description Does what Meta does when an address is entered in the app: a GET with the verify token and a challenge, which must come back as the whole
         *     answer with status 200.
         */
        post: operations["verifyWebhookAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Connect a channel of the provider
         * @description What an installed app does with Pipedrive's addChannel, without the OAuth dance: the inbox now has the channel and reads its conversations
         *     (and templates) from the provider.
         */
        post: operations["registerChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The inbox's channels
         * @description Every channel that was registered, over the API or here.
         */
        get: operations["listInboxChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/channels/{channelId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The provider's id of the channel
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
         * Remove a channel as the user would
         * @description Takes the channel out of the inbox and tells the provider, which hears deleteChannelById.
         */
        delete: operations["removeInboxChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/channels/{channelId}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The provider's id of the channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        /**
         * The conversations of a channel
         * @description What the salesperson sees in the list, with participants and the newest message.
         */
        get: operations["listInboxConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/channels/{channelId}/templates": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The provider's id of the channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        /**
         * The template menu of a channel
         * @description The templates as the provider listed them when the channel was read in.
         */
        get: operations["listInboxTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/channels/{channelId}/conversations/{conversationId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The provider's id of the channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description The provider's id of the conversation
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: components["parameters"]["ConversationId"];
            };
            cookie?: never;
        };
        /**
         * The messages of a conversation
         * @description Oldest first, as they stand in the inbox.
         */
        get: operations["listInboxMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/channels/{channelId}/conversations/{conversationId}/older": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The provider's id of the channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description The provider's id of the conversation
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: components["parameters"]["ConversationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Scroll up
         * @description The inbox asks the provider for the next page of older messages, as far as it has offered one.
         */
        post: operations["loadOlderMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/inbox/channels/{channelId}/conversations/{conversationId}/messages/{messageId}/attachments/{attachmentId}/open": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The provider's id of the channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description The provider's id of the conversation
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: components["parameters"]["ConversationId"];
                /**
                 * @description The message
                 * @example ms_8JwQm2Lk0aZrT5uY_1
                 */
                messageId: string;
                /**
                 * @description The attachment
                 * @example at_3Rf6TgY8UhJ1KmLp
                 */
                attachmentId: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a file as the salesperson would
         * @description HEAD on the link where it may expire; where that fails, getMessageById for a fresh one; then the file itself. The answer says which
         *     steps were taken.
         */
        post: operations["openInboxAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/salespeople/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Type as a salesperson
         * @description Pipedrive's postMessage on the provider: multipart/form-data with Basic credentials. `to` names the customer; the conversation is found in the
         *     inbox by the messages it received from that customer. Name `channelId` where several channels have one, or `conversationId` instead of `to`.
         */
        post: operations["writeAsSalesperson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A token of Pipedrive for a provider under development
         * @description An access token that works for an hour without the OAuth dance, or the code that a user's consent puts into the callback (good for 5 minutes,
         *     once).
         */
        post: operations["issueToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who uses Pipedrive
         * @description Every company with its domain, its plan, what it has spent of its daily tokens, and its users; of each user whether the app is installed. The first
         *     user of the first company is the one whom nobody has to name.
         */
        get: operations["listCompanies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{companyId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The company's id in Pipedrive
                 * @example 12345678
                 */
                companyId: components["parameters"]["CompanyId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Create or change a company
         * @description What is left out stays as it is, or gets its usual value. A new `slug` renames the domain: the old one answers 404 at once, and the next answer of the
         *     token endpoint has the new api_domain. A `plan` that is `ended` lets every call of the company's API be answered with 402.
         */
        put: operations["putCompany"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{companyId}/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The company's id in Pipedrive
                 * @example 12345678
                 */
                companyId: components["parameters"]["CompanyId"];
                /**
                 * @description The user's id in Pipedrive
                 * @example 23456789
                 */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Create or change a user
         * @description What is left out stays as it is, or gets its usual value. The first user of a company is its administrator unless told, later ones are not.
         */
        put: operations["putCompanyUser"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{companyId}/users/{userId}/installation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The company's id in Pipedrive
                 * @example 12345678
                 */
                companyId: components["parameters"]["CompanyId"];
                /**
                 * @description The user's id in Pipedrive
                 * @example 23456789
                 */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take the app away as the user would
         * @description The user's tokens end at once and the user's channels go; then the provider is told with DELETE on its callback URL. What it answers changes nothing,
         *     and neither does no answer (502).
         */
        delete: operations["uninstallApp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/companies/{companyId}/users/{userId}/sharing": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The company's id in Pipedrive
                 * @example 12345678
                 */
                companyId: components["parameters"]["CompanyId"];
                /**
                 * @description The user's id in Pipedrive
                 * @example 23456789
                 */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show the app to the whole company, or to nobody else
         * @description The provider is told with POST on its callback URL.
         */
        post: operations["shareApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide on the consent page as a user
         * @description What the browser is sent to from Pipedrive's authorise page: the callback URL with a code (good for 5 minutes, once), or with error=user_denied, and with
         *     the `state` that the provider gave. With `follow` it goes there, without cookies, and stops at the first answer.
         */
        post: operations["giveConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/installations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Install the app from the Marketplace
         * @description The browser arrives at the callback URL with a code, and without a state that the provider could know. With `follow` it goes there.
         */
        post: operations["installFromMarketplace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What time it is
         * @description The time of both simulators, and whether it passes by itself.
         */
        get: operations["getClock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clock/advance": {
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
         * @description Moves the clock forward by `by` (ISO 8601: days, hours, minutes, seconds, weeks) or `ms`, at most 366 days at a time. Everything that is due on
         *     the way happens in order, each at its own time: statuses, repetitions of webhooks, expiries. The answer comes when it is done.
         */
        post: operations["advanceClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clock/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let time stand still
         * @description Nothing happens by itself until the clock is moved or resumed.
         */
        post: operations["pauseClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clock/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let time pass by itself
         * @description From the time at which the clock stands.
         */
        post: operations["resumeClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What will go wrong
         * @description Everything that waits for a request or a delivery, in the order it was set; `times` counts down, and is null for what holds until it is removed.
         */
        get: operations["listFaults"];
        put?: never;
        /**
         * Let something go wrong
         * @description `side` says whose fault it is. Faults of requests (`operation`: an operationId of that side's document; every operation without it):
         *     `delay` answers `ms` later, `drop` hangs up (before the request took effect, or after it with `afterHandling`), `disconnect` hangs up in the
         *     middle of the answer, `fail` answers `status` with the vendor's `code` (of one `operation`, which must document that status;
         *     Pipedrive gives most errors no code). Faults of what goes to the provider (no `operation`): `duplicate` (each webhook of WhatsApp, each postMessage
         *     of Pipedrive `copies` times more, until it is removed), and of WhatsApp `reorder` (`times` webhooks are kept, then sent in reverse), `hold` (status
         *     webhooks wait until this is removed) and `lose` (the next `times` webhooks never come). At once: `expire` and `revoke` (`what`).
         */
        post: operations["setFault"];
        /**
         * Let everything go well
         * @description Takes every fault away; statuses that were held go out. What has expired or was revoked stays so.
         */
        delete: operations["clearFaults"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faults/{faultId}": {
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
         * Take one fault away
         * @description What was held because of it goes out.
         */
        delete: operations["removeFault"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faults/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Faults with a name
         * @description The situations that front-end and provider developers ask for first, each as the faults it is made of.
         */
        get: operations["listFaultPresets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/faults/presets/{presetName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a fault by its name
         * @description The same as setting each of the preset's faults.
         */
        post: operations["setFaultPreset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is set
         * @description Secrets never come back; true says that one is set.
         */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what is set
         * @description What is left out stays. Takes effect with the next request and the next attempt of a webhook.
         */
        patch: operations["changeSettings"];
        trace?: never;
    };
    "/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin anew
         * @description Both simulators are as they were right after the start, the transcript is empty, and no fault is set. Addresses and the time stay; settings are
         *     those of the start.
         */
        post: operations["resetSimulators"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The whole state
         * @description Everything both simulators hold, with what is waiting for its time. Holds credentials, messages and files; its inside belongs to the simulators and
         *     may change with their version.
         */
        get: operations["getSnapshot"];
        /**
         * Put a state back
         * @description Exactly what the snapshot holds replaces everything. A clock that is behind the snapshot's time moves there, one that is ahead stays: what was due in
         *     between happens at once. Addresses and the transcript stay.
         */
        put: operations["restoreSnapshot"];
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
        ControlIndex: {
            /** @description The project */
            name: string;
            /** @description Its version */
            version: string;
            /** @description Where the simulators listen; these are the base URLs that a provider needs */
            addresses: {
                /**
                 * Format: uri
                 * @description The WhatsApp Cloud API
                 */
                whatsapp: string;
                /**
                 * Format: uri
                 * @description Pipedrive's API and its OAuth host
                 */
                pipedrive: string;
                /**
                 * Format: uri
                 * @description This API
                 */
                control: string;
            };
            clock: components["schemas"]["Clock"];
            settings: components["schemas"]["Settings"];
            /** @description Addresses by purpose */
            links: {
                [key: string]: string;
            };
        };
        Transcript: {
            /** @description The number of the newest entry given here, for the next `after` */
            last: number;
            entries: components["schemas"]["TranscriptEntry"][];
        };
        TranscriptEntry: {
            /** @description Counts over both simulators */
            seq: number;
            /**
             * Format: date-time
             * @description When the call began
             */
            at: string;
            /**
             * @description The simulator that took part
             * @enum {string}
             */
            side: "whatsapp" | "pipedrive";
            /**
             * @description in: the provider called; out: the simulator called the provider
             * @enum {string}
             */
            direction: "in" | "out";
            /** @description The operation of the contract */
            operationId: string | null;
            method: string;
            url: string;
            /** @description The body as JSON or text */
            request: unknown;
            /** @description 0 when there was no answer */
            status: number;
            /** @description The answer's body as JSON or text */
            response: unknown;
            /** @description How the contract was broken */
            violation: string | null;
        };
        Breaches: {
            /** @description Requests that broke whatsapp-cloud.yaml, in words */
            whatsapp: string[];
            /** @description Requests that broke pipedrive-api.yaml, in words */
            pipedrive: string[];
            /** @description What no inbox could show rightly */
            inbox: ({
                /** @description status-regressed, message-changed, endless-paging … */
                kind: string;
                messageId?: string;
                detail: string;
            } & {
                [key: string]: unknown;
            })[];
        };
        People: {
            people: components["schemas"]["Person"][];
        };
        Person: {
            /** @description Digits; null for somebody who shares no number */
            phone: string | null;
            /** @description The business-scoped user id */
            userId: string;
            /** @description The profile name */
            name: string;
            username: string | null;
            /** @description Whether anybody hears that this person has read */
            readReceipts: boolean;
            /** @description Whether messages are read without POST /customers/reads */
            readsByItself: boolean;
            /** @description False: sends to this person fail late with 131026 */
            reachable: boolean;
            /** @description The 24-hour window towards each business number */
            windows: {
                phoneNumberId: string;
                open: boolean;
                /** Format: date-time */
                until: string | null;
                /**
                 * Format: date-time
                 * @description Until when the business is seen typing
                 */
                typingUntil: string | null;
            }[];
        };
        PersonChange: {
            userId?: string;
            name?: string;
            username?: string | null;
            readReceipts?: boolean;
            readsByItself?: boolean;
            reachable?: boolean;
        };
        Phone: {
            address: string;
            messages: components["schemas"]["PhoneMessage"][];
        };
        PhoneMessage: {
            id: string;
            /** @description The business number on the other side */
            phoneNumberId: string;
            /** @enum {string} */
            from: "customer" | "business";
            type: string;
            /** @description One line that stands for the message */
            text: string;
            /** @enum {string} */
            status: "sent" | "delivered" | "read" | "failed";
            /** Format: date-time */
            at: string;
            /** @description The message as it was sent or delivered */
            content: unknown;
        };
        CustomerWriting: {
            /** @description A phone number in digits or a business-scoped user id */
            from: string;
            /** @description The business number's id; the first one unless told */
            to?: string;
            /** @description A text message */
            text?: string;
            message?: components["schemas"]["CustomerMessage"];
            /** @description The id of the message that is answered */
            replyTo?: string;
            /** @description Whether the customer passed it on */
            forwarded?: boolean;
            /** @description Whether that was more than five times */
            forwardedOften?: boolean;
        };
        /**
         * @description What is written, by `type`. text: `text`. image, video, audio, document, sticker: `file` or `mediaId` or neither, `caption`, `voice`, `animated`.
         *     location: `location`. contacts: `contacts`. reaction: `messageId`, `emoji` (null takes it back). button (of a template): `text`, `payload`,
         *     `messageId`. interactive: `interactive`, `messageId`. order: `order`. What is inside has the shape it has in a webhook. Or, instead of `type`,
         *     `raw`: a whole message object.
         */
        CustomerMessage: {
            /** @enum {string} */
            type?: "text" | "image" | "video" | "audio" | "document" | "sticker" | "location" | "contacts" | "reaction" | "button" | "interactive" | "order";
            text?: string;
            file?: components["schemas"]["GivenFile"];
            /** @description What POST /media answered */
            mediaId?: string;
            caption?: string;
            /** @description Whether an audio file is a voice message */
            voice?: boolean;
            /** @description Whether a sticker moves */
            animated?: boolean;
            location?: {
                latitude: number;
                longitude: number;
                name?: string;
                address?: string;
                url?: string;
            };
            /** @description Contact cards as WhatsApp writes them */
            contacts?: {
                [key: string]: unknown;
            }[];
            /** @description The message that is meant */
            messageId?: string;
            emoji?: string | null;
            payload?: string;
            /** @description A tap: {type: list_reply, list_reply: {id, title}} and the like */
            interactive?: {
                [key: string]: unknown;
            };
            /** @description An order as WhatsApp writes it */
            order?: {
                [key: string]: unknown;
            };
            /** @description A whole message object */
            raw?: {
                [key: string]: unknown;
            };
        };
        GivenFile: {
            /** @description The bytes */
            base64: string;
            mimeType: string;
            filename?: string;
        };
        CustomerWritten: {
            messageId: string;
            webhook: components["schemas"]["WebhookAnswer"];
        };
        CustomerReading: {
            address: string;
            /** @description The last message that is read; all of them unless told */
            upTo?: string;
        };
        CustomerFile: {
            mediaId: string;
            mimeType: string;
            /** @description Bytes */
            size: number;
        };
        /** @description What the provider answered, passed on as it was */
        Answer: {
            status: number;
            /** @description The body as text */
            body: string;
        };
        /** @description What the provider answered to a webhook, passed on as it was */
        WebhookAnswer: {
            /** @description 0: a fault keeps the webhook back */
            status: number;
            /** @description The body as text */
            body: string;
        };
        HandshakeResult: {
            /** @description Whether Meta would take the address */
            accepted: boolean;
            reason: string;
            answer: components["schemas"]["Answer"];
        };
        ChannelRegistration: {
            /** @description The provider's id of the channel */
            providerChannelId: string;
            name: string;
            /** @enum {string} */
            type?: "facebook" | "whatsapp" | "other";
            templateSupport?: boolean;
            /** @description The user's company; necessary where several have the user */
            companyId?: number;
            /** @description The first user of the company (of the first one) unless told */
            userId?: number;
        };
        InboxChannel: {
            id: string;
            /** @description Whose it is */
            companyId: number;
            /** @description Who registered it */
            userId: number;
            name: string;
            type: string;
            templateSupport: boolean;
            conversations: number;
        };
        InboxChannels: {
            channels: components["schemas"]["InboxChannel"][];
        };
        InboxConversations: {
            conversations: {
                id: string;
                participants: ({
                    id: string;
                    name: string;
                    role: string;
                } & {
                    [key: string]: unknown;
                })[];
                /** @description How many the inbox holds */
                messages: number;
                /** @description The text of the newest one */
                newest: string | null;
            }[];
        };
        OlderMessages: {
            /** @description What getConversationById answered; null when nothing older was offered */
            status: number | null;
            /** @description How many messages were new */
            added: number;
            /** @description Whether there is still more to load */
            more: boolean;
            messages: components["schemas"]["InboxMessage"][];
        };
        InboxMessages: {
            messages: components["schemas"]["InboxMessage"][];
        };
        InboxMessage: {
            id: string;
            /**
             * @description unknown: no participant has that id
             * @enum {string}
             */
            from: "customer" | "salesperson" | "unknown";
            senderId: string;
            text: string;
            status: string;
            /** @description As the provider said it */
            createdAt: string;
            replyBy: string | null;
            attachments: {
                [key: string]: unknown;
            }[];
        };
        InboxTemplates: {
            templates: {
                [key: string]: unknown;
            }[];
        };
        OpenedAttachment: {
            /** @description Whether the salesperson sees the file */
            shown: boolean;
            /** @description Whether the link had ended and getMessageById gave another one */
            renewed: boolean;
            steps: {
                /** @enum {string} */
                call: "head" | "getMessageById" | "get";
                /** @description 0 when there was no answer */
                status: number;
            }[];
            contentType: string | null;
            /** @description Bytes that came */
            size: number;
        };
        SalespersonWriting: {
            /** @description The customer's phone number in digits or user id */
            to?: string;
            conversationId?: string;
            channelId?: string;
            text?: string;
            files?: {
                name: string;
                contentType: string;
                base64: string;
            }[];
        };
        SalespersonWritten: {
            channelId: string;
            conversationId: string;
            provider: components["schemas"]["Answer"];
        };
        Companies: {
            companies: components["schemas"]["Company"][];
        };
        Company: {
            id: number;
            name: string;
            /** @description The subdomain */
            slug: string;
            /** @description What its tokens come with: where its API is */
            apiDomain: string;
            plan: "ended" | components["schemas"]["Plan"];
            budget: {
                /**
                 * Format: date-time
                 * @description The midnight it began with
                 */
                day: string;
                /** @description Tokens of all users and all apps */
                spent: number;
                /** @description null while no daily limit is set */
                limit: number | null;
            };
            users: components["schemas"]["CompanyUser"][];
        };
        Plan: {
            /** @enum {string} */
            name: "lite" | "growth" | "premium" | "ultimate";
            seats: number;
            /** @description Bought on top, per day */
            extraTokens: number;
        };
        CompanyUser: {
            id: number;
            name: string;
            email: string;
            admin: boolean;
            /** @description Whether the user has the app */
            installed: boolean;
            /** @description Whether the user shows it to the whole company */
            shared: boolean;
        };
        CompanyChange: {
            name?: string;
            /** @description The subdomain; no other company's */
            slug?: string;
            /** @description ended: 402 for everything */
            plan?: ("lite" | "growth" | "premium" | "ultimate" | "ended") | {
                /** @enum {string} */
                name?: "lite" | "growth" | "premium" | "ultimate";
                seats?: number;
                extraTokens?: number;
            };
        };
        CompanyUserChange: {
            name?: string;
            email?: string;
            /** @description Whether the user may register channels */
            admin?: boolean;
        };
        Sharing: {
            isShared: boolean;
        };
        ConsentGiven: {
            /** @description The user's company; necessary where several have the user */
            companyId?: number;
            /** @description The first user of the company (of the first one) unless told */
            userId?: number;
            /** @enum {string} */
            decision: "allow" | "deny";
            /** @description What the provider gave with its link to the authorise page */
            state?: string;
            /** @description The registered callback URL unless told; any other is refused */
            redirectUri?: string;
            /** @description Whether to go there */
            follow?: boolean;
        };
        MarketplaceInstall: {
            /** @description The user's company; necessary where several have the user */
            companyId?: number;
            /** @description The first user of the company (of the first one) unless told */
            userId?: number;
            /** @description Whether to go there */
            follow?: boolean;
        };
        CallbackVisit: {
            /** @description The callback URL with what the browser brings there */
            url: string;
            /** @description null when it was not followed */
            answer: {
                status: number;
                /** @description Where it sends the browser on */
                link: string | null;
                body: string;
            } | null;
        };
        TokenRequest: {
            /** @description The user's company; necessary where several have the user */
            companyId?: number;
            /** @description The first user of the company (of the first one) unless told */
            userId?: number;
            /** @enum {string} */
            kind: "access-token" | "code";
        };
        Token: {
            /** @enum {string} */
            kind: "access-token" | "code";
            token: string;
            expiresInSeconds: number;
        };
        Clock: {
            /** Format: date-time */
            now: string;
            /** @description Whether time passes by itself */
            running: boolean;
        };
        /** @description Either of the two */
        ClockAdvance: {
            /** @description An ISO 8601 duration: P1D, PT1H30M, P2W, PT0.5S */
            by?: string;
            /** @description Milliseconds */
            ms?: number;
        };
        FaultChange: {
            /** @enum {string} */
            side: "whatsapp" | "pipedrive";
            /** @enum {string} */
            kind: "delay" | "drop" | "disconnect" | "fail" | "duplicate" | "reorder" | "hold" | "lose" | "expire" | "revoke";
            /** @description An operationId of that side's document */
            operation?: string;
            /** @description How many requests or deliveries; `always` until it is removed. Of a duplicate, a number means its `copies` */
            times?: number | "always";
            /** @description Of a duplicate: how many more of each */
            copies?: number;
            /** @description Of a delay */
            ms?: number;
            /** @description Of a drop: whether the request takes effect before */
            afterHandling?: boolean;
            /** @description Of a failure */
            status?: number;
            /** @description Of a failure, the vendor's error code (a number for WhatsApp, a text for Pipedrive) */
            code?: number | string;
            /** @description Of a failure: Retry-After and the like */
            retryAfterSeconds?: number;
            /**
             * @description Of expire: windows, media-links, media, access-token (WhatsApp), access-tokens, refresh-tokens (Pipedrive); of revoke: access-token (WhatsApp), installation (Pipedrive)
             * @enum {string}
             */
            what?: "windows" | "media-links" | "media" | "access-token" | "access-tokens" | "refresh-tokens" | "installation";
        };
        Fault: {
            /** @enum {string} */
            side: "whatsapp" | "pipedrive";
            /** @enum {string} */
            kind: "delay" | "drop" | "disconnect" | "fail" | "duplicate" | "reorder" | "hold" | "lose" | "expire" | "revoke";
            /** @description An operationId of that side's document */
            operation?: string;
            /** @description How many requests or deliveries still meet it; null until it is removed */
            times?: number | null;
            /** @description Of a duplicate: how many more of each */
            copies?: number;
            /** @description Of a delay */
            ms?: number;
            /** @description Of a drop: whether the request takes effect before */
            afterHandling?: boolean;
            /** @description Of a failure */
            status?: number;
            /** @description Of a failure, the vendor's error code (a number for WhatsApp, a text for Pipedrive) */
            code?: number | string;
            /** @description Of a failure: Retry-After and the like */
            retryAfterSeconds?: number;
            /**
             * @description Of expire: windows, media-links, media, access-token (WhatsApp), access-tokens, refresh-tokens (Pipedrive); of revoke: access-token (WhatsApp), installation (Pipedrive)
             * @enum {string}
             */
            what?: "windows" | "media-links" | "media" | "access-token" | "access-tokens" | "refresh-tokens" | "installation";
            /** @description For its removal; null when it was done at once */
            id: string | null;
        };
        Faults: {
            faults: components["schemas"]["Fault"][];
        };
        FaultPresets: {
            presets: {
                name: string;
                description: string;
                faults: components["schemas"]["FaultChange"][];
            }[];
        };
        PhoneNumber: {
            /** @description The phone number id */
            id: string;
            /** @description Digits as people dial them */
            displayNumber: string;
            /** @description The WhatsApp Business Account */
            businessAccountId: string;
        };
        /** @description Milliseconds after the send */
        StatusDelays: {
            sent?: number;
            delivered?: number;
            read?: number;
        };
        Settings: {
            whatsapp: {
                webhookUrl: string | null;
                appSecret: boolean;
                verifyToken: boolean;
                accessToken: boolean;
                phoneNumbers: components["schemas"]["PhoneNumber"][];
                statusDelayMs: components["schemas"]["StatusDelays"];
                /** @description false when switched off */
                limits: boolean | {
                    [key: string]: unknown;
                };
            };
            pipedrive: {
                providerUrl: string | null;
                /** @description Addresses out of the provider's manifest */
                endpoints?: {
                    [key: string]: string;
                };
                clientId: boolean;
                clientSecret: boolean;
                admin: boolean;
                owner?: boolean;
                plan: string | {
                    [key: string]: unknown;
                };
                rotateRefreshTokens: boolean;
                /** @description What a user who agrees grants */
                scopes?: string[];
                /** @enum {string} */
                firstSync?: "after-answer" | "before-answer";
                /** @description The registered one; null while the provider is not known */
                callbackUrl?: string | null;
                /** @enum {string} */
                channelsApi?: "offered" | "gone";
                /** @enum {integer} */
                channelsGoneStatus?: 404 | 410;
                limits: boolean | {
                    [key: string]: unknown;
                };
            };
        };
        SettingsChange: {
            whatsapp?: {
                /** @description Where webhooks go, http or https */
                webhookUrl?: string;
                /** @description Signs the webhooks */
                appSecret?: string;
                /** @description Of the handshake */
                verifyToken?: string;
                /** @description The one bearer token that is accepted */
                accessToken?: string;
                statusDelayMs?: components["schemas"]["StatusDelays"];
                /** @description Messages per second of a number, and whether one recipient may be written to too often; false for no limits */
                limits?: boolean | {
                    messagesPerSecond?: number;
                    pair?: boolean;
                };
            };
            pipedrive?: {
                /** @description Where the provider listens, without a path */
                providerUrl?: string;
                /** @description Addresses out of the provider's manifest */
                endpoints?: {
                    [key: string]: string;
                };
                clientId?: string;
                clientSecret?: string;
                /** @description Valid from now on without an end */
                accessToken?: string;
                /** @description Whether the first user of the first company may register channels */
                admin?: boolean;
                /** @description false: nobody counts as the one who installed the app */
                owner?: boolean;
                /**
                 * @description Of the first company; ended: 402 for everything
                 * @enum {string}
                 */
                plan?: "lite" | "growth" | "premium" | "ultimate" | "ended";
                /** @description Whether each refresh gives a new refresh token and uses up the old one */
                rotateRefreshTokens?: boolean;
                /** @description What a user who agrees grants from now on */
                scopes?: string[];
                /**
                 * @description When getConversations is called for a new channel
                 * @enum {string}
                 */
                firstSync?: "after-answer" | "before-answer";
                /** @description The callback URL that the app is registered with; /auth/pipedrive/callback of the provider unless told */
                callbackUrl?: string;
                /**
                 * @description gone: its four operations answer channelsGoneStatus
                 * @enum {string}
                 */
                channelsApi?: "offered" | "gone";
                /** @enum {integer} */
                channelsGoneStatus?: 404 | 410;
                /** @description Whether the plans' limits hold; a number stands for itself */
                limits?: boolean | {
                    /** @description Requests of one token in two seconds */
                    burst?: boolean | number;
                    /** @description Tokens of a company in one day */
                    daily?: boolean | number;
                    /** @description Refused calls in a row after which a page of HTML comes; false: never */
                    abuse?: false | number;
                };
            };
        };
        Snapshot: {
            /** @enum {integer} */
            version: 1;
            /**
             * Format: date-time
             * @description The clock's time
             */
            at: string;
            /** @description What the control API itself holds */
            control: unknown;
            /** @description The state of the simulated WhatsApp */
            whatsapp: unknown;
            /** @description The state of the simulated Pipedrive */
            pipedrive: unknown;
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
            requestId?: string;
        };
    };
    responses: {
        /** @description The request does not fit; the detail says where and what is expected there */
        InvalidRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The `Host` or the `Origin` of the request is not this machine */
        NotLoopback: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is nothing with that id, name or number */
        Unknown: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It cannot be done as things stand; the detail says what is missing or in the way */
        NotSetUp: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The provider did not answer, or not in a way that could be used */
        NoAnswer: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
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
        /** @description The body has another content type (curl: use --json) */
        WrongMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault of the simulators */
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
         * @description A phone number in digits, or a business-scoped user id
         * @example 15551230001
         */
        Address: string;
        /**
         * @description The provider's id of the channel
         * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
         */
        ChannelId: string;
        /**
         * @description The company's id in Pipedrive
         * @example 12345678
         */
        CompanyId: number;
        /**
         * @description The user's id in Pipedrive
         * @example 23456789
         */
        UserId: number;
        /**
         * @description The provider's id of the conversation
         * @example cv_8JwQm2Lk0aZrT5uY
         */
        ConversationId: string;
        /**
         * @description Only entries with a higher number
         * @example 0
         */
        After: number;
        /**
         * @description Only one of the simulators
         * @example whatsapp
         */
        Side: "whatsapp" | "pipedrive";
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getControlIndex: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The overview */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlIndex"];
                };
            };
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    getTranscript: {
        parameters: {
            query?: {
                /**
                 * @description Only entries with a higher number
                 * @example 0
                 */
                after?: components["parameters"]["After"];
                /**
                 * @description Only one of the simulators
                 * @example whatsapp
                 */
                side?: components["parameters"]["Side"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transcript"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    readTranscript: {
        parameters: {
            query?: {
                /**
                 * @description Only entries with a higher number
                 * @example 0
                 */
                after?: components["parameters"]["After"];
                /**
                 * @description Only one of the simulators
                 * @example whatsapp
                 */
                side?: components["parameters"]["Side"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    listBreaches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The findings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Breaches"];
                };
            };
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    listPeople: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The people */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
                };
            };
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    putPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A phone number in digits, or a business-scoped user id
                 * @example 15551230001
                 */
                address: components["parameters"]["Address"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonChange"];
            };
        };
        responses: {
            /** @description The person as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    deletePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A phone number in digits, or a business-scoped user id
                 * @example 15551230001
                 */
                address: components["parameters"]["Address"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nobody has that address any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            500: components["responses"]["InternalError"];
        };
    };
    getPhone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A phone number in digits, or a business-scoped user id
                 * @example 15551230001
                 */
                address: components["parameters"]["Address"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The messages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Phone"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            500: components["responses"]["InternalError"];
        };
    };
    writeAsCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerWriting"];
            };
        };
        responses: {
            /** @description The message was written, and the webhook answered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerWritten"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotSetUp"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["NoAnswer"];
        };
    };
    readAsCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerReading"];
            };
        };
        responses: {
            /** @description What stands on the phone now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Phone"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    storeCustomerFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The file with its content type
                     */
                    file: string;
                    /** @description The business number it was sent to; the first one unless told */
                    phoneNumberId?: string;
                };
            };
        };
        responses: {
            /** @description Stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerFile"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    postDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown;
                "text/plain": string;
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description What the webhook answered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotSetUp"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["NoAnswer"];
        };
    };
    verifyWebhookAddress: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the webhook answered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandshakeResult"];
                };
            };
            403: components["responses"]["NotLoopback"];
            409: components["responses"]["NotSetUp"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["NoAnswer"];
        };
    };
    registerChannel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelRegistration"];
            };
        };
        responses: {
            /** @description Registered */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxChannel"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotSetUp"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    listInboxChannels: {
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
                    "application/json": components["schemas"]["InboxChannels"];
                };
            };
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    removeInboxChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The provider's id of the channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the provider answered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            409: components["responses"]["NotSetUp"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["NoAnswer"];
        };
    };
    listInboxConversations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The provider's id of the channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxConversations"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            500: components["responses"]["InternalError"];
        };
    };
    listInboxTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The provider's id of the channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The templates */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxTemplates"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            500: components["responses"]["InternalError"];
        };
    };
    listInboxMessages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The provider's id of the channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description The provider's id of the conversation
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: components["parameters"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The messages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxMessages"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            500: components["responses"]["InternalError"];
        };
    };
    loadOlderMessages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The provider's id of the channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description The provider's id of the conversation
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: components["parameters"]["ConversationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the provider answered, and the messages as they stand now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OlderMessages"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            409: components["responses"]["NotSetUp"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["NoAnswer"];
        };
    };
    openInboxAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The provider's id of the channel
                 * @example ch_5mTqv0c2Zq1W8yKpR3xNdA
                 */
                channelId: components["parameters"]["ChannelId"];
                /**
                 * @description The provider's id of the conversation
                 * @example cv_8JwQm2Lk0aZrT5uY
                 */
                conversationId: components["parameters"]["ConversationId"];
                /**
                 * @description The message
                 * @example ms_8JwQm2Lk0aZrT5uY_1
                 */
                messageId: string;
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
            /** @description What happened */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedAttachment"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            409: components["responses"]["NotSetUp"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["NoAnswer"];
        };
    };
    writeAsSalesperson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SalespersonWriting"];
            };
        };
        responses: {
            /** @description What the provider answered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalespersonWritten"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotSetUp"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["NoAnswer"];
        };
    };
    issueToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description Issued */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    listCompanies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The companies */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Companies"];
                };
            };
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    putCompany: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The company's id in Pipedrive
                 * @example 12345678
                 */
                companyId: components["parameters"]["CompanyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyChange"];
            };
        };
        responses: {
            /** @description The company as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Company"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    putCompanyUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The company's id in Pipedrive
                 * @example 12345678
                 */
                companyId: components["parameters"]["CompanyId"];
                /**
                 * @description The user's id in Pipedrive
                 * @example 23456789
                 */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyUserChange"];
            };
        };
        responses: {
            /** @description The user as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyUser"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    uninstallApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The company's id in Pipedrive
                 * @example 12345678
                 */
                companyId: components["parameters"]["CompanyId"];
                /**
                 * @description The user's id in Pipedrive
                 * @example 23456789
                 */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the provider answered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            409: components["responses"]["NotSetUp"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["NoAnswer"];
        };
    };
    shareApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The company's id in Pipedrive
                 * @example 12345678
                 */
                companyId: components["parameters"]["CompanyId"];
                /**
                 * @description The user's id in Pipedrive
                 * @example 23456789
                 */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sharing"];
            };
        };
        responses: {
            /** @description What the provider answered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotSetUp"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["NoAnswer"];
        };
    };
    giveConsent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentGiven"];
            };
        };
        responses: {
            /** @description Where the browser goes, and what it meets there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackVisit"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotSetUp"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["NoAnswer"];
        };
    };
    installFromMarketplace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarketplaceInstall"];
            };
        };
        responses: {
            /** @description Where the browser goes, and what it meets there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackVisit"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotSetUp"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
            502: components["responses"]["NoAnswer"];
        };
    };
    getClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clock */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    advanceClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClockAdvance"];
            };
        };
        responses: {
            /** @description The clock afterwards */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    pauseClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clock */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    resumeClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clock */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    listFaults: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The faults */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Faults"];
                };
            };
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    setFault: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FaultChange"];
            };
        };
        responses: {
            /** @description Set, or done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fault"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    clearFaults: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No fault is set any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    removeFault: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id that setting it answered
                 * @example whatsapp:fault-1
                 */
                faultId: string;
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
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            500: components["responses"]["InternalError"];
        };
    };
    listFaultPresets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The presets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FaultPresets"];
                };
            };
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    setFaultPreset: {
        parameters: {
            query?: {
                /**
                 * @description How often instead of once
                 * @example 3
                 */
                times?: number;
                /**
                 * @description Another operation than the preset's
                 * @example sendMessage
                 */
                operation?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A name of GET /faults/presets
                 * @example window-closed
                 */
                presetName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Set */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Faults"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            404: components["responses"]["Unknown"];
            500: components["responses"]["InternalError"];
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    changeSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsChange"];
            };
        };
        responses: {
            /** @description The settings as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
    resetSimulators: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    getSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            403: components["responses"]["NotLoopback"];
            500: components["responses"]["InternalError"];
        };
    };
    restoreSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Snapshot"];
            };
        };
        responses: {
            /** @description Put back */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            403: components["responses"]["NotLoopback"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["WrongMediaType"];
            500: components["responses"]["InternalError"];
        };
    };
}
