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
         * Where everything is
         * @description Names the mode the provider runs in and the addresses that matter, so that a first visitor is not met by an empty page.
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
         * @description Reads its bytes once more and takes every item in as if it came now, but for its time, in one transaction. What is there already is not stored again, and what was set aside is
         *     tried anew. A change of somebody's number is not made a second time: the number may be somebody else's by now.
         */
        post: operations["replayDelivery"];
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
            /** @description message, status, job, hold */
            channelId?: string;
            /** @description message, status, job */
            conversationId?: string;
            /** @description message, status, job */
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
        Index: {
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
        /** @description The provider's own answer, passed on as it was */
        PlaygroundAnswer: {
            /** @description 0 when no answer came */
            status: number;
            /** @description The body as text; without an answer, why */
            body: string;
        };
        PlaygroundReplyForm: {
            /** @description The customer, digits only */
            phone: string;
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
        };
        PlaygroundFile: {
            name: string | null;
            /** @description The content type; null where it is not known, as of a file that went as a link */
            type: string | null;
            /** @description In bytes; null where it is not known, as of a file that WhatsApp has deleted */
            size: number | null;
            /** @description Where the inbox reads it, for a while; null on the phone */
            url: string | null;
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
        /** @description The bearer token is missing or wrong */
        ConsoleUnauthorized: {
            headers: {
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
        /** @description There is no sandbox here, or it knows no such conversation */
        NoPlayground: {
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
    };
    requestBodies: never;
    headers: {
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
                    "application/json": components["schemas"]["Index"];
                };
            };
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
            401: components["responses"]["ConsoleUnauthorized"];
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
            401: components["responses"]["ConsoleUnauthorized"];
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
            401: components["responses"]["ConsoleUnauthorized"];
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
            401: components["responses"]["ConsoleUnauthorized"];
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
            401: components["responses"]["ConsoleUnauthorized"];
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
            401: components["responses"]["ConsoleUnauthorized"];
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
            401: components["responses"]["ConsoleUnauthorized"];
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
            401: components["responses"]["ConsoleUnauthorized"];
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
            401: components["responses"]["ConsoleUnauthorized"];
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
            401: components["responses"]["ConsoleUnauthorized"];
            404: components["responses"]["NoDelivery"];
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
            query?: never;
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
}
