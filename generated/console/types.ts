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
         * @description The simulated Pipedrive sends the text through postMessage, as multipart/form-data with Basic credentials, exactly as Pipedrive does.
         */
        post: operations["sendPlaygroundReply"];
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
        /** @description The provider's own answer, passed on as it was */
        PlaygroundAnswer: {
            status: number;
            /** @description The body as text */
            body: string;
        };
        PlaygroundReply: {
            /** @description The customer, digits only */
            phone: string;
            text: string;
        };
        PlaygroundConversation: {
            phone: string;
            /** @description What the inbox calls the customer */
            name: string;
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
        /** @description The bearer token is missing or wrong */
        ConsoleUnauthorized: {
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
        /** @description The body is not JSON */
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
    parameters: never;
    requestBodies: never;
    headers: {
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
            /** @description The bearer token is missing or wrong */
            401: {
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
            401: components["responses"]["ConsoleUnauthorized"];
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
            401: components["responses"]["ConsoleUnauthorized"];
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
                "application/json": components["schemas"]["PlaygroundReply"];
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
